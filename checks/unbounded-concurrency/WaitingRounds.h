//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Loops that start a task in each round, and yet do not decide how many run at
// the same time: each round waits for its own, or for its turn.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_WAITINGROUNDS_H
#define ASYNCTIDY_WAITINGROUNDS_H

#include "checks/unbounded-concurrency/Iterations.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

class WaitingRounds {
public:
  WaitingRounds(const CallableBody &Body, const BodyIndex &Index,
                const AsyncTypes &Types);

  /// Marks as bounded those of \p Rounds that wait for what \p Site starts
  /// before they end.
  void mark(llvm::MutableArrayRef<Iteration> Rounds, const Expr &Site) const;

  /// True when a round may wait for its turn: it asks the scope that \p
  /// Spawning adds to how many are there, or awaits something when a count is
  /// reached.
  bool mayWait(llvm::ArrayRef<Iteration> Rounds, const Expr &Spawning) const;

  /// `task.start()`, other than `group.start(task)`; a group may be awaited,
  /// too.
  bool isStartedItself(const CXXMemberCallExpr &Call) const;

private:
  const ValueDecl *objectOf(const CXXMemberCallExpr &Call) const;
  bool isLookedAt(const ValueDecl &Scope, const Iteration &Round,
                  const Expr &Spawning) const;
  bool waitsForRoom(const Iteration &Round) const;
  bool waits(const Iteration &Round, const Expr &Site) const;
  bool alwaysFollows(const Stmt &S, const Expr &Site) const;
  bool isWaitedOn(const Expr &E) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const SourceManager &SM;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_WAITINGROUNDS_H
