//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Coroutines that move to threads that may be blocked, on purpose.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGHOPS_H
#define ASYNCTIDY_BLOCKINGHOPS_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"

namespace clang::tidy::async {

/// Tells where a coroutine may block: after a `co_await` that moves it to a
/// thread for blocking work, or everywhere in a lambda that such a pool runs
/// while somebody awaits that.
class BlockingHops {
public:
  /// \p Body is in \p Index.
  BlockingHops(const CallableBody &Body, const BodyIndex &Index,
               const Names &Known);

  /// True when such a `co_await` comes before \p Call on every path, with none
  /// that leads away in between.
  bool precede(const CallExpr &Call) const;

private:
  struct Flow;
  bool Everywhere = false;
  llvm::DenseSet<const Stmt *> Behind;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGHOPS_H
