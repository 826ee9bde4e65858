//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What takes the place of a call that drops the tasks of its callable.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CALLBACKFIXES_H
#define ASYNCTIDY_CALLBACKFIXES_H

#include "code/Callbacks.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// In place of an algorithm: `for (auto &&element : range) co_await
/// f(element);` Refuses where it does not come to the same.
void awaitInLoop(const DroppedResult &Drop, const BodyIndex &Index,
                 const AsyncTypes &Types, Rewrite &Edits);

/// Calls the function that runs a coroutine on the executor which the callable
/// is given to: `co_spawn(executor, f, ...)` for `post(executor, f)`. Edits
/// nothing without an executor.
void spawnInstead(const DroppedResult &Drop, const DeclContext &In,
                  const Names &Known, Rewrite &Edits);

/// Puts what the library of \p Task has for it around a callable that is
/// converted to a wrapper like `std::function<void()>`. Edits nothing when
/// there is no such thing.
void adaptCallable(const DroppedResult &Drop, const DeclContext &In,
                   const Library &Lib, const Names &Known, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CALLBACKFIXES_H
