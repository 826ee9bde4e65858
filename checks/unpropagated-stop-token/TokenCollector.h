//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a unit tells the link about functions that a stop token could be handed
// on by, between a function that has one and a call that would take one.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENCOLLECTOR_H
#define ASYNCTIDY_TOKENCOLLECTOR_H

#include "checks/unpropagated-stop-token/TokenChains.h"
#include "program/TokenFacts.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::async {

class TokenCollector {
public:
  using NewEdits = std::function<Rewrite(const FunctionDecl &)>;

  /// All live longer than this. \p Edits gives empty edits, with includes, that
  /// claim nothing.
  TokenCollector(const CallGraph &Calls, const AsyncTypes &Types, IndexOf Index,
                 MemberStops &Stops, const TokenChains &Chains, NewEdits Edits);

  /// True when the link decides whether \p Function hands on a token: other
  /// files can only tell of those that return tasks, and of what is nobody
  /// else's.
  bool tells(const FunctionDecl &Function) const;

  /// As TokenChains::add(), of a function that is told.
  void add(const FunctionDecl &Function, const CallExpr &Call,
           const TokenTaker &Taker);

  TokenFacts collect();

  /// After collect(): the functions, canonical, that are called where \p Token
  /// is in reach.
  std::vector<const FunctionDecl *> calledWith(const ValueDecl *Token) const;

private:
  unsigned type(const StopTokenEntry &Entry);
  void addFarFunctions();
  void describe(const FunctionDecl &Canonical);
  void describeParameter(const FunctionDecl &Declaration,
                         TokenFunctionFact &Fact);
  void describeNeed(const FunctionDecl &Function, const TokenNeed &Need,
                    TokenFunctionFact &Fact);
  void describeCall(const FunctionDecl &Callee, const CallMention &Mention);
  void open(const FunctionDecl &Canonical);

  const CallGraph &Calls;
  const AsyncTypes &Types;
  const IndexOf Index;
  MemberStops &Stops;
  const TokenChains &Chains;
  const NewEdits Edits;
  const SourceManager &SM;
  FunctionKeys Keys;
  llvm::DenseMap<const FunctionDecl *, std::vector<TokenNeed>> Needs;
  /// Canonical, in the order in which they were found.
  llvm::SetVector<const FunctionDecl *> Functions;
  std::vector<const StopTokenEntry *> Entries;
  std::vector<std::pair<const ValueDecl *, const FunctionDecl *>> Given;
  TokenFacts Found;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENCOLLECTOR_H
