//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Stop tokens: which ones are in reach at a place, as a reader of the code
// would see it, and how one is written as an argument.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STOPTOKENS_H
#define ASYNCTIDY_STOPTOKENS_H

#include "AsyncTypes.h"
#include "BodyIndex.h"

namespace clang::tidy::async {

/// What a type has to do with stop tokens.
struct TokenType {
  enum Shape {
    Object,
    Pointer,
    Optional,          ///< std::optional of a token.
    OptionalReference, ///< std::reference_wrapper, or std::optional of one.
    Carrier,           ///< A parameter that a token converts to.
    Source             ///< Gives tokens.
  };
  /// Null when it has nothing to do with them.
  const StopTokenEntry *Entry = nullptr;
  Shape How = Object;
  /// The token itself is const.
  bool Const = false;
  enum { Value, LValue, RValue } Reference = Value;
  /// Source: the member function that gives the token.
  llvm::StringRef Getter;

  explicit operator bool() const { return Entry != nullptr; }
};

TokenType tokenType(QualType T, const Names &Known);

/// A stop token that can be used at some place.
struct ReachableToken {
  /// The variable, parameter or member that it is, or is a property of.
  const ValueDecl *Holder = nullptr;
  /// How it is written there.
  std::string Text;
  TokenType Type;
  bool IsTemporary = false;
  /// Dies with the callable that has it.
  bool IsOwned = false;
};

/// The stop tokens in reach at \p Place, an expression in \p Body: parameters,
/// variables and captures, members, properties of parameters. Those of the
/// innermost callable that has some. None where work is cleaned up after it
/// has ended: there the token may say stop already.
llvm::SmallVector<ReachableToken, 2> tokensInReach(const Expr &Place,
                                                   const CallableBody &Body,
                                                   const BodyIndex &Index,
                                                   const Names &Known);

/// True when nobody will ever ask to stop through the value of \p Init, or when
/// it is null.
bool isNoToken(const Expr *Init, const Names &Known);

/// The condition of a loop that is written with one, or null.
const Expr *conditionOf(const Stmt *Loop);

/// True when \p S is, or is written inside, \p Around.
bool isWithin(const Stmt *S, const Stmt *Around, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STOPTOKENS_H
