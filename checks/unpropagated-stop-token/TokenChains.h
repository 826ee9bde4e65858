//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Functions between a stop token and what would take one, which have no
// parameter to hand it on by.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENCHAINS_H
#define ASYNCTIDY_TOKENCHAINS_H

#include "checks/unpropagated-stop-token/TokenArguments.h"
#include "code/CallGraph.h"
#include "code/Elsewhere.h"
#include "edits/Rewrite.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include <deque>

namespace clang::tidy::async {

/// A call that would take a token, in a function that has none.
struct TokenNeed {
  const CallExpr *Call = nullptr;
  TokenTaker Taker;
};

/// Functions that all get a parameter, or none does.
struct TokenChain {
  /// A function that calls what would take a token, with its calls.
  struct End {
    const FunctionDecl *Function = nullptr;
    std::vector<TokenNeed> Needs;
  };
  std::vector<End> Ends;
  /// All of them; some may be called by other files.
  llvm::SetVector<const FunctionDecl *> Functions;
  /// A call by a function that has the token, and that.
  const CallExpr *Begin = nullptr;
  const FunctionDecl *Holder = nullptr;
  ReachableToken Token;
  /// All tokens that somebody would hand on.
  llvm::SmallPtrSet<const ValueDecl *, 4> Holders;
};

/// A call in a body that can be looked at; without a call, \p Mention is none.
struct BodyCall {
  const CallExpr *Call = nullptr;
  SharedIndex Around;
  const CallableBody *Body = nullptr;
};
BodyCall bodyCall(const CallMention &Mention, const IndexOf &Index);

/// Why the token in \p Holder, a member, may not be the one; else empty.
std::string whyOtherWork(const ValueDecl *Holder, const Names &Known);

/// True for a call that starts something which goes on without its caller.
bool isLeftAlone(const CallExpr &Call, const BodyIndex &Index,
                 const AsyncTypes &Types);

class TokenChains {
public:
  /// All live as long as this.
  TokenChains(const CallGraph &Calls, const AsyncTypes &Types, IndexOf Index,
              MemberStops &Stops)
      : Calls(Calls), Types(Types), Index(std::move(Index)), Stops(Stops) {}

  /// \p Call, in \p Function, would take a token as \p Taker says; none is in
  /// reach.
  void add(const FunctionDecl &Function, const CallExpr &Call,
           const TokenTaker &Taker);

  /// Those at whose other end somebody has a token, in the order of the source.
  std::vector<TokenChain> find();

  /// Gives all functions of \p Chain, which find() has returned, a parameter,
  /// and hands it on. Refuses where that cannot be done.
  void apply(const TokenChain &Chain, Rewrite &Edits) const;

  /// False for what never gets a parameter, and for what has to do with tokens
  /// already or runs when work has ended.
  bool mayCarry(const FunctionDecl &Function) const;

  /// Why \p Function cannot have a parameter, as a clause that can follow "not
  /// fixed:"; empty without a reason. \p At becomes where that stands, if it is
  /// not the function.
  std::string obstacle(const FunctionDecl &Function, SourceLocation &At) const;

  /// Where the parameters of \p Declaration end; invalid where they are written
  /// in an unusual way.
  static SourceLocation parameterEnd(const FunctionDecl &Declaration);

  /// True when \p Name stands in \p Function already.
  static bool isNameTaken(const FunctionDecl &Function, llvm::StringRef Name);

  /// \p Function with a parameter for a token, and that.
  static TokenTaker takerOf(const FunctionDecl &Function,
                            const StopTokenEntry &Entry);
  static ReachableToken tokenOf(const FunctionDecl &Function,
                                const std::string &Name,
                                const StopTokenEntry &Entry);

private:
  /// A call of a carrier.
  struct Site {
    const CallExpr *Call = nullptr;
    const FunctionDecl *In = nullptr;
    /// The token in reach there, as an argument.
    std::string Argument;
    ReachableToken Token;
    /// All that fit.
    llvm::SmallVector<const ValueDecl *, 1> Holders;
  };
  /// A function that has no token.
  struct Carrier {
    std::vector<TokenNeed> Needs;
    const StopTokenEntry *Entry = nullptr;
    std::vector<Site> Sites;
    /// Why it cannot have a parameter.
    std::string Obstacle;
    bool IsFed = false;
  };

  /// Of one that there is.
  Carrier &carrier(const FunctionDecl &Function) const {
    return *Carriers.find(Function.getCanonicalDecl())->second;
  }
  void explore(const FunctionDecl &Function);
  void addSite(const FunctionDecl &Callee, Carrier &To,
               const CallMention &Mention);
  void feed();
  TokenTaker takerOf(const FunctionDecl &Function) const {
    return takerOf(Function, *carrier(Function).Entry);
  }
  ReachableToken tokenOf(const FunctionDecl &Function,
                         const std::string &Name) const {
    return tokenOf(Function, Name, *carrier(Function).Entry);
  }
  std::string nameIn(const FunctionDecl &Function) const;
  void declare(const FunctionDecl &Function, const std::string &Name,
               bool WithDefault, Rewrite &Edits) const;
  void handOn(const FunctionDecl &Function, const TokenChain &Chain,
              Rewrite &Edits) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  const IndexOf Index;
  MemberStops &Stops;
  llvm::MapVector<const FunctionDecl *, std::unique_ptr<Carrier>> Carriers;
  std::deque<const FunctionDecl *> Open;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENCHAINS_H
