//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_APPLYREPLACEMENTS_H
#define ASYNCTIDY_APPLYREPLACEMENTS_H

namespace clang::tidy::async {

/// What async-tidy-pass asks of clang-apply-replacements:
///   clang-apply-replacements [-format] [-style=STYLE] FOLDER
/// applies the edits of the folder's YAML files, all or none. The exit code;
/// what cannot be done is a line on standard error.
int applyReplacements(int Argc, const char **Argv);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_APPLYREPLACEMENTS_H
