//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Expressions that stand in no function's body.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNBODIED_H
#define ASYNCTIDY_UNBODIED_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::async {

/// An expression that no body shows: the initializer of a member or of a
/// variable outside of functions, a default argument.
class Unbodied {
public:
  /// \p Of: what it initializes, which is said at \p Loc.
  Unbodied(const Expr &Root, const ValueDecl &Of, SourceLocation Loc)
      : Unbodied(Root) {
    this->Of = &Of;
    this->Loc = Loc;
  }
  /// The same for the default argument that \p Use stands for.
  explicit Unbodied(const CXXDefaultArgExpr &Use);

  /// The node that \p S is written in. Null for what is no part of it; the use,
  /// of a default argument.
  const Stmt *parent(const Stmt *S) const { return Parents.lookup(S); }
  /// What it initializes; null for a default argument.
  const ValueDecl *initialized() const { return Of; }
  SourceLocation location() const { return Loc; }
  /// All calls in it, without those in the bodies of lambdas.
  llvm::ArrayRef<const CallExpr *> calls() const { return Calls; }

private:
  explicit Unbodied(const Expr &Root);

  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  llvm::SmallVector<const CallExpr *, 4> Calls;
  const ValueDecl *Of = nullptr;
  SourceLocation Loc;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNBODIED_H
