//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/GeneratorUses.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when what \p Made depends on is the same in each round.
static bool isSameEachTime(const CallExpr &Made, const BodyIndex &Index) {
  return !anyWritten(&Made, [&](const Stmt &S) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
      return Unary->isIncrementDecrementOp();
    if (isa<BinaryOperator>(S) && cast<BinaryOperator>(S).isAssignmentOp())
      return true;
    if (isa<CXXThisExpr, CoroutineSuspendExpr>(S) ||
        (isa<CallExpr>(S) && &S != &Made))
      return true; // It may give another one.
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var &&
           !(Var->hasLocalStorage() && changeOf(*Var, Index) == Change::None);
  });
}

const Stmt *clang::tidy::async::madeByCondition(const CallExpr &Made,
                                                const BodyIndex &Index) {
  const Stmt *Part = &Made;
  for (const Stmt *P = Index.parent(Part); P; Part = P, P = Index.parent(P)) {
    if (isa<LambdaExpr>(P))
      return nullptr;
    if (isa<Expr, DeclStmt>(P))
      continue;
    const auto *While = dyn_cast<WhileStmt>(P);
    const bool IsCondition =
        isLoop(P) && (conditionOf(P) == Part ||
                      (While && While->getConditionVariableDeclStmt() == Part));
    return IsCondition && isSameEachTime(Made, Index) ? P : nullptr;
  }
  return nullptr;
}

/// The loop that goes over what \p Mention names; else null.
static const CXXForRangeStmt *rangeLoopOver(const DeclRefExpr &Mention,
                                            const BodyIndex &Index) {
  const Stmt *Part = &Mention;
  for (const Stmt *P = Index.parent(Part); P; Part = P, P = Index.parent(P)) {
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(P))
      return Loop->getRangeInit()->IgnoreParenImpCasts() == &Mention ? Loop
                                                                     : nullptr;
    if (!isa<ImplicitCastExpr, ParenExpr, DeclStmt, ExprWithCleanups>(P))
      return nullptr;
  }
  return nullptr;
}

/// True when nothing leaves \p Loop before its end.
static bool runsToItsEnd(const CXXForRangeStmt &Loop) {
  return !anyWritten(
      Loop.getBody(),
      [](const Stmt &S) {
        return isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(
            S);
      },
      Parts::Own);
}

SecondLoop clang::tidy::async::secondLoopOver(const VarDecl &Generator,
                                              const BodyIndex &Index) {
  llvm::SmallVector<const CXXForRangeStmt *, 2> Loops;
  for (const DeclRefExpr *Mention : Index.mentions(&Generator)) {
    const CXXForRangeStmt *Loop = rangeLoopOver(*Mention, Index);
    // Something else is done with it, which may make it anew.
    if (!Loop || !runsToItsEnd(*Loop))
      return {};
    Loops.push_back(Loop);
  }
  if (Loops.size() < 2 || !Generator.getInit())
    return {};
  const SourceManager &SM = Generator.getASTContext().getSourceManager();
  llvm::sort(Loops, [&SM](const Stmt *A, const Stmt *B) {
    return SM.isBeforeInTranslationUnit(A->getBeginLoc(), B->getBeginLoc());
  });
  // One behind the other, and not in two branches.
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(Loops[0]));
  for (unsigned I = 1; Block && I < Loops.size(); ++I)
    if (isWithin(Loops[I], Block, Index) &&
        !isWithin(Loops[I], Loops[0], Index))
      return {Loops[0], Loops[I]};
  return {};
}

bool clang::tidy::async::isOnlyIterated(const VarDecl &Generator,
                                        const BodyIndex &Index) {
  const CallableBody *Here =
      Generator.getInit() ? Index.enclosing(Generator.getInit()) : nullptr;
  return llvm::all_of(Index.mentions(&Generator), [&](const DeclRefExpr *M) {
    return Index.enclosing(M) == Here &&
           (rangeLoopOver(*M, Index) ||
            isa_and_nonnull<MemberExpr>(Index.spelledParent(M)));
  });
}
