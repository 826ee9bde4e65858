//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// clangd with our checks in it: clangd has no --load, but its parts are
// libraries, and a check that is linked in is one of its own.
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::clangd {
// Declared by no header that is installed.
int clangdMain(int Argc, char **Argv);
} // namespace clang::clangd

// clangd runs only the checks in its table of fast ones, and ours cannot be in
// it: the linker (--wrap) lets us answer for them. docs/trust.md has the costs.
std::optional<bool> isFastForClangd(llvm::StringRef Check) asm(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFastWithOurs(llvm::StringRef Check) asm(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::optional<bool> isFastWithOurs(llvm::StringRef Check) {
  return Check.starts_with("async-") ? true : isFastForClangd(Check);
}

int main(int Argc, char **Argv) {
  // clangd expects clang's own headers beside its executable.
  std::string Resources = "--resource-dir=" ASYNC_TIDY_RESOURCE_DIR;
  std::vector<char *> Args(Argv, Argv + Argc);
  bool Given = false;
  for (llvm::StringRef Arg : Args)
    Given |= Arg.ltrim('-').starts_with("resource-dir");
  if (!Given)
    Args.insert(Args.begin() + 1, Resources.data());
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(Args.size()) - 1,
                                   Args.data());
}
