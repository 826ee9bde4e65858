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

#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "knowledge/AsyncTypes.h"

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
    return Entry && Entry->Wait->Value == WaitValue::Status;
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

/// What \p Call calls by name: a function, or the variable, else the class, of
/// a function object. Null where it has no plain name.
const NamedDecl *calledByName(const CallExpr &Call);

/// Recognizes waits of the vocabulary, and functions that take a task and
/// return what awaiting it returns: called `sync_wait` or the like, or blocking
/// by what is written in them.
std::optional<BlockingWait> blockingWait(const CallExpr &Call,
                                         const AsyncTypes &Types);

/// The completion token that made the handle this waits for, where the call
/// that takes the token is the operand itself: `async_op(use_future).get()`.
/// With \p Held also where that is a local variable that this call initializes,
/// which is put there; else that becomes null.
const Expr *blockingToken(const BlockingWait &Wait, const Names &Known,
                          const TokenEntry *&Entry,
                          const VarDecl **Held = nullptr);

/// True when what \p Wait waits for runs on an executor that the program names,
/// where a coroutine that awaits it goes on: against what was written.
bool isForMovedWork(const BlockingWait &Wait, const Names &Known);

/// `Name` in `auto [Name] = Tuple;`, or null.
const BindingDecl *onlyBinding(const Expr &Tuple, const BodyIndex &Index);

/// Arguments as written, without the object of a function object's call.
llvm::SmallVector<const Expr *, 4> writtenArguments(const CallExpr &Call);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_WAITS_H
