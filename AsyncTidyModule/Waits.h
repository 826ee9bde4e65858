//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls that wait synchronously for an asynchronous result.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_WAITS_H
#define ASYNCTIDY_WAITS_H

#include "Completion.h"
#include "Rewriting.h"

namespace clang::tidy::async {

/// One blocking wait, and what may be done about it.
struct BlockingWait {
  const CallExpr *Call = nullptr;
  /// Null for a wait that is known by its name and signature alone.
  const CallEntry *Entry = nullptr;
  /// What is waited for: the object, or the argument of a function.
  const Expr *Operand = nullptr;
  /// `->` was written: the operand is a pointer to the object.
  bool ThroughPointer = false;

  /// Waits with a time limit.
  bool isTimed() const;
  /// A time limit of zero only asks.
  bool isPoll() const;
  /// Can return before the operand is complete.
  bool givesUp() const;
  /// Does not throw what `co_await` would throw.
  bool hidesErrors() const {
    return Entry && Entry->Value == WaitValue::Status;
  }
  QualType operandType() const;
  /// What has the value of `co_await`: the call, or what takes the value out of
  /// its result, as in `*sync_wait(s)`. Null where that is not seen.
  const Expr *whole(const BodyIndex &Index) const;
  /// Where the warning stands.
  SourceLocation location() const { return Call->getExprLoc(); }
  /// "get", "blockingWait"
  llvm::StringRef name() const;
};

/// Recognizes waits of the vocabulary, and functions called `sync_wait` and
/// the like that take a task and return what awaiting it returns.
std::optional<BlockingWait> blockingWait(const CallExpr &Call,
                                         const AsyncTypes &Types);

/// The completion token that made the handle this waits for, where the call
/// that takes the token is the operand itself: `async_op(use_future).get()`.
const Expr *blockingToken(const BlockingWait &Wait, const Names &Known,
                          const TokenEntry *&Entry);

/// Turns \p Wait into `co_await` of its operand, or refuses with the reason.
/// The place must have been asked for before; parentheses around the result
/// are the caller's.
void awaitInstead(const BlockingWait &Wait, const AsyncTypes &Types,
                  const BodyIndex &Index, Rewrite &Edits);

/// True when what \p Wait waits for runs on an executor that the program names,
/// where a coroutine that awaits it goes on: against what was written.
bool isForMovedWork(const BlockingWait &Wait, const Names &Known);

/// Arguments as written, without the object of a function object's call.
llvm::SmallVector<const Expr *, 4> writtenArguments(const CallExpr &Call);

/// True for `awaitable<T>`, false for `awaitable<T, my_executor>`.
bool hasDefaultArguments(QualType T);

/// Replaces the token and drops the wait: `co_await async_op(use_awaitable)`,
/// in a coroutine that returns \p Coroutine.
void awaitWithToken(const BlockingWait &Wait, const Expr &Token,
                    const TokenEntry &Entry, QualType Coroutine,
                    Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_WAITS_H
