//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Tasks that are started or awaited together: which call does it, for each
// element of what, and whether anything holds their number down.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FANOUT_H
#define ASYNCTIDY_FANOUT_H

#include "checks/unbounded-concurrency/Iterations.h"
#include "code/Elsewhere.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// Something that makes many tasks run at once.
struct FanOut {
  /// Where it is reported: what awaits the tasks, or starts one.
  const Expr *Call = nullptr;
  /// Set when \p Call takes a range and has a bounded form, perhaps.
  const PerElementEntry *Algorithm = nullptr;
  /// Set when \p Call starts one task in a loop.
  const CallEntry *Spawner = nullptr;
  /// The local container that the tasks are kept in, or null.
  const VarDecl *Container = nullptr;
  /// What they are made of, outermost last.
  llvm::SmallVector<Iteration, 2> Rounds;
  /// Where a task is put into \p Container before \p Call runs them; null for
  /// other shapes.
  const Expr *Filled = nullptr;
  /// \p Call starts a task that is put behind all others in \p Container.
  bool AtEnd = false;
};

/// All of \p Body that may run more than \p Limit tasks at the same time.
/// Silent where the number is written down or held down: see Iterations, and
/// the gates of the vocabulary; \p Far tells of those in other files.
std::vector<FanOut> unboundedFanOuts(const CallableBody &Body,
                                     const BodyIndex &Index,
                                     const AsyncTypes &Types, uint64_t Limit,
                                     const Elsewhere &Far = nobodyElse());

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FANOUT_H
