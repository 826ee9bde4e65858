//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What says where a coroutine or a continuation goes on.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CONTEXTCHANGES_H
#define ASYNCTIDY_CONTEXTCHANGES_H

#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// What one `co_await` does to the context.
enum class ContextChange {
  None,
  Captures, ///< Comes back to where it was.
  Agile,    ///< Says that it does not matter where it goes on.
  Leaves,   ///< Goes somewhere else on purpose.
  Returns   ///< Goes to where the coroutine belongs.
};
ContextChange contextChange(const CoawaitExpr &Await, const AsyncTypes &Types);

/// The argument of \p Call that says where a continuation runs, or null.
const Expr *continuationContext(const Expr &Call, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CONTEXTCHANGES_H
