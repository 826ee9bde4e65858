//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Functions that can only be meant as coroutines, though no keyword makes them
// any: the only `co_await` was forgotten, or became a blocking wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_MEANTCOROUTINES_H
#define ASYNCTIDY_MEANTCOROUTINES_H

#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when \p Function says that it returns a task, or another type that
/// coroutines return, and has neither a coroutine keyword nor a `return`: where
/// such a function ends, its behaviour is undefined. One that throws or aborts
/// at its end is a stub, unless something in it could be awaited. False for
/// templates and what is instantiated from them, whose `return` may be in
/// another instantiation, and without a body.
bool isMeantAsCoroutine(const FunctionDecl &Function, const AsyncTypes &Types);

/// True for these and for coroutines.
bool actsAsCoroutine(const FunctionDecl &Function, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_MEANTCOROUTINES_H
