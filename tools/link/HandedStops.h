//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which functions of the program get a parameter for a stop token together, in
// all files: what TokenChains of async-unpropagated-stop-token is for one unit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_HANDEDSTOPS_H
#define ASYNCTIDY_LINK_HANDEDSTOPS_H

#include "Conversions.h"

namespace async_link {

/// Functions between a stop token and what would take one.
struct HandedStop {
  Plan Made;
  /// A call by who has the token.
  Place Begin;
  StringRef Callee, Shown, Holder;
};

class HandedStops {
public:
  /// \p Of lives as long as this. Linear, up to a logarithm.
  HandedStops(const Facts &Of, Limits Kept);

  /// By which a token is handed on to what \p Function calls; null where there
  /// is none. Whether it can be, its plan says.
  const HandedStop *of(Id Function) const;
  /// True when \p Function would get a token.
  bool contains(Id Function) const;
  llvm::ArrayRef<HandedStop> all() const { return Chains; }

private:
  /// A call, as each unit sees it.
  struct Site {
    llvm::ArrayRef<TokenCall> Seen;
    const GivenToken *Token = nullptr;
    Id Above = None; ///< A node, which may get a token.
  };
  struct Node {
    Id Function = None;
    llvm::ArrayRef<TokenFunction> Views;
    llvm::ArrayRef<TokenCall> Calls;
    Id Type = None;
    bool HasNeeds = false, IsFed = false;
    Refusal Obstacle;
    std::vector<Site> Sites;
    std::vector<Id> Below;
    StringRef Name; ///< Of the parameter; empty without one.
    Id Chain = None;
  };

  void makeNodes();
  void explore();
  void placeCall(Node &N, llvm::ArrayRef<TokenCall> Seen,
                 std::vector<Id> &Open);
  void feed();
  void join(Id First);
  Refusal obstacleIn(const Node &N) const;
  Refusal obstacleInViews(const Node &N) const;
  bool givesAlways(const Node &N) const;

  class Edits;
  void declare(const Node &N, Edits &Into) const;
  void handOn(const Node &N, Edits &Into) const;

  const Facts &Of;
  const Limits Kept;
  std::vector<Node> Nodes;
  llvm::DenseMap<Id, Id> NodeOf;
  Refusal Broken;
  std::vector<HandedStop> Chains;
  mutable llvm::BumpPtrAllocator Memory;
  mutable llvm::StringSaver Texts{Memory};
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_HANDEDSTOPS_H
