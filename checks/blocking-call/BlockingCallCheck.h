//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGCALLCHECK_H
#define ASYNCTIDY_BLOCKINGCALLCHECK_H

#include "checks/blocking-call/BlockingCalls.h"
#include "framework/AsyncCheck.h"
#include "framework/CodeScope.h"

namespace clang::tidy::async {

/// Finds calls that block the thread of a coroutine: sleeps, joins, locks,
/// processes, synchronous input and output. Awaits their twins.
///
/// For the user-facing documentation see docs/checks/async-blocking-call.md.
class BlockingCallCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  /// True where blocking is looked at: in coroutines and, as the option says,
  /// in what they call or in all functions.
  bool isInScope(const FunctionDecl &Callable);
  bool isShort(const BlockingCall &Blocking, const ASTContext &Ctx) const;
  /// Why a function that is no coroutine is looked at.
  RunPlace placeOf(const FunctionDecl &Callable);
  /// In which of its states such a function would be, as other files decide.
  RunCondition conditionOf(const FunctionDecl &Callable);
  void reportCall(const BlockingCall &Blocking, const CallableBody &Body,
                  const BodyIndex &Index);
  /// A function that nobody knows, and that has an awaiting twin by its name.
  void reportNamed(const CallExpr &Call, const FunctionDecl &Twin,
                   const CallableBody &Body, const BodyIndex &Index);
  void reportStream(const VarDecl &Stream, const FunctionDecl &Callable,
                    const Library &Own);
  void reportLock(const VarDecl &Lock, const FunctionDecl &Callable);

  const CodeScope Scope = option<CodeScope>("Scope");
  const bool ReportLocks = option<bool>("ReportLocks");
  const bool ReportFiles = option<bool>("ReportFiles");
  /// In milliseconds.
  const std::optional<unsigned> MinimumSleep =
      option<std::optional<unsigned>>("MinimumSleep");
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGCALLCHECK_H
