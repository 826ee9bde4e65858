//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which uses of an object come after it was used up.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REPEATEDUSES_H
#define ASYNCTIDY_REPEATEDUSES_H

#include "checks/repeated-await/AwaitableUses.h"

namespace clang::tidy::async {

/// A use of what was, or may have been, used up.
struct RepeatedUse {
  const AwaitableUse *First = nullptr, *Second = nullptr;
  /// Both are one, in a loop.
  bool inLoop() const { return First == Second; }
};

/// Those of \p Uses, all of \p Body, that come second on a path. Silent where
/// only paths on which conditions contradict each other may lead there: each
/// found pair has a later use that no path to it, or no path from the first,
/// can avoid. Costs time linear in the callable, and nothing but a look at
/// the uses when no object is used twice.
std::vector<RepeatedUse> repeatedUses(llvm::ArrayRef<AwaitableUse> Uses,
                                      const CallableBody &Body,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REPEATEDUSES_H
