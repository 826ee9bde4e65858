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
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/Config/llvm-config.h"

namespace clang::tidy::async {

/// What \p Made, of \p Engine, is about to say.
inline Diagnostic inFlight(const DiagnosticsEngine &Engine,
                           const DiagnosticBuilder &Made) {
#if LLVM_VERSION_MAJOR >= 20
  return Diagnostic(&Engine, Made);
#else
  (void)Made;
  return Diagnostic(&Engine);
#endif
}

class NoLints {
public:
  /// \p SM must live longer than this.
  explicit NoLints(SourceManager &SM);

  /// True when clang-tidy would not show what \p Check says at \p Loc. Reads
  /// the file of \p Loc at the first call.
  bool silence(llvm::StringRef Check, SourceLocation Loc);

private:
#if LLVM_VERSION_MAJOR >= 21
  DiagnosticOptions Options;
#endif
  /// Where what is asked about is said, to nobody.
  DiagnosticsEngine Engine;
  unsigned Message;
  NoLintDirectiveHandler Directives;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NOLINTS_H
