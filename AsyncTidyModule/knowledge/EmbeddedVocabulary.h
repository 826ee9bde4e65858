//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The files of vocabulary/ as text, put into the module by
// cmake/EmbedVocabulary.cmake; twice where a file says `# Also as`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_EMBEDDEDVOCABULARY_H
#define ASYNCTIDY_EMBEDDEDVOCABULARY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async {

struct EmbeddedLibrary {
  llvm::StringLiteral File; ///< "folly.yaml"
  /// The file's `namespaces:` list, separated by commas: what tells whether a
  /// translation unit uses the library, before the text is parsed. Empty: all
  /// do.
  llvm::StringLiteral Namespaces;
  /// What its `conversion:` names, on one line; else empty.
  llvm::StringLiteral Task, TaskHeader;
  llvm::StringLiteral Text;
};

/// All of them, sorted by file name.
llvm::ArrayRef<EmbeddedLibrary> embeddedLibraries();

} // namespace clang::tidy::async

#endif // ASYNCTIDY_EMBEDDEDVOCABULARY_H
