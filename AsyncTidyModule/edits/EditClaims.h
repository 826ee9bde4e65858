//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which check has edited what in this translation unit.
// clang-apply-replacements applies nothing at all when two edits of a run
// collide.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_EDITCLAIMS_H
#define ASYNCTIDY_EDITCLAIMS_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <algorithm>
#include <map>
#include <string>

namespace clang::tidy::async {

class EditClaims {
public:
  /// The first check to claim a place has it. Touching is colliding, but two
  /// checks may make the same edit. What one check does to its own edits is its
  /// own affair. \p Owner is the check.
  bool isFree(const FixItHint &Edit, const void *Owner,
              const SourceManager &SM) const;
  /// True when another check only inserts within \p Edit, and nothing that
  /// awaits or returns; nor is anything else foreseen there.
  bool keepsFlow(const FixItHint &Edit, const void *Owner,
                 const SourceManager &SM) const;
  void claim(const FixItHint &Edit, const void *Owner, const SourceManager &SM);
  /// \p Edit stands on a note, and may be applied or not. It has no place of
  /// its own, but who counts on the flow of the code around it, does so in
  /// vain.
  void foresee(const FixItHint &Edit, const void *Owner,
               const SourceManager &SM);

  /// An insertion of a whole line, such as an include, moved before the nearest
  /// line that begins with `#include` when something else is inserted where it
  /// should go.
  FixItHint freeLine(const FixItHint &Line, const SourceManager &SM) const;

private:
  struct Claim {
    unsigned End;
    std::string Text;
    const void *Owner;
  };
  struct Ranges {
    /// By where they begin.
    std::multimap<unsigned, Claim> Claims;
    unsigned Longest = 0;

    void add(unsigned Begin, Claim Made);
    /// Those that may reach \p Begin, and what comes after them.
    auto from(unsigned Begin) const {
      return Claims.lower_bound(Begin - std::min(Begin, Longest));
    }
  };
  struct FileClaims {
    Ranges Made, Foreseen;
  };
  llvm::DenseMap<FileID, FileClaims> Files;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_EDITCLAIMS_H
