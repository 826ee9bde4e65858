//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Traces.h"
#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/Attr.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::tidy::async;

bool Traces::isOwn(const Expr *E) const {
  E = stripImplicit(E);
  while (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (Member->isArrow())
      return false;
    E = stripImplicit(Member->getBase());
  }
  if (const Expr *Inner = castByStd(E))
    return isOwn(Inner);
  // An element: `v[i]`, `v.front()`.
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (Method && Method->getParent()->isInStdNamespace() && E->isLValue())
      return isOwn(Member ? Member->getImplicitObjectArgument()
                          : Call->getArg(0));
  }
  if (E->isPRValue())
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() &&
         (!Var->getType()->isReferenceType() ||
          (OwnParameters && isa<ParmVarDecl>(Var)));
}

/// True for what can only change its arguments, or says that it does not even
/// that.
static bool keepsToItsArguments(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const bool Std = Method ? Method->getParent()->isInStdNamespace()
                          : Callee.isInStdNamespace();
  return Std || Callee.isConstexpr() || Callee.isImplicit() ||
         Callee.isDefaulted() || Callee.hasAttr<PureAttr>() ||
         Callee.hasAttr<ConstAttr>() ||
         (Method && Method->isConst() &&
          !Method->getReturnType()->isVoidType());
}

bool Traces::leftInside(const FunctionDecl &Callee, bool OwnArguments,
                        bool Unseen) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition))
    return Unseen;
  llvm::SaveAndRestore SavedDepth(Depth, Depth + 1);
  llvm::SaveAndRestore SavedParameters(OwnParameters, OwnArguments);
  return Depth < Deepest && leftBy(*Definition);
}

bool Traces::changesArguments(const FunctionDecl &Callee,
                              llvm::ArrayRef<const Expr *> Arguments) {
  const unsigned Count =
      std::min<unsigned>(Arguments.size(), Callee.getNumParams());
  for (unsigned I = 0; I < Count; ++I) {
    const QualType T = Callee.getParamDecl(I)->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified() &&
        !isOwn(Arguments[I]))
      return true;
  }
  return false;
}

bool Traces::leftByCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return true;
  llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (isa<CXXOperatorCallExpr>(Call) && Method) {
    Object = Arguments.front();
    Arguments = Arguments.drop_front();
  }
  if (keepsToItsArguments(*Callee))
    return changesArguments(*Callee, Arguments) ||
           (Object && Method && !Method->isConst() && !isOwn(Object));
  return leftInside(*Callee, !changesArguments(*Callee, Arguments),
                    /*Unseen=*/!Object || !isOwn(Object));
}

bool Traces::left(const Stmt &S) {
  if (isa<CXXThrowExpr, CXXDeleteExpr, AsmStmt>(S))
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isAssignmentOp() && !isOwn(Binary->getLHS());
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->isIncrementDecrementOp() && !isOwn(Unary->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    const CXXConstructorDecl &Constructor = *Construct->getConstructor();
    const bool Own = !changesArguments(
        Constructor, {Construct->getArgs(), Construct->getNumArgs()});
    return keepsToItsArguments(Constructor)
               ? !Own
               : leftInside(Constructor, Own, /*Unseen=*/!Own);
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  return Call && !Types.classify(Call->getType()).isTask() && leftByCall(*Call);
}
