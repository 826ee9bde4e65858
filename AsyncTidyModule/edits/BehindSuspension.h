//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BEHINDSUSPENSION_H
#define ASYNCTIDY_BEHINDSUSPENSION_H

#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// Writes the statement \p Text behind the one in which the coroutine is
/// suspended at \p Point. Refuses where that is no whole statement of a block.
void insertBehind(const Expr &Point, llvm::StringRef Text,
                  const BodyIndex &Index, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BEHINDSUSPENSION_H
