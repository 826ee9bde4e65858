//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/SupposedAnswers.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::tidy::async;

bool SupposedAnswers::answer(const FarQuestion &Question) const {
  if (Known.emplace(Question.Function, Question.Fact).second)
    Asked.push_back(Question);
  return llvm::any_of(Facts,
                      [&Question](llvm::StringRef Fact) {
                        return Fact.consume_back("*")
                                   ? llvm::StringRef(Question.Fact)
                                             .take_front(Fact.size()) == Fact
                                   : Question.Fact == Fact;
                      }) ||
         llvm::is_contained(Others, Question);
}
