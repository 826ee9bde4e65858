//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which coroutines of an object an expression starts.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OBJECTWORK_H
#define ASYNCTIDY_OBJECTWORK_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// Work that uses an object by a plain pointer: `f()`, `[this] {...}`,
/// `std::bind(&T::f, this)`.
struct ObjectWork {
  /// Where that is written; never null.
  const Expr *Carrier = nullptr;
  /// The coroutine, with a body; null for a lambda that is none.
  const FunctionDecl *Coroutine = nullptr;
};

/// The work in \p Whole, of a member function or lambda that can use the object
/// by `this`, or by an owner of it that it has in a variable. Lambdas are
/// looked at, not into. What is awaited in \p Whole has ended.
std::vector<ObjectWork> objectWorkIn(const Expr &Whole,
                                     const CXXRecordDecl &Class,
                                     const AsyncTypes &Types);

/// The definition of \p Function, which may be null, if that is a coroutine;
/// else null.
const FunctionDecl *coroutineDefinition(const FunctionDecl *Function);

/// The coroutine that \p Lambda is, or whose task it returns at once; null for
/// others.
const FunctionDecl *coroutineOfLambda(const LambdaExpr &Lambda);

/// True for a lambda that has the `this` of the function around.
bool hasObject(const LambdaExpr &Lambda);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OBJECTWORK_H
