//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Edits after which a task no longer outlives what it refers to. Each refuses
// where it would only move the problem.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LIFETIMEFIXES_H
#define ASYNCTIDY_LIFETIMEFIXES_H

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/Destinations.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// `f(x)` in `auto t = f(x)`, `task<> t(f(x))` and `task<> t{f(x)}`.
const Expr *writtenValue(const Expr *Init);

/// `auto t = f(x); co_await t;` becomes `co_await f(x);`.
void awaitInPlace(const Destination &Stored, const BodyIndex &Index,
                  Rewrite &Edits);

/// True when a coroutine in place of \p Function would refer to what its caller
/// gave.
bool wouldReferToArguments(const FunctionDecl &Function,
                           const AsyncTypes &Types);

/// `[x]() -> task<> { ... }()` becomes `[](auto x) -> task<> { ... }(x)`, or
/// `[x](this auto) -> task<> { ... }()` where the language has that. References
/// to what dies with the frame are refused unless \p StaysInFrame.
void passCaptures(const LambdaExpr &Lambda, const CallExpr &Call,
                  bool StaysInFrame, Rewrite &Edits);

/// `spawn([x]() -> task<> { ... }())` becomes `spawn([x]() -> task<> { ... })`.
void handOverClosure(const LambdaExpr &Lambda, const CallExpr &Call,
                     const CallExpr &To, Rewrite &Edits);

/// `[x](int i) -> task<> { ... }` becomes `[x](int i) { return [](const auto x,
/// int i) -> task<> { ... }(x, i); }`, or `[x](this const auto, int i) ->
/// task<> { ... }` where the language has that: what is called may die before
/// the coroutine does. \p IsOnce: it is called once. Refuses references to what
/// dies with the frame unless \p StaysInFrame.
void nestCoroutine(const LambdaExpr &Lambda, bool IsOnce, bool StaysInFrame,
                   Rewrite &Edits);

/// Lets the coroutine that \p Callable, a lambda, is live as long as it needs,
/// where \p Call keeps the lambda as \p Drop tells. `co_await f().then([x]() ->
/// task<> { ... })` becomes `co_await f().then(keep([x]() -> task<> { ... }))`,
/// where `keep` refers to the lambda, a temporary of this expression; where
/// there is no such thing, nestCoroutine() does it.
void keepCallable(const Expr &Callable, const CallExpr &Call,
                  const CallableDropFacts &Drop, const FunctionDecl &In,
                  const BodyIndex &Index, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LIFETIMEFIXES_H
