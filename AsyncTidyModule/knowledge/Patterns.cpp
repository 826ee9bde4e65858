//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Patterns.h"

std::string clang::tidy::async::fillIn(llvm::StringRef Pattern,
                                       llvm::StringRef Mark,
                                       llvm::StringRef Value) {
  std::string Filled;
  for (size_t At; (At = Pattern.find(Mark)) != llvm::StringRef::npos;
       Pattern = Pattern.drop_front(At + Mark.size()))
    Filled += (Pattern.take_front(At) + Value).str();
  return Filled + Pattern.str();
}
