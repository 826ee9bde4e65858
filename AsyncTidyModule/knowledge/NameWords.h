//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NAMEWORDS_H
#define ASYNCTIDY_NAMEWORDS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The words of `snake_case` or `camelCase`, in lower case. None for "".
std::vector<std::string> wordsOfName(llvm::StringRef Name);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NAMEWORDS_H
