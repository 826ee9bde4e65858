//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/repeated-await/AwaitableUses.h"
#include "code/Changes.h"
#include "code/Shapes.h"
#include "code/Waits.h"
#include "clang/Basic/SourceManager.h"
#include <numeric>

using namespace clang;
using namespace clang::tidy::async;

SourceLocation AwaitableUse::location() const {
  if (const auto *Await = dyn_cast<CoawaitExpr>(At))
    return Await->getKeywordLoc();
  return Object->getBeginLoc();
}

/// True when a move leaves nothing behind: one that the class defines, unlike
/// a plain copy of bits.
static bool movesAway(const CXXConstructorDecl *Constructor) {
  return Constructor->isMoveConstructor() && !Constructor->isTrivial();
}

/// Calls by which a `co_await` gets from its operand to its awaiter. One that
/// takes an rvalue, or a value, uses the operand up.
static bool takesRvalue(const CoawaitExpr &Await) {
  const Expr *Operand = stripImplicit(Await.getOperand());
  const Expr *E = Await.getCommonExpr();
  while ((E = E ? stripImplicit(E) : nullptr) && E != Operand) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (Construct->getNumArgs() == 0)
        return false;
      if (movesAway(Construct->getConstructor()))
        return true;
      E = Construct->getArg(0);
      continue;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (Callee->getOverloadedOperator() == OO_Coawait) {
      if (Method
              ? Method->getRefQualifier() == RQ_RValue
              : Callee->getNumParams() == 1 &&
                    Callee->getParamDecl(0)->getType()->isRValueReferenceType())
        return true;
    }
    if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call);
        MemberCall && Call->getNumArgs() == 0)
      E = MemberCall->getImplicitObjectArgument();
    else
      E = Call->getNumArgs() ? Call->getArg(0) : nullptr;
  }
  return false;
}

namespace {
class UseFinder {
public:
  UseFinder(const CallableBody &Body, const BodyIndex &Index,
            const AsyncTypes &Types)
      : Body(Body), Index(Index), Types(Types), Known(Types.names()) {}

  std::vector<AwaitableUse> find() {
    for (const CoawaitExpr *Await : Body.Awaits)
      addAwait(*Await);
    for (const CallExpr *Call : Body.Calls)
      if (Call->isCallToStdMove())
        addMove(*Call);
      else
        addCall(*Call);
    return inSourceOrder();
  }

private:
  std::vector<AwaitableUse> inSourceOrder() {
    const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
    std::vector<size_t> Order(Uses.size());
    std::iota(Order.begin(), Order.end(), 0);
    llvm::sort(Order, [&](size_t A, size_t B) {
      const SourceLocation LocA = Uses[A].location(), LocB = Uses[B].location();
      return LocA != LocB ? SM.isBeforeInTranslationUnit(LocA, LocB) : A < B;
    });
    std::vector<AwaitableUse> Sorted;
    Sorted.reserve(Uses.size());
    for (size_t I : Order)
      Sorted.push_back(std::move(Uses[I]));
    return Sorted;
  }

  struct Subject {
    Place Where;
    AsyncType Type;
    bool IsRvalue = false;
    const Expr *Object = nullptr;
  };

  /// The named awaitable that \p E, perhaps moved, is; no type for others.
  Subject subject(const Expr *E, bool ThroughPointer = false) const {
    Subject S;
    const Expr *Object = stripImplicit(E);
    QualType T = Object->getType();
    if (ThroughPointer && T->isPointerType())
      T = T->getPointeeType();
    S.Type = Types.classify(T);
    if (S.Type.MayAwait == Shots::Shared || !S.Type)
      return {};
    for (;;) {
      const auto *Construct = dyn_cast<CXXConstructExpr>(Object);
      if (Construct && Construct->getNumArgs() == 1 &&
          Construct->getConstructor()->isCopyOrMoveConstructor()) {
        Object = stripImplicit(Construct->getArg(0));
      } else if (const Expr *Moved = movedBy(Object)) {
        S.IsRvalue |= !Object->isLValue();
        Object = stripImplicit(Moved);
      } else {
        break;
      }
    }
    S.Object = Object;
    S.Where = originOf(Object, Known, ThroughPointer).Where;
    if (!S.Where || !S.Where.Exact || !isTracked(*S.Where.Holder))
      return {};
    followCopy(S);
    return S;
  }

  /// Anybody may store to a global, or to what another callable refers to.
  bool isTracked(const ValueDecl &Holder) const {
    if (isa<FieldDecl>(Holder))
      return true;
    const auto *Var = dyn_cast<VarDecl>(&Holder);
    return Var && (Var->isLocalVarDecl() || isa<ParmVarDecl>(Var)) &&
           !Var->isStaticLocal();
  }

  /// The copy of a handle is the same operation, until it is stored to.
  void followCopy(Subject &S) const {
    while (S.Where.Path.empty() && S.Type.Entry &&
           S.Type.Entry->MayAwait == Shots::Single) {
      const auto *Var = dyn_cast<VarDecl>(S.Where.Holder);
      if (!Var || isa<ParmVarDecl>(Var) || !Var->getInit() ||
          changeOf(*Var, Index) == Change::Replaced)
        return;
      // Not the iterator to one.
      if (Types.classify(Var->getType().getNonReferenceType()).Entry !=
          S.Type.Entry)
        return;
      const auto *Copy =
          dyn_cast<CXXConstructExpr>(stripImplicit(Var->getInit()));
      if (!Copy || !Copy->getConstructor()->isCopyConstructor())
        return;
      Place From = originOf(Copy->getArg(0), Known).Where;
      if (!From || !From.Exact || !isTracked(*From.Holder))
        return;
      S.Where = std::move(From);
    }
  }

  void add(AwaitableUse::Kind How, const Stmt *At, Subject S, bool Consumes,
           const NamedDecl *By = nullptr) {
    add(How, At, std::move(S), Consumes,
        By && By->getDeclName() ? By->getNameAsString() : "");
  }

  void add(AwaitableUse::Kind How, const Stmt *At, Subject S, bool Consumes,
           std::string By) {
    Uses.push_back(
        {How, At, S.Object, std::move(S.Where), Consumes, std::move(By)});
  }

  static bool single(const Subject &S) {
    return S.Type.MayAwait == Shots::Single;
  }

  void addAwait(const CoawaitExpr &Await) {
    if (Subject S = subject(Await.getOperand()); S.Type)
      add(AwaitableUse::Await, &Await, S,
          single(S) || (S.IsRvalue && takesRvalue(Await)));
  }

  void addCall(const CallExpr &Call) {
    const auto *By = dyn_cast_or_null<NamedDecl>(Call.getCalleeDecl());
    if (const auto Wait = blockingWait(Call, Types)) {
      if (Subject S = subject(Wait->Operand, Wait->ThroughPointer); S.Type)
        add(AwaitableUse::Wait, &Call, S,
            !Wait->isTimed() && !Wait->hidesErrors() &&
                (single(S) || S.IsRvalue),
            Wait->name().str());
      return;
    }
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
      return addMember(*Member, By);
    // Handles that are awaited where they stand.
    if (Known.call(&Call, CallRole::FanOut))
      for (const Expr *Arg : Call.arguments())
        if (Subject S = subject(Arg); S.Type && !S.IsRvalue)
          add(AwaitableUse::Pass, &Call, S, single(S), By);
  }

  void addMember(const CXXMemberCallExpr &Call, const NamedDecl *By) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    const Expr *Object = Call.getImplicitObjectArgument();
    if (!Method || !Object || isa<CXXConversionDecl>(Method))
      return;
    const bool Consumes = Method->getRefQualifier() == RQ_RValue ||
                          Known.call(&Call, CallRole::Consume);
    // Whoever goes on with the one result takes it.
    const bool Continues = Known.call(&Call, CallRole::Continuation);
    if (!Consumes && !Continues)
      return;
    const auto *Callee =
        dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts());
    if (Subject S = subject(Object, Callee && Callee->isArrow());
        S.Type && (Consumes || single(S)))
      add(AwaitableUse::Member, &Call, S, true, By);
  }

  /// `std::move(t)`: what takes it is somewhere around.
  void addMove(const CallExpr &Move) {
    Subject S = subject(&Move);
    if (!S.Type)
      return;
    // Only a constructor that has been called moves. A reference may be moved
    // from or not, by what it was bound to.
    bool Moved = false;
    const Stmt *Child = &Move;
    for (const Stmt *P = Index.parent(Child); P;
         Child = P, P = Index.parent(P)) {
      if (isa<CoawaitExpr, MemberExpr>(P))
        return; // Added there.
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(P)) {
        const CXXConstructorDecl *To = Construct->getConstructor();
        if (Construct->getNumArgs() == 1 && To->isCopyOrMoveConstructor()) {
          if (recordOf(Construct->getType()) == recordOf(S.Object->getType())) {
            if (!movesAway(To))
              return;
            Moved = true;
          }
          continue;
        }
        if (Moved || takesByRvalueReference(*Construct, To, 0, Child))
          add(AwaitableUse::Pass, Construct, S, true, To->getParent());
        return;
      }
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
          Operator && Operator->getOperator() == OO_Equal) {
        if (Operator->getNumArgs() == 2 && Operator->getArg(1) == Child)
          add(AwaitableUse::Move, Operator, S, true);
        return;
      }
      if (const auto *Call = dyn_cast<CallExpr>(P))
        return addArgument(*Call, Child, S, Moved);
      if (isa<DeclStmt, LambdaExpr, InitListExpr>(P)) {
        if (Moved)
          add(AwaitableUse::Move, P, S, true);
        return;
      }
      if (!isa<CastExpr, ParenExpr, MaterializeTemporaryExpr,
               CXXBindTemporaryExpr, ExprWithCleanups>(P))
        return;
    }
  }

  void addArgument(const CallExpr &Call, const Stmt *Child, const Subject &S,
                   bool Moved) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || blockingWait(Call, Types) || Callee->getBuiltinID() != 0)
      return;
    const bool ObjectFirst =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    if (Moved || takesByRvalueReference(Call, Callee, ObjectFirst, Child))
      add(AwaitableUse::Pass, &Call, S, true, Callee);
  }

  /// A function that takes an rvalue reference takes the object, unless it can
  /// say that it did not.
  template <typename T>
  bool takesByRvalueReference(const T &Call, const FunctionDecl *Callee,
                              unsigned Skip, const Stmt *Argument) const {
    if (Known.usual().tell(Usual::MayNotTake, Callee) ||
        (Callee->getIdentifier() && Callee->getName() == "forward"))
      return false;
    if (!isa<CXXConstructorDecl>(Callee) &&
        (Callee->getReturnType()->isBooleanType() ||
         Callee->getReturnType()->isReferenceType()))
      return false;
    for (unsigned I = Skip; I < Call.getNumArgs(); ++I)
      if (Call.getArg(I) == Argument && I - Skip < Callee->getNumParams())
        return Callee->getParamDecl(I - Skip)
            ->getType()
            ->isRValueReferenceType();
    return false;
  }

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  std::vector<AwaitableUse> Uses;
};
} // namespace

std::vector<AwaitableUse> clang::tidy::async::awaitableUses(
    const CallableBody &Body, const BodyIndex &Index, const AsyncTypes &Types) {
  return UseFinder(Body, Index, Types).find();
}
