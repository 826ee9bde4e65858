//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// May this throw? By what is declared; what a body does, Escapes tells.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_THROWING_H
#define ASYNCTIDY_THROWING_H

#include "clang/AST/ExprCXX.h"

namespace clang::tidy::async {

/// True when \p Function, not null, says `noexcept`, or is implied to be. Not
/// when that depends on a template parameter, or was never asked for.
bool isNoexcept(const FunctionDecl &Function);

/// False for functions that are noexcept, trivial, C's, or the compiler's own.
/// True for null: a pointer, or what depends on a template parameter.
bool mayThrow(const FunctionDecl *Function);

/// True when \p S throws by itself, whatever its parts do: a call or
/// construction of what may throw, `throw`, `new`, `dynamic_cast` to a
/// reference, `typeid` of a polymorphic object.
bool mayThrow(const Stmt &S);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_THROWING_H
