//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A function becomes a coroutine, or a coroutine gets another type: what
// speaks against it, and the edits in its declarations and its body. Callers
// are not looked at here; see Conversions.h for that.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_COROUTINEEDITS_H
#define ASYNCTIDY_COROUTINEEDITS_H

#include "edits/TaskChoice.h"

namespace clang::tidy::async {

/// True when `#if` or its like stands in \p Body: what is right for the code
/// that was compiled may be wrong for the rest.
bool hasConditionalParts(const Stmt &Body, const ASTContext &Ctx);

/// Why \p Function, which is none, cannot be a coroutine whatever its type, as
/// a clause; empty when it can.
std::string obstacleToCoroutine(const FunctionDecl &Function);

/// The same, as far as a declaration without a body tells. \p Function has
/// none.
std::string obstacleToDeclared(const FunctionDecl &Function);

/// Why the return type of \p Function cannot become another one, as far as its
/// own declarations tell; empty when it can. \p WithOverrides: what it
/// overrides and what overrides it changes, too.
std::string obstacleToNewType(const FunctionDecl &Function, const Library *Lib,
                              bool WithOverrides = false);

/// Makes every declaration of \p Function return \p Task of what it returned.
void returnTask(const FunctionDecl &Function, const TaskChoice &Task,
                Rewrite &Edits);

/// Makes every declaration of \p Function return `Task<>`, whatever it
/// returned, a detached type, say.
void returnEmptyTask(const FunctionDecl &Function, const TaskChoice &Task,
                     Rewrite &Edits);

/// Every `return` becomes `co_return`. Refuses values that a promise may take
/// in another way than a function's return does.
void coReturn(const FunctionDecl &Function, Rewrite &Edits);

/// A function that returns tasks becomes a coroutine of the same type: every
/// `return x;` turns into `co_return co_await x;`. No caller sees a difference
/// but the time at which the body runs.
void becomeCoroutine(const FunctionDecl &Function, const BodyIndex &Index,
                     const AsyncTypes &Types, Rewrite &Edits);

/// True in a namespace of the library's own, where nothing is edited.
bool isInNamespaceOf(const FunctionDecl &Function, const Library &Lib);

/// True when an object of this type can be moved or copied.
bool isMovable(QualType T);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_COROUTINEEDITS_H
