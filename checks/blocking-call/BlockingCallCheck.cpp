//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCallCheck.h"
#include "checks/blocking-call/AwaitingTwins.h"
#include "code/MeantCoroutines.h"
#include "flow/BlockingHops.h"
#include "flow/ForkedChild.h"

namespace clang::tidy::async {

static constexpr RuleOption BlockingCallOptions[] = {
    {"Scope", "reachable",
     "`coroutines`: only their bodies. `reachable`: functions that they call, "
     "too. `everywhere`: all functions, if the program uses a library that is "
     "known."},
    {"ReportLocks", "false",
     "Also reports `lock()` of a mutex, and guards that lock one."},
    {"MinimumSleep", "",
     "Constant times of fewer milliseconds than this are not reported."}};

const Rule BlockingCallCheck::TheRule = {
    "async-blocking-call",
    "a call that blocks the thread of a coroutine",
    "sleep, join, semaphore, process, synchronous I/O",
    "the awaiting twin",
    Repairs::Fix,
    Precedence::Blocking,
    BlockingCallOptions};

bool BlockingCallCheck::isInScope(const FunctionDecl &Callable) {
  // A generator that only yields runs where it is asked for values.
  if (actsAsCoroutine(Callable, types()))
    return isAsyncCoroutine(Callable, types());
  const RunCondition When = conditionOf(Callable);
  if (When.States.empty())
    return false;
  const RunPlace Where = execution().place(Callable);
  return llvm::is_contained(When.States, Where.State) &&
         !(When.NotOnPool && Where.Root == RunRoot::Pool);
}

RunCondition BlockingCallCheck::conditionOf(const FunctionDecl &Callable) {
  RunCondition When;
  When.Function = &Callable;
  switch (Scope) {
  case CodeScope::Coroutines:
    break;
  case CodeScope::Reachable:
    When.NotOnPool = true;
    // A test may hold up its own event loop.
    if (!isTestCode(Callable))
      When.States = {RunState::HandedOver, RunState::Called};
    break;
  case CodeScope::Everywhere:
    if (!execution().isNeverSeenToRun(Callable))
      When.States = {RunState::Anywhere, RunState::HandedOver,
                     RunState::Called};
    break;
  }
  return When;
}

bool BlockingCallCheck::isShort(const BlockingCall &Blocking,
                                const ASTContext &Ctx) const {
  if (!MinimumSleep)
    return false;
  const std::optional<double> Time = Blocking.milliseconds(Ctx);
  return Time && *Time < *MinimumSleep;
}

void BlockingCallCheck::checkBody(const CallableBody &Body,
                                  const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  std::vector<BlockingCall> Found;
  for (const CallExpr *Call : Body.Calls)
    if (auto Blocking = blockingCall(*Call, Function, Index, names()))
      if ((ReportLocks || !Blocking->facts().Lock) &&
          !isShort(*Blocking, Function.getASTContext()))
        Found.push_back(*Blocking);
  std::vector<const VarDecl *> Locks;
  if (ReportLocks)
    llvm::copy_if(
        Body.Locals, std::back_inserter(Locks),
        [this](const VarDecl *Local) { return locksThread(*Local, names()); });
  if (Found.empty() && Locks.empty())
    return;
  const auto Say = [&] {
    const BlockingHops Hops(Body, names());
    const ForkedChild Child(Body, Index, names());
    for (const BlockingCall &Blocking : Found)
      if (!Hops.precede(*Blocking.Call) && !Child.runs(*Blocking.Call) &&
          isNew(Blocking.location()))
        reportCall(Blocking, Body, Index);
    for (const VarDecl *Lock : Locks)
      if (isNew(Lock->getLocation()))
        reportLock(*Lock, Function);
  };
  if (isInScope(Function))
    Say();
  if (!summary() || actsAsCoroutine(Function, types()))
    return;
  if (const RunCondition When = conditionOf(Function); !When.States.empty())
    suppose(When, Say);
}

void BlockingCallCheck::reportLock(const VarDecl &Lock,
                                   const FunctionDecl &Callable) {
  const RunPlace Where = placeOf(Callable);
  Report Found =
      report(Lock.getLocation(), "%0 blocks %1 until the mutex is free");
  Found << &Lock << blockedThread(Callable, Where);
  explain(Where, Found);
}

RunPlace BlockingCallCheck::placeOf(const FunctionDecl &Callable) {
  return actsAsCoroutine(Callable, types()) ? RunPlace()
                                            : execution().place(Callable);
}

void BlockingCallCheck::reportCall(const BlockingCall &Blocking,
                                   const CallableBody &Body,
                                   const BodyIndex &Index) {
  const SourceLocation Loc = Blocking.location();
  Rewrite Edits = rewrite(*Body.Callable);
  awaitTwin(Blocking, Body, Index, types(), Edits);
  const RunPlace Where = placeOf(*Body.Callable);
  Report Found = report(Loc, "'%0' blocks %1 until %2", std::move(Edits));
  Found << Blocking.name() << blockedThread(*Body.Callable, Where)
        << Blocking.facts().Until;
  explain(Where, Found);
  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (Found.isFixed() && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    Found.addition(Loc, "after 'co_await' the coroutine resumes on %0")
        << Coroutine.Entry->Resumes;
}

} // namespace clang::tidy::async
