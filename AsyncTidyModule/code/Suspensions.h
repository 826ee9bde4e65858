//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Can this await suspend? And who has surely been suspended?
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SUSPENSIONS_H
#define ASYNCTIDY_SUSPENSIONS_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when \p Ready, the call of `await_ready`, is known to answer yes.
bool isAlwaysReady(const Expr *Ready);

/// False when \p Point, a `co_await` or `co_yield`, is known to go on at once:
/// by the vocabulary, or by what its awaiter's members do. Not so for tasks,
/// nor by what an awaited coroutine does today.
bool maySuspend(const Expr &Point, const AsyncTypes &Types);

/// Where \p Body may be suspended, lambdas inside it excluded, in the order in
/// which that is written.
std::vector<const Expr *> suspensionsIn(const CallableBody &Body,
                                        const AsyncTypes &Types);

/// True when nobody gets past \p S without a suspension, other than by an
/// exception or a jump; null has none.
bool surelySuspends(const Stmt *S, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SUSPENSIONS_H
