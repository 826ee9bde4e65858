//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a coroutine's promise does, read off its members: whether the body
// starts by itself, and where an exception goes.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PROMISESHAPE_H
#define ASYNCTIDY_PROMISESHAPE_H

#include "knowledge/AsyncTypes.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::async {

/// What `unhandled_exception` of the promise does. Unknown where its body is
/// not visible.
ExceptionFate exceptionFate(const CoroutineBodyStmt &Body);

/// True when the body runs without anybody awaiting or resuming it.
bool startsEagerly(const CoroutineBodyStmt &Body);

/// True when the promise, or the allocation of the frame, looks at the
/// parameters: another one makes it another coroutine.
bool promiseUsesParameters(const CoroutineBodyStmt &Body);

/// True for `void`, and for classes that have no members to hold a handle in.
bool holdsNothing(QualType T);

/// True for a coroutine with a body that runs by itself, and of which its
/// caller gets nothing to await: by the vocabulary, or by its promise.
bool nobodyCanAwait(const FunctionDecl &Coroutine, const AsyncTypes &Types);

/// What becomes of an exception that leaves \p Coroutine, if nobody can await
/// it: by the vocabulary, or by its promise. Unknown for coroutines that
/// somebody can get at, and where nothing tells.
ExceptionFate fateWhenDetached(const FunctionDecl &Coroutine,
                               const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PROMISESHAPE_H
