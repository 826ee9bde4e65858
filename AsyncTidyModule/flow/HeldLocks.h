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
#include "knowledge/AsyncTypes.h"
#include <optional>
#include <string>

namespace clang::tidy::async {

/// A lock that must not be held while a coroutine is suspended.
struct HeldLock {
  enum Form {
    Guard,     ///< A variable that holds its mutex.
    Temporary, ///< A guard without a name.
    Caller,    ///< The caller holds it: a guard by reference, an attribute.
    ByHand,    ///< A mutex that was locked, and not unlocked.
    Permit,    ///< A semaphore that was acquired, and is released later.
    Region     ///< `@synchronized`, an OpenMP region.
  };
  Form How = Guard;
  /// The guard, the mutex or the region; may be empty for a guard.
  std::string Name;

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
  HeldLocks(const BodyIndex &Index, const AsyncTypes &Types)
      : Index(Index), Types(Types) {}

  /// A lock that some path to \p Site, an expression of a body, holds there.
  std::optional<HeldLock> at(const Expr &Site) const;

  /// True for a type whose objects may hold a lock while they live.
  bool mayBeHeldBy(QualType T) const;

private:
  const BodyIndex &Index;
  const AsyncTypes &Types;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HELDLOCKS_H
