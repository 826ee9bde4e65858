//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What may leave coroutines, for each thing that other files may tell.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ESCAPELEVELS_H
#define ASYNCTIDY_ESCAPELEVELS_H

#include "code/Escapes.h"
#include "code/SupposedAnswers.h"
#include <array>

namespace clang::tidy::async {

/// What may leave coroutines, by what other files tell of theirs: nothing; that
/// they only throw what is no `std::exception`; that they never throw.
class EscapeLevels {
public:
  /// \p Types lives as long as this.
  explicit EscapeLevels(const AsyncTypes &Types);
  EscapeLevels(const EscapeLevels &) = delete;

  static constexpr std::size_t Count = 3;
  struct Level {
    Escape Left = Escape::Anything;
    std::vector<FarQuestion> Needed;
  };
  std::array<Level, Count> ofBody(const FunctionDecl &Function);
  std::array<Level, Count> ofTask(const FunctionDecl &Function);
  /// Who tells that.
  const Elsewhere &far(std::size_t Level) const { return Answers[Level]; }

private:
  std::array<Level, Count> of(Escape (Escapes::*Ask)(const FunctionDecl &),
                              const FunctionDecl &Function);

  const std::array<SupposedAnswers, Count> Answers;
  std::array<Escapes, Count> Found;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ESCAPELEVELS_H
