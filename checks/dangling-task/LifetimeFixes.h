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

/// `co_await f().then([x]() -> task<> { ... })` becomes
/// `co_await f().then(Keep([x]() -> task<> { ... }))`, where \p Keep refers to
/// the lambda, a temporary of this expression. \p Callable is what \p Call is
/// given.
void keepCallable(const Expr &Callable, const CallExpr &Call,
                  llvm::StringRef Keep, const FunctionDecl &In,
                  const BodyIndex &Index, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LIFETIMEFIXES_H
