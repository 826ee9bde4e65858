//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Suspensions.h"
#include "code/AwaitedCalls.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- What an awaiter does ---------------------------------------------===//

/// What the function that \p Call calls returns, when that is all it does.
static const Expr *onlyReturn(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee)
    return nullptr;
  const Stmt *Body = Callee->getBody(Definition);
  const FunctionDecl *Pattern =
      Body ? nullptr : Callee->getTemplateInstantiationPattern();
  if (Pattern)
    Body = Pattern->getBody(Definition);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  const auto *Return = Block && Block->size() == 1
                           ? dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

/// The value of \p E where it is always the same.
static std::optional<bool> constantOf(const Expr *E, const ASTContext &Ctx) {
  bool Value = false;
  if (!E || E->isValueDependent() || !E->EvaluateAsBooleanCondition(Value, Ctx))
    return std::nullopt;
  return Value;
}

bool clang::tidy::async::isAlwaysReady(const Expr *Ready) {
  const auto *Call = Ready ? dyn_cast<CallExpr>(stripImplicit(Ready)) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee &&
         constantOf(onlyReturn(*Call), Callee->getASTContext()).value_or(false);
}

/// The call of `await_suspend` in what clang makes of it.
static const CallExpr *suspendCall(const Stmt *S) {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S);
      Call && calleeName(Call) == "await_suspend")
    return Call;
  if (S)
    for (const Stmt *Part : S->children())
      if (const CallExpr *Found = suspendCall(Part))
        return Found;
  return nullptr;
}

/// True when `await_suspend` does nothing but go on: `return false;`, or the
/// handle that it was given.
static bool resumesAtOnce(const Expr *Suspend) {
  const CallExpr *Call = suspendCall(Suspend);
  const Expr *Value = Call ? onlyReturn(*Call) : nullptr;
  if (!Value)
    return false;
  if (Call->getType()->isBooleanType())
    return !constantOf(Value, Call->getDirectCallee()->getASTContext())
                .value_or(true);
  const auto *Ref = dyn_cast<DeclRefExpr>(stripCopies(Value));
  return Ref && isa<ParmVarDecl>(Ref->getDecl());
}

/// By the vocabulary: a class, a variable, or a function that is called.
static bool isListed(const Expr *Operand, const AsyncTypes &Types) {
  Operand = Operand ? stripCopies(Operand) : nullptr;
  if (!Operand)
    return false;
  if (Types.names().lists(Listed::NeverSuspends, Operand->getType()))
    return true;
  const auto *Call = dyn_cast<CallExpr>(Operand);
  return Types.names().lists(Listed::NeverSuspends,
                             Call ? Call->getCalleeDecl() : namedBy(*Operand));
}

bool clang::tidy::async::maySuspend(const Expr &Point,
                                    const AsyncTypes &Types) {
  if (const auto *Depends = dyn_cast<DependentCoawaitExpr>(&Point))
    return !isListed(Depends->getOperand(), Types);
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Point);
  if (!Suspend || isListed(Suspend->getOperand(), Types))
    return false;
  // `promise.yield_value(...)`
  if (const auto *Given =
          dyn_cast<CallExpr>(Suspend->getOperand()->IgnoreImplicit());
      Given && isa<CoyieldExpr>(Suspend) && Given->getNumArgs() > 0 &&
      isListed(Given->getArg(0), Types))
    return false;
  const AsyncType Type = Types.classify(Suspend->getOperand()->getType());
  return Type.Entry || Type.isTask() ||
         (!isAlwaysReady(Suspend->getReadyExpr()) &&
          !resumesAtOnce(Suspend->getSuspendExpr()));
}

//===--- Where ------------------------------------------------------------===//

std::vector<const Expr *>
clang::tidy::async::suspensionsIn(const CallableBody &Body,
                                  const AsyncTypes &Types) {
  std::vector<const Expr *> Found;
  const auto Add = [&](const Expr &Point) {
    if (maySuspend(Point, Types))
      Found.push_back(&Point);
  };
  if (!Body.YieldsOrDepends) {
    for (const CoawaitExpr *Await : Body.Awaits)
      Add(*Await);
    return Found;
  }
  forEachWritten<Expr>(
      Body.Callable->getBody(),
      [&](const Expr &E) {
        if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E))
          Add(E);
      },
      Parts::Own);
  return Found;
}

bool clang::tidy::async::surelySuspends(const Stmt *S,
                                        const AsyncTypes &Types) {
  const auto Surely = [&Types](const Stmt *Part) {
    return surelySuspends(Part, Types);
  };
  if (!S || isa<LambdaExpr, DefaultStmt, CaseStmt>(S))
    return false;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S))
    return (maySuspend(*Suspend, Types) &&
            !(isa<CoawaitExpr>(Suspend) &&
              awaitsAtOnce(cast<CoawaitExpr>(*Suspend)))) ||
           Surely(Suspend->getOperand());
  if (const auto *If = dyn_cast<IfStmt>(S))
    return Surely(If->getInit()) || Surely(If->getCond()) ||
           (If->getElse() && Surely(If->getThen()) && Surely(If->getElse()));
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return Surely(While->getCond());
  if (const auto *For = dyn_cast<ForStmt>(S))
    return Surely(For->getInit()) || Surely(For->getCond());
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return Surely(Range->getInit()) || Surely(Range->getRangeInit());
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return Surely(Switch->getCond());
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    return Surely(Choice->getCond());
  if (const auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && Binary->isLogicalOp())
    return Surely(Binary->getLHS());
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return Surely(Try->getTryBlock());
  return llvm::any_of(S->children(), Surely);
}
