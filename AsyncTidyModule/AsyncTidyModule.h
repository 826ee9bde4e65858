//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The module's checks.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ASYNCTIDYMODULE_H
#define ASYNCTIDY_ASYNCTIDYMODULE_H

#include "clang-tidy/ClangTidyCheck.h"
#include "framework/Rule.h"
#include <memory>

namespace clang::tidy::async {

struct RegisteredCheck {
  const Rule *Declared;
  std::unique_ptr<ClangTidyCheck> (*Make)(ClangTidyContext *Context);
};

/// All of them, by name.
llvm::ArrayRef<RegisteredCheck> registeredChecks();

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ASYNCTIDYMODULE_H
