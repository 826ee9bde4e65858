//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What changes when a coroutine hands on the task of a call instead of
// awaiting it: its frame, and with it parameters and temporaries, is gone when
// the task runs, and a lazy one's expressions are evaluated earlier.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FORWARDING_H
#define ASYNCTIDY_FORWARDING_H

#include "clang/AST/ExprCXX.h"

namespace clang::tidy::async {

struct Forwarding {
  /// Something that the call may refer to dies with the caller's frame, or
  /// nobody can tell.
  bool Dangles = false;
  /// Has effects, or a value that may be another one later.
  bool DependsOnTime = false;
  /// Something in it may throw.
  bool Throws = false;

  /// Adds what holds for another part of the same function.
  Forwarding &operator|=(const Forwarding &Other);
};

/// For the call of a function or member function, in the place where its task
/// would be returned.
Forwarding forwarded(const CallExpr &Call);

/// True when \p Param, a by-value parameter of the caller, is copied or moved
/// as a whole into a by-value parameter of \p Call.
bool handsOn(const CallExpr &Call, const ParmVarDecl &Param);

/// For any other expression that is evaluated before: only DependsOnTime and
/// Throws are set.
Forwarding evaluatedBefore(const Expr &E);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FORWARDING_H
