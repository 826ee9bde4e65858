//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where work is started: in something that does not outlive the object, or as
// what follows on a task.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SCOPES_H
#define ASYNCTIDY_SCOPES_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when what \p Call starts, in a function of \p Class, ends before the
/// object does: its scope is a member that is joined, or a local variable; its
/// executor is a part of the object.
bool isScopeOfObject(const CallExpr &Call, const CXXRecordDecl &Class,
                     const AsyncTypes &Types);

/// True for a lambda that something like `then()` gets.
bool isContinuationOf(const Expr &Lambda, const BodyIndex &Index,
                      const Names &Known);

/// The first `this` in \p Lambda's body; null when there is none.
const Expr *firstUseIn(const LambdaExpr &Lambda);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SCOPES_H
