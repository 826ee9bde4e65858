//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Whether a task that goes somewhere lives longer than what it refers to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OUTLIVING_H
#define ASYNCTIDY_OUTLIVING_H

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/Destinations.h"

namespace clang::tidy::async {

/// `std::move(Var)`, `Var.release()`: what it owned has another owner then.
bool givesAway(const VarDecl &Var, const BodyIndex &Index);

/// True when \p Task goes \p Way and is sure to outlive \p B, something in the
/// frame of \p Body. \p Where becomes the place where it does when that is not
/// the way's own: a variable with the task in it is returned.
bool outlives(const Destination &Way, const Borrow &B, const Expr &Task,
              const CallableBody &Body, const BodyIndex &Index,
              SourceLocation &Where);

/// True when \p Task goes \p Way and is left there when \p Body ends, with what
/// the caller has lent to it as \p B.
bool outlivesCall(const Destination &Way, const Borrow &B, const Expr &Task,
                  const CallableBody &Body, const BodyIndex &Index);

/// A guard that is declared right before \p Return and covers nothing but the
/// making of a task there: a lock, a transaction, a pointer that keeps the
/// object alive. Null when there is none.
const VarDecl *guardBefore(const Stmt &Return, const AsyncTypes &Types,
                           const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OUTLIVING_H
