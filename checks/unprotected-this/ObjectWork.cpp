//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/ObjectWork.h"
#include "code/CallGraph.h"
#include "code/Callbacks.h"
#include "code/Escapes.h"
#include "code/KeepAlives.h"
#include "code/Origins.h"
#include "code/Shapes.h"

using namespace clang;
using namespace clang::tidy::async;

const FunctionDecl *
clang::tidy::async::coroutineDefinition(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  return Function && Function->getBody(Definition) && isCoroutine(*Definition)
             ? Definition
             : nullptr;
}

const FunctionDecl *
clang::tidy::async::coroutineOfLambda(const LambdaExpr &Lambda) {
  const FunctionDecl *Operator = Lambda.getCallOperator();
  if (const FunctionDecl *Itself = coroutineDefinition(Operator))
    return Itself;
  return coroutineDefinition(coroutineOf(Lambda));
}

bool clang::tidy::async::hasObject(const LambdaExpr &Lambda) {
  return llvm::any_of(Lambda.captures(), [](const LambdaCapture &Capture) {
    return Capture.capturesThis() && Capture.getCaptureKind() == LCK_This;
  });
}

namespace {
class WorkFinder {
public:
  WorkFinder(const CXXRecordDecl &Class, const AsyncTypes &Types)
      : Types(Types), Owners(Class, Types) {}

  void visit(const Expr *E, unsigned Depth = 3);
  std::vector<ObjectWork> Found;

private:
  void visitVariable(const DeclRefExpr &Ref, unsigned Depth);
  void visitCall(const CallExpr &Call);
  bool isObject(const Expr &E) const;

  const AsyncTypes &Types;
  const KeepAlives Owners;
};
} // namespace

/// True for `this`, and for `*self` and `self->` of what owns it.
bool WorkFinder::isObject(const Expr &Written) const {
  if (isObjectItself(Written))
    return true;
  const Access Step = accessOf(stripImplicit(&Written));
  if (!Step.IsDeref || !Step.Object)
    return false;
  const Expr *Owner = stripCopies(Step.Object);
  const auto *Ref = dyn_cast<DeclRefExpr>(Owner);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && Var->isLocalVarDecl() && Var->getInit())
    Owner = stripCopies(Var->getInit());
  return Owners.byMaking(*Owner) == Keeps::Alive;
}

void WorkFinder::visitCall(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    const FunctionDecl *Coroutine =
        coroutineDefinition(Member->getMethodDecl());
    if (Object && Coroutine && isObject(*Object))
      Found.push_back({&Call, Coroutine});
    return;
  }
  // `std::bind(&T::f, this)`
  if (Call.getNumArgs() < 2 || !Types.names().call(&Call, CallRole::Binder) ||
      llvm::none_of(Call.arguments(),
                    [](const Expr *Arg) { return isObjectItself(*Arg); }))
    return;
  if (const FunctionDecl *Coroutine =
          coroutineDefinition(calledFunction(*Call.getArg(0), Types.names())))
    Found.push_back({&Call, Coroutine});
}

void WorkFinder::visitVariable(const DeclRefExpr &Ref, unsigned Depth) {
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  if (!Var || !Var->isLocalVarDecl() || !Var->getInit() || Depth == 0)
    return;
  const CXXRecordDecl *Record = recordOf(Var->getType());
  if (Record && (Record->isLambda() || Types.classify(Record).canBeAwaited()))
    visit(Var->getInit(), Depth - 1);
}

void WorkFinder::visit(const Expr *E, unsigned Depth) {
  if (!E || isa<CoroutineSuspendExpr>(E))
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    if (hasObject(*Lambda))
      Found.push_back({Lambda, coroutineOfLambda(*Lambda)});
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return visitVariable(*Ref, Depth);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    visitCall(*Call);
  for (const Stmt *Child : E->children())
    if (Child && !neverRuns(Child, *E))
      visit(dyn_cast<Expr>(Child), Depth);
}

std::vector<ObjectWork>
clang::tidy::async::objectWorkIn(const Expr &Whole, const CXXRecordDecl &Class,
                                 const AsyncTypes &Types) {
  WorkFinder Finder(Class, Types);
  Finder.visit(&Whole);
  return std::move(Finder.Found);
}
