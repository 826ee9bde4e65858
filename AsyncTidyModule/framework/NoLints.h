//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which findings a NOLINT comment silences, before they are said: edits that
// stand on a silenced one are made by nobody.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NOLINTS_H
#define ASYNCTIDY_NOLINTS_H

#include "clang-tidy/NoLintDirectiveHandler.h"
#include "framework/TidyVersions.h"

namespace clang::tidy::async {

class NoLints {
public:
  /// \p SM must live longer than this.
  explicit NoLints(SourceManager &SM);

  /// True when clang-tidy would not show what \p Check says at \p Loc. Reads
  /// the file of \p Loc at the first call.
  bool silence(llvm::StringRef Check, SourceLocation Loc);

private:
  /// Where what is asked about is said, to nobody.
  SilentEngine Silent;
  unsigned Message;
  NoLintDirectiveHandler Directives;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NOLINTS_H
