//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// `{limit}` in the texts of a vocabulary, which stands for what only the place
// of a fix tells. Which of them a key takes stands in Vocabulary.def.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PLACEHOLDERS_H
#define ASYNCTIDY_PLACEHOLDERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>
#include <vector>

namespace clang::tidy::async {

/// All that stand in \p Text, braces included, in its order: lower case letters
/// between braces, and nothing else. Refers to \p Text.
std::vector<llvm::StringRef> placeholdersIn(llvm::StringRef Text);

/// A placeholder, braces included, and what takes its place.
using Filling = std::pair<llvm::StringRef, std::string>;

/// \p Text with all of \p Values in it. What they bring along is not filled
/// again; other placeholders stay.
std::string fillIn(llvm::StringRef Text, llvm::ArrayRef<Filling> Values);

/// What stands before and behind \p Placeholder, where code is to stay as it
/// is, with \p Values filled in. All is before it where it does not occur.
std::pair<std::string, std::string>
fillAround(llvm::StringRef Text, llvm::StringRef Placeholder,
           llvm::ArrayRef<Filling> Values = {});

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PLACEHOLDERS_H
