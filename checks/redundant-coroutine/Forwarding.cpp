//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/Forwarding.h"
#include "code/BodyIndex.h"
#include "code/Shapes.h"
#include "code/Throwing.h"
#include "knowledge/AsyncTypes.h"

using namespace clang;
using namespace clang::tidy::async;

Forwarding &Forwarding::operator|=(const Forwarding &Other) {
  Dangles |= Other.Dangles;
  DependsOnTime |= Other.DependsOnTime;
  Throws |= Other.Throws;
  return *this;
}

/// A local variable or by-value parameter: it dies with the frame.
static bool diesWithFrame(const DeclRefExpr &Ref) {
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
         !Ref.refersToEnclosingVariableOrCapture();
}

/// What a copy or move constructor copies, else null.
static const Expr *copied(const Expr &E) {
  const auto *Construct = dyn_cast<CXXConstructExpr>(stripImplicit(&E));
  if (!Construct || Construct->getNumArgs() == 0 ||
      !Construct->getConstructor()->isCopyOrMoveConstructor())
    return nullptr;
  const Expr *Source = stripImplicit(Construct->getArg(0));
  const Expr *Moved = castByStd(Source);
  return Moved ? stripImplicit(Moved) : Source;
}

/// The object that an lvalue expression is a part of, through plain members.
static const Expr *wholeObject(const Expr &E) {
  const Expr *Object = stripImplicit(&E);
  while (const auto *Member = dyn_cast<MemberExpr>(Object)) {
    if (Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()))
      break;
    Object = stripImplicit(Member->getBase());
  }
  return Object;
}

namespace {
/// Goes over one expression. What it does not know counts as the worst.
class Inspection {
public:
  Forwarding Result;

  /// \p E is read, so that only its value matters.
  void value(const Expr &E) {
    const Expr *Written = stripImplicit(&E);
    if (Written->isValueDependent() || Written->isTypeDependent())
      return unknown();
    if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, StringLiteral,
            CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CXXThisExpr,
            UnaryExprOrTypeTraitExpr>(Written))
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Written))
      return name(*Ref);
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Written);
        Cast && Cast->getType()->isScalarType())
      return value(*Cast->getSubExpr());
    if (const auto *Unary = dyn_cast<UnaryOperator>(Written)) {
      if (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_Deref ||
          Unary->getOpcode() == UO_AddrOf)
        return unknown();
      return value(*Unary->getSubExpr());
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(Written)) {
      if (Binary->isAssignmentOp())
        return unknown();
      value(*Binary->getLHS());
      return value(*Binary->getRHS());
    }
    if (isa<MemberExpr>(Written)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(wholeObject(*Written));
      if (!Ref || !diesWithFrame(*Ref))
        Result.DependsOnTime = true;
      return;
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written))
      return copy(*Construct);
    unknown();
  }

  /// The task may keep a reference to \p E.
  void reference(const Expr &E) {
    // A conversion on the way may make a temporary.
    if (isTemporary(E)) {
      Result.Dangles = true;
      return;
    }
    const Expr *Object = stripImplicit(&E);
    while (const Expr *Inner = castByStd(Object))
      Object = stripImplicit(Inner);
    Object = wholeObject(*Object);
    if (const auto *Deref = dyn_cast<UnaryOperator>(Object);
        Deref && Deref->getOpcode() == UO_Deref)
      return value(*Deref->getSubExpr());
    if (const auto *Member = dyn_cast<MemberExpr>(Object);
        Member && Member->isArrow())
      return value(*Member->getBase());
    const auto *Ref = dyn_cast<DeclRefExpr>(Object);
    if (isa<CXXThisExpr, StringLiteral>(Object) ||
        (Ref && !diesWithFrame(*Ref)))
      return;
    Result.Dangles = true;
  }

  void call(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || isa<CXXOperatorCallExpr>(Call) || Callee->isVariadic()) {
      Result.Dangles = true;
      return;
    }
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      if (Object->getType()->isPointerType())
        pointer(*Object);
      else
        reference(*Object);
    }
    for (unsigned I = 0; I < Call.getNumArgs(); ++I)
      argument(*Call.getArg(I), I < Callee->getNumParams()
                                    ? Callee->getParamDecl(I)->getType()
                                    : Call.getArg(I)->getType());
    const FunctionDecl *Definition = nullptr;
    Callee->hasBody(Definition);
    if (!isNoexcept(*Callee) && !(Definition && isCoroutine(*Definition)))
      Result.Throws = true;
  }

private:
  void unknown() { Result.DependsOnTime = Result.Throws = true; }

  /// Also one that a conversion of \p E makes.
  static bool isTemporary(const Expr &E) {
    const Expr *Inner = E.IgnoreParens();
    while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr()->IgnoreParens();
    return isa<MaterializeTemporaryExpr>(Inner) || Inner->isPRValue();
  }

  void name(const DeclRefExpr &Ref) {
    if (isa<EnumConstantDecl, FunctionDecl, NonTypeTemplateParmDecl>(
            Ref.getDecl()))
      return;
    const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
    if (!Var || (!diesWithFrame(Ref) && !Var->isConstexpr()))
      Result.DependsOnTime = true;
  }

  /// A copy or move into a parameter; the parameter may be class of any kind.
  void copy(const CXXConstructExpr &Construct) {
    const CXXConstructorDecl &Constructor = *Construct.getConstructor();
    if (!Constructor.isCopyOrMoveConstructor() || Construct.getNumArgs() == 0)
      return unknown();
    if (mayThrow(&Constructor))
      Result.Throws = true;
    const auto *Ref = dyn_cast<DeclRefExpr>(wholeObject(*copied(Construct)));
    if (!Ref)
      return unknown();
    if (!diesWithFrame(*Ref))
      Result.DependsOnTime = true;
  }

  void pointer(const Expr &E) {
    const Expr *Written = stripImplicit(&E);
    if (const auto *Address = dyn_cast<UnaryOperator>(Written);
        Address && Address->getOpcode() == UO_AddrOf)
      return reference(*Address->getSubExpr());
    // What a local pointer points to may be local, too.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Written);
        Ref && diesWithFrame(*Ref) && !isa<ParmVarDecl>(Ref->getDecl()))
      Result.Dangles = true;
    if (Written->getType()->isArrayType())
      return reference(*Written);
    value(*Written);
  }

  void argument(const Expr &Arg, QualType Param) {
    const Expr *Written = &Arg;
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Written)) {
      // Constant, or made anew for the callee alone.
      const Expr *Value = stripImplicit(Default->getExpr());
      if (Param->isReferenceType() || Param->isPointerType())
        return isa<CXXNullPtrLiteralExpr>(Value)
                   ? void()
                   : reference(*Default->getExpr());
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
          Construct && Construct->getNumArgs() == 0)
        return;
      if (isa<InitListExpr>(Value))
        return;
      return value(*Value);
    }
    if (Param->isReferenceType())
      return reference(*Written);
    if (Param->isPointerType())
      return pointer(*Written);
    if (!Param->isRecordType())
      return value(*Written);
    const Expr *Source = copied(*Written);
    // A conversion may keep a reference to what it converts, a local object
    // may be a view of another one.
    const Expr *Object = Source ? wholeObject(*Source) : nullptr;
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object);
    if (!Ref ? !isa_and_nonnull<MemberExpr>(Object)
             : diesWithFrame(*Ref) && !isa<ParmVarDecl>(Ref->getDecl())) {
      Result.Dangles = true;
      return;
    }
    copy(*cast<CXXConstructExpr>(stripImplicit(Written)));
  }
};
} // namespace

Forwarding clang::tidy::async::forwarded(const CallExpr &Call) {
  Inspection I;
  I.call(Call);
  return I.Result;
}

bool clang::tidy::async::handsOn(const CallExpr &Call,
                                 const ParmVarDecl &Param) {
  return llvm::any_of(Call.arguments(), [&Param](const Expr *Arg) {
    const Expr *Source = Arg->isPRValue() ? copied(*Arg) : nullptr;
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Source);
    return Ref && Ref->getDecl() == &Param;
  });
}

Forwarding clang::tidy::async::evaluatedBefore(const Expr &E) {
  Inspection I;
  I.value(E);
  I.Result.Dangles = false;
  return I.Result;
}
