//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/BehindSuspension.h"

using namespace clang;
using namespace clang::tidy::async;

/// The statement of a block in which \p Point is suspended, when that is all of
/// it; or null.
static const Stmt *suspendingStatement(const Expr &Point,
                                       const BodyIndex &Index) {
  const Stmt *Child = &Point;
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P)) {
    if (isa<CompoundStmt>(P))
      return isa<Expr, DeclStmt>(Child) ? Child : nullptr;
    if (!isa<Expr, DeclStmt>(P) || isa<LambdaExpr>(P))
      return nullptr;
  }
  return nullptr;
}

void clang::tidy::async::insertBehind(const Expr &Point, llvm::StringRef Text,
                                      const BodyIndex &Index, Rewrite &Edits) {
  const Stmt *Suspending = suspendingStatement(Point, Index);
  const auto *Block =
      Suspending ? dyn_cast<CompoundStmt>(Index.parent(Suspending)) : nullptr;
  if (!Block)
    return Edits.refuse("the suspension is no statement of its own");
  const auto *Next = llvm::find(Block->body(), Suspending);
  if (++Next == Block->body_end())
    Edits.insertLastStatement(Block->getRBracLoc(), Text);
  else
    Edits.insertStatementBefore(**Next, Text);
}
