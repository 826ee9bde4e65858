//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Callables that are handed over: what calling them gives, who takes them, and
// what becomes of the result.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CALLBACKS_H
#define ASYNCTIDY_CALLBACKS_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"
#include <vector>

namespace clang::tidy::async {

/// The type that calling \p Callable gives: of a lambda, a function, a pointer
/// to one, an object with one call operator, `std::function` and the like, and
/// what a binder makes of these. Null for other expressions.
QualType callResult(const Expr &Callable, const Names &Known);

/// The lambda or function that \p Callable is or binds, or null.
const FunctionDecl *calledFunction(const Expr &Callable, const Names &Known);

/// `void (Args...)` of a class like `std::function<void(Args...)>`, or null.
const FunctionProtoType *signatureOf(QualType T);

/// A callable whose result the taker drops.
struct DroppedResult {
  const Expr *Callable = nullptr;
  QualType Result;
  /// The call or construction that gets the callable.
  const Expr *Taker = nullptr;
  /// The function, function object or class that takes it.
  const NamedDecl *TakerName = nullptr;
  /// The taker's entry, if it has one.
  const CallEntry *Entry = nullptr;
  /// The class like std::function that it is converted to, or null.
  QualType Wrapper;
  /// An event handler's registration.
  bool IsHandler = false;
};

/// The tasks that callables return and that are dropped by who gets these in
/// \p Body. A template that gets one is looked into; what it passes on is
/// followed a few calls deep, and every use that is not understood counts as a
/// use of the result.
std::vector<DroppedResult> droppedResults(const CallableBody &Body,
                                          const AsyncTypes &Types);

/// True when \p Callable is a parameter whose type is deduced: what it is, the
/// caller decides.
bool isForwarded(const Expr &Callable);

/// True when \p Value is the result of calling a parameter whose type is
/// deduced, and the function drops it each time: a matter of who hands the
/// callable over.
bool isDroppedCallback(const Expr &Value, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CALLBACKS_H
