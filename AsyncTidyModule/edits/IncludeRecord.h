//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What files include, for fixes that need one header more. As clang-tidy's
// IncludeInserter, without its half megabyte about the headers of the system,
// which no fix edits.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_INCLUDERECORD_H
#define ASYNCTIDY_INCLUDERECORD_H

#include "clang-tidy/utils/IncludeSorter.h"
#include "clang/Lex/Preprocessor.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

class IncludeRecord {
public:
  /// Remembers what \p PP will include; must live as long.
  explicit IncludeRecord(Preprocessor &PP);
  IncludeRecord(const IncludeRecord &) = delete;
  IncludeRecord &operator=(const IncludeRecord &) = delete;

  /// The edit that makes \p File include \p Header, which is written between
  /// angle brackets; none when it does.
  std::optional<FixItHint> insertion(FileID File, llvm::StringRef Header);

  /// True when whatever reads the file of \p At has read that of \p Loc above
  /// it: it includes that, itself or through others, also where another had
  /// done so before. What a precompiled header includes is known by the first
  /// time only.
  bool reads(SourceLocation At, SourceLocation Loc) const;

  /// What the preprocessor has left out of the user's files, in their order.
  llvm::ArrayRef<SourceRange> skipped() const { return Skipped; }

private:
  class Callbacks;

  struct Directive {
    std::string Header;
    bool IsAngled = false;
    SourceLocation Hash, End;
  };

  /// Without those in braces, of `extern "C"` say, which do not show where
  /// another one may go. Of \p All, which stand in \p File.
  std::vector<Directive> outsideBraces(const std::vector<Directive> &All,
                                       FileID File) const;

  const SourceManager &SM;
  std::map<FileID, std::vector<Directive>> Directives;
  /// Of all files: where one includes which.
  llvm::DenseMap<const FileEntry *,
                 std::vector<std::pair<unsigned, const FileEntry *>>>
      Inclusions;
  std::vector<SourceRange> Skipped;
  /// Of the files that were asked for.
  std::map<FileID, utils::IncludeSorter> Sorters;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_INCLUDERECORD_H
