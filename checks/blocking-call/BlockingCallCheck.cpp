//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCallCheck.h"
#include "flow/BlockingHops.h"

namespace clang::tidy::async {

BlockingCallCheck::BlockingCallCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context, Precedence::Blocking),
      Scope(Options.get("Scope", CodeScope::Reachable)),
      ReportLocks(Options.get("ReportLocks", false)),
      MinimumSleep(Options.get<unsigned>("MinimumSleep")) {}

void BlockingCallCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Scope", Scope);
  Options.store(Opts, "ReportLocks", ReportLocks);
  if (MinimumSleep)
    Options.store(Opts, "MinimumSleep", *MinimumSleep);
}

/// True when what \p Call gets is run by a pool for such work.
static bool runsOnPool(const Expr &Call, const Names &Known) {
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(&Call))
    if (Known.isPool(objectType(*MemberCall)))
      return true;
  const auto *Plain = dyn_cast<CallExpr>(&Call);
  return Plain && llvm::any_of(Plain->arguments(), [&](const Expr *Arg) {
           return Known.isPool(stripImplicit(Arg)->getType());
         });
}

bool BlockingCallCheck::isReached(const FunctionDecl &Callable) {
  const ReachPath Path = reachability().pathTo(Callable);
  return !Path.empty() && !(Path.back().How == ReachStep::Executor &&
                            runsOnPool(*Path.back().At, names()));
}

bool BlockingCallCheck::isInScope(const FunctionDecl &Callable) {
  // A generator that only yields runs where it is asked for values.
  if (isCoroutine(Callable))
    return isAsyncCoroutine(Callable, types());
  switch (Scope) {
  case CodeScope::Coroutines:
    return false;
  case CodeScope::Reachable:
    return isReached(Callable);
  case CodeScope::Everywhere:
    return !reachability().runsInBoundary(Callable) &&
           !reachability().isNeverSeenToRun(Callable);
  }
  return false;
}

bool BlockingCallCheck::isShort(const BlockingCall &Blocking,
                                const ASTContext &Ctx) const {
  if (!MinimumSleep)
    return false;
  const std::optional<double> Time = Blocking.milliseconds(Ctx);
  return Time && *Time < *MinimumSleep;
}

void BlockingCallCheck::checkFunction(const FunctionDecl &Function) {
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return;
  std::vector<BlockingCall> Found;
  for (const CallExpr *Call : Body->Calls)
    if (auto Blocking = blockingCall(*Call, Function, names()))
      if ((ReportLocks || !Blocking->facts().Lock) &&
          !isShort(*Blocking, Function.getASTContext()))
        Found.push_back(*Blocking);
  std::vector<const VarDecl *> Locks;
  if (ReportLocks)
    llvm::copy_if(
        Body->Locals, std::back_inserter(Locks),
        [this](const VarDecl *Local) { return locksThread(*Local, names()); });
  if ((Found.empty() && Locks.empty()) || !isInScope(Function))
    return;

  const BlockingHops Hops(*Body, names());
  for (const BlockingCall &Blocking : Found)
    if (!Hops.precede(*Blocking.Call) && isNew(Blocking.location()))
      report(Blocking, *Body, *Index);
  for (const VarDecl *Lock : Locks)
    if (isNew(Lock->getLocation())) {
      const ReachPath Path = pathTo(Function);
      diag(Lock->getLocation(), "%0 blocks %1 until the mutex is free")
          << Lock << blockedThread(Function, Path);
      explain(Path);
    }
}

ReachPath BlockingCallCheck::pathTo(const FunctionDecl &Callable) {
  return isCoroutine(Callable) ? ReachPath() : reachability().pathTo(Callable);
}

void BlockingCallCheck::report(const BlockingCall &Blocking,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  const SourceLocation Loc = Blocking.location();
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  if (isCoroutine(*Body.Callable) && isInstantiation(*Body.Callable))
    Edits.refuse("it depends on a template parameter");
  else
    awaitTwin(Blocking, Body, Index, types(), Edits);
  const bool IsFixed = bool(Edits);
  const ReachPath Path = pathTo(*Body.Callable);
  diag(Loc, "'%0' blocks %1 until %2")
      << Blocking.name() << blockedThread(*Body.Callable, Path)
      << Blocking.facts().Until << Edits.hints();
  explain(Path);
  explain(Loc, Edits);
  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (IsFixed && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Coroutine.Entry->Resumes;
}

} // namespace clang::tidy::async
