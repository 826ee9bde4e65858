//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/StartedWork.h"
#include "code/Origins.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::tidy::async;

void StartedWork::reach(const VarDecl &Var) {
  if (Reached.insert(&Var) && Var.getInit())
    for (const ValueDecl *Source : mentionedIn(Var.getInit()))
      Reached.insert(Source);
}

void StartedWork::follow(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (SM.isInSystemHeader(Function.getLocation()) || Depth == Deepest ||
      !Function.hasBody(Definition) || !Seen.insert(Definition).second)
    return;
  llvm::SaveAndRestore Saved(Depth, Depth + 1);
  look(Definition->getBody());
}

/// The object of all tasks that \p Object is, or is a part of; or null.
const ValueDecl *StartedWork::shared(const Expr *Object) const {
  bool ThroughPointer = false;
  while (true) {
    Object = stripImplicit(Object);
    if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
      ThroughPointer |= Member->isArrow();
      if (isa<CXXThisExpr>(stripImplicit(Member->getBase())))
        return Member->getMemberDecl();
      Object = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Object)) {
      ThroughPointer |= Unary->getOpcode() == UO_Deref;
      Object = Unary->getSubExpr();
    } else if (const auto *Part = dyn_cast<ArraySubscriptExpr>(Object)) {
      Object = Part->getBase();
    } else if (const auto *Call = dyn_cast<CallExpr>(Object)) {
      // Of std: an element, what a smart pointer points to, the future of a
      // promise.
      const auto *Method =
          dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
      if (!Method || !Method->getParent()->isInStdNamespace())
        return nullptr;
      const auto *Named = dyn_cast<CXXMemberCallExpr>(Call);
      if (!Named && !isa<CXXOperatorCallExpr>(Call))
        return nullptr;
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      ThroughPointer |= Operator && (Operator->getOperator() == OO_Arrow ||
                                     Operator->getOperator() == OO_Star);
      Object = Named ? Named->getImplicitObjectArgument() : Call->getArg(0);
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // A constant, such as `this_coro::executor`, has no state.
  if (!Var || (Var->hasGlobalStorage() && Var->getType().isConstQualified()))
    return nullptr;
  const bool Lent =
      Depth && isa<ParmVarDecl>(Var) &&
      (Var->getType()->isReferenceType() || Var->getType()->isPointerType());
  return ThroughPointer || Lent || !Var->hasLocalStorage() ||
                 Var->getType()->isPointerType() || ByReference.contains(Var)
             ? Var
             : nullptr;
}

/// Of a loop that goes round until others have changed something.
void StartedWork::lookAtLoop(const Stmt &Loop) {
  const Expr *Condition = conditionOf(&Loop);
  if (!Condition)
    return;
  forEachWritten<DeclRefExpr>(Condition, [&](const DeclRefExpr &Ref) {
    if (const ValueDecl *D = shared(&Ref))
      AskedInLoops.insert(D);
  });
}

const ValueDecl *StartedWork::meeting() const {
  if (Meeting)
    return Meeting;
  for (const ValueDecl *D : AskedInLoops)
    if (Written.contains(D))
      return D;
  return nullptr;
}

/// The object of an assignment or of `++`.
void StartedWork::lookAtWrite(const Stmt &S) {
  const Expr *Target = nullptr;
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    Target = Binary->isAssignmentOp() ? Binary->getLHS() : nullptr;
  else if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    Target = Unary->isIncrementDecrementOp() ? Unary->getSubExpr() : nullptr;
  else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S))
    Target = Call->isAssignmentOp() || Call->getOperator() == OO_PlusPlus ||
                     Call->getOperator() == OO_MinusMinus
                 ? Call->getArg(0)
                 : nullptr;
  else if (const auto *Named = dyn_cast<CXXMemberCallExpr>(&S);
           Named && (calleeName(Named).starts_with("fetch_") ||
                     calleeName(Named) == "store"))
    Target = Named->getImplicitObjectArgument();
  if (const ValueDecl *D = Target ? shared(Target) : nullptr)
    Written.insert(D);
}

void StartedWork::lookAt(const Stmt &S) {
  lookAtWrite(S);
  if (isLoop(&S))
    return lookAtLoop(S);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (!Capture.capturesVariable())
        continue;
      if (Capture.getCaptureKind() == LCK_ByRef)
        ByReference.insert(Capture.getCapturedVar());
      if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar()))
        reach(*Var);
    }
  } else if (const auto *Await = dyn_cast<CoawaitExpr>(&S)) {
    Meeting = Meeting ? Meeting : shared(Await->getOperand());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      follow(*Function);
    else if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
             Var && (Depth ? !Var->hasLocalStorage() : WithArguments))
      reach(*Var);
  } else if (const auto *Member = dyn_cast<MemberExpr>(&S);
             Member && isa<FieldDecl>(Member->getMemberDecl())) {
    if (Depth && isa<CXXThisExpr>(stripImplicit(Member->getBase())))
      Reached.insert(Member->getMemberDecl());
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S)) {
    if (Known.call(Call, CallRole::Blocking) ||
        Known.call(Call, CallRole::Wait))
      Meeting = Meeting ? Meeting : shared(Call->getImplicitObjectArgument());
    if (const CXXMethodDecl *Method = Call->getMethodDecl())
      follow(*Method);
  }
}
