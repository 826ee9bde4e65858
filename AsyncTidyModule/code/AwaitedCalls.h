//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Who awaits a coroutine, and is thus suspended where it is; and which await
// suspends nobody, since what it awaits never does.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITEDCALLS_H
#define ASYNCTIDY_AWAITEDCALLS_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"

namespace clang::tidy::async {

/// The way from a function to the rest of its unit: by BodyIndex::memo, where
/// whoever makes the index puts it. Empty where nobody did.
struct UnitAround {
  std::function<const CallGraph &()> Calls;
  IndexOf Index;
};

/// `co_await f()`, also by a variable.
struct AwaitedCall {
  const CoawaitExpr *At = nullptr;
  const CallableBody *By = nullptr;
  SharedIndex Index; ///< Keeps the others alive.
};

/// Where the unit awaits what \p Coroutine, which stands in \p Index, returns,
/// in instantiations as well. Of a function that is called all over, the first
/// calls.
std::vector<AwaitedCall> awaitedCalls(const FunctionDecl &Coroutine,
                                      const BodyIndex &Index);

/// True for a coroutine that awaits nothing but others of the kind. False where
/// the body is not seen.
bool neverSuspends(const FunctionDecl &Function);

/// True when \p Await awaits such a coroutine.
bool awaitsAtOnce(const CoawaitExpr &Await);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITEDCALLS_H
