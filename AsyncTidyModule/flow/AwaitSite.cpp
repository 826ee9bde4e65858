//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/AwaitSite.h"
#include "code/MeantCoroutines.h"
#include "flow/HeldLocks.h"
#include "clang/AST/ASTLambda.h"

using namespace clang;
using namespace clang::tidy::async;

AwaitSite::AwaitSite(const Expr &Site, QualType Operand, const BodyIndex &Index,
                     const AsyncTypes &Types, QualType Future) {
  Found = find(Site, Operand, Index, Types, Future);
}

/// What stands between \p Site and the callable that it is written in.
static AwaitObstacle between(const Expr &Site, const BodyIndex &Index) {
  const Stmt *Child = &Site;
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P)) {
    // What a lambda captures is evaluated outside of it.
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P))
      if (Child == Lambda->getCallOperator()->getBody())
        break;
    if (isa<CXXCatchStmt>(P))
      return AwaitObstacle::CatchHandler;
    if (isa<CXXTypeidExpr>(P))
      return AwaitObstacle::Typeid;
    if (neverRuns(Child, *P) && !isa<IfStmt>(P))
      return AwaitObstacle::Unevaluated;
    if (isa<DeclStmt>(P)) {
      const VarDecl *Var = Index.initialized(cast<Expr>(Child));
      if (Var && Var->isStaticLocal())
        return AwaitObstacle::StaticInitializer;
    }
  }
  return AwaitObstacle::None;
}

AwaitObstacle AwaitSite::find(const Expr &Site, QualType Operand,
                              const BodyIndex &Index, const AsyncTypes &Types,
                              QualType Future) {
  const CallableBody *Body = Index.enclosing(&Site);
  // Only bodies are indexed: what stands elsewhere in a function is a default
  // argument or a member initializer.
  if (!Body)
    return AwaitObstacle::DefaultArgument;
  if (Site.getBeginLoc().isMacroID() || Site.getEndLoc().isMacroID())
    return AwaitObstacle::Macro;
  const FunctionDecl &Function = *Body->Callable;
  Subject = Function.getNameAsString();
  const bool Acts = actsAsCoroutine(Function, Types);
  if (!Acts) {
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
      return AwaitObstacle::SpecialMember;
    if (Future.isNull())
      return isLambdaCallOperator(&Function) ? AwaitObstacle::PlainLambda
                                             : AwaitObstacle::NotCoroutine;
  }
  if (AwaitObstacle Syntax = between(Site, Index);
      Syntax != AwaitObstacle::None)
    return Syntax;
  if (const auto Lock = HeldLocks(Index, Types).at(Site)) {
    Subject = Lock->clause();
    return AwaitObstacle::LockHeld;
  }

  const QualType Returned = Acts ? Function.getReturnType() : Future;
  AsyncType Coroutine = Types.classify(Returned);
  if (Coroutine.Role == TypeRole::Generator &&
      (!Coroutine.Entry || Coroutine.Entry->Accepts.empty()))
    return AwaitObstacle::Generator;
  if (Operand.isNull())
    return AwaitObstacle::None;
  Subject = typeName(Operand, Function.getASTContext());
  if (!Types.classify(Operand).canBeAwaited())
    return AwaitObstacle::NotAwaitable;
  if (Site.isPRValue() && Types.mayYieldReference(Operand) &&
      isKeptByReference(Site, Index))
    return AwaitObstacle::ResultDies;
  if (Types.accepts(promiseOfCoroutine(Function), Returned, Operand))
    return AwaitObstacle::None;
  return Returned->isDependentType() ? AwaitObstacle::DependentCoroutine
                                     : AwaitObstacle::PromiseRejects;
}

std::string AwaitSite::reason() const {
  switch (Found) {
  case AwaitObstacle::None:
    return "";
  case AwaitObstacle::NotCoroutine:
    return "'" + Subject + "' is not a coroutine";
  case AwaitObstacle::PlainLambda:
    return "the enclosing lambda is not a coroutine";
  case AwaitObstacle::CatchHandler:
    return "'co_await' is not allowed in a catch handler";
  case AwaitObstacle::Unevaluated:
    return "'co_await' is not allowed in an unevaluated operand";
  case AwaitObstacle::Typeid:
    return "'co_await' is not allowed in the operand of 'typeid'";
  case AwaitObstacle::DefaultArgument:
    return "'co_await' is not allowed in a default argument";
  case AwaitObstacle::StaticInitializer:
    return "'co_await' is not allowed in the initializer of a static or "
           "thread-local variable";
  case AwaitObstacle::SpecialMember:
    return "a constructor or destructor cannot be a coroutine";
  case AwaitObstacle::LockHeld:
    return Subject;
  case AwaitObstacle::Generator:
    return "a generator cannot await";
  case AwaitObstacle::PromiseRejects:
    return "this coroutine's promise does not accept '" + Subject + "'";
  case AwaitObstacle::NotAwaitable:
    return "'" + Subject + "' has no awaiter";
  case AwaitObstacle::DependentCoroutine:
    return "the coroutine's type depends on a template parameter";
  case AwaitObstacle::ResultDies:
    return "what 'co_await' gives refers into the '" + Subject +
           "', which dies before the reference to it";
  case AwaitObstacle::Macro:
    return "it is inside a macro";
  }
  return "";
}
