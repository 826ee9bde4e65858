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

#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// `std::move(x)`, `x`, `x.begin()`: the local variable, or null.
const VarDecl *containerIn(const Expr &E);

/// `tasks.push_back(...)`, `tasks.emplace_back(...)`
bool isPush(const CallExpr &Call);

class KeptTasks {
public:
  KeptTasks(const CallableBody &Body, const BodyIndex &Index)
      : Body(Body), Index(Index) {}

  /// `tasks.push_back(f(x))`, `back_inserter(tasks)` for a mention of `tasks`:
  /// the call, else null.
  const Expr *fillAt(const DeclRefExpr &Mention) const;

  /// `tasks.push_back(std::move(t))` for a mention of `t`: the call, or null.
  const CXXMemberCallExpr *keepingCall(const DeclRefExpr &Task) const;

  /// `auto t = start(x);`: the variable, or null.
  const VarDecl *heldBy(const Expr &Call) const;

  /// `tasks.push_back(start(x))`, `tasks.push_back(std::move(t))`: the
  /// container, or null. \p Local is what heldBy() says of \p Call.
  const VarDecl *keptIn(const Expr &Call, const VarDecl *Local) const;

private:
  const Expr &chained(const Expr &Call) const;

  const CallableBody &Body;
  const BodyIndex &Index;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_KEPTTASKS_H
