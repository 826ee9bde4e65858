//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REDUNDANTCOROUTINECHECK_H
#define ASYNCTIDY_REDUNDANTCOROUTINECHECK_H

#include "checks/redundant-coroutine/Endings.h"
#include "checks/redundant-coroutine/Forwarding.h"
#include "checks/redundant-coroutine/PlainFunction.h"
#include "framework/AsyncCheck.h"
#include <optional>

namespace clang::tidy::async {

/// Finds coroutines whose frame buys nothing: those that only pass on what
/// another one returns, and those that never suspend.
///
/// For the user-facing documentation see
/// docs/checks/async-redundant-coroutine.md.
class RedundantCoroutineCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override {
    return isCoroutine(Function);
  }
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override;
  void checkCoroutine(const FunctionDecl &Function);
  /// Edits of a function in which no other check changes where it awaits.
  Rewrite rewriteAlone(const FunctionDecl &Function);
  /// Something besides its body needs this function to be a coroutine.
  bool mustStay(const FunctionDecl &Function, const CoroutineBodyStmt &Body);
  void checkPassingOn(const FunctionDecl &Function, const Endings &Ends,
                      const BodyIndex &Index);
  void checkNeverSuspends(const FunctionDecl &Function, const Endings &Ends);
  /// The task is replaced by one that is ready, or by its value.
  void returnReadyValue(const FunctionDecl &Function, const Endings &Ends,
                        const ReadyValueEntry &Ready);
  void returnValue(const FunctionDecl &Function, const Endings &Ends,
                   QualType Result, const Elsewhere &Far);

  bool buysDelay(const Forwarding &Changed) const;
  void reportFrame(const FunctionDecl &Function, llvm::StringRef Message,
                   Rewrite Edits, bool Judge);

  const bool ReportNeverSuspends = option<bool>("ReportNeverSuspends");
  const bool ReportDeferred = option<bool>("ReportDeferred");
  std::optional<PlainFunction> Plain;
  std::vector<const FunctionDecl *> Functions;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REDUNDANTCOROUTINECHECK_H
