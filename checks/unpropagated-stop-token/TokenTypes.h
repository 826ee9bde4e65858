//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a type has to do with stop tokens.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENTYPES_H
#define ASYNCTIDY_TOKENTYPES_H

#include "knowledge/Names.h"

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
  /// A pointer, or a std::optional: there may be no token.
  bool MayBeNone = false;
  /// The token itself is const.
  bool Const = false;
  enum { Value, LValue, RValue } Reference = Value;
  /// Source: the member function that gives the token.
  llvm::StringRef Getter;

  explicit operator bool() const { return Entry != nullptr; }
};

TokenType tokenType(QualType T, const Names &Known);

/// True when nobody will ever ask to stop through the value of \p Init, or when
/// it is null.
bool isNoToken(const Expr *Init, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENTYPES_H
