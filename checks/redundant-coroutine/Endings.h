//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The way a coroutine ends: does every path through it end in one awaited
// call, or in a value?
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ENDINGS_H
#define ASYNCTIDY_ENDINGS_H

#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// One `co_return`, or `co_await f();` as the last statement.
struct Ending {
  /// Null for a last statement that falls off the end.
  const CoreturnStmt *Return = nullptr;
  /// Null for `co_return value;` and `co_return;`.
  const CoawaitExpr *Await = nullptr;
  /// The awaited call when there is one.
  const CallExpr *Call = nullptr;
};

/// What a coroutine's body consists of, when it is simple enough: no loops, no
/// try, no jumps, no local that has a destructor.
struct Endings {
  std::vector<Ending> All;
  /// Conditions and initializers, which are evaluated before an ending.
  std::vector<const Expr *> Before;
  /// Expression statements.
  std::vector<const Expr *> Effects;
  /// `co_return;` right behind a last `co_await f();`.
  const CoreturnStmt *Bare = nullptr;
  /// Where control can run off the end: the closing brace.
  SourceLocation FallsOff;
  /// Something in the body is not simple.
  bool Complex = false;
};

Endings endingsOf(const CoroutineBodyStmt &Coroutine);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ENDINGS_H
