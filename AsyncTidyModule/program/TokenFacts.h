//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What one file tells about functions that a stop token could be handed on by:
// what speaks against a parameter for it, and the edits that this would take
// here. Who gets one, the link decides, which knows all files.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENFACTS_H
#define ASYNCTIDY_TOKENFACTS_H

#include "program/ConversionFacts.h"

namespace clang::tidy::async {

/// A type of stop tokens that the unit declares.
struct TokenTypeFact {
  std::string Name, Header;
  bool ByReference = false;
};

/// A declaration, which would get a parameter. Types are numbers in
/// TokenFacts::Types.
struct TokenParameterFact {
  FilePlace At;
  std::string Before; ///< A comma behind other parameters.
  bool IsFirst = false;
  /// The parameter before it has a default.
  bool FollowsDefault = false;
  /// What is declared before it, wherever its file is read.
  std::vector<unsigned> Known;
  /// The edit that includes HeaderPlaceholder.
  std::optional<EditFact> Include;
};

/// Edits have StopPlaceholder where the token is named.
struct TokenNeedFact {
  unsigned Type = 0;
  std::vector<EditFact> Edits;
};

struct TokenFunctionFact {
  const FunctionDecl *Function = nullptr;
  /// Of the names that a parameter could have, those that mean something else;
  /// with commas.
  std::string TakenNames;
  std::vector<TokenParameterFact> Declarations;
  std::vector<ObstacleFact> Obstacles;
  /// Its calls that would take a token.
  std::vector<TokenNeedFact> Needs;
};

/// A token in reach at a call.
struct GivenTokenFact {
  unsigned Type = 0;
  std::string Argument, Shown, Holder;
  /// Why a human has to look at it; may be empty.
  std::string Judgement;
};

struct TokenCallFact {
  const FunctionDecl *Callee = nullptr;
  const FunctionDecl *Caller = nullptr;
  FilePlace At;
  /// No token is in reach, and the caller could get one.
  bool IsForCaller = false;
  std::string Obstacle; ///< Why it can get no argument; may be empty.
  std::vector<EditFact> Edits;
  std::vector<GivenTokenFact> Tokens;
};

struct TokenFacts {
  std::vector<TokenTypeFact> Types;
  std::vector<TokenFunctionFact> Functions;
  std::vector<TokenCallFact> Calls;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENFACTS_H
