//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNPROPAGATEDSTOPTOKENCHECK_H
#define ASYNCTIDY_UNPROPAGATEDSTOPTOKENCHECK_H

#include "checks/unpropagated-stop-token/TokenCollector.h"
#include "checks/unpropagated-stop-token/TokenTakers.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds work that cannot be stopped although it could: calls that would take a
/// stop token and do not get the one that is in reach, tokens that go nowhere,
/// loops that never look at theirs, tasks that are started without the token
/// of their coroutine.
///
/// For the user-facing documentation see
/// docs/checks/async-unpropagated-stop-token.md.
class UnpropagatedStopTokenCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override;
  /// False when \p Call would not take a token, or has one.
  bool checkCall(const CallExpr &Call, const CallableBody &Body,
                 const BodyIndex &Index);
  void checkLostToken(const CallExpr &Call, const CallableBody &Body,
                      const BodyIndex &Index);
  void checkParameter(const ParmVarDecl &Param, const CallableBody &Body,
                      const BodyIndex &Index,
                      llvm::ArrayRef<const CallExpr *> Taking);
  void reportLoop(const Stmt &Loop, const ParmVarDecl &Param,
                  const CallableBody &Body);
  /// \p Token is one that may not be there, and that nothing looks at.
  void reportPerhaps(const CallExpr &Call, llvm::StringRef Token);
  /// \p Call could get one from the callers of \p Body, perhaps.
  void need(const CallExpr &Call, const TokenTaker &Taker,
            const CallableBody &Body, const BodyIndex &Index);
  void reportChain(const TokenChain &Chain, const TokenChains &All,
                   const Elsewhere &Far);
  void reportChainElsewhere(const TokenChain &Chain, const TokenChains &All,
                            const TokenCollector &Collector);
  /// For the link, which knows whether somebody has a token.
  void supposeToken(const FunctionDecl &Function,
                    llvm::ArrayRef<TokenNeed> Needs);
  void noteEnd(const FunctionDecl &Function, Report &Found);
  /// What the linked program says of \p Function, which has \p Needs; false
  /// where it says nothing.
  bool reportLinked(const FunctionDecl &Function,
                    llvm::ArrayRef<TokenNeed> Needs);
  /// The warning at the first of \p Needs, without its first note.
  Report reportEnd(llvm::ArrayRef<TokenNeed> Needs, llvm::StringRef Token,
                   llvm::StringRef Holder, Rewrite Edits);
  void suggestParameter(const CallExpr &Call, const TokenTaker &Taker,
                        const FunctionDecl &Function);
  bool isDemanded(const FunctionDecl &Function);

  const bool ReportUnusedTokens = option<bool>("ReportUnusedTokens");
  const bool SuggestParameter = option<bool>("SuggestParameter");
  TokenTakers Takers;
  MemberStops Stops;
  llvm::DenseSet<const FunctionDecl *> Suggested;
  struct OpenNeed {
    const FunctionDecl *Function;
    TokenNeed Need;
    bool IsForCallers;
  };
  std::vector<OpenNeed> Needs;
  /// A parameter that nothing uses, or a loop never looks at.
  struct IdleToken {
    const ParmVarDecl *Param;
    const FunctionDecl *Function;
    const Stmt *Loop;
  };
  std::vector<IdleToken> Idle;
  /// \p Far tells whether a function that gets it hands it on.
  void reportIdle(const IdleToken &Token, const TokenCollector &Collector);
  void reportIdle(const IdleToken &Token);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNPROPAGATEDSTOPTOKENCHECK_H
