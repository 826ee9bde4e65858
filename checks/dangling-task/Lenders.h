//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What callers lend to a function by its reference parameters.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LENDERS_H
#define ASYNCTIDY_LENDERS_H

#include "code/CallGraph.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// An argument for \p Param of \p Function, a reference, pointer or view, that
/// is or refers to a temporary in one of its calls in this translation unit;
/// null when there is none.
const Expr *dyingArgument(const FunctionDecl &Function,
                          const ParmVarDecl &Param, const CallGraph &Calls,
                          const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LENDERS_H
