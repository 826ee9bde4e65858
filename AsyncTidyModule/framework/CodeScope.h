//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The values of the option `Scope`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CODESCOPE_H
#define ASYNCTIDY_CODESCOPE_H

#include "clang-tidy/ClangTidyCheck.h"

namespace clang::tidy {

namespace async {
/// Which functions that are no coroutines a check looks at.
enum class CodeScope {
  Everywhere,
  Reachable, ///< Those that run in async code, as far as the unit shows.
  Coroutines ///< None.
};
} // namespace async

template <> struct OptionEnumMapping<async::CodeScope> {
  static llvm::ArrayRef<std::pair<async::CodeScope, StringRef>>
  getEnumMapping() {
    using async::CodeScope;
    static constexpr std::pair<CodeScope, StringRef> Mapping[] = {
        {CodeScope::Everywhere, "everywhere"},
        {CodeScope::Reachable, "reachable"},
        {CodeScope::Coroutines, "coroutines"}};
    return {Mapping};
  }
};

} // namespace clang::tidy

#endif // ASYNCTIDY_CODESCOPE_H
