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

/// Tells after which `co_await` a coroutine may block, since that moved it to
/// a thread for blocking work.
class BlockingHops {
public:
  BlockingHops(const CallableBody &Body, const Names &Known);

  /// True when such a `co_await` comes before \p Call on every path, with none
  /// that leads away in between.
  bool precede(const CallExpr &Call) const;

private:
  struct Flow;
  llvm::DenseSet<const Stmt *> Behind;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGHOPS_H
