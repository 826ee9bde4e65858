//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The linked program as somebody who answers questions about functions.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FARANSWERS_H
#define ASYNCTIDY_FARANSWERS_H

#include "code/Elsewhere.h"
#include "program/LinkedProgram.h"

namespace clang::tidy::async {

class FarAnswers final : public Elsewhere {
public:
  /// Both live as long as this.
  FarAnswers(const LinkedProgram &Program, const SourceManager &SM)
      : Program(Program), Keys(SM) {}

private:
  bool answer(const FarQuestion &Asked) const override {
    return Program.tells(Keys.key(*Asked.Function), Asked.Fact);
  }

  const LinkedProgram &Program;
  mutable FunctionKeys Keys;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FARANSWERS_H
