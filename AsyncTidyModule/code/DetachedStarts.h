//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls that start a coroutine and give nobody what it throws:
// `co_spawn(executor, f(), detached)`, `f().start([](auto &&) {})`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DETACHEDSTARTS_H
#define ASYNCTIDY_DETACHEDSTARTS_H

#include "code/BodyIndex.h"
#include "code/Escapes.h"

namespace clang::tidy::async {

struct DetachedStart {
  const CallEntry *Entry = nullptr;
  /// The task, or the callable that makes one; null when it is not found.
  const Expr *Work = nullptr;
  /// The coroutine that the work is; null when that is not known.
  const FunctionDecl *Coroutine = nullptr;
  /// The completion token that detaches, itself; null when the function does,
  /// or a handler that never looks at the exception that it gets.
  const Expr *Token = nullptr;
  /// The work has a value, which a completion handler would get, too.
  bool HasValue = false;
  /// What may leave the coroutine.
  Escape Left = Escape::Anything;
  /// The coroutine is declared in this unit, and has its body in another one
  /// that nobody tells of.
  bool IsElsewhere = false;
  /// What \p Left follows from that other files know.
  std::vector<FarQuestion> Needed;

  /// What is lost gets lost in a completion handler, not by a token.
  bool ignoredByHandler() const {
    return !Token && !Entry->Detached->Token.empty();
  }
};

/// What \p Call starts and detaches; empty for other calls.
/// \p Far tells of coroutines of other files.
std::optional<DetachedStart> detachedStart(const CallExpr &Call,
                                           const BodyIndex &Index,
                                           const AsyncTypes &Types,
                                           const Elsewhere &Far = nobodyElse());

/// `spawn(f());`, where nobody's vocabulary knows the task \p Child, or the
/// body of the user's function is not seen: what gives nothing back is by its
/// name no wait.
bool startsByName(const Stmt *Child, const CallExpr &Call,
                  const AsyncTypes &Types);

/// The task that functions adapt: `f()` in `f().via(pool)` and
/// `with_executor(e, f())`; \p E itself, stripped, when none does.
const Expr *adaptedTask(const Expr *E, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DETACHEDSTARTS_H
