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
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <optional>

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
  bool awaitsIn(const Stmt *S) const;
  bool waits(const Iteration &Round, const Expr &Site) const;
  bool isWaitedOn(const Expr &E) const;

  /// What all starts in one loop ask about it.
  struct LoopFacts {
    /// Calls of member functions that start nothing, by their objects.
    llvm::DenseMap<const ValueDecl *,
                   llvm::SmallVector<const CXXMemberCallExpr *, 1>>
        Looks;
    /// Awaits something when a count is reached.
    bool WaitsForRoom = false;
  };
  const LoopFacts &factsOf(const Stmt *Loop) const;

  /// The last mentions of an object of a round; invalid for none.
  struct LastUses {
    SourceLocation Any, InCondition, WaitedOn;
  };
  struct LocalUses {
    SourceLocation LastMove;
    /// By the innermost statement that decides whether they run.
    llvm::DenseMap<const Stmt *, LastUses> Last;
  };
  const LocalUses &usesOf(const VarDecl &Local, const Stmt *Loop) const;
  llvm::ArrayRef<const VarDecl *> gotFrom(const VarDecl &Local) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const SourceManager &SM;

  // Each is asked for again by every start in a loop, and there may be many.
  mutable llvm::DenseMap<const Stmt *, std::unique_ptr<LoopFacts>> Loops;
  mutable llvm::DenseMap<std::pair<const VarDecl *, const Stmt *>,
                         std::unique_ptr<LocalUses>>
      Uses;
  mutable std::optional<
      llvm::DenseMap<const ValueDecl *, llvm::SmallVector<const VarDecl *, 1>>>
      Gotten;
  /// All that holds an await of this callable.
  mutable llvm::DenseSet<const Stmt *> Awaiting;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_WAITINGROUNDS_H
