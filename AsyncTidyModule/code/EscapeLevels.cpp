//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/EscapeLevels.h"

using namespace clang;
using namespace clang::tidy::async;

EscapeLevels::EscapeLevels(const AsyncTypes &Types)
    : Answers{
          SupposedAnswers({}), SupposedAnswers({fact::OnlyUnusual.str()}),
          SupposedAnswers({fact::OnlyUnusual.str(), fact::NeverThrows.str()})},
      Found{Escapes(Types, Answers[0]), Escapes(Types, Answers[1]),
            Escapes(Types, Answers[2])} {}

std::array<EscapeLevels::Level, EscapeLevels::Count>
EscapeLevels::of(Escape (Escapes::*Ask)(const FunctionDecl &),
                 const FunctionDecl &Function) {
  std::array<Level, Count> All;
  for (std::size_t I = 0; I < Count; ++I) {
    All[I].Left = (Found[I].*Ask)(Function);
    All[I].Needed = Found[I].takeNeeded();
  }
  return All;
}

std::array<EscapeLevels::Level, EscapeLevels::Count>
EscapeLevels::ofBody(const FunctionDecl &Function) {
  return of(&Escapes::ofBody, Function);
}

std::array<EscapeLevels::Level, EscapeLevels::Count>
EscapeLevels::ofTask(const FunctionDecl &Function) {
  return of(&Escapes::ofTask, Function);
}
