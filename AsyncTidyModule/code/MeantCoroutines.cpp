//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/MeantCoroutines.h"
#include "code/BodyIndex.h"

using namespace clang;
using namespace clang::tidy::async;

/// By its written type, as far as that can be told.
static bool saysItIsCoroutine(const FunctionDecl &Function,
                              const AsyncTypes &Types) {
  if (isa<CXXConversionDecl>(Function) ||
      Function.getDeclaredReturnType()->getContainedAutoType())
    return false;
  const QualType Returned = Function.getReturnType();
  const TypeRole Role = Types.classify(Returned).Role;
  return (Role == TypeRole::Task || Role == TypeRole::Detached) &&
         Types.isCoroutineType(Returned);
}

/// True when \p Body ends by a `throw` or a call that does not return.
static bool endsInFailure(const Stmt &Body) {
  const auto *Block = dyn_cast<CompoundStmt>(&Body);
  const auto *Last =
      Block ? dyn_cast_or_null<Expr>(Block->body_back()) : nullptr;
  if (!Last)
    return false;
  const Expr *Whole = stripImplicit(Last);
  const auto *Call = dyn_cast<CallExpr>(Whole);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return isa<CXXThrowExpr>(Whole) || (Callee && Callee->isNoReturn());
}

bool clang::tidy::async::isMeantAsCoroutine(const FunctionDecl &Function,
                                            const AsyncTypes &Types) {
  const Stmt *Body = Function.getBody();
  if (!Body || isCoroutine(Function) || !saysItIsCoroutine(Function, Types) ||
      Function.isDependentContext() || isInstantiation(Function))
    return false;
  bool Awaitable = false;
  const auto EndsOrAwaits = [&](const Stmt &Part) {
    const auto *Call = dyn_cast<CallExpr>(&Part);
    Awaitable |= Call && Types.classify(Call->getType()).canBeAwaited();
    return isa<ReturnStmt>(Part);
  };
  return !anyWritten(Body, EndsOrAwaits, Parts::Own) &&
         (Awaitable || !endsInFailure(*Body));
}

bool clang::tidy::async::actsAsCoroutine(const FunctionDecl &Function,
                                         const AsyncTypes &Types) {
  return isCoroutine(Function) || isMeantAsCoroutine(Function, Types);
}
