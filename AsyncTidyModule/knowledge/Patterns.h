//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The texts of the vocabulary that have `{places}` to be filled in.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PATTERNS_H
#define ASYNCTIDY_PATTERNS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::tidy::async {

/// \p Pattern with \p Value in place of each \p Mark, such as `{task}`.
std::string fillIn(llvm::StringRef Pattern, llvm::StringRef Mark,
                   llvm::StringRef Value);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PATTERNS_H
