//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Containers that tasks are put into, and the variables on the way there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_KEPTTASKS_H
#define ASYNCTIDY_KEPTTASKS_H

#include "code/Shapes.h"

namespace clang::tidy::async {

/// `std::move(x)`, `x`, `x.begin()`: the local variable, or null.
const VarDecl *containerIn(const Expr &E);

class KeptTasks {
public:
  explicit KeptTasks(const BodyIndex &Index) : Index(Index) {}

  /// All that puts something into \p Container, also through an iterator that
  /// has a name, in the order in which they are written.
  llvm::ArrayRef<Fill> fillsOf(const VarDecl &Container) const;

  /// All around \p Call that has its value: the other arm of a `?:`, what
  /// stands in front of it in a comma, casts.
  const Expr &valueOf(const Expr &Call) const;

  /// `auto t = start(x);`: the variable, or null.
  const VarDecl *heldBy(const Expr &Call) const;

  /// `tasks.push_back(start(x))`, `tasks.push_back(std::move(t))`: what keeps
  /// the task, if anything does. \p Local is what heldBy() says of \p Call.
  std::optional<Fill> keeping(const Expr &Call, const VarDecl *Local) const;

private:
  const Expr &chained(const Expr &Call) const;
  void addFills(const DeclRefExpr &Mention, std::vector<Fill> &Found) const;

  const BodyIndex &Index;
  mutable llvm::DenseMap<const VarDecl *, std::vector<Fill>> Fills;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_KEPTTASKS_H
