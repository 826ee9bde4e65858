//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Answers that somebody supposes, to see what would follow from them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SUPPOSEDANSWERS_H
#define ASYNCTIDY_SUPPOSEDANSWERS_H

#include "code/Elsewhere.h"
#include <set>
#include <utility>
#include <vector>

namespace clang::tidy::async {

/// Remembers what is asked, and answers what it was told to.
class SupposedAnswers final : public Elsewhere {
public:
  /// The facts in \p Facts hold for all functions, and \p Others besides; `l*`
  /// is all that begin with that.
  explicit SupposedAnswers(std::vector<std::string> Facts,
                           std::vector<FarQuestion> Others = {})
      : Facts(std::move(Facts)), Others(std::move(Others)) {}

  /// In the order in which they were asked, each once.
  const std::vector<FarQuestion> &asked() const { return Asked; }

private:
  bool answer(const FarQuestion &Question) const override;

  const std::vector<std::string> Facts;
  const std::vector<FarQuestion> Others;
  mutable std::vector<FarQuestion> Asked;
  mutable std::set<std::pair<const FunctionDecl *, std::string>> Known;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SUPPOSEDANSWERS_H
