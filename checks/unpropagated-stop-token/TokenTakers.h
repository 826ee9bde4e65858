//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls that could have been given a stop token.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENTAKERS_H
#define ASYNCTIDY_TOKENTAKERS_H

#include "checks/unpropagated-stop-token/TokenArguments.h"

namespace clang::tidy::async {

/// Remembers what it found for a callee.
class TokenTakers {
public:
  /// A defaulted parameter that is left out, or an overload with the token as
  /// one more parameter and the same result. Nothing for calls that have a
  /// token, that would call a function from inside itself, or whose callee has
  /// a token of its own.
  TokenTaker find(const CallExpr &Call, const CallableBody &Body,
                  const AsyncTypes &Types);

private:
  TokenTaker overload(const FunctionDecl &Callee, const AsyncTypes &Types,
                      bool IsConditionWait);

  llvm::DenseMap<const FunctionDecl *, TokenTaker> Overloads;
};

/// True when the condition that \p Wait waits for is tested behind it.
bool isConditionTestedAgain(const CallExpr &Wait, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENTAKERS_H
