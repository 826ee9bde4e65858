//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place that answers "is a lock of the thread held here?": by a guard
// in any form, by hand, by the caller, by a region of another language.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_HELDLOCKS_H
#define ASYNCTIDY_HELDLOCKS_H

#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "code/ThreadLocks.h"
#include "knowledge/AsyncTypes.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A lock that must not be held while a coroutine is suspended, or something
/// else that belongs to one thread.
struct HeldLock {
  enum Form {
    Guard,     ///< A variable that holds its mutex.
    Temporary, ///< A guard without a name.
    Caller,    ///< The caller holds it: a guard by reference, an attribute.
    ByHand,    ///< A mutex that was locked, and not unlocked.
    Region,    ///< `@synchronized`, an OpenMP region.
    Bound,     ///< A variable that is no lock, and belongs to its thread.
    Permit     ///< A semaphore that was acquired, and is released later.
  };
  Form How = Guard;
  /// The guard, the mutex or the region; may be empty for a guard.
  std::string Name;
  /// Of Bound: why.
  llvm::StringRef Reason;
  /// The guard, if it is a variable; else null.
  const VarDecl *Variable = nullptr;
  /// Where the mutex is, if it is locked by hand and that can be told.
  Place Object;
  /// The last call before the place asked about that locks it; null for what
  /// locks where it is declared, or entered.
  const CallExpr *LockedBy = nullptr;
  /// Tells the locks of one body from each other; not given for temporaries,
  /// regions.
  std::optional<unsigned> Number;

  /// What would be wrong, as a clause that can follow "not fixed: ". \p While
  /// is the sentence that says when.
  std::string
  clause(llvm::StringRef While = "the coroutine is suspended") const;
};

/// What the callables of one index do with locks. Costs a look at the calls and
/// locals of a body when it is first asked about, and a flow graph only where
/// that locks or unlocks something itself; kept with the index.
class HeldLocks {
public:
  /// Borrows both.
  HeldLocks(const BodyIndex &Index, const AsyncTypes &Types,
            LockEvidence Needed = LockEvidence::Any)
      : Index(Index), Types(Types), Needed(Needed) {}

  /// A lock that some path to \p Site, an expression of a body, holds there.
  std::optional<HeldLock> at(const Expr &Site) const;

  /// All that some path holds while the coroutine around \p Point, a `co_await`
  /// or `co_yield`, is suspended there. What the awaited call is given, so that
  /// it may unlock it, is not held by then; what a function around a lambda
  /// holds is its own affair.
  std::vector<HeldLock> whileSuspended(const Expr &Point) const;

  /// True for a type whose objects may hold a lock while they live.
  bool mayBeHeldBy(QualType T) const;

  /// What locks are, by the same evidence.
  const ThreadLocks &kinds() const;

private:
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const LockEvidence Needed;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HELDLOCKS_H
