//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Changes.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace clang::tidy::async;

/// References to references, deeper than this, may be anything.
static constexpr unsigned MaxReferences = 8;

/// Members that give an element, or a way to it, and change nothing.
static bool isAccessor(const CXXMethodDecl &Method) {
  switch (Method.getOverloadedOperator()) {
  case OO_Subscript:
  case OO_Star:
  case OO_Arrow:
    return true;
  case OO_None:
    break;
  default:
    return false;
  }
  return Method.getIdentifier() &&
         llvm::is_contained(
             std::initializer_list<llvm::StringRef>{
                 "begin", "end", "rbegin", "rend", "data", "at", "front",
                 "back", "find", "lower_bound", "upper_bound", "top", "get",
                 "value"},
             Method.getName());
}

/// The functions of std that give a part of their argument, or a way to it.
static bool isAccessor(const FunctionDecl &Function) {
  return Function.isInStdNamespace() && Function.getIdentifier() &&
         llvm::is_contained(
             std::initializer_list<llvm::StringRef>{"get", "begin", "end",
                                                    "rbegin", "rend", "data"},
             Function.getName());
}

Change clang::tidy::async::changeByMember(const CXXMethodDecl &Method) {
  if (Method.isConst() || Method.isStatic())
    return Change::None;
  if (isAccessor(Method))
    return Change::Part;
  const bool Replaces =
      Method.getIdentifier() &&
      llvm::is_contained(
          std::initializer_list<llvm::StringRef>{"swap", "reset", "assign"},
          Method.getName());
  return Replaces ? Change::Replaced : Change::State;
}

static Change changeByOperator(const CXXMethodDecl &Method) {
  if (Method.isConst())
    return Change::None;
  switch (Method.getOverloadedOperator()) {
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_Equal:
    return Change::Replaced;
  default:
    return changeByMember(Method);
  }
}

/// True for `T &&`, with a T that is deduced.
static bool isForwarding(const FunctionDecl &Function, unsigned Param) {
  const FunctionTemplateDecl *Template = Function.getPrimaryTemplate();
  const FunctionDecl *Pattern =
      Template ? Template->getTemplatedDecl() : nullptr;
  if (!Pattern || Pattern->getNumParams() == 0)
    return false;
  // An expanded pack is the last one.
  const unsigned Last = Pattern->getNumParams() - 1;
  QualType T = Pattern->getParamDecl(std::min(Param, Last))->getType();
  if (const auto *Pack = T->getAs<PackExpansionType>())
    T = Pack->getPattern();
  return T->isRValueReferenceType() &&
         T->getPointeeType()->isTemplateTypeParmType() &&
         !T->getPointeeType().isConstQualified();
}

/// What \p Function may do to its argument number \p Param.
static Change changeByParameter(const FunctionDecl *Function, unsigned Param,
                                const Expr &Arg) {
  if (!Function || Arg.isTypeDependent())
    return Change::Replaced;
  // Of `...`: by value.
  if (Param >= Function->getNumParams())
    return Arg.getType()->isPointerType() ? Change::Replaced : Change::None;
  const QualType T = Function->getParamDecl(Param)->getType();
  if (!T->isReferenceType() && !T->isPointerType())
    return Change::None;
  if (T->getPointeeType().isConstQualified())
    return Change::None;
  if (T->isRValueReferenceType())
    return Change::Moved;
  // `std::as_const(x)` and its like give a constant.
  const QualType Result = Function->getReturnType();
  if (Function->isInStdNamespace() && T->isLValueReferenceType() &&
      Result->isLValueReferenceType() &&
      Result->getPointeeType().isConstQualified() &&
      Function->getASTContext().hasSameUnqualifiedType(Result->getPointeeType(),
                                                       T->getPointeeType()))
    return Change::None;
  if (T->isLValueReferenceType() && isForwarding(*Function, Param))
    return Function->isInStdNamespace() ? Change::None : Change::State;
  return isAccessor(*Function) ? Change::Part : Change::Replaced;
}

Change clang::tidy::async::changeOfArgument(const Expr &Call, const Expr &Arg) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call)) {
    for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
      if (Construct->getArg(I) == &Arg)
        return changeByParameter(Construct->getConstructor(), I, Arg);
    return Change::None;
  }
  const auto *CE = dyn_cast<CallExpr>(&Call);
  if (!CE)
    return Change::Replaced;
  const FunctionDecl *Callee = CE->getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  const bool ObjectFirst =
      isa<CXXOperatorCallExpr>(CE) && Method && Method->isInstance();
  for (unsigned I = 0; I < CE->getNumArgs(); ++I) {
    if (CE->getArg(I) != &Arg)
      continue;
    if (ObjectFirst && I == 0)
      return changeByOperator(*Method);
    // Through a pointer or object that is called: by its type.
    if (!Callee) {
      const QualType T = Arg.getType();
      return Arg.isLValue() || T->isPointerType() ? Change::Replaced
                                                  : Change::None;
    }
    return changeByParameter(Callee, I - ObjectFirst, Arg);
  }
  return Change::None;
}

namespace {
/// Goes from one mention up to what is done with it.
class Ascent {
public:
  explicit Ascent(const BodyIndex &Index, unsigned References = 0)
      : Index(Index), References(References) {}

  Change run(const Expr *Mention) {
    for (Current = Mention;;) {
      const Stmt *Around = Index.parent(Current);
      if (!Around)
        return Change::None;
      if (const std::optional<Change> Found = by(*Around))
        return IsPart && *Found != Change::None ? Change::Part : *Found;
      Current = cast<Expr>(Around);
    }
  }

private:
  /// What \p Around does to the value so far; nothing when that goes on.
  std::optional<Change> by(const Stmt &Around) {
    if (const auto *Cast = dyn_cast<CastExpr>(&Around))
      return byCast(*Cast);
    if (const auto *Unary = dyn_cast<UnaryOperator>(&Around))
      return byUnary(*Unary);
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Around))
      return byBinary(*Binary);
    if (const auto *Member = dyn_cast<MemberExpr>(&Around))
      return byMember(*Member);
    if (isa<CallExpr, CXXConstructExpr>(Around))
      return byCall(cast<Expr>(Around));
    if (isa<DeclStmt>(Around))
      return byDeclaration(Index.initialized(Current));
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(&Around)) {
      if (Current != Loop->getRangeInit())
        return Change::None;
      IsPart = true;
      return byReference(Loop->getLoopVariable());
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Around))
      return byCapture(*Lambda);
    if (isa<ReturnStmt>(Around))
      return byReturn(Around);
    if (isa<ArraySubscriptExpr>(Around)) {
      IsAddress = false;
      IsPart = true;
      return std::nullopt;
    }
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Around))
      return Current == Choice->getCond() ? std::optional(Change::None)
                                          : std::nullopt;
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            OpaqueValueExpr, CXXRewrittenBinaryOperator>(Around))
      return std::nullopt;
    if (isa<InitListExpr>(Around))
      return IsAddress || (Current->isGLValue() &&
                           !Current->getType().isConstQualified())
                 ? Change::Replaced
                 : Change::None;
    if (isa<CoroutineSuspendExpr, DependentCoawaitExpr,
            CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(Around))
      return Change::State;
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr,
            CXXThrowExpr, CXXDeleteExpr, ArrayInitLoopExpr, CoreturnStmt>(
            Around))
      return IsAddress ? Change::Replaced : Change::None;
    return isa<Expr, AsmStmt>(Around) ? Change::Replaced : Change::None;
  }

  std::optional<Change> byCast(const CastExpr &Cast) {
    if (isa<CXXConstCastExpr>(Cast))
      return std::nullopt;
    QualType To = Cast.getType();
    switch (Cast.getCastKind()) {
    case CK_LValueToRValue:
    case CK_ToVoid:
      return Change::None;
    case CK_ArrayToPointerDecay:
      IsAddress = true;
      break;
    default:
      break;
    }
    if (IsAddress && To->isPointerType())
      To = To->getPointeeType();
    else if (IsAddress || !Cast.isGLValue())
      return std::nullopt;
    return To.isConstQualified() ? std::optional(Change::None) : std::nullopt;
  }

  std::optional<Change> byUnary(const UnaryOperator &Unary) {
    if (Unary.isIncrementDecrementOp())
      return Change::Replaced;
    if (Unary.getOpcode() == UO_AddrOf)
      IsAddress = true;
    else if (Unary.getOpcode() == UO_Deref)
      IsAddress = false;
    else if (Unary.getOpcode() != UO_Extension)
      return Unary.isTypeDependent() ? Change::Replaced : Change::None;
    return std::nullopt;
  }

  std::optional<Change> byBinary(const BinaryOperator &Binary) {
    if (Binary.isAssignmentOp())
      return Current == Binary.getLHS() || IsAddress ? Change::Replaced
                                                     : Change::None;
    if (Binary.isCommaOp())
      return Current == Binary.getRHS() ? std::nullopt
                                        : std::optional(Change::None);
    if (Binary.isPtrMemOp() && Current == Binary.getLHS()) {
      IsAddress = false;
      IsPart = true;
      return std::nullopt;
    }
    // `&x + 1`
    return IsAddress && Binary.isAdditiveOp() ? std::nullopt
                                              : std::optional(Change::None);
  }

  std::optional<Change> byMember(const MemberExpr &Member) {
    IsAddress = false;
    if (const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl())) {
      IsPart = true;
      // It is bound to another object.
      return Field->getType()->isReferenceType() ? std::optional(Change::None)
                                                 : std::nullopt;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
    if (!Method)
      return Change::None;
    if (IsMoved && Method->getRefQualifier() == RQ_RValue)
      return Change::Moved;
    return givesPart(changeByMember(*Method), Index.parent(&Member));
  }

  std::optional<Change> byCall(const Expr &Around) {
    const auto *Call = dyn_cast<CallExpr>(&Around);
    // Its callee: what was called has been asked.
    if (Call && Call->getCallee() == Current)
      return isa<MemberExpr>(Current) ? Change::None : Change::State;
    if (Call && Call->isCallToStdMove()) {
      IsMoved = true;
      return std::nullopt;
    }
    const Change Found = changeOfArgument(Around, *Current);
    if (Found == Change::Moved && !IsMoved && !Current->isXValue())
      return Change::None; // A temporary that was made from it.
    return givesPart(Found, &Around);
  }

  /// What gives a reference to a part may be read, or assigned to.
  std::optional<Change> givesPart(Change Found, const Stmt *Call) {
    const auto *E = dyn_cast_or_null<CallExpr>(Call);
    if (Found != Change::Part || !E || !E->isLValue())
      return Found;
    IsPart = true;
    return run(E);
  }

  Change byDeclaration(const VarDecl *Var) {
    if (!Var)
      return Change::None;
    if (Var->getType()->isReferenceType())
      return byReference(Var);
    return IsAddress && Var->getType()->isPointerType() ? Change::Replaced
                                                        : Change::None;
  }

  /// What is done to the object through \p Var, a reference perhaps.
  Change byReference(const VarDecl *Var) {
    const QualType T = Var->getType();
    if (!T->isReferenceType() || T->getPointeeType().isConstQualified())
      return Change::None;
    if (References >= MaxReferences)
      return Change::Replaced;
    Change Found = Change::None;
    const auto Add = [&](const ValueDecl *Name) {
      for (const DeclRefExpr *Ref : Index.mentions(Name))
        Found = std::max(Found, Ascent(Index, References + 1).run(Ref));
    };
    if (const auto *Bindings = dyn_cast<DecompositionDecl>(Var)) {
      IsPart = true;
      llvm::for_each(Bindings->bindings(), Add);
    } else {
      Add(Var);
    }
    return Found;
  }

  /// By copy: nothing. By reference: what the body does, where it names it.
  Change byCapture(const LambdaExpr &Lambda) {
    const auto *Init = Lambda.capture_init_begin();
    for (const LambdaCapture &Capture : Lambda.captures())
      if (*Init++ == Current && Lambda.isInitCapture(&Capture))
        return byDeclaration(cast<VarDecl>(Capture.getCapturedVar()));
    return Change::None;
  }

  Change byReturn(const Stmt &Return) const {
    const CallableBody *Body = Index.enclosing(&Return);
    const QualType T = Body ? Body->Callable->getReturnType() : QualType();
    if (T.isNull() || (!T->isReferenceType() && !T->isPointerType()))
      return IsAddress ? Change::Replaced : Change::None;
    return T->getPointeeType().isConstQualified() ? Change::None
                                                  : Change::Replaced;
  }

  const BodyIndex &Index;
  const unsigned References;
  const Expr *Current = nullptr;
  bool IsPart = false;
  /// What goes up is the object's address.
  bool IsAddress = false;
  bool IsMoved = false;
};
} // namespace

/// True when a lambda names a copy that it has captured.
static bool isOwnCopy(const DeclRefExpr &Mention, const BodyIndex &Index) {
  const CallableBody *Body = Index.enclosing(&Mention);
  return Body && Body->Lambda &&
         llvm::any_of(Body->Lambda->captures(), [&](const LambdaCapture &C) {
           return C.capturesVariable() &&
                  C.getCapturedVar() == Mention.getDecl() &&
                  C.getCaptureKind() == LCK_ByCopy &&
                  !Body->Lambda->isInitCapture(&C);
         });
}

/// In an operand of `sizeof` and its like.
static bool isOnlyLookedAt(const Expr &E, const BodyIndex &Index) {
  for (const Stmt *Part = &E, *Whole = Index.parent(Part);
       isa_and_nonnull<Expr>(Whole); Part = Whole, Whole = Index.parent(Whole))
    if (neverRuns(Part, *Whole))
      return true;
  return false;
}

Change clang::tidy::async::changeAt(const DeclRefExpr &Mention,
                                    const BodyIndex &Index) {
  return isOwnCopy(Mention, Index) || isOnlyLookedAt(Mention, Index)
             ? Change::None
             : Ascent(Index).run(&Mention);
}

Change clang::tidy::async::changeOf(const ValueDecl &Var,
                                    const BodyIndex &Index) {
  if (Var.getType().getNonReferenceType().isConstQualified())
    return Change::None;
  Change Found = Change::None;
  for (const DeclRefExpr *Mention : Index.mentions(&Var))
    Found = std::max(Found, changeAt(*Mention, Index));
  return Found;
}
