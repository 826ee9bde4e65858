//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/ReturnedValues.h"
#include "checks/dangling-task/Outliving.h"
#include "code/Shapes.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

/// `task<const row &>`: what `await_resume` gives by reference is in the task.
static bool isTaskOfReference(QualType Task) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(Task);
  const QualType Part = Spec ? typeArgument(Spec, 0) : QualType();
  return !Part.isNull() && Part->isReferenceType();
}

/// The view, or pointer, that awaiting a \p Task gives; else null.
static QualType viewIn(QualType Task, const AsyncTypes &Types) {
  QualType Result = Types.awaitResult(Task);
  if (Result.isNull())
    return {};
  Result = Result.getNonReferenceType();
  return Result->isPointerType() || Types.names().isView(Result) ? Result
                                                                 : QualType();
}

bool clang::tidy::async::givesReference(const CallableBody &Body,
                                        const AsyncTypes &Types) {
  const QualType Task = Body.Callable->getReturnType();
  return !Task->isDependentType() &&
         (isTaskOfReference(Task) || !viewIn(Task, Types).isNull());
}

/// A string, a container, an array: a view that is made of it leads into it.
static bool isOwner(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  return T->isArrayType() || (Class && Class->hasAttr<OwnerAttr>());
}

std::optional<Referent>
clang::tidy::async::endsBehind(const CoreturnStmt &Return,
                               const CallableBody &Body, const BodyIndex &Index,
                               const AsyncTypes &Types) {
  const Expr *Given = Return.getOperand();
  if (!Given || Given->isTypeDependent())
    return std::nullopt;
  const Names &Known = Types.names();
  const Expr *Value = stripImplicit(Given);
  const bool IsView =
      Value->getType()->isPointerType() || Known.isView(Value->getType());
  const bool ByValue = !isTaskOfReference(Body.Callable->getReturnType()) &&
                       (IsView || !isOwner(Value->getType()));
  const Referents Found = ByValue ? pointeesOf(Given, Known, &Index)
                                  : objectsOf(Given, Known, &Index);
  // Not materialized where `return_value` is a template.
  if (!ByValue && Value->isPRValue() && isOwner(Value->getType()) &&
      Found.empty())
    return Referent{nullptr, nullptr, false, Value};
  for (const Referent &R : Found) {
    if (R.Temporary)
      return R;
    if (R.isInFrame() && R.Variable->isLocalVarDecl() &&
        R.Variable->getDeclContext() == Body.Callable &&
        !givesAway(*R.Variable, Index))
      return R;
  }
  return std::nullopt;
}
