//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/ForkedChild.h"
#include "code/Parts.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// What a condition says of the result of a fork.
enum class Says { Nothing, Child, NoChild };

/// Reads conditions over the results of the forks of one function.
struct ForkConditions {
  const Names &Known;
  llvm::SmallPtrSet<const ValueDecl *, 2> Results;

  bool isFork(const Expr *E) const {
    const auto *Call = E ? dyn_cast<CallExpr>(stripImplicit(E)) : nullptr;
    return Call && Known.call(Call, CallRole::Fork);
  }

  /// `fork()`, `pid`, `pid = fork()`
  bool isResult(const Expr *E) const {
    E = stripImplicit(E);
    if (const auto *Assign = dyn_cast<BinaryOperator>(E);
        Assign && Assign->getOpcode() == BO_Assign)
      return isFork(Assign->getRHS());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Results.count(Ref->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Results.count(Member->getMemberDecl());
    return isFork(E);
  }

  static bool isZero(const Expr *E) {
    const auto *Number = dyn_cast<IntegerLiteral>(stripImplicit(E));
    return Number && Number->getValue().isZero();
  }

  static Says negated(Says What) {
    return What == Says::Child     ? Says::NoChild
           : What == Says::NoChild ? Says::Child
                                   : Says::Nothing;
  }

  /// Where \p Condition holds.
  Says when(const Expr *Condition) const {
    const Expr *E = stripImplicit(Condition);
    if (const auto *Not = dyn_cast<UnaryOperator>(E);
        Not && Not->getOpcode() == UO_LNot)
      return negated(when(Not->getSubExpr()));
    const auto *Binary = dyn_cast<BinaryOperator>(E);
    if (!Binary)
      return isResult(E) ? Says::NoChild : Says::Nothing;
    if (Binary->getOpcode() == BO_LAnd) {
      const Says Left = when(Binary->getLHS());
      return Left == Says::Child ? Left : when(Binary->getRHS());
    }
    if (isZero(Binary->getLHS()) && Binary->getOpcode() == BO_EQ)
      return isResult(Binary->getRHS()) ? Says::Child : Says::Nothing;
    if (!isZero(Binary->getRHS()) || !isResult(Binary->getLHS()))
      return isResult(E) ? Says::NoChild : Says::Nothing;
    return Binary->getOpcode() == BO_EQ ? Says::Child : Says::NoChild;
  }

  /// Where \p Condition does not hold: only of what tells all values apart.
  Says unless(const Expr *Condition) const {
    const Expr *E = stripImplicit(Condition);
    if (const auto *Binary = dyn_cast<BinaryOperator>(E);
        Binary && Binary->getOpcode() != BO_NE &&
        Binary->getOpcode() != BO_Assign)
      // `pid > 0`: the rest is the child, or there is none.
      return Binary->getOpcode() == BO_GT && when(E) == Says::NoChild
                 ? Says::Child
                 : Says::Nothing;
    return negated(when(E));
  }
};
} // namespace

/// True for what never goes on behind itself: `return`, `_exit(1)`, a block
/// that ends so.
static bool endsHere(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && endsHere(Block->body_back());
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(stripImplicit(E)) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return isa_and_nonnull<ReturnStmt, CoreturnStmt>(S) ||
         (E && isa<CXXThrowExpr>(stripImplicit(E))) ||
         (Callee && Callee->isNoReturn());
}

ForkedChild::ForkedChild(const CallableBody &Body, const BodyIndex &Index,
                         const Names &Known)
    : Index(Index) {
  ForkConditions Forks{Known, {}};
  bool HasFork = false;
  for (const CallExpr *Call : Body.Calls) {
    if (!Known.call(Call, CallRole::Fork))
      continue;
    HasFork = true;
    const Stmt *P = Index.spelledParent(Call);
    if (const VarDecl *Var = Index.initialized(Call))
      Forks.Results.insert(Var);
    else if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P)) {
      const Expr *To = stripImplicit(Assign->getLHS());
      if (const auto *Ref = dyn_cast<DeclRefExpr>(To))
        Forks.Results.insert(Ref->getDecl());
      else if (const auto *Member = dyn_cast<MemberExpr>(To))
        Forks.Results.insert(Member->getMemberDecl());
    }
  }
  if (!HasFork)
    return;
  forEachWritten<IfStmt>(Body.Callable->getBody(), [&](const IfStmt &If) {
    if (Forks.when(If.getCond()) == Says::Child)
      Branches.insert(If.getThen());
    if (Forks.unless(If.getCond()) != Says::Child)
      return;
    if (If.getElse())
      Branches.insert(If.getElse());
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&If));
    if (!If.getElse() && endsHere(If.getThen()) && Block)
      for (const Stmt *S : llvm::reverse(Block->body())) {
        if (S == &If)
          break;
        Branches.insert(S);
      }
  });
  // `case 0:`, up to its end.
  forEachWritten<SwitchStmt>(
      Body.Callable->getBody(), [&](const SwitchStmt &Switch) {
        const auto *Block = dyn_cast<CompoundStmt>(Switch.getBody());
        if (!Block || !Forks.isResult(Switch.getCond()))
          return;
        bool IsChild = false;
        for (const Stmt *S : Block->body()) {
          if (const auto *Case = dyn_cast<CaseStmt>(S))
            IsChild = Forks.isZero(Case->getLHS()) ||
                      (isa<ConstantExpr>(Case->getLHS()) &&
                       Forks.isZero(
                           cast<ConstantExpr>(Case->getLHS())->getSubExpr()));
          else if (isa<DefaultStmt>(S))
            IsChild = false;
          if (IsChild)
            Branches.insert(S);
        }
      });
}

bool ForkedChild::runs(const Stmt &S) const {
  if (Branches.empty())
    return false;
  for (const Stmt *P = &S; P; P = Index.parent(P))
    if (Branches.count(P))
      return true;
  return false;
}
