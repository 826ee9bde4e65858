//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Stop tokens that a function has and does nothing with.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNLOOKEDLOOPS_H
#define ASYNCTIDY_UNLOOKEDLOOPS_H

#include "checks/unpropagated-stop-token/StopTokens.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// A loop in \p Body that awaits, has no end of its own, and does not mention
/// \p Token, where nothing else in the function uses it either, except to look
/// at it. Of nested ones the outermost. Or null.
const Stmt *unlookedLoop(const ParmVarDecl &Token, const CallableBody &Body,
                         const BodyIndex &Index);

/// Puts `!ASKED()` into the condition of \p Loop.
void lookInCondition(const Stmt &Loop, llvm::StringRef Asked,
                     const CallableBody &Body, Rewrite &Edits);

/// True when \p Body does something that could be stopped: it awaits, makes
/// tasks, or calls functions in a loop.
bool worksOn(const CallableBody &Body, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNLOOKEDLOOPS_H
