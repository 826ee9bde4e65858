//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The variable that keeps what an earlier await gave, for a later one.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REUSEDRESULT_H
#define ASYNCTIDY_REUSEDRESULT_H

#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// Replaces \p Second, an await or wait, by the local variable that holds the
/// value of \p First, or refuses with the reason: the variable must still have
/// that value, be in scope, and be copied or read only.
void reuseResult(const Expr &First, const Expr &Second, const BodyIndex &Index,
                 Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REUSEDRESULT_H
