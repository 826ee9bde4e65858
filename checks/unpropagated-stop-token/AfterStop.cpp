//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/AfterStop.h"
#include "code/Changes.h"
#include "code/FirstInBlocks.h"
#include "code/Origins.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when \p S, a statement, does not lead to the next one.
static bool leadsAway(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    S = stripImplicit(E);
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, CXXThrowExpr, BreakStmt,
                         ContinueStmt, GotoStmt>(S);
}

/// What a constant variable that \p E names was made from; else \p E.
static const Expr *behindConstant(const Expr *E) {
  E = stripImplicit(E);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->getInit() && Var->getType().isConstQualified() &&
                 !isa<ParmVarDecl>(Var)
             ? stripImplicit(Var->getInit())
             : E;
}

/// `d.stop_requested()`: 1, and -1 for the opposite; else 0.
static int asks(const Expr *Condition, const ValueDecl *D) {
  Condition = behindConstant(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return -asks(Not->getSubExpr(), D);
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Condition);
  const llvm::StringRef Name = Call ? calleeName(Call) : "";
  // Whether it can ever say so is another question.
  return Call && Call->getNumArgs() == 0 && !Name.contains("possible") &&
                 !Name.starts_with("can_") &&
                 mentions(Call->getImplicitObjectArgument(), D)
             ? 1
             : 0;
}

/// `if (!d.stop_requested()) { ...; return; }`
static bool goesOnAfterStop(const IfStmt &If, const ValueDecl *D) {
  const int Asks = asks(If.getCond(), D);
  return (Asks < 0 && leadsAway(If.getThen())) ||
         (Asks > 0 && leadsAway(If.getElse()));
}

/// `for (;;) { if (d.stop_requested()) break; ... }`
static bool endsWhenStopped(const Stmt &Loop, const ValueDecl *D) {
  return anyWritten(
      &Loop,
      [D](const Stmt &S) {
        const auto *If = dyn_cast<IfStmt>(&S);
        const Stmt *Then = If ? If->getThen() : nullptr;
        if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Then))
          Then = Block->body_empty() ? nullptr : Block->body_back();
        return isa_and_nonnull<BreakStmt>(Then) && asks(If->getCond(), D) > 0;
      },
      Parts::Own);
}

/// A loop that goes on until \p D says stop, a test that leads away else, or a
/// block that begins with one.
static bool runsUntil(const Stmt *S, const ValueDecl *D) {
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return runsUntil(Try->getTryBlock(), D);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return goesOnAfterStop(*If, D);
  if (isLoop(S) && !conditionOf(S) && endsWhenStopped(*S, D))
    return true;
  if (isa<CompoundStmt>(S))
    return llvm::any_of(S->children(),
                        [D](const Stmt *Child) { return runsUntil(Child, D); });
  return mentions(conditionOf(S), D);
}

/// 1 where \p Condition holds when \p D says stop, -1 for the opposite, 0 when
/// it does not ask.
static int polarity(const Expr *Condition, const ValueDecl *D) {
  Condition = behindConstant(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return -polarity(Not->getSubExpr(), D);
  if (const auto *Both = dyn_cast<BinaryOperator>(Condition);
      Both && Both->isLogicalOp()) {
    const int Left = polarity(Both->getLHS(), D);
    return Left ? Left : polarity(Both->getRHS(), D);
  }
  return mentions(Condition, D) ? 1 : 0;
}

namespace {
/// What all calls in a body ask about it.
struct StopsInBody {
  /// Where something runs until a token is asked to stop.
  llvm::DenseMap<const ValueDecl *, FirstInBlocks> Stops;
  /// Where a caught exception goes on, by the token that is mentioned there.
  llvm::DenseMap<const ValueDecl *, FirstInBlocks> Caught;
  /// By body, the objects that are asked to stop.
  llvm::DenseMap<const CallableBody *, std::vector<const Expr *>> Asked;
};
} // namespace

bool clang::tidy::async::isAfterStop(const Stmt *Place, const ValueDecl *D,
                                     const BodyIndex &Index) {
  for (const Stmt *S = Place, *P = Index.parent(S); P;
       S = P, P = Index.parent(P)) {
    if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      if (Index.memo<StopsInBody>().Stops[D].before(
              *Block, S,
              [D](const Stmt &Before) { return runsUntil(&Before, D); }))
        return true;
    } else if (const auto *If = dyn_cast<IfStmt>(P)) {
      const int Asks = polarity(If->getCond(), D);
      if ((S == If->getThen() && Asks > 0) || (S == If->getElse() && Asks < 0))
        return true;
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(P)) {
      const int Asks = polarity(Choice->getCond(), D);
      if ((S == Choice->getTrueExpr() && Asks > 0) ||
          (S == Choice->getFalseExpr() && Asks < 0))
        return true;
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(P)) {
      if (S == Switch->getBody() && asks(Switch->getCond(), D))
        return true;
    }
  }
  return false;
}

/// The last statement of a handler does not lead away.
static bool goesOn(const CXXCatchStmt &Handler) {
  return !leadsAway(Handler.getHandlerBlock());
}

/// The first `try` in front of \p Place, in the blocks around it, with a
/// handler that goes on and that \p Wanted says yes to; else null.
static bool handlerThat(const CXXTryStmt &Try,
                        llvm::function_ref<bool(const CXXCatchStmt &)> Passes) {
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I)
    if (Passes(*Try.getHandler(I)))
      return true;
  return false;
}

bool clang::tidy::async::isBehindCaughtStop(const Stmt *Place,
                                            const ValueDecl *D,
                                            const BodyIndex &Index) {
  FirstInBlocks &Caught = Index.memo<StopsInBody>().Caught[D];
  for (const Stmt *S = Place, *P = Index.parent(S); P && !isa<LambdaExpr>(P);
       S = P, P = Index.parent(P))
    if (const auto *Block = dyn_cast<CompoundStmt>(P);
        Block && Caught.before(*Block, S, [D](const Stmt &Before) {
          const auto *Try = dyn_cast<CXXTryStmt>(&Before);
          return Try && mentions(Try->getTryBlock(), D) &&
                 handlerThat(*Try, goesOn);
        }))
      return true;
  return false;
}

static void collectAssigned(const Stmt *S,
                            llvm::SmallVectorImpl<const VarDecl *> &Found) {
  forEachWritten<Expr>(S, [&](const Expr &E) {
    const Expr *Target = nullptr;
    if (const auto *Assign = dyn_cast<BinaryOperator>(&E);
        Assign && Assign->isAssignmentOp())
      Target = Assign->getLHS();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
             Operator && Operator->getOperator() == OO_Equal)
      Target = Operator->getArg(0);
    if (const auto *Ref =
            Target ? dyn_cast<DeclRefExpr>(stripImplicit(Target)) : nullptr)
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        Found.push_back(Var);
  });
}

namespace {
/// Of each block, where a handler that goes on stores to a variable, and where
/// that is mentioned for the last time.
struct DelayedFailures {
  struct Failure {
    SourceLocation Caught, LastMention;
  };
  llvm::DenseMap<const CompoundStmt *, std::vector<Failure>> In;
};
} // namespace

static std::vector<DelayedFailures::Failure>
delayedFailuresIn(const CompoundStmt &Block, const BodyIndex &Index,
                  const SourceManager &SM) {
  std::vector<DelayedFailures::Failure> Found;
  for (const Stmt *Statement : Block.body()) {
    const auto *Try = dyn_cast<CXXTryStmt>(Statement);
    SourceLocation Last;
    for (unsigned I = 0; Try && I < Try->getNumHandlers(); ++I) {
      llvm::SmallVector<const VarDecl *, 2> Remembered;
      if (goesOn(*Try->getHandler(I)))
        collectAssigned(Try->getHandler(I)->getHandlerBlock(), Remembered);
      for (const VarDecl *Var : Remembered)
        for (const DeclRefExpr *Mention : Index.mentions(Var))
          if (Last.isInvalid() ||
              SM.isBeforeInTranslationUnit(Last, Mention->getBeginLoc()))
            Last = Mention->getBeginLoc();
    }
    if (Last.isValid())
      Found.push_back({Try->getBeginLoc(), Last});
  }
  return Found;
}

bool clang::tidy::async::isBeforeDelayedFailure(const Stmt *Place,
                                                const CallableBody &Body,
                                                const BodyIndex &Index) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  for (const Stmt *S = Place, *P = Index.parent(S); P && !isa<LambdaExpr>(P);
       S = P, P = Index.parent(P)) {
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block)
      continue;
    auto &In = Index.memo<DelayedFailures>().In;
    auto It = In.find(Block);
    if (It == In.end())
      It = In.try_emplace(Block, delayedFailuresIn(*Block, Index, SM)).first;
    for (const DelayedFailures::Failure &F : It->second) {
      if (!SM.isBeforeInTranslationUnit(F.Caught, S->getBeginLoc()))
        break;
      if (SM.isBeforeInTranslationUnit(Place->getEndLoc(), F.LastMention))
        return true;
    }
  }
  return false;
}

/// `if (failed)`, where a handler sets that.
static bool asksWhatWasCaught(const Expr &Condition, const BodyIndex &Index) {
  return anyWritten(&Condition, [&](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->hasLocalStorage() &&
           llvm::any_of(Index.mentions(Var), [&](const DeclRefExpr *Mention) {
             if (changeAt(*Mention, Index) != Change::Replaced)
               return false;
             const Stmt *P = Mention;
             while (P && !isa<CXXCatchStmt>(P))
               P = Index.parent(P);
             return P != nullptr;
           });
  });
}

bool clang::tidy::async::cleansUp(const Stmt *Place, const BodyIndex &Index,
                                  const Names &Known) {
  for (const Stmt *S = Place, *P = Index.parent(Place); P;
       S = P, P = Index.parent(P)) {
    if (isa<CXXCatchStmt>(P))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && S != If->getCond() && asksWhatWasCaught(*If->getCond(), Index))
      return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P))
      if (const Expr *Taker = Index.handedTo(Lambda);
          Taker && Known.call(Taker, CallRole::Cleanup))
        return true;
  }
  return false;
}

bool clang::tidy::async::isNamedCleanup(const FunctionDecl &Function,
                                        const Names &Known) {
  return isa<CXXConstructorDecl, CXXDestructorDecl>(Function) ||
         Known.usual().tell(Usual::Cleanup, &Function);
}

bool clang::tidy::async::asksToStop(const CallExpr &Call, const Names &Known,
                                    const Expr *&Object) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return false;
  Object = Member->getImplicitObjectArgument();
  const TokenType Type = tokenType(objectType(*Member), Known);
  return Type && llvm::is_contained(Type.Entry->Requests, Method->getName());
}

bool clang::tidy::async::requestsStop(const CallableBody &Body,
                                      const ValueDecl *Holder,
                                      const BodyIndex &Index,
                                      const Names &Known) {
  const auto [It, IsNew] = Index.memo<StopsInBody>().Asked.try_emplace(&Body);
  if (IsNew)
    for (const CallExpr *Call : Body.Calls)
      if (const Expr *Object = nullptr; asksToStop(*Call, Known, Object))
        It->second.push_back(Object);
  return llvm::any_of(It->second, [&](const Expr *Object) {
    return Holder ? mentions(Object, Holder)
                  : isa<MemberExpr>(stripImplicit(Object));
  });
}
