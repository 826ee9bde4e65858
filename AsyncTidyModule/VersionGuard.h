//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A module that was built for another LLVM loads without complaint, lists its
// checks and finds nothing: AST node numbers are compiled in. So ask first.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_VERSIONGUARD_H
#define ASYNCTIDY_VERSIONGUARD_H

namespace clang::tidy::async {

/// True when the clang-tidy that loaded us has the major and minor version
/// that we were built for. When not, says so on stderr, once.
bool hostVersionMatches();

} // namespace clang::tidy::async

#endif // ASYNCTIDY_VERSIONGUARD_H
