//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/ResumeContext.h"
#include "flow/Dataflow.h"

using namespace clang;
using namespace clang::tidy::async;

SourceLocation Rest::location() const {
  if (Destroyed)
    return Destroyed->getLocation();
  const auto *E = dyn_cast_or_null<Expr>(Next);
  if (const auto *Await = dyn_cast_or_null<CoawaitExpr>(E))
    return Await->getKeywordLoc();
  return E ? E->getExprLoc() : Next ? Next->getBeginLoc() : SourceLocation();
}

/// A variable that only this function knows.
static bool isOwnLocal(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
         !Ref->refersToEnclosingVariableOrCapture();
}

/// True when \p S itself, operands aside, only computes with locals and
/// constants, or ends the function: it does not matter which thread does that.
static bool onlyComputes(const Stmt &S, const UITouches &Touches,
                         const CXXRecordDecl *Task) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return isOwnLocal(*Ref) || isa<EnumConstantDecl>(Ref->getDecl()) ||
           isa<FunctionDecl>(Ref->getDecl());
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return !Binary->isAssignmentOp() || isOwnLocal(*Binary->getLHS());
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->getOpcode() != UO_Deref &&
           (!Unary->isIncrementDecrementOp() ||
            isOwnLocal(*Unary->getSubExpr()));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    return Constructor->isCopyOrMoveConstructor() || Constructor->isTrivial() ||
           Constructor->getParent()->isInStdNamespace();
  }
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return Call->isCallToStdMove();
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(&S))
    return Touches.isHarmlessToDestroy(Bound->getType(), Task);
  return isa<CoreturnStmt, ReturnStmt, DeclStmt, CompoundStmt, NullStmt,
             CXXCatchStmt, CastExpr, ParenExpr, MaterializeTemporaryExpr,
             ExprWithCleanups, ConstantExpr, OpaqueValueExpr, InitListExpr,
             IntegerLiteral, FloatingLiteral, StringLiteral, CharacterLiteral,
             CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, ImplicitValueInitExpr,
             CXXScalarValueInitExpr, CXXDefaultArgExpr, ConditionalOperator,
             UnaryExprOrTypeTraitExpr>(S);
}

namespace {
using ContextChanges = llvm::DenseMap<const CoawaitExpr *, ContextChange>;

/// What the coroutine has left its context by, on every path; null when it is
/// at home on one.
struct AwayFlow : FlowQuestion<AwayFlow, const Expr *> {
  AwayFlow(const ContextChanges &Changes, const Expr *BeginsAway)
      : Changes(Changes), BeginsAway(BeginsAway) {
    for (const auto &[Await, Change] : Changes)
      if (Change == ContextChange::Agile)
        Wrapped[stripImplicit(Await->getOperand())] = Await;
  }

  const Expr *boundary() const { return BeginsAway; }
  bool join(const Expr *&Into, const Expr *From) const {
    return !From && std::exchange(Into, nullptr);
  }
  void pass(const Expr *&Away, const FlowStep &Step) const {
    // What fails in a wrapped await is its operation, elsewhere.
    if (const CoawaitExpr *Await = Wrapped.lookup(Step.At)) {
      Away = Await;
    } else if (Step.Await && Step.At == Step.Await) {
      const ContextChange Change = Changes.lookup(Step.Await);
      if (Change == ContextChange::Agile || Change == ContextChange::Leaves)
        Away = Step.Await;
      else if (Change == ContextChange::Returns)
        Away = nullptr;
    }
  }

  const ContextChanges &Changes;
  const Expr *BeginsAway;
  /// Calls of wrappers that are awaited at once.
  llvm::DenseMap<const Stmt *, const CoawaitExpr *> Wrapped;
};

/// May the interface be touched before something brings the coroutine back?
struct NeededFlow : FlowQuestion<NeededFlow, bool, /*IsBackward=*/true> {
  NeededFlow(const ContextChanges &Changes, UITouches &Touches)
      : Changes(Changes), Touches(Touches) {}

  bool boundary() const { return false; }
  bool join(bool &Into, bool From) const {
    return From && !std::exchange(Into, true);
  }
  void pass(bool &Needed, const FlowStep &Step) const {
    if (!Step.Await)
      Needed |= Touches.mayTouch(Step);
    else if (Step.At == Step.Await &&
             Changes.lookup(Step.Await) == ContextChange::Returns)
      Needed = false;
  }

  const ContextChanges &Changes;
  UITouches &Touches;
};

/// The next thing that does more than to compute with locals.
struct NextFlow : FlowQuestion<NextFlow, Rest, /*IsBackward=*/true> {
  NextFlow(const BlockOrder &Blocks, UITouches &Touches,
           const CXXRecordDecl *Task)
      : Touches(Touches), Task(Task) {
    for (unsigned Block = 0; Block < Blocks.size(); ++Block)
      Blocks.forSteps(Block, /*Backward=*/false, [this](const FlowStep &Step) {
        if (Step.Await && Begins.try_emplace(Step.Await, Step.At).second) {
          addParts(Step.Await->getCommonExpr(), Step.Await->getOperand());
          addParts(Step.Await->getReadyExpr(), nullptr);
          addParts(Step.Await->getSuspendExpr(), nullptr);
          addParts(Step.Await->getResumeExpr(), nullptr);
        }
        if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(Step.At))
          addParts(Return->getPromiseCall(), Return->getOperand());
      });
  }

  void addParts(const Stmt *S, const Expr *Operand) {
    if (S && S != Operand && Own.insert(S).second)
      for (const Stmt *Child : S->children())
        addParts(Child, Operand);
  }

  Rest boundary() const { return {/*MayNeedUI=*/false}; }
  bool join(Rest &Into, const Rest &From) const {
    const bool IsEarlier =
        !From.isNothing() &&
        (Into.isNothing() || From.location() < Into.location());
    if (IsEarlier)
      Into = From;
    return IsEarlier;
  }
  void pass(Rest &Now, const FlowStep &Step) const {
    if (Step.Destroyed) {
      if (!Touches.isHarmlessToDestroy(Step.Destroyed->getType(), Task))
        Now = {false, nullptr, Step.Destroyed};
    } else if (Step.Await) {
      // What follows one part of an await is not the next part.
      if (Begins.lookup(Step.Await) == Step.At)
        Now = {false, Step.Await};
    } else if (!Own.count(Step.At) && !onlyComputes(*Step.At, Touches, Task)) {
      Now = {false, Step.At};
    }
  }

  UITouches &Touches;
  const CXXRecordDecl *Task;
  /// What an await and a co_return consist of, but for their operands.
  llvm::DenseSet<const Stmt *> Own;
  llvm::DenseMap<const CoawaitExpr *, const Stmt *> Begins;
};
} // namespace

ResumeContext::ResumeContext(const CallableBody &Body, const BodyIndex &Index,
                             const AsyncTypes &Types, UITouches &Touches,
                             const Expr *BeginsAway)
    : Touches(Touches) {
  bool Captures = false, Leaves = BeginsAway;
  for (const CoawaitExpr *Await : Body.Awaits)
    if (ContextChange C = contextChange(*Await, Types);
        C != ContextChange::None) {
      Changed[Await] = C;
      Captures |= C == ContextChange::Captures;
      Leaves |= C == ContextChange::Leaves || C == ContextChange::Agile;
    }
  Leaves = Leaves && llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
             return Touches.touches(Call);
           });
  if (!Captures && !Leaves)
    return;
  const FlowGraph Graph(Body, /*Destructors=*/true);
  if (!Graph)
    return;
  const BlockOrder Blocks(Graph);
  if (Leaves)
    findStrays(Blocks, BeginsAway);
  if (!Captures)
    return;
  findRests(Blocks, Body.Awaits);
  for (auto &[Await, Follows] : Rests) {
    addTemporaries(*Await, Index, Follows);
    addParameters(*Body.Callable, *Await, Follows);
  }
}

void ResumeContext::findStrays(const BlockOrder &Blocks,
                               const Expr *BeginsAway) {
  AwayFlow Left(Changed, BeginsAway);
  Dataflow(Blocks, Left).forSteps([&](const FlowStep &Step, const Expr *Away) {
    if (Away && !Step.Await && Touches.touches(Step.At) &&
        llvm::none_of(
            Strays, [Away](const UITouch &Old) { return Old.LeftAt == Away; }))
      Strays.push_back({cast<Expr>(Step.At), Away});
  });
}

void ResumeContext::findRests(const BlockOrder &Blocks,
                              llvm::ArrayRef<const CoawaitExpr *> Awaits) {
  NeededFlow Needs(Changed, Touches);
  Dataflow(Blocks, Needs).forSteps([&](const FlowStep &Step, bool Needed) {
    if (Step.Await && Changed.lookup(Step.Await) == ContextChange::Captures)
      Rests.try_emplace(Step.Await, Rest{false}).first->second.MayNeedUI |=
          Needed;
  });
  const CXXRecordDecl *Task =
      Awaits.empty() ? nullptr
                     : recordOf(Awaits.front()->getOperand()->getType());
  NextFlow Next(Blocks, Touches, Task);
  Dataflow(Blocks, Next).forSteps([&](const FlowStep &Step, const Rest &Now) {
    const auto It = Rests.find(Step.Await);
    if (It != Rests.end() && !It->second.Next && !It->second.Destroyed) {
      It->second.Next = Now.Next;
      It->second.Destroyed = Now.Destroyed;
    }
  });
}

/// Temporaries of the same full expression die when it is over.
void ResumeContext::addTemporaries(const CoawaitExpr &Await,
                                   const BodyIndex &Index,
                                   Rest &Follows) const {
  const Stmt *Full = &Await;
  for (const Stmt *P = Full; isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       P = Index.parent(P))
    Full = P;
  const CXXRecordDecl *Task = recordOf(Await.getOperand()->getType());
  anyWritten(Full, [&](const Stmt &S) {
    const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(&S);
    if (!Bound)
      return false;
    Follows.MayNeedUI |= Touches.mayTouchWhenDestroyed(Bound->getType());
    if (!Follows.Next && !Follows.Destroyed &&
        !Touches.isHarmlessToDestroy(Bound->getType(), Task))
      Follows.Next = Bound;
    return false;
  });
}

/// Parameters die with the coroutine, wherever it ends.
void ResumeContext::addParameters(const FunctionDecl &Callable,
                                  const CoawaitExpr &Await,
                                  Rest &Follows) const {
  const CXXRecordDecl *Task = recordOf(Await.getOperand()->getType());
  for (const ParmVarDecl *Param : Callable.parameters()) {
    if (Param->getType()->isReferenceType())
      continue;
    Follows.MayNeedUI |= Touches.mayTouchWhenDestroyed(Param->getType());
    if (!Follows.Next && !Follows.Destroyed &&
        !Touches.isHarmlessToDestroy(Param->getType(), Task))
      Follows.Destroyed = Param;
  }
}

Rest ResumeContext::after(const CoawaitExpr &Await) const {
  return Rests.lookup(&Await);
}

/// The body of the lambda, or function of this file, that \p Callable is.
static const Stmt *bodyOf(const Expr &Callable) {
  const Expr *Written = stripCopies(&Callable);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Written))
    return Lambda->getBody();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Written))
    Written = stripCopies(Unary->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  return Function ? Function->getBody() : nullptr;
}

Rest clang::tidy::async::whenCalled(const Expr &Callable, UITouches &Touches) {
  Rest Found{Touches.mayTouchWhenCalled(&Callable)};
  const Stmt *Body = bodyOf(Callable);
  if (!Body)
    Found.Next = stripCopies(&Callable);
  anyWritten(Body, [&](const Stmt &S) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D);
            Var && !Touches.isHarmlessToDestroy(Var->getType(), nullptr))
          Found.Destroyed = Var;
    if (!onlyComputes(S, Touches, nullptr))
      Found.Next = &S;
    return Found.Next || Found.Destroyed;
  });
  return Found;
}
