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
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override {
    // The graph of code that depends on template parameters has holes.
    return !Function.isDependentContext();
  }
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void reportUse(const RepeatedUse &Repeated, const CallableBody &Body,
                 const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REPEATEDAWAITCHECK_H
