//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/left-behind/Obligations.h"
#include "code/Origins.h"
#include "code/Shapes.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Variables --------------------------------------------------------===//

namespace {
class ObligationFinder {
public:
  ObligationFinder(const CallableBody &Body, const BodyIndex &Index,
                   const AsyncTypes &Types, SettledClasses &Classes,
                   bool AllTasks)
      : Body(Body), Index(Index), Types(Types), Known(Types.names()),
        Classes(Classes), AllTasks(AllTasks) {}

  std::optional<Obligation> of(const VarDecl &Var);

private:
  bool begin(const VarDecl &Var);
  bool beginObject(const VarDecl &Var, QualType T);
  bool mayBeLeft(QualType Task) const;
  const VarDecl *localReferredTo(const Expr *Made) const;
  bool startsTask(const Expr *Value);
  bool look(const DeclRefExpr &Mention);
  bool lookAtObject(const DeclRefExpr &Mention);
  bool lookAtTask(const DeclRefExpr &Mention);
  bool lookAtTasks(const DeclRefExpr &Mention);
  bool takesTheComplete(const CXXForRangeStmt &Loop) const;
  bool lookAtMember(const DeclRefExpr &Mention, const MemberExpr &Member,
                    bool Moved);
  bool lookAtArgument(const DeclRefExpr &Mention, const Expr &Call,
                      const Expr &Arg);
  bool settlesInside(const Stmt *Code, const ValueDecl &Object) const;
  bool isAwaitedAround(const Stmt *S) const;
  void end(const DeclRefExpr &Mention) { Found.Ends.insert(&Mention); }
  void settle(const Expr &At) {
    Found.Ends.insert(&At);
    Found.Settles.push_back(&At);
  }
  bool isSettling(llvm::StringRef Member) const {
    return llvm::is_contained(Settled->By, Member);
  }

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  SettledClasses &Classes;
  const bool AllTasks;
  Obligation Found;
  const SettledClass *Settled = nullptr;
};
} // namespace

/// `T x;`, `T x{};`, not a parameter.
static bool isMadeOfNothing(const VarDecl &Var) {
  const Expr *Init = Var.getInit() ? stripCopies(Var.getInit()) : nullptr;
  if (!Init)
    return !isa<ParmVarDecl>(Var);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  const auto *Made = dyn_cast<CXXConstructExpr>(Init);
  return Made &&
         (Made->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Made->getArg(0)));
}

/// What the owner \p T has, or \p T itself.
static QualType ownedBy(QualType T, const Names &Known) {
  const auto Kind = Known.container(recordOf(T));
  return Kind == ContainerKind::Owner ? typeArgument(specializationOf(T)) : T;
}

bool ObligationFinder::beginObject(const VarDecl &Var, QualType T) {
  Settled = &Classes.of(T);
  if (!*Settled)
    return false;
  Found.What = Obligation::Object;
  Found.FromDeclaration =
      Settled->OpenedBy.empty() &&
      (!isMadeOfNothing(Var) ||
       (Settled->FromBirth && recordOf(T) == recordOf(Var.getType())));
  Found.MayBeSettledUnused = !Settled->OpenedBy.empty();
  return true;
}

/// The local, no reference, that what \p Made calls gets by reference.
const VarDecl *ObligationFinder::localReferredTo(const Expr *Made) const {
  const auto IsLocal = [&](const Expr *Arg) -> const VarDecl * {
    if (const auto *Address = dyn_cast<UnaryOperator>(stripImplicit(Arg));
        Address && Address->getOpcode() == UO_AddrOf)
      Arg = Address->getSubExpr();
    const auto *Var =
        dyn_cast_or_null<VarDecl>(originOf(Arg, Known).Where.Holder);
    return Var && Var->hasLocalStorage() &&
                   !Var->getType()->isReferenceType() &&
                   !Var->getType()->isPointerType()
               ? Var
               : nullptr;
  };
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(Made));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    if (const VarDecl *Object = IsLocal(Member->getImplicitObjectArgument()))
      return Object;
  const unsigned First =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
  if (First)
    if (const auto *Lambda =
            dyn_cast<LambdaExpr>(stripImplicit(Call->getArg(0))))
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
          return dyn_cast<VarDecl>(Capture.getCapturedVar());
  for (unsigned I = First; I < Call->getNumArgs(); ++I) {
    if (I - First >= Callee->getNumParams())
      break;
    const QualType T = Callee->getParamDecl(I - First)->getType();
    if (T->isLValueReferenceType() || T->isPointerType())
      if (const VarDecl *Object = IsLocal(Call->getArg(I)))
        return Object;
  }
  return nullptr;
}

bool ObligationFinder::mayBeLeft(QualType Task) const {
  const AsyncType Type = Types.classify(Task);
  return !Task->isReferenceType() && Type.Start == TaskStart::Eager &&
         Type.canBeAwaited() && Type.MayAwait != Shots::Shared &&
         !(Type.Entry && Type.Entry->LeftBehind == Policy::Allow);
}

/// True for a call of a member function, or of what gets a reference or a
/// pointer to something that lives on.
static bool mayOutlive(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return false;
  const unsigned First =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    if (I - First < Callee->getNumParams() &&
        (Callee->getParamDecl(I - First)->getType()->isPointerType() ||
         (Callee->getParamDecl(I - First)->getType()->isReferenceType() &&
          !isa<MaterializeTemporaryExpr>(Call.getArg(I)))))
      return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  return Method && Method->isInstance() &&
         Method->getOverloadedOperator() == OO_None;
}

/// True when \p Value is work that has begun, which this check is about.
bool ObligationFinder::startsTask(const Expr *Value) {
  Value = Value ? stripCopies(Value) : nullptr;
  if (!Value || !isa<CallExpr>(Value) || movedBy(Value) ||
      Known.call(Value, CallRole::MakeReady) ||
      Known.call(Value, CallRole::Receives) ||
      Known.call(Value, CallRole::NoThrow))
    return false;
  const AsyncType Type = Types.classify(Value->getType());
  if (const VarDecl *Local = localReferredTo(Value)) {
    if (!Found.RefersTo)
      Found.RefersTo = Local;
    return true;
  }
  return AllTasks || (Type.Entry && Type.Entry->LeftBehind == Policy::Report &&
                      mayOutlive(*cast<CallExpr>(Value)));
}

bool ObligationFinder::begin(const VarDecl &Var) {
  const QualType T = Var.getType();
  if (T->isReferenceType() || T->isPointerType() || T->isDependentType() ||
      !Var.hasLocalStorage() || isa<DecompositionDecl>(Var))
    return false;
  Found.Var = &Var;
  if (mayBeLeft(T)) {
    Found.What = Obligation::Task;
    Found.FromDeclaration = startsTask(Var.getInit());
    return !isa<ParmVarDecl>(Var);
  }
  if (const QualType Held = heldIn(T); !Held.isNull() && mayBeLeft(Held)) {
    Found.What = Obligation::Tasks;
    return !isa<ParmVarDecl>(Var);
  }
  const QualType Owned = ownedBy(T, Known);
  return !Owned.isNull() && beginObject(Var, Owned);
}

//===--- Mentions ---------------------------------------------------------===//

/// True when \p Code calls a settling member of \p Object.
bool ObligationFinder::settlesInside(const Stmt *Code,
                                     const ValueDecl &Object) const {
  return anyWritten(Code, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    if (!Call || !isSettling(calleeName(Call)))
      return false;
    return originOf(Call->getImplicitObjectArgument(), Known).Where.Holder ==
           &Object;
  });
}

bool ObligationFinder::isAwaitedAround(const Stmt *S) const {
  for (const Stmt *P = S; isa_and_nonnull<Expr>(P); P = Index.parent(P)) {
    if (isa<CoawaitExpr>(P))
      return true;
    if (isa<LambdaExpr>(P))
      return false;
  }
  return false;
}

/// `x.reset()` and its like of an owner: what it had is gone.
static bool isReset(const MemberExpr &Member, const VarDecl &Var,
                    const Names &Known) {
  const auto Kind = Known.container(recordOf(Var.getType()));
  const llvm::StringRef Name =
      plainName(dyn_cast<FunctionDecl>(Member.getMemberDecl()));
  return Kind == ContainerKind::Owner && !Member.isArrow() &&
         recordOf(Member.getBase()->getType()) == recordOf(Var.getType()) &&
         (Name == "reset" || Name == "release" || Name == "swap");
}

bool ObligationFinder::lookAtMember(const DeclRefExpr &Mention,
                                    const MemberExpr &Member, bool Moved) {
  const auto *Call =
      dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(&Member));
  const llvm::StringRef Name = Call ? calleeName(Call) : "";
  if (isSettling(Name))
    settle(*Call);
  else if (Moved || isReset(Member, *Found.Var, Known))
    end(Mention);
  else if (Settled->OpenedBy.empty()
               ? !Found.FromDeclaration
               : llvm::is_contained(Settled->OpenedBy, Name))
    Found.Begins.insert(Call ? static_cast<const Stmt *>(Call) : &Member);
  return true;
}

/// True for what may settle what it is made of when it dies.
static bool isGuardOf(const Expr &Made, const AsyncTypes &Types) {
  const CXXRecordDecl *Class =
      Made.getType()->isReferenceType() ? nullptr : recordOf(Made.getType());
  return Class && Class->hasDefinition() && !Class->isInStdNamespace() &&
         Class->hasUserDeclaredDestructor() && !Types.classify(Made.getType());
}

bool ObligationFinder::lookAtArgument(const DeclRefExpr &Mention,
                                      const Expr &Call, const Expr &Arg) {
  const auto *Called = dyn_cast<CallExpr>(&Call);
  const auto *Made = dyn_cast<CXXConstructExpr>(&Call);
  const FunctionDecl *Callee = Called ? Called->getDirectCallee()
                               : Made ? Made->getConstructor()
                                      : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Equal) {
    // `x = make();`, or `this->x_ = x;`.
    if (Operator->getArg(0) == &Arg)
      Found.Begins.insert(&Call);
    else
      end(Mention);
    return true;
  }
  if (fillWith(Mention, Index) ||
      (isGuardOf(Call, Types) && !Known.closes(Call.getType()))) {
    end(Mention);
    return true;
  }
  const UsualNames &Usually = Known.usual();
  if (Callee && Called &&
      (Usually.tell(Usual::Cleanup, Callee) ||
       Usually.tell(Usual::Join, Callee))) {
    settle(Call);
    return true;
  }
  const FunctionDecl *Definition = nullptr;
  if (Callee && Called && Callee->hasBody(Definition))
    for (unsigned I = 0; I < Called->getNumArgs(); ++I)
      if (Called->getArg(I) == &Arg && I < Definition->getNumParams() &&
          settlesInside(Definition->getBody(), *Definition->getParamDecl(I))) {
        settle(Call);
        return true;
      }
  // `with_gate(x, f)`, `spawn_detached(task, x)`
  const bool Opens = Settled->OpenedBy.empty() ||
                     Known.call(&Call, CallRole::HoldsGate) ||
                     Known.call(&Call, CallRole::Spawn);
  if (!Found.FromDeclaration && Opens &&
      !(Made && Made->getConstructor()->isCopyConstructor()))
    Found.Begins.insert(&Call);
  return true;
}

bool ObligationFinder::lookAtObject(const DeclRefExpr &Mention) {
  const Expr *E = &Mention;
  bool Moved = false;
  for (const Stmt *P = Index.spelledParent(E); P; P = Index.spelledParent(E)) {
    if (isa<ParenExpr>(P)) {
      E = cast<Expr>(P);
      continue;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(P))
      return lookAtMember(Mention, *Member, Moved);
    if (movedBy(P)) {
      Moved = true;
      E = cast<Expr>(P);
      continue;
    }
    // `x->close()`, `(*x).close()` of an owner; `&x`.
    if (const auto *Unary = dyn_cast<UnaryOperator>(P);
        Unary &&
        (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf)) {
      E = Unary;
      continue;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
        Operator && (Operator->getOperator() == OO_Arrow ||
                     Operator->getOperator() == OO_Star)) {
      E = Operator;
      continue;
    }
    if (isa<CoawaitExpr>(P)) {
      settle(*cast<Expr>(P));
      return true;
    }
    if (Moved || isa<CoreturnStmt, ReturnStmt, LambdaExpr, InitListExpr>(P)) {
      end(Mention);
      return true;
    }
    if (isa<CallExpr, CXXConstructExpr>(P))
      return lookAtArgument(Mention, *cast<Expr>(P), *E);
    if (const auto *Binary = dyn_cast<BinaryOperator>(P);
        Binary && Binary->isAssignmentOp()) {
      if (stripImplicit(Binary->getLHS()) == stripImplicit(E))
        Found.Begins.insert(Binary);
      else
        end(Mention);
    }
    return true;
  }
  return true;
}

bool ObligationFinder::lookAtTask(const DeclRefExpr &Mention) {
  const Stmt *P = Index.spelledParent(&Mention);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(P))
    if (Known.call(dyn_cast_or_null<Expr>(Index.spelledParent(Member)),
                   CallRole::Ready))
      return true;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P);
      Operator && Operator->getOperator() == OO_Equal &&
      stripImplicit(Operator->getArg(0)) == &Mention) {
    if (startsTask(Operator->getArg(1)))
      Found.Begins.insert(Operator);
    else
      end(Mention);
    return true;
  }
  if (isAwaitedAround(&Mention))
    settle(Mention);
  else
    end(Mention);
  return true;
}

/// An await in \p Loop that waits for one element, \p Element.
static const CoawaitExpr *awaitOfElement(const CXXForRangeStmt &Loop,
                                         const VarDecl &Element) {
  const CoawaitExpr *Found = nullptr;
  anyWritten(
      Loop.getBody(),
      [&](const Stmt &S) {
        const auto *Await = dyn_cast<CoawaitExpr>(&S);
        if (Await && mentions(Await->getOperand(), &Element))
          Found = Await;
        return Found != nullptr || isa<CXXTryStmt>(S);
      },
      Parts::Own);
  return Found;
}

/// True for a loop that only asks each element whether it is complete, and
/// takes what is: the others go on.
bool ObligationFinder::takesTheComplete(const CXXForRangeStmt &Loop) const {
  // The call that asks, or null.
  const auto AskedBy = [this](const Stmt &Ref) -> const Stmt * {
    const Stmt *Member = Index.spelledParent(&Ref);
    const Stmt *Call = isa_and_nonnull<MemberExpr>(Member)
                           ? Index.spelledParent(Member)
                           : nullptr;
    const auto *Asked = dyn_cast_or_null<Expr>(Call);
    return Asked && Known.call(Asked, CallRole::Ready) ? Call : nullptr;
  };
  const auto IsComplete = [&](const IfStmt &If) {
    return anyWritten(If.getCond(), [&](const Stmt &S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&S);
      const Stmt *Call = Ref && Ref->getDecl() == Loop.getLoopVariable()
                             ? AskedBy(S)
                             : nullptr;
      return Call && !isa_and_nonnull<UnaryOperator>(Index.spelledParent(Call));
    });
  };
  return llvm::all_of(Index.mentions(Loop.getLoopVariable()),
                      [&](const DeclRefExpr *Ref) {
                        const Stmt *Child = Ref;
                        for (const Stmt *P = Index.parent(Child);
                             P && P != &Loop; Child = P, P = Index.parent(P))
                          if (const auto *If = dyn_cast<IfStmt>(P);
                              If && Child == If->getThen() && IsComplete(*If))
                            return true;
                        return AskedBy(*Ref) != nullptr;
                      });
}

bool ObligationFinder::lookAtTasks(const DeclRefExpr &Mention) {
  if (looksAtNoElement(Mention, Index))
    return true;
  if (const auto Fill = fillAt(Mention, Index)) {
    for (const Expr *Value : Fill->Values)
      if (startsTask(Value))
        Found.Begins.insert(Fill->Whole);
    return true;
  }
  if (isAwaitedAround(&Mention)) {
    settle(Mention);
    return true;
  }
  const auto *Loop =
      dyn_cast_or_null<CXXForRangeStmt>(Index.spelledParent(&Mention));
  if (Loop && Loop->getLoopVariable() && takesTheComplete(*Loop))
    return true;
  end(Mention);
  if (!Loop || !Loop->getLoopVariable())
    return true;
  if (const CoawaitExpr *Await =
          awaitOfElement(*Loop, *Loop->getLoopVariable())) {
    settle(Mention);
    Found.OneByOne.push_back(Await);
  }
  return true;
}

/// False when it is settled in ways that are not followed.
bool ObligationFinder::look(const DeclRefExpr &Mention) {
  for (const Stmt *P = Index.parent(&Mention); P && P != Body.Lambda;
       P = Index.parent(P)) {
    const auto *Lambda = dyn_cast<LambdaExpr>(P);
    if (!Lambda)
      continue;
    // A lambda that has it, or settles it, whenever that is called.
    if (Found.What != Obligation::Object ||
        settlesInside(Lambda->getBody(), *Found.Var))
      return false;
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() &&
          (Capture.getCapturedVar()->isInitCapture()
               ? movedBy(Index.spelledParent(&Mention)) != nullptr
               : Capture.getCapturedVar() == Found.Var &&
                     Capture.getCaptureKind() == LCK_ByCopy))
        return false;
    if (!Found.FromDeclaration && Settled->OpenedBy.empty())
      Found.Begins.insert(Lambda);
    return true;
  }
  switch (Found.What) {
  case Obligation::Object:
    return lookAtObject(Mention);
  case Obligation::Task:
    return lookAtTask(Mention);
  case Obligation::Tasks:
    return lookAtTasks(Mention);
  }
  return true;
}

std::optional<Obligation> ObligationFinder::of(const VarDecl &Var) {
  Found = {};
  Settled = nullptr;
  if (!begin(Var))
    return std::nullopt;
  for (const DeclRefExpr *Mention : Index.mentions(&Var))
    if (!look(*Mention))
      return std::nullopt;
  if (Found.Settles.empty() || (!Found.FromDeclaration && Found.Begins.empty()))
    return std::nullopt;
  return std::move(Found);
}

std::vector<Obligation> clang::tidy::async::obligationsIn(
    const CallableBody &Body, const BodyIndex &Index, const AsyncTypes &Types,
    SettledClasses &Classes, bool AllTasks) {
  std::vector<Obligation> All;
  ObligationFinder Finder(Body, Index, Types, Classes, AllTasks);
  const auto Add = [&](const VarDecl &Var) {
    if (std::optional<Obligation> One = Finder.of(Var))
      All.push_back(std::move(*One));
  };
  for (const ParmVarDecl *Parameter : Body.Callable->parameters())
    Add(*Parameter);
  for (const VarDecl *Var : Body.Locals)
    Add(*Var);
  return All;
}
