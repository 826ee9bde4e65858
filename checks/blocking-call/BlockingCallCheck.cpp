//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCallCheck.h"
#include "checks/blocking-call/AwaitingTwins.h"
#include "checks/blocking-call/NamedTwins.h"
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
    {"ReportFiles", "false",
     "Also reports files and file streams, in coroutines of libraries that can "
     "await them."},
    {"MinimumSleep", "",
     "Constant times of fewer milliseconds than this are not reported."}};

const Rule BlockingCallCheck::TheRule = {
    "async-blocking-call",
    "a call that blocks the thread of a coroutine",
    "sleep, join, semaphore, process, synchronous I/O",
    "the awaiting twin",
    Repairs::FixOrNote,
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

/// The library of the coroutine \p Function, where that can await files; else
/// null.
static const Library *filesOf(const FunctionDecl &Function,
                              const AsyncTypes &Types) {
  const Library *Own = actsAsCoroutine(Function, Types)
                           ? Types.names().libraryOf(
                                 Types.classify(Function.getReturnType()).Entry)
                           : nullptr;
  return Own && !Own->Files.empty() ? Own : nullptr;
}

void BlockingCallCheck::checkBody(const CallableBody &Body,
                                  const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  const Library *Files = ReportFiles ? filesOf(Function, types()) : nullptr;
  std::vector<BlockingCall> Found;
  for (const CallExpr *Call : Body.Calls)
    if (auto Blocking = blockingCall(*Call, Function, Index, names()))
      if ((ReportLocks || !Blocking->facts().Lock) &&
          (Files || !Blocking->facts().File) &&
          !isShort(*Blocking, Function.getASTContext()))
        Found.push_back(*Blocking);
  std::vector<const VarDecl *> Locks, Streams;
  for (const VarDecl *Local : Body.Locals)
    if (ReportLocks && locksThread(*Local, names()))
      Locks.push_back(Local);
    else if (Files && opensFile(*Local, names()))
      Streams.push_back(Local);
  std::vector<std::pair<const CallExpr *, const FunctionDecl *>> Named;
  if (actsAsCoroutine(Function, types()))
    for (const CallExpr *Call : Body.Calls)
      if (const FunctionDecl *Twin = twinByName(*Call, Body, types()))
        Named.push_back({Call, Twin});
  if (Found.empty() && Locks.empty() && Streams.empty() && Named.empty())
    return;
  const auto Say = [&] {
    const BlockingHops Hops(Body, Index, names());
    const ForkedChild Child(Body, Index, names());
    const auto Blocks = [&](const CallExpr &Call) {
      return !Hops.precede(Call) && !Child.runs(Call) &&
             isNew(Call.getExprLoc());
    };
    for (const BlockingCall &Blocking : Found)
      if (Blocks(*Blocking.Call))
        reportCall(Blocking, Body, Index);
    for (const auto &[Call, Twin] : Named)
      if (Blocks(*Call))
        reportNamed(*Call, *Twin, Body, Index);
    for (const VarDecl *Lock : Locks)
      if (isNew(Lock->getLocation()))
        reportLock(*Lock, Function);
    for (const VarDecl *Stream : Streams)
      if (isNew(Stream->getLocation()))
        reportStream(*Stream, Function, *Files);
  };
  if (isInScope(Function))
    Say();
  if (!summary() || actsAsCoroutine(Function, types()))
    return;
  if (const RunCondition When = conditionOf(Function); !When.States.empty())
    suppose(When, Say);
}

void BlockingCallCheck::reportNamed(const CallExpr &Call,
                                    const FunctionDecl &Twin,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  Rewrite Edits = rewrite(*Body.Callable);
  awaitNamed(Call, Twin, Index, types(), Edits);
  Report Found =
      report(Call.getExprLoc(), "'%0' blocks %1 until %2", std::move(Edits));
  Found << Call.getDirectCallee()->getName()
        << blockedThread(*Body.Callable, placeOf(*Body.Callable))
        << "it is done";
  Found.note(Twin.getCanonicalDecl()->getLocation(),
             "%0 does the same, and is awaited")
      << &Twin;
}

void BlockingCallCheck::reportStream(const VarDecl &Stream,
                                     const FunctionDecl &Callable,
                                     const Library &Own) {
  Rewrite Edits = rewrite(Callable);
  Edits.refuse(Own.Files);
  Report Found = report(Stream.getLocation(),
                        "%0 blocks %1 while its file is opened, read and "
                        "written",
                        std::move(Edits));
  Found << &Stream << blockedThread(Callable, placeOf(Callable));
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
