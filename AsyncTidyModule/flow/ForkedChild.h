//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What runs in the child of a fork, where nothing else waits for the thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FORKEDCHILD_H
#define ASYNCTIDY_FORKEDCHILD_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"

namespace clang::tidy::async {

/// Tells which calls of a function run in the child only: what is written where
/// the result of `fork` is known to be 0.
class ForkedChild {
public:
  ForkedChild(const CallableBody &Body, const BodyIndex &Index,
              const Names &Known);

  bool runs(const Stmt &S) const;

private:
  const BodyIndex &Index;
  /// The statements that the child runs, with all that is in them.
  llvm::SmallPtrSet<const Stmt *, 4> Branches;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FORKEDCHILD_H
