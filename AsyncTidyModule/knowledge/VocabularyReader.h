//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The only reader of vocabulary files.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_VOCABULARYREADER_H
#define ASYNCTIDY_VOCABULARYREADER_H

#include "knowledge/Vocabulary.h"
#include "llvm/ADT/StringRef.h"

namespace llvm::vfs {
class FileSystem;
} // namespace llvm::vfs

namespace clang::tidy::async {

/// What is wrong with a vocabulary file, for one line to a human.
struct VocabularyError {
  std::string File;
  unsigned Line = 0; ///< 1-based; 0 when the file could not be read at all.
  std::string Message;

  /// "FILE:LINE: MESSAGE"
  std::string str() const;
};

/// Reads \p Text, which is that of \p File. Unknown keys, unknown words and
/// names that are no qualified identifiers are errors. Nothing is kept of a
/// file with an error. Linear in the length, whatever stands there.
std::optional<Library> parseVocabulary(llvm::StringRef File,
                                       llvm::StringRef Text,
                                       VocabularyError &Error);

/// Reads the file at \p Path, which is a user's. What is no regular file, or is
/// larger than one MB, is an error and not opened. \p Error: a line for a
/// human.
std::optional<Library> readVocabulary(llvm::vfs::FileSystem &FS,
                                      llvm::StringRef Path, std::string &Error);

/// True when there is something at \p Path, be it a link to nothing.
bool isVocabularyAt(llvm::vfs::FileSystem &FS, llvm::StringRef Path);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_VOCABULARYREADER_H
