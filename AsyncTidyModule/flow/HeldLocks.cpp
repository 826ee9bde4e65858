//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/HeldLocks.h"
#include "flow/BodyLocks.h"
#include "clang/AST/StmtObjC.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

std::string HeldLock::clause(llvm::StringRef While) const {
  const std::string Then = " while " + While.str();
  switch (How) {
  case Guard:
    return (Name.empty() ? "a lock guard" : "'" + Name + "'") +
           " would hold its mutex" + Then;
  case Temporary:
    return "a lock guard in this expression would hold its mutex" + Then;
  case Caller:
    return "the caller would hold the lock of '" + Name + "'" + Then;
  case ByHand:
    return (Name.empty() ? "a mutex" : "'" + Name + "'") + " would be locked" +
           Then;
  case Permit:
    return "'" + Name + "' would be held" + Then;
  case Region:
    return "'" + Name + "', which belongs to one thread, would go on" + Then;
  case Bound:
    return "'" + Name + "', which belongs to one thread, would live on" + Then;
  }
  llvm_unreachable("all forms are handled");
}

//===--- What is held at a place ------------------------------------------===//

/// What may be locked when \p Site is reached; null when no path leads there.
const llvm::BitVector *BodyLocks::before(const Stmt *Site) const {
  for (; Site && !isa<LambdaExpr>(Site); Site = Index.parent(Site))
    if (auto It = Solved->Before.find(Site); It != Solved->Before.end())
      return &Solved->States[It->second];
  return nullptr;
}

/// The guards that are declared in \p Parent before \p Child, a part of it.
void BodyLocks::guardsAlive(const Stmt &Parent, const Stmt *Child,
                            Guards &Alive) const {
  auto It = Scopes.find(&Parent);
  if (It == Scopes.end())
    return;
  const auto *For = dyn_cast<CXXForRangeStmt>(&Parent);
  // The index knows the range by its expression.
  if (For && Child == For->getRangeInit())
    Child = For->getRangeStmt();
  const unsigned Here = Order.lookup(Child);
  for (const auto &[Guard, Begin] : It->second)
    if (Begin < Here)
      Alive.push_back(Guard);
}

/// A region whose lock belongs to the thread that entered it; or nothing.
static llvm::StringRef regionOf(const Stmt &Parent, const Stmt *Child) {
  if (const auto *Sync = dyn_cast<ObjCAtSynchronizedStmt>(&Parent))
    return Sync->getSynchBody() == Child ? "@synchronized" : "";
  if (isa<OMPCriticalDirective>(Parent))
    return "#pragma omp critical";
  return isa<OMPExecutableDirective>(Parent) ? "#pragma omp" : "";
}

/// True for a guard in what is awaited that is the awaitable itself, or that
/// the awaited call gets as its own.
bool BodyLocks::isTakenOver(const Stmt &Temporary) const {
  if (Types.classify(cast<Expr>(Temporary).getType()).canBeAwaited())
    return true;
  const Stmt *Child = &Temporary, *P = Index.parent(Child);
  while (isa_and_nonnull<CastExpr, CXXBindTemporaryExpr,
                         MaterializeTemporaryExpr, CXXConstructExpr>(P)) {
    Child = P;
    P = Index.parent(P);
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  for (unsigned I = 0;
       Callee && I < Call->getNumArgs() && I < Callee->getNumParams(); ++I)
    if (Call->getArg(I) == Child)
      return !Callee->getParamDecl(I)->getType()->isLValueReferenceType();
  return false;
}

/// True for what makes a value that may hold a lock.
bool BodyLocks::makesGuard(const Stmt &S) const {
  return isa<CXXBindTemporaryExpr, CXXDefaultArgExpr, CXXConstructExpr>(S) &&
         cast<Expr>(S).isPRValue() && Locks.mayHold(cast<Expr>(S).getType());
}

/// A guard without a name in \p Whole that may be alive when \p Part, which
/// is in it, runs.
const Stmt *BodyLocks::temporaryBeside(const Stmt *Part,
                                       const Stmt &Whole) const {
  if (!HasTemporaries)
    HasTemporaries = anyWritten(
        Body.Callable->getBody(),
        [this](const Stmt &S) { return makesGuard(S); }, Parts::Own);
  if (!*HasTemporaries)
    return nullptr;
  if (const auto *Binary = dyn_cast<BinaryOperator>(&Whole))
    if (Part == Binary->getLHS() &&
        (Binary->isLogicalOp() || Binary->isCommaOp()))
      return nullptr; // The rest runs later.
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Whole);
      Choice && Part == Choice->getCond())
    return nullptr;
  const Stmt *Found = nullptr;
  const auto IsGuard = [&](const Stmt &S) {
    if (!makesGuard(S) || (isa<CoroutineSuspendExpr>(Whole) && isTakenOver(S)))
      return false;
    Found = &S;
    return true;
  };
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Whole)) {
    anyWritten(Suspend->getOperand(), IsGuard, Parts::Own);
    return Found;
  }
  const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Whole);
  for (const Stmt *Child : Whole.children())
    if (Child && Child != Part && !isa<LambdaExpr>(Whole) &&
        !(Choice && Child != Choice->getCond()) &&
        anyWritten(Child, IsGuard, Parts::Own))
      return Found;
  return nullptr;
}

bool BodyLocks::isCalledAtOnce() const {
  const Stmt *Parent = Body.Lambda ? Index.spelledParent(Body.Lambda) : nullptr;
  while (isa_and_nonnull<ParenExpr>(Parent))
    Parent = Index.spelledParent(Parent);
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  return Call && Call->getOperator() == OO_Call &&
         stripImplicit(Call->getArg(0)) == Body.Lambda;
}

HeldLock BodyLocks::describe(unsigned Object, const Expr &Site) const {
  const LockObject &What = Question.Objects[Object];
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  HeldLock Found;
  Found.How = What.How;
  Found.Name = What.Name;
  Found.Reason = What.Reason;
  Found.Variable = What.Variable;
  Found.Object = What.Where;
  Found.Number = Object;
  if (auto It = LockedBy.find(Object); It != LockedBy.end())
    for (const CallExpr *Call : It->second)
      if (SM.isBeforeInTranslationUnit(Call->getBeginLoc(), Site.getBeginLoc()))
        Found.LockedBy = Call;
  return Found;
}

static HeldLock withoutNumber(HeldLock::Form How, std::string Name) {
  HeldLock Found;
  Found.How = How;
  Found.Name = std::move(Name);
  return Found;
}

std::vector<HeldLock> BodyLocks::at(const Expr &Site) const {
  llvm::SmallVector<unsigned, 2> Alive;
  std::vector<HeldLock> Found;
  const Stmt *Child = &Site;
  bool InFull = true, Temporary = temporaryBeside(nullptr, Site);
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P)) {
    // What a lambda captures is evaluated outside of it.
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P);
        Lambda && Child == Lambda->getCallOperator()->getBody())
      break;
    if (llvm::StringRef Region = regionOf(*P, Child); !Region.empty())
      Found.push_back(withoutNumber(HeldLock::Region, Region.str()));
    InFull &= isa<Expr>(P);
    Temporary |= InFull && temporaryBeside(Child, *P);
    guardsAlive(*P, Child, Alive);
  }
  const llvm::BitVector *Held = Solved ? before(&Site) : nullptr;
  for (unsigned Guard : Alive)
    if (!Held || Held->test(Guard))
      Found.push_back(describe(Guard, Site));
  for (unsigned I = 0; I < Question.Objects.size(); ++I)
    if (Question.Objects[I].AtEntry && (!Held || Held->test(I)))
      Found.push_back(describe(I, Site));
  if (Temporary)
    Found.push_back(withoutNumber(HeldLock::Temporary, ""));
  for (unsigned I = 0; Held && I < Question.Objects.size(); ++I)
    if (Question.Objects[I].isByHand() && !Question.Objects[I].AtEntry &&
        Held->test(I))
      Found.push_back(describe(I, Site));
  return Found;
}

bool BodyLocks::isLentTo(const Expr &Point, const HeldLock &Held) const {
  const Expr *Operand = nullptr;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Point))
    Operand = Suspend->getOperand();
  else if (const auto *Depends = dyn_cast<DependentCoawaitExpr>(&Point))
    Operand = Depends->getOperand();
  if (!Operand || !Held.Object)
    return false;
  const auto IsIt = [&](const Expr *Arg) {
    const auto *Address = dyn_cast<UnaryOperator>(stripImplicit(Arg));
    if (Address && Address->getOpcode() == UO_AddrOf)
      Arg = Address->getSubExpr();
    else if (!Arg->isLValue() || Arg->getType().isConstQualified())
      return false;
    const Place Where = originOf(Arg, Known).Where;
    return Where.Holder && Held.Object.contains(Where) &&
           Where.contains(Held.Object);
  };
  return anyWritten(
      Operand,
      [&](const Stmt &S) {
        if (const auto *Call = dyn_cast<CallExpr>(&S))
          return llvm::any_of(Call->arguments(), IsIt);
        if (const auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(&S))
          return llvm::any_of(Made->arguments(), IsIt);
        if (isa<ParenListExpr, InitListExpr>(&S))
          return llvm::any_of(S.children(), [&](const Stmt *Arg) {
            return Arg && IsIt(cast<Expr>(Arg));
          });
        const auto *Made = dyn_cast<CXXConstructExpr>(&S);
        return Made && llvm::any_of(Made->arguments(), IsIt);
      },
      Parts::Own);
}

//===--- Of all bodies of an index ----------------------------------------===//

namespace {
template <LockEvidence Needed> struct LockMemo {
  std::optional<ThreadLocks> Locks;
  llvm::DenseMap<const CallableBody *, std::unique_ptr<BodyLocks>> Bodies;

  const ThreadLocks &kinds(const AsyncTypes &Types) {
    if (!Locks)
      Locks.emplace(Types, Needed);
    return *Locks;
  }
  const BodyLocks &of(const CallableBody &Body, const BodyIndex &Index,
                      const AsyncTypes &Types) {
    std::unique_ptr<BodyLocks> &Found = Bodies[&Body];
    if (!Found)
      Found = std::make_unique<BodyLocks>(Body, Index, Types, kinds(Types));
    return *Found;
  }
};
} // namespace

static const ThreadLocks &
locksIn(const BodyIndex &Index, const AsyncTypes &Types, LockEvidence Needed) {
  return Needed == LockEvidence::Any
             ? Index.memo<LockMemo<LockEvidence::Any>>().kinds(Types)
             : Index.memo<LockMemo<LockEvidence::Sure>>().kinds(Types);
}

static const BodyLocks &locksOf(const CallableBody &Body,
                                const BodyIndex &Index, const AsyncTypes &Types,
                                LockEvidence Needed) {
  return Needed == LockEvidence::Any
             ? Index.memo<LockMemo<LockEvidence::Any>>().of(Body, Index, Types)
             : Index.memo<LockMemo<LockEvidence::Sure>>().of(Body, Index,
                                                             Types);
}

std::optional<HeldLock> HeldLocks::at(const Expr &Site) const {
  const Expr *Place = &Site;
  while (const CallableBody *Body = Index.enclosing(Place)) {
    const BodyLocks &Locks = locksOf(*Body, Index, Types, Needed);
    if (std::vector<HeldLock> Found = Locks.at(*Place); !Found.empty())
      return Found.front();
    if (!Locks.isCalledAtOnce())
      break;
    Place = Body->Lambda;
  }
  return std::nullopt;
}

std::vector<HeldLock> HeldLocks::whileSuspended(const Expr &Point) const {
  const CallableBody *Body = Index.enclosing(&Point);
  if (!Body)
    return {};
  const BodyLocks &Locks = locksOf(*Body, Index, Types, Needed);
  std::vector<HeldLock> Found = Locks.at(Point);
  llvm::erase_if(
      Found, [&](const HeldLock &Held) { return Locks.isLentTo(Point, Held); });
  return Found;
}

const ThreadLocks &HeldLocks::kinds() const {
  return locksIn(Index, Types, Needed);
}

bool HeldLocks::mayBeHeldBy(QualType T) const { return kinds().mayHold(T); }
