//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a coroutine uses the object whose member function it is when it has
// been suspended.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OBJECTUSES_H
#define ASYNCTIDY_OBJECTUSES_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

struct ObjectUse {
  /// The `co_await` or `co_yield` before it, and what is used then: `this`,
  /// written or not, or a variable that refers into the object.
  const Expr *Suspension = nullptr;
  const Expr *Use = nullptr;
};

/// One for each suspension of \p Body, a coroutine, behind which the object is
/// used on some path, in the order in which they are written. The object that
/// `this` of a lambda means is what it captured. What runs under the await
/// itself is not looked at.
std::vector<ObjectUse> objectUsesBehind(const CallableBody &Body,
                                        const BodyIndex &Index,
                                        const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OBJECTUSES_H
