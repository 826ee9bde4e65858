//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Waits for what is not known to be complete.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PENDINGWAITS_H
#define ASYNCTIDY_PENDINGWAITS_H

#include "code/Waits.h"

namespace clang::tidy::async {

/// The waits in \p Body, not those of lambdas in it, that block. Left out are
/// those for what is complete on every path, polls, and what a coroutine does
/// after it moved to a thread for blocking work. In the order of the source.
std::vector<BlockingWait> pendingWaits(const CallableBody &Body,
                                       const BodyIndex &Index,
                                       const AsyncTypes &Types);

/// True when \p Wait is for a call of what \p Function is the synchronous form
/// of, by name: `load` waits for `load_async`, `coLoad`, `loadTask`.
bool isOfOwnTwin(const BlockingWait &Wait, const FunctionDecl &Function,
                 const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PENDINGWAITS_H
