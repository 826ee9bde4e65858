//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls that could have been given a stop token, and the way to write one that
// is.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENTAKERS_H
#define ASYNCTIDY_TOKENTAKERS_H

#include "Rewriting.h"
#include "StopTokens.h"

namespace clang::tidy::async {

/// What a call becomes when it gets a stop token.
struct TokenTaker {
  /// What is called then: the same function, or an overload.
  const FunctionDecl *Function = nullptr;
  /// Its parameter for the token.
  unsigned Position = 0;
  TokenType Type;

  explicit operator bool() const { return Function != nullptr; }
};

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

/// \p Token as the argument that \p Taker wants; empty where it does not bind,
/// or might not live long enough.
std::string argumentFor(const ReachableToken &Token, const TokenTaker &Taker,
                        const CallExpr &Call, const BodyIndex &Index,
                        const AsyncTypes &Types);

/// Puts \p Argument into \p Call, behind the defaults that stand before it.
void addToken(const CallExpr &Call, const TokenTaker &Taker,
              llvm::StringRef Argument, Rewrite &Edits);

/// True when the condition that \p Wait waits for is tested behind it.
bool isConditionTestedAgain(const CallExpr &Wait, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENTAKERS_H
