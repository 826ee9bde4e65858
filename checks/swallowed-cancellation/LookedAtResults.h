//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Whether those who await a coroutine look at what it gives, and leave when it
// is nothing: an empty value is how it tells them of a failure then.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LOOKEDATRESULTS_H
#define ASYNCTIDY_LOOKEDATRESULTS_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"

namespace clang::tidy::async {

/// True when \p Handler ends \p Function with nothing (null, `false`, an empty
/// optional or range), never with a value that says that all is well; and when
/// somebody in \p Graph awaits \p Function, or a member that it overrides, and
/// each who mentions one tests what it gives and leaves by that. \p IndexOf
/// gives a function's index, or null.
bool tellsCallers(
    const Stmt &Handler, const FunctionDecl &Function, const CallGraph &Graph,
    llvm::function_ref<SharedIndex(const FunctionDecl &)> IndexOf);

/// True for what leaves a loop or a function: `break`, `co_return`, a call that
/// does not return.
bool leavesLoop(const Stmt &S);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LOOKEDATRESULTS_H
