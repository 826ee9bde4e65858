//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Loops that start a task in each round, and yet do not decide how many run at
// the same time: each round waits for its own, or somebody else has decided.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SETTLEDROUNDS_H
#define ASYNCTIDY_SETTLEDROUNDS_H

#include "AsyncTypes.h"
#include "Iterations.h"

namespace clang::tidy::async {

class SettledRounds {
public:
  SettledRounds(const CallableBody &Body, const BodyIndex &Index,
                const AsyncTypes &Types);

  /// Marks as bounded those of \p Rounds around \p Site, which starts a task or
  /// puts one into a container, whose number somebody else has decided.
  void markDecided(llvm::MutableArrayRef<Iteration> Rounds,
                   const Expr &Site) const;

  /// Marks as bounded those that wait for what \p Site starts before they end.
  void markWaiting(llvm::MutableArrayRef<Iteration> Rounds,
                   const Expr &Site) const;

  /// True when a round may wait for its turn: it asks the scope that \p
  /// Spawning adds to how many are there, or awaits something when a count is
  /// reached.
  bool mayWait(llvm::ArrayRef<Iteration> Rounds, const Expr &Spawning) const;

  /// `task.start()`, other than `group.start(task)`; a group may be awaited,
  /// too.
  bool isStartedItself(const CXXMemberCallExpr &Call) const;

  /// What makes the tasks and what says how many are parameters of one
  /// function: its caller decides.
  bool isCallers(const Expr *Bound, const Expr &Task) const;

private:
  bool isElement(const Expr *E, const Iteration &Round) const;
  bool isGiven(const Iteration &Round, const Expr &Site) const;
  bool isPerExecutor(const Iteration &Round, const Expr &Site) const;
  bool isMadeBy(const Expr *E, const DeclContext &Function) const;
  bool isRunner(const Iteration &Round) const;
  bool runsAtElement(const Expr &Site, const Iteration &Round) const;
  const ValueDecl *rootOf(const Expr *E, const Iteration &Round) const;
  const ValueDecl *objectOf(const CXXMemberCallExpr &Call) const;
  bool isLookedAt(const ValueDecl &Scope, const Iteration &Round,
                  const Expr &Spawning) const;
  bool waitsForRoom(const Iteration &Round) const;
  bool waits(const Iteration &Round, const Expr &Site) const;
  bool isTask(QualType T) const;
  bool isStarter(const CallExpr &Call) const;
  bool alwaysFollows(const Stmt &S, const Expr &Site) const;
  bool isWaitedOn(const Expr &E) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const SourceManager &SM;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SETTLEDROUNDS_H
