//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/Endings.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace clang::tidy::async;

/// The await that \p E is, in parentheses or not.
static const CoawaitExpr *awaitIn(const Expr *E) {
  return E ? dyn_cast<CoawaitExpr>(stripImplicit(E)) : nullptr;
}

namespace {
class Walk {
public:
  explicit Walk(const Stmt *Last) : Last(Last) {}
  Endings Found;

  void statement(const Stmt *S) {
    if (!S || isa<NullStmt, BreakStmt>(S))
      return;
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      for (const Stmt *Child : Block->body())
        statement(Child);
    } else if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
      ending(Return);
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      statement(If->getInit());
      declared(If->getConditionVariable());
      before(If->getCond());
      statement(If->getThen());
      statement(If->getElse());
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      statement(Switch->getInit());
      declared(Switch->getConditionVariable());
      before(Switch->getCond());
      statement(Switch->getBody());
    } else if (const auto *Case = dyn_cast<SwitchCase>(S)) {
      statement(Case->getSubStmt());
    } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          declared(Var);
        else if (!isa<TypeDecl, StaticAssertDecl, UsingDecl>(D))
          Found.Complex = true;
    } else if (const auto *E = dyn_cast<Expr>(S)) {
      if (S == Last && awaitIn(E))
        ending(nullptr, awaitIn(E));
      else
        Found.Effects.push_back(E);
    } else {
      Found.Complex = true;
      for (const Stmt *Child : S->children())
        statement(Child);
    }
  }

private:
  void before(const Expr *E) {
    if (E)
      Found.Before.push_back(E);
  }

  void declared(const VarDecl *Var) {
    if (!Var)
      return;
    if (!Var->hasLocalStorage() || Var->getType()->isReferenceType() ||
        Var->getType().isDestructedType() != QualType::DK_none)
      Found.Complex = true;
    before(Var->getInit());
  }

  void ending(const CoreturnStmt *Return) {
    ending(Return, awaitIn(Return->getOperand()));
  }

  void ending(const CoreturnStmt *Return, const CoawaitExpr *Await) {
    Ending E{Return, Await, nullptr};
    if (Await)
      E.Call = dyn_cast<CallExpr>(stripImplicit(Await->getOperand()));
    Found.All.push_back(E);
  }

  const Stmt *Last;
};
} // namespace

/// True when control cannot run past \p S.
static bool alwaysEnds(const Stmt *S) {
  if (isa_and_nonnull<CoreturnStmt>(S))
    return true;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && alwaysEnds(Block->body_back());
  if (const auto *If = dyn_cast_or_null<IfStmt>(S))
    return alwaysEnds(If->getThen()) && alwaysEnds(If->getElse());
  return isa_and_nonnull<CXXThrowExpr>(S);
}

Endings clang::tidy::async::endingsOf(const CoroutineBodyStmt &Coroutine) {
  const auto *Body = dyn_cast<CompoundStmt>(Coroutine.getBody());
  Endings Found;
  if (!Body) { // A function-try-block.
    Found.Complex = true;
    return Found;
  }
  llvm::ArrayRef<Stmt *> Statements(Body->body_begin(), Body->body_end());
  const auto LastIsAwait = [&] {
    return !Statements.empty() && isa<Expr>(Statements.back()) &&
           awaitIn(cast<Expr>(Statements.back()));
  };
  // `co_await f(); co_return;`
  const CoreturnStmt *Bare = nullptr;
  if (Statements.size() > 1)
    if (const auto *Return = dyn_cast<CoreturnStmt>(Statements.back());
        Return && !Return->getOperand()) {
      Statements = Statements.drop_back();
      if (LastIsAwait())
        Bare = Return;
      else
        Statements = {Body->body_begin(), Body->size()};
    }
  Walk W(Statements.empty() ? nullptr : Statements.back());
  for (const Stmt *S : Statements)
    W.statement(S);
  W.Found.Bare = Bare;
  if (!LastIsAwait() && !alwaysEnds(Body))
    W.Found.FallsOff = Body->getRBracLoc();
  return W.Found;
}
