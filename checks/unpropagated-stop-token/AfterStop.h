//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a stop may have been asked for already, so that what runs there must
// not be stopped once more: cleaning up, and whoever asks.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AFTERSTOP_H
#define ASYNCTIDY_AFTERSTOP_H

#include "checks/unpropagated-stop-token/TokenTypes.h"
#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// True where the token \p D has, or may have, said stop: behind a loop that
/// runs until then, and in the branch of a test.
bool isAfterStop(const Stmt *Place, const ValueDecl *D, const BodyIndex &Index);

/// True behind a `try` that something with the local source \p D runs in and
/// whose handler goes on: the stop was meant for that.
bool isBehindCaughtStop(const Stmt *Place, const ValueDecl *D,
                        const BodyIndex &Index);

/// True behind a `try` whose handler only remembers, for what stands behind
/// \p Place: `catch (...) { failed = true; } PLACE; if (failed) throw ...;`
bool isBeforeDelayedFailure(const Stmt *Place, const CallableBody &Body,
                            const BodyIndex &Index);

/// True in catch handlers, and in callables that run when work has ended.
bool cleansUp(const Stmt *Place, const BodyIndex &Index, const Names &Known);

/// `stop()`, `close_all()`, constructors: what a token asks for is under way
/// there.
bool isNamedCleanup(const FunctionDecl &Function, const Names &Known);

/// True for `source.request_stop()`. \p Object: what is asked.
bool asksToStop(const CallExpr &Call, const Names &Known, const Expr *&Object);

/// True when \p Body itself asks for the stop that \p Holder would tell; null
/// for any member.
bool requestsStop(const CallableBody &Body, const ValueDecl *Holder,
                  const BodyIndex &Index, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AFTERSTOP_H
