//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------=
//
// Functions that no vocabulary knows, beside which stands one that does the
// same and is awaited: `read` and `async_read`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NAMEDTWINS_H
#define ASYNCTIDY_NAMEDTWINS_H

#include "edits/Rewrite.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// The twin of what \p Call calls: a function of the same class or namespace,
/// called as `usual: twins` says, with the same parameters, that returns
/// something to await with the same result. Null where there is none, where
/// \p Call stands in it, and where what is called can be looked into: that
/// tells whether it blocks.
const FunctionDecl *twinByName(const CallExpr &Call, const CallableBody &Body,
                               const AsyncTypes &Types);

/// `c.read(b)` becomes `co_await c.async_read(b)`, on a note.
void awaitNamed(const CallExpr &Call, const FunctionDecl &Twin,
                const BodyIndex &Index, const AsyncTypes &Types,
                Rewrite &Edits);

/// The name that is called, to be replaced; invalid for other forms.
SourceLocation calleeNameLoc(const CallExpr &Call);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NAMEDTWINS_H
