//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/lock-across-suspension/LockAcrossSuspensionCheck.h"
#include "checks/lock-across-suspension/AsyncMutex.h"
#include "checks/lock-across-suspension/EarlyUnlock.h"
#include "code/CallGraph.h"
#include "code/Shapes.h"
#include "code/Suspensions.h"
#include "edits/Judgement.h"
#include <set>

namespace clang::tidy::async {

const Rule LockAcrossSuspensionCheck::TheRule = {
    "async-lock-across-suspension",
    "a lock of the thread that is held while a coroutine is suspended",
    "a guard, a mutex that was locked by hand, what else belongs to one thread",
    "the lock ends before the `co_await`",
    Repairs::FixOrNote,
    Precedence::Blocking,
    {}};

bool LockAcrossSuspensionCheck::concerns(const FunctionDecl &Function) const {
  return isCoroutine(Function);
}

/// The statement that goes through what \p Call, of a generator, gives: a loop
/// over it, or over the variable that it initializes. Null where there is none.
static const Stmt *loopOver(const Expr &Call, const BodyIndex &Index) {
  const auto LoopOf = [&](const Expr *Range) {
    return dyn_cast_or_null<CXXForRangeStmt>(Index.spelledParent(Range));
  };
  if (const CXXForRangeStmt *Loop = LoopOf(&Call))
    return Loop;
  const CallableBody *Around = Index.enclosing(&Call);
  for (const VarDecl *Var :
       Around ? llvm::ArrayRef(Around->Locals) : llvm::ArrayRef<VarDecl *>()) {
    if (!Var->getInit() || !isWithin(&Call, Var->getInit(), Index))
      continue;
    for (const DeclRefExpr *Mention : Index.mentions(Var)) {
      if (const CXXForRangeStmt *Loop = LoopOf(Mention))
        return Loop;
      // `while (numbers.next())`
      for (const Stmt *P = Index.parent(Mention); P; P = Index.parent(P))
        if (isLoop(P))
          return P;
    }
  }
  return nullptr;
}

/// True when whoever calls \p Generator goes through it on the spot, without
/// being suspended meanwhile: then its lock is held for as long as that loop
/// runs, by the same thread.
bool LockAcrossSuspensionCheck::isConsumedAtOnce(
    const FunctionDecl &Generator) {
  const CallNode *Node = callGraph().node(&Generator);
  bool Any = false;
  for (const CallMention &Mention :
       Node ? llvm::ArrayRef(Node->Mentions) : llvm::ArrayRef<CallMention>()) {
    if (Mention.Unevaluated)
      continue;
    const SharedIndex Around = Mention.In ? index(*Mention.In) : nullptr;
    const Stmt *Loop =
        Around && Mention.Kind == MentionKind::Call && Mention.Call
            ? loopOver(*Mention.Call, *Around)
            : nullptr;
    if (!Loop || anyWritten(
                     Loop,
                     [this](const Stmt &S) {
                       return isa<CoroutineSuspendExpr>(S) &&
                              maySuspend(cast<Expr>(S), types());
                     },
                     Parts::Own))
      return false;
    Any = true;
  }
  return Any;
}

/// The library's mutex for coroutines that \p Body could hold; or null.
const AsyncMutexEntry *
LockAcrossSuspensionCheck::mutexOfLibrary(const CallableBody &Body) const {
  const AsyncType Task = types().classify(Body.Callable->getReturnType());
  const Library *Of = Task.Entry ? names().libraryOf(Task.Entry) : nullptr;
  return Of && Of->Locks.Async ? &*Of->Locks.Async : nullptr;
}

/// Edits that end the lock, or, if nothing can be done before \p Early ends,
/// those that make \p Mutex one of the library's.
Rewrite LockAcrossSuspensionCheck::edits(const HeldLock &Lock, bool IsOnly,
                                         const EarlyUnlock &Early,
                                         const AsyncMutex *Mutex,
                                         const CallableBody &Body,
                                         const BodyIndex &Index) {
  Rewrite Edits = rewrite(*Body.Callable);
  if (Lock.How == HeldLock::Bound) {
    Edits.refuse("what needs it is for you to tell");
    return Edits;
  }
  if (!IsOnly) {
    Edits.refuse("another lock is held here, too");
    return Edits;
  }
  if (Early.region().Block)
    Edits.obey(Judgement(Index, types()).unlocks(Early.region()));
  Early.write(Edits);
  const AsyncMutexEntry *Entry = mutexOfLibrary(Body);
  if (Edits || !Mutex || !Entry)
    return Edits;
  Rewrite Other = rewrite(*Body.Callable);
  Other.obey(Ruling::note("coroutines may hold a '" + Entry->Type +
                          "' while they are suspended, and wait for it "
                          "without blocking"));
  if (!Mutex->write(*Entry, Other) || !Other ||
      !Converted.insert(&Mutex->member()).second)
    return Edits;
  return Other;
}

void LockAcrossSuspensionCheck::say(const HeldLock &Lock, const Expr &Point,
                                    bool IsOnly, const CallableBody &Body,
                                    const BodyIndex &Index) {
  const EarlyUnlock Early(
      Lock, Point, Body, Index, types(),
      HeldLocks(Index, types(), LockEvidence::Sure).kinds());
  const Expr *Locked = Early.region().Mutex;
  const auto *Field =
      Locked ? dyn_cast_or_null<FieldDecl>(namedBy(*stripCopies(Locked)))
             : nullptr;
  std::optional<AsyncMutex> Mutex;
  if (Field && isa<CXXRecordDecl>(Field->getDeclContext()) &&
      mutexOfLibrary(Body))
    Mutex.emplace(*Field, [this](const FunctionDecl &F) { return index(F); });
  Rewrite Edits =
      edits(Lock, IsOnly, Early, Mutex ? &*Mutex : nullptr, Body, Index);
  if (Lock.How == HeldLock::Bound) {
    report(beginOf(Point),
           "'%0' lives on while the coroutine is suspended here: %1",
           std::move(Edits))
        << Lock.Name << Lock.Reason;
    return;
  }
  GuardedUse Use;
  if (!Edits && IsOnly && Early.region().Block)
    Use = usedInRest(Early.region(), Index, names());
  const bool IsFixed = bool(Edits);
  unsigned Form = Lock.How;
  if (Lock.Name.empty() && Lock.How != HeldLock::Temporary)
    Form = Lock.How == HeldLock::ByHand ? 6 : 5;
  Report Said = report(
      beginOf(Point),
      "%select{'%1' holds its mutex|a lock guard in this expression holds its "
      "mutex|the caller holds the lock of '%1'|'%1' is locked|'%1', which "
      "belongs to one thread, goes on|a lock guard holds its mutex|a mutex is "
      "locked}0 while the coroutine is suspended here",
      std::move(Edits));
  Said << Form << Lock.Name;
  if (Lock.LockedBy)
    Said.note(beginOf(*Lock.LockedBy), "it is locked here");
  if (Use.isSure() && Use.What)
    Said.note(Use.Where, "%0 is used here, and the lock may be there for that")
        << Use.What;
  if (!IsFixed && Mutex && Mutex->isOfCoroutines())
    Said.addition(Field->getLocation(),
                  "only coroutines are seen to use it: as a '%0' they may hold "
                  "it while they are suspended")
        << mutexOfLibrary(Body)->Type;
}

void LockAcrossSuspensionCheck::checkBody(const CallableBody &Body,
                                          const BodyIndex &Index) {
  if (!isCoroutine(*Body.Callable))
    return;
  const HeldLocks Locks(Index, types(), LockEvidence::Sure);
  const bool Generates =
      types().classify(Body.Callable->getReturnType()).Role ==
      TypeRole::Generator;
  // Each is told once, unless it is locked anew.
  std::set<std::pair<unsigned, const CallExpr *>> Told;
  for (const Expr *Point : suspensionsIn(Body, types())) {
    const std::vector<HeldLock> Held = Locks.whileSuspended(*Point);
    if (Held.empty() || (Generates && isa<CoyieldExpr>(Point) &&
                         isConsumedAtOnce(*Body.Callable)))
      continue;
    std::optional<bool> IsNew;
    for (const HeldLock &Lock : Held) {
      if (Lock.Number && !Told.emplace(*Lock.Number, Lock.LockedBy).second)
        continue;
      if (!IsNew)
        IsNew = isNew(beginOf(*Point));
      if (*IsNew)
        say(Lock, *Point, Held.size() == 1, Body, Index);
    }
  }
}

} // namespace clang::tidy::async
