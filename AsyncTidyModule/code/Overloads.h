//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Whether a call may mean another function when it is written in another way.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OVERLOADS_H
#define ASYNCTIDY_OVERLOADS_H

#include "clang/AST/Decl.h"

namespace clang::tidy::async {

/// True where calls of \p Function may find another one of its name: beside it,
/// or by their arguments.
bool isOverloaded(const FunctionDecl &Function);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OVERLOADS_H
