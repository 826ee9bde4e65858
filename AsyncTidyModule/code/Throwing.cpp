//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Throwing.h"
#include "code/Parts.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::isNoexcept(const FunctionDecl &Function) {
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  return Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) &&
         Type->isNothrow();
}

bool clang::tidy::async::mayThrow(const FunctionDecl *Function) {
  return !Function ||
         !(isNoexcept(*Function) || Function->hasAttr<NoThrowAttr>() ||
           Function->isExternC() || Function->getBuiltinID() ||
           Function->isTrivial());
}

bool clang::tidy::async::mayThrow(const Stmt &S) {
  if (isa<CXXThrowExpr, CXXNewExpr, CXXUnresolvedConstructExpr>(S))
    return true;
  // `typeid(*p)` of a null pointer.
  if (const auto *Typeid = dyn_cast<CXXTypeidExpr>(&S))
    return !Typeid->isTypeOperand() &&
           !neverRuns(Typeid->getExprOperand(), *Typeid);
  if (const auto *Cast = dyn_cast<CXXDynamicCastExpr>(&S))
    return Cast->getType()->isReferenceType() || Cast->isGLValue();
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return mayThrow(Call->getDirectCallee());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return mayThrow(Construct->getConstructor());
  return false;
}
