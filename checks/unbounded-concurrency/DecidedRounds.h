//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Loops that start a task in each round, and yet do not decide how many run at
// the same time: somebody else has decided.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DECIDEDROUNDS_H
#define ASYNCTIDY_DECIDEDROUNDS_H

#include "checks/unbounded-concurrency/Iterations.h"
#include "checks/unbounded-concurrency/KeptTasks.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

class DecidedRounds {
public:
  DecidedRounds(const CallableBody &Body, const AsyncTypes &Types,
                const KeptTasks &Kept)
      : Body(Body), Types(Types), Known(Types.names()), Kept(Kept) {}

  /// Marks as bounded those of \p Rounds around \p Site, which starts a task or
  /// puts one into a container, whose number somebody else has decided.
  void mark(llvm::MutableArrayRef<Iteration> Rounds, const Expr &Site) const;

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
  bool isTask(QualType T) const;

  const CallableBody &Body;
  const AsyncTypes &Types;
  const Names &Known;
  const KeptTasks &Kept;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DECIDEDROUNDS_H
