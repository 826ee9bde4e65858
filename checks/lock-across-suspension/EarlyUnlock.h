//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a lock could end before a suspension, and how that is written.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_EARLYUNLOCK_H
#define ASYNCTIDY_EARLYUNLOCK_H

#include "code/GuardedState.h"
#include "edits/Rewrite.h"
#include "flow/HeldLocks.h"

namespace clang::tidy::async {

/// For one lock and one suspension under it. Borrows what it is made of.
class EarlyUnlock {
public:
  EarlyUnlock(const HeldLock &Lock, const Expr &Point, const CallableBody &Body,
              const BodyIndex &Index, const AsyncTypes &Types,
              const ThreadLocks &Locks);

  /// The block that the lock begins in and what is done there; no block where
  /// there is none around the suspension.
  const LockedRegion &region() const { return Held; }

  /// Ends the lock before the rest of the region, or refuses. What that means
  /// for what the lock protects is not asked here.
  void write(Rewrite &Edits) const;

private:
  void findBlock(const Stmt *Begin, const Expr &Point);
  void findUnlock();
  bool unlocksByName() const;
  bool isMentionedElsewhere() const;
  bool needsItsScope() const;
  bool hasLabels() const;
  void insertBeforeRest(Rewrite &Edits, llvm::StringRef Text) const;
  void writeBlock(Rewrite &Edits) const;
  void writeUniqueLock(Rewrite &Edits) const;
  void moveUnlock(Rewrite &Edits) const;
  const Stmt &statement(unsigned I) const {
    return *Held.Block->body_begin()[I];
  }

  const HeldLock &Lock;
  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const ThreadLocks &Locks;
  LockedRegion Held;
  const Stmt *Unlock = nullptr; ///< Of a lock by hand.
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_EARLYUNLOCK_H
