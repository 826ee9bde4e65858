//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NESTEDTASKCHECK_H
#define ASYNCTIDY_NESTEDTASKCHECK_H

#include "code/Discards.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds `co_await` of a task of a task where nobody awaits the inner one, and
/// awaits that, too: `co_await co_await f()`.
///
/// For the user-facing documentation see docs/checks/async-nested-task.md.
class NestedTaskCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override {
    return isCoroutine(Function);
  }
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void checkDiscard(const Discard &Dropped, const CallableBody &Body,
                    const BodyIndex &Index);
  void checkLocal(const VarDecl &Local, const CallableBody &Body,
                  const BodyIndex &Index);
  void reportLoss(SourceLocation Loc, const AsyncType &Inner, Rewrite Edits);
  bool mayBeLost(const Expr &Value, const AsyncType &Inner,
                 const CallableBody &Body) const;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NESTEDTASKCHECK_H
