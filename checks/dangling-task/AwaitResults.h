//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// References to what `co_await` gave of a task that is gone.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITRESULTS_H
#define ASYNCTIDY_AWAITRESULTS_H

#include "checks/dangling-task/Hoisting.h"
#include "code/BodyIndex.h"
#include "edits/Rewrite.h"
#include "knowledge/AsyncTypes.h"
#include <optional>

namespace clang::tidy::async {

/// A reference into a temporary task, or other awaitable, that dies with the
/// expression in which it is awaited.
struct LostResult {
  const CoawaitExpr *Await = nullptr;
  /// The reference that is bound to it, or to a part of it; null for a loop.
  const VarDecl *Reference = nullptr;
  /// The loop that goes over it, or over a part of it; else null.
  const CXXForRangeStmt *Loop = nullptr;
};

/// What \p Await gives, when somebody refers to that for longer than it lives.
std::optional<LostResult> lostResult(const CoawaitExpr &Await,
                                     const BodyIndex &Index,
                                     const AsyncTypes &Types);

/// Makes a value of it, in a variable in front of the loop where it is one; or
/// refuses.
void keepResult(const LostResult &Lost, const BodyIndex &Index,
                TakenNames &Taken, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITRESULTS_H
