//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_WHOLECODE_H
#define ASYNCTIDY_WHOLECODE_H

#include "clang/AST/Decl.h"

namespace clang::tidy::async {

/// False when the syntax tree of \p Function, which has a body, may lack
/// something that its text has: after an error, clang leaves statements out or
/// keeps what it has not understood. What seems never to be awaited may be
/// awaited there. True without a look in a translation unit without errors.
bool isWhole(const FunctionDecl &Function);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_WHOLECODE_H
