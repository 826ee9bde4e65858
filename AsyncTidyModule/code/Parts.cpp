//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Parts.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace clang::tidy::async;

/// `typeid` runs an operand whose class is known at run time only.
static bool isRun(const CXXTypeidExpr &Typeid) {
  if (Typeid.isTypeOperand())
    return false;
  const Expr &Operand = *Typeid.getExprOperand();
  const CXXRecordDecl *Class = Operand.getType()->getAsCXXRecordDecl();
  return Operand.isGLValue() && Class && Class->hasDefinition() &&
         Class->isPolymorphic();
}

/// Only sizeof an array of variable length has something to compute.
static bool isRun(const UnaryExprOrTypeTraitExpr &Trait) {
  return Trait.getKind() == UETT_SizeOf &&
         Trait.getTypeOfArgument()->isVariableArrayType();
}

/// A builtin that the compiler answers by looking at its arguments.
static bool looksOnly(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const IdentifierInfo *Name = Callee ? Callee->getIdentifier() : nullptr;
  const unsigned Builtin =
      Name && Name->getName().substr(0, 2) == "__" ? Callee->getBuiltinID() : 0;
  // What has an effect is not computed for an assumption, clang warns of that.
  return Builtin &&
         (Builtin == Builtin::BI__builtin_assume ||
          Callee->getASTContext().BuiltinInfo.isUnevaluated(Builtin));
}

/// The branch that is not there at run time, or null.
static const Stmt *discardedBranch(const IfStmt &If) {
  if (If.isConsteval())
    return If.isNegatedConsteval() ? If.getElse() : If.getThen();
  const auto *Condition =
      If.isConstexpr() ? dyn_cast<ConstantExpr>(If.getCond()) : nullptr;
  if (!Condition || Condition->isValueDependent() ||
      !Condition->hasAPValueResult())
    return nullptr;
  const APValue Value = Condition->getAPValueResult();
  if (!Value.isInt())
    return nullptr;
  return Value.getInt().getBoolValue() ? If.getElse() : If.getThen();
}

bool clang::tidy::async::neverRuns(const Stmt *Part, const Stmt &Whole) {
  switch (Whole.getStmtClass()) {
  case Stmt::CXXNoexceptExprClass:
  case Stmt::CXXUuidofExprClass:
    return true;
  case Stmt::UnaryExprOrTypeTraitExprClass:
    return !isRun(cast<UnaryExprOrTypeTraitExpr>(Whole));
  case Stmt::CXXTypeidExprClass:
    return !isRun(cast<CXXTypeidExpr>(Whole));
  case Stmt::GenericSelectionExprClass: {
    const auto &Choice = cast<GenericSelectionExpr>(Whole);
    return !Choice.isResultDependent() && Part != Choice.getResultExpr();
  }
  case Stmt::ChooseExprClass: {
    const auto &Choice = cast<ChooseExpr>(Whole);
    return !Choice.isConditionDependent() && Part != Choice.getChosenSubExpr();
  }
  case Stmt::CallExprClass: {
    const auto &Call = cast<CallExpr>(Whole);
    return Part != Call.getCallee() && looksOnly(Call);
  }
  case Stmt::IfStmtClass:
    return Part && Part == discardedBranch(cast<IfStmt>(Whole));
  default:
    return false;
  }
}

/// Adds the parts of \p S to \p Pending, the first one last.
static void pushParts(const Stmt &S, Parts Which,
                      llvm::SmallVectorImpl<const Stmt *> &Pending) {
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(&S))
    return Pending.push_back(Coroutine->getBody());
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&S))
    return Pending.push_back(Suspend->getOperand());
  if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
    return Pending.push_back(Return->getOperand());
  if (const auto *Copy = dyn_cast<ArrayInitLoopExpr>(&S))
    return Pending.push_back(Copy->getCommonExpr()->getSourceExpr());
  const size_t Before = Pending.size();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S);
      Lambda && Which == Parts::Own)
    Pending.append(Lambda->capture_init_begin(), Lambda->capture_init_end());
  else
    for (const Stmt *Part : S.children())
      if (Which == Parts::Written || !neverRuns(Part, S))
        Pending.push_back(Part);
  std::reverse(Pending.begin() + Before, Pending.end());
}

bool clang::tidy::async::anyWritten(const Stmt *S,
                                    llvm::function_ref<bool(const Stmt &)> Test,
                                    Parts Which) {
  llvm::SmallVector<const Stmt *, 16> Pending = {S};
  while (!Pending.empty()) {
    const Stmt *Next = Pending.pop_back_val();
    if (!Next)
      continue;
    if (Test(*Next))
      return true;
    pushParts(*Next, Which, Pending);
  }
  return false;
}
