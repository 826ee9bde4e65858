//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How `co_await` is written: before a task, and in place of a blocking wait.
// The place must have been asked for (AwaitSite).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITING_H
#define ASYNCTIDY_AWAITING_H

#include "code/Discards.h"
#include "code/Waits.h"
#include "edits/Judgement.h"
#include "edits/Rewrite.h"
#include "flow/AwaitSite.h"

namespace clang::tidy::async {

/// Awaits what \p Dropped drops; without the assignment to `std::ignore` where
/// nothing is left to assign.
void awaitDropped(const Discard &Dropped, const BodyIndex &Index,
                  const AsyncTypes &Types, Rewrite &Edits);

/// Awaits \p Value, and removes the variable \p Local that it initializes and
/// that nobody reads.
void awaitUnread(const VarDecl &Local, const Expr &Value,
                 const BodyIndex &Index, const AsyncTypes &Types,
                 Rewrite &Edits);

/// Turns \p Wait into `co_await` of its operand, or refuses with the reason.
/// The place must have been asked for before; parentheses around the result
/// are the caller's.
void awaitInstead(const BlockingWait &Wait, const AsyncTypes &Types,
                  const BodyIndex &Index, Rewrite &Edits);

/// Work that is given to an executor, which returns something that nobody can
/// await, where the vocabulary has another way to write that.
struct WorkToAwait {
  const Expr *Executor = nullptr, *Work = nullptr;
  const MovedFacts *How = nullptr;
};

/// What \p Wait waits for, where it is a call that starts such work; else
/// nothing.
WorkToAwait workToAwait(const BlockingWait &Wait, const Names &Known);

/// Awaits \p Started in place of \p Wait, in \p In.
void awaitStarted(const BlockingWait &Wait, const WorkToAwait &Started,
                  const FunctionDecl &In, Rewrite &Edits);

/// True when \p Wait, which throws nothing of what its work does, can be
/// written as a statement that awaits that and throws nothing of it either.
bool resolvesInstead(const BlockingWait &Wait, const CallableBody &Body);

/// True for `awaitable<T>`, false for `awaitable<T, my_executor>`: what a
/// vocabulary writes is for the other arguments that a class has by default.
bool hasDefaultArguments(QualType T);

/// Replaces the token and drops the wait: `co_await async_op(use_awaitable)`,
/// in \p In, a coroutine that returns \p Coroutine or will. \p Held is the
/// variable between the two, or null.
void awaitWithToken(const BlockingWait &Wait, const Expr &Token,
                    const TokenEntry &Entry, const VarDecl *Held,
                    const FunctionDecl &In, QualType Coroutine,
                    const Judgement &Judge, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITING_H
