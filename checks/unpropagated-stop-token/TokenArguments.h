//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How a stop token becomes an argument of a call.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENARGUMENTS_H
#define ASYNCTIDY_TOKENARGUMENTS_H

#include "checks/unpropagated-stop-token/StopTokens.h"
#include "edits/Rewrite.h"

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

/// \p Token as the argument that \p Taker wants; empty where it does not bind,
/// or might not live long enough.
std::string argumentFor(const ReachableToken &Token, const TokenTaker &Taker,
                        const CallExpr &Call, const BodyIndex &Index,
                        const AsyncTypes &Types);

/// True when there may be no \p Token, \p Call would be given it if there is
/// one, and the function around never looks.
bool wouldBeArgument(ReachableToken Token, const TokenTaker &Taker,
                     const CallExpr &Call, const BodyIndex &Index,
                     const AsyncTypes &Types);

/// Puts \p Argument into \p Call, behind the defaults that stand before it.
void addToken(const CallExpr &Call, const TokenTaker &Taker,
              llvm::StringRef Argument, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENARGUMENTS_H
