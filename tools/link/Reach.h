//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where each function of the program runs: what Reachability is for one unit.
// A call of a virtual function calls everything that overrides it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_REACH_H
#define ASYNCTIDY_LINK_REACH_H

#include "Facts.h"
#include <deque>

namespace async_link {

/// Why a function runs in async code; the call or the executor says where.
struct Step {
  bool IsSet = false;
  Id Call = None;  ///< In Facts::Calls.
  Id Taker = None; ///< In Facts::Takers.
};

class Reach {
public:
  /// Linear. \p Of lives as long as this. \p View is that of a finding: '1' has
  /// the boundaries of async-blocking-wait besides.
  Reach(const Facts &Of, char View);

  RunState state(Id Function) const;
  /// Of what runs in async code.
  RunRoot root(Id Function) const { return Roots[behind(Function)]; }
  const Step &step(Id Function) const { return Steps[behind(Function)]; }
  /// How many steps it takes.
  Id length(Id Function) const { return Lengths[behind(Function)]; }
  /// Who runs what \p Function is; None where the way ends.
  Id next(Id Function) const;

private:
  void index();
  void spread();
  void spreadUnbounded();
  template <typename F> void forEachRun(Id Function, bool All, F Follow);
  template <typename F> void forEachOverride(Id Function, F Follow);
  void reach(Id Function, Step Why, Id Length, RunRoot Root);
  void findPatterns();
  bool isRoot(Id Function) const;
  bool isBoundary(Id Function) const;
  bool isLoose(Id Function) const;
  /// Of a template that nothing reaches itself, an instance that something
  /// does.
  Id behind(Id Function) const {
    return Instances[Function] == None ? Function : Instances[Function];
  }

  const Facts &Of;
  const char View;
  /// Where each function's rows begin in tables that are sorted by function.
  std::vector<Id> FirstCall, FirstOverride, FirstLambda;
  /// By what is overridden: who overrides.
  std::vector<Relation> Overriders;
  std::vector<Step> Steps;
  std::vector<Id> Lengths, Instances;
  std::vector<RunRoot> Roots;
  std::vector<bool> Unbounded, Dispatched, HasBase;
  std::deque<Id> Queue;
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_REACH_H
