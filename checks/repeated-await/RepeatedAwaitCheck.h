//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REPEATEDAWAITCHECK_H
#define ASYNCTIDY_REPEATEDAWAITCHECK_H

#include "checks/repeated-await/RepeatedUses.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds awaitables that are awaited, or used in another way, after they were
/// used up. Takes the first result where that is still there.
///
/// For the user-facing documentation see docs/checks/async-repeated-await.md.
class RepeatedAwaitCheck : public AsyncCheck {
public:
  RepeatedAwaitCheck(llvm::StringRef Name, ClangTidyContext *Context)
      : AsyncCheck(Name, Context, Precedence::Reuse) {}

private:
  void checkFunction(const FunctionDecl &Function) override;
  void report(const RepeatedUse &Repeated, const CallableBody &Body,
              const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REPEATEDAWAITCHECK_H
