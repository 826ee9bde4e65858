//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a coroutine looks at, and whether it does so after it was suspended.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LATEREADS_H
#define ASYNCTIDY_LATEREADS_H

#include "knowledge/Names.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>

namespace clang::tidy::async {

/// The body of \p Function's definition when that is a coroutine; else null.
const CoroutineBodyStmt *coroutineBodyOf(const FunctionDecl &Function);

/// \p S reads \p Param, or when that is null its object. `(void)name;` looks at
/// nothing.
bool readsArgument(const Stmt *S, const ParmVarDecl *Param);

/// Tells what reads \p Variable, or anything in \p Body that was made from it
/// and refers to the same: references, pointers, views, iterators, closures,
/// aggregates of these.
std::function<bool(const Stmt *)>
readerOf(const VarDecl &Variable, const Stmt *Body, const Names &Known);

/// True when \p Reads holds for what \p Coroutine does after it was sure to be
/// suspended: behind that, or in a later round of a loop. \p Including: also in
/// a statement in which it may be suspended.
bool readsLate(const CoroutineBodyStmt &Coroutine, bool Including,
               llvm::function_ref<bool(const Stmt *)> Reads);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LATEREADS_H
