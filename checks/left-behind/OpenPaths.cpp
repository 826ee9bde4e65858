//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/left-behind/OpenPaths.h"
#include "code/Shapes.h"
#include "flow/Dataflow.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
struct OpenState {
  bool IsOpen = false;
  /// What has thrown while it was open, on a way that has settled nothing
  /// since: the first in the source.
  const Stmt *Thrown = nullptr;
};
} // namespace

static bool isWrittenBefore(const Stmt &A, const Stmt &B,
                            const SourceManager &SM) {
  return SM.isBeforeInTranslationUnit(A.getBeginLoc(), B.getBeginLoc());
}

struct OpenPaths::Question : FlowQuestion<Question, OpenState> {
  Question(const OpenPaths &Paths, const Obligation &Owed)
      : Paths(Paths), Owed(Owed), Ends(Paths.endsOf(Owed)),
        SM(Paths.Body.Callable->getASTContext().getSourceManager()) {}

  OpenState boundary() const {
    return {Owed.FromDeclaration && isa<ParmVarDecl>(Owed.Var), nullptr};
  }
  bool join(OpenState &Into, const OpenState &From) const {
    bool Changed = From.IsOpen && !Into.IsOpen;
    Into.IsOpen |= From.IsOpen;
    if (From.Thrown && From.Thrown != Into.Thrown &&
        (!Into.Thrown || isWrittenBefore(*From.Thrown, *Into.Thrown, SM))) {
      Into.Thrown = From.Thrown;
      Changed = true;
    }
    return Changed;
  }
  bool begins(const Stmt *At) const {
    const auto *Declaration = dyn_cast<DeclStmt>(At);
    return Declaration && llvm::is_contained(Declaration->decls(), Owed.Var);
  }
  void pass(OpenState &Now, const FlowStep &Step) const {
    if (!Step.At)
      return;
    if (begins(Step.At))
      Now = {Owed.FromDeclaration, nullptr};
    else if (Ends.count(Step.At))
      Now = {};
    else if (Owed.Begins.contains(Step.At))
      Now.IsOpen = true;
  }
  /// What throws while it is open leaves by the second way, or by the only one
  /// behind a `throw`. What begins it does not.
  void passEdge(OpenState &Along, const CFGBlock &From, unsigned Which,
                const CFGBlock & /*To*/) const {
    const Expr *Thrower = Paths.Throwers[From.getBlockID()];
    const bool IsThrow = isa_and_nonnull<CXXThrowExpr>(Thrower);
    if (!IsThrow && (Which == 0 || From.getTerminator().isValid()))
      return;
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(Thrower);
    if (!Thrower || Owed.Begins.contains(Thrower) ||
        (Await && Owed.Begins.contains(stripImplicit(Await->getOperand()))) ||
        Paths.isGuardedBy(*Thrower, *Owed.Var))
      Along = {};
    else if (Along.IsOpen)
      Along = {false, Along.Thrown ? Along.Thrown : Thrower};
  }

  const OpenPaths &Paths;
  const Obligation &Owed;
  /// Where it ends, and what settles it there, if anything does.
  const llvm::DenseMap<const Stmt *, const Expr *> Ends;
  const SourceManager &SM;
};

bool OpenPaths::prepare() {
  if (std::exchange(Tried, true))
    return Blocks != nullptr;
  Graph = std::make_unique<FlowGraph>(Body);
  if (!*Graph)
    return false;
  Blocks = std::make_unique<BlockOrder>(*Graph);
  Left = size_t(64) * Blocks->size();
  Throwers.resize(Graph->cfg().getNumBlockIDs());
  for (const CFGBlock *Block : Graph->cfg()) {
    if (Block->empty())
      continue;
    const auto Last = Block->back().getAs<CFGStmt>();
    const auto *E = Last ? dyn_cast<Expr>(Last->getStmt()) : nullptr;
    if (!E || !Graph->runs(E))
      continue;
    if (const CoawaitExpr *Await = Graph->awaitAt(E))
      E = Await;
    if (Throws.mayThrow(*E))
      Throwers[Block->getBlockID()] = E;
  }
  return true;
}

bool OpenPaths::isInTry(const Stmt &S) const {
  const Stmt *Child = &S;
  for (const Stmt *P = Index.parent(Child); P && P != Body.Lambda;
       Child = P, P = Index.parent(P))
    if (const auto *Try = dyn_cast<CXXTryStmt>(P);
        Try && Child == Try->getTryBlock())
      return true;
  return false;
}

/// True for `if (!x) co_return;` and what else is done where \p Var was asked.
bool OpenPaths::isGuardedBy(const Stmt &S, const VarDecl &Var) const {
  const Stmt *Child = &S;
  for (const Stmt *P = Index.parent(Child); P && P != Body.Lambda;
       Child = P, P = Index.parent(P))
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && (Child == If->getThen() || Child == If->getElse()) &&
        mentions(If->getCond(), &Var))
      return true;
  return false;
}

static bool leavesTheRest(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leavesTheRest(Block->body_back());
  if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(S))
    return leavesTheRest(Cleanups->getSubExpr());
  return isa_and_nonnull<CoreturnStmt, ReturnStmt, BreakStmt, ContinueStmt,
                         CXXThrowExpr, GotoStmt>(S);
}

/// Where it ends; also the conditions under which it is settled: where they are
/// false, there was nothing to settle, or somebody knows why not.
llvm::DenseMap<const Stmt *, const Expr *>
OpenPaths::endsOf(const Obligation &Owed) const {
  llvm::DenseMap<const Stmt *, const Expr *> Ends;
  for (const Stmt *End : Owed.Ends)
    Ends.try_emplace(End, nullptr);
  for (const Expr *Settling : Owed.Settles) {
    Ends[Settling] = Settling;
    const Stmt *Child = Settling;
    for (const Stmt *P = Index.parent(Child); P && P != Body.Lambda;
         Child = P, P = Index.parent(P))
      if (const auto *If = dyn_cast<IfStmt>(P);
          If && Child == If->getThen() && !leavesTheRest(Child))
        Ends[If->getCond()] = Settling;
  }
  return Ends;
}

bool OpenPaths::isInHandler(const Stmt &S) const {
  for (const Stmt *P = &S; P && P != Body.Lambda; P = Index.parent(P))
    if (isa<CXXCatchStmt>(P))
      return true;
  return false;
}

std::optional<WayOut> OpenPaths::firstWayOut(const Obligation &Owed) {
  if (!prepare() || Blocks->size() > Left)
    return std::nullopt;
  Left -= Blocks->size();
  Question Asked(*this, Owed);
  const Dataflow<Question> Flow(*Blocks, Asked);
  WayOut Found;
  const auto Take = [&](const Stmt *At) {
    if (At && (!Found.At || isWrittenBefore(*At, *Found.At, Asked.SM)))
      Found.At = At;
  };
  const auto IsLeft = [&](const Stmt &S) {
    return !isGuardedBy(S, *Owed.Var) && !Owed.Begins.contains(&S);
  };
  Flow.forSteps([&](const FlowStep &Step, const OpenState &Before) {
    if (!Step.At)
      return;
    if (Asked.begins(Step.At))
      Take(Before.Thrown);
    if (!Before.IsOpen)
      return;
    if (const Expr *Settling = Asked.Ends.lookup(Step.At);
        Settling && !Found.Settling && !isInHandler(*Settling))
      Found.Settling = Settling;
    // What has no edge of its own.
    if (isa<CXXConstructExpr, DependentCoawaitExpr>(Step.At) &&
        IsLeft(*Step.At) && !isInTry(*Step.At) &&
        Throws.mayThrow(*cast<Expr>(Step.At)))
      Take(Step.At);
    if (isa<CoreturnStmt>(Step.At) && IsLeft(*Step.At))
      Take(Step.At);
  });
  for (unsigned Block = 0; Block < Blocks->size(); ++Block)
    if (&(*Blocks)[Block] == &Graph->cfg().getExit())
      if (const OpenState *AtEnd = Flow.at(Block))
        Take(AtEnd->Thrown);
  for (const Expr *Await : Owed.OneByOne)
    if (Throws.mayThrow(*Await) && !isInTry(*Await))
      Take(Await);
  if (!Found.At || (!Found.Settling && Owed.OneByOne.empty()))
    return std::nullopt;
  if (!Found.Settling)
    Found.Settling = Owed.Settles.front();
  return Found;
}
