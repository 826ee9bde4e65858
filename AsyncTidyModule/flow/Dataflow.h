//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is true at each point of a callable, by all paths that lead there, or
// that lead away: one fixpoint for every such question.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DATAFLOW_H
#define ASYNCTIDY_DATAFLOW_H

#include "flow/BlockOrder.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>
#include <queue>

namespace clang::tidy::async {

/// What Dataflow needs to know of a question. \p Derived has
///   - `Value boundary()`: what is true where the callable begins (Forward) or
///     ends, which is also where it goes round for ever (Backward);
///   - `bool join(Value &Into, const Value &From)`: adds what another path
///   says,
///     true when that changed something; finitely often for each block;
///   - `void pass(Value &, const FlowStep &)`: what a step makes of it.
template <typename Derived, typename ValueT, bool IsBackward = false>
struct FlowQuestion {
  using Value = ValueT;
  static constexpr bool Backward = IsBackward;

  /// May be replaced: all steps of the block with this number.
  void passBlock(Value &Now, const BlockOrder &Blocks, unsigned Block) {
    Blocks.forSteps(Block, Backward, [&](const FlowStep &Step) {
      static_cast<Derived *>(this)->pass(Now, Step);
    });
  }
  /// May be replaced: what taking one way out of a block adds; Forward only.
  void passEdge(Value &, const CFGBlock & /*From*/, unsigned /*Which*/,
                const CFGBlock & /*To*/) {}
};

/// Solves a question. Costs time linear in the blocks, times the rounds that
/// loops need.
template <typename Question> class Dataflow {
public:
  using Value = typename Question::Value;

  /// For the blocks from \p First to \p Last, which paths enter and leave with
  /// boundary() only. Borrows \p Blocks and \p Asked.
  Dataflow(const BlockOrder &Blocks, Question &Asked, unsigned First,
           unsigned Last)
      : Blocks(Blocks), Asked(Asked), First(First), Known(Last - First + 1),
        Waiting(Known.size()) {
    solve();
  }
  Dataflow(const BlockOrder &Blocks, Question &Asked)
      : Dataflow(Blocks, Asked, 0, Blocks.size() - 1) {}

  /// What is true where \p Block begins (Forward) or ends (Backward); null when
  /// no path says anything.
  const Value *at(unsigned Block) const {
    const std::optional<Value> &V = Known[Block - First];
    return V ? &*V : nullptr;
  }

  /// Calls \p Visit(Step, Before) for all steps that a path reaches, with what
  /// is true before the step, in the direction of the question.
  template <typename Visitor> void forSteps(Visitor Visit) const {
    for (unsigned Block = First; Block < First + Known.size(); ++Block) {
      if (!at(Block))
        continue;
      Value Now = *at(Block);
      Blocks.forSteps(Block, Question::Backward, [&](const FlowStep &Step) {
        Visit(Step, Now);
        Asked.pass(Now, Step);
      });
    }
  }

private:
  bool isInside(unsigned Block) const {
    return Block >= First && Block - First < Known.size();
  }

  void add(unsigned Block, const Value &From) {
    std::optional<Value> &Into = Known[Block - First];
    if (!Into)
      Into = From;
    else if (!Asked.join(*Into, From))
      return;
    if (Waiting[Block - First])
      return;
    Waiting[Block - First] = true;
    Work.push(Question::Backward ? ~Block : Block);
  }

  void solve() {
    const unsigned Count = Known.size();
    if constexpr (Question::Backward) {
      for (unsigned I = First; I < First + Count; ++I)
        if (&Blocks[I] == &Blocks[I].getParent()->getExit())
          add(I, Asked.boundary());
      drain();
      // No path leads out of these.
      for (unsigned I = First + Count; I-- > First;)
        if (!at(I)) {
          add(I, Asked.boundary());
          drain();
        }
    } else {
      for (unsigned I = First; I < First + Count; ++I)
        if (I == First ||
            llvm::any_of(Blocks.predecessors(I),
                         [this](unsigned Pred) { return !isInside(Pred); }))
          add(I, Asked.boundary());
      drain();
    }
  }

  void drain() {
    while (!Work.empty()) {
      const unsigned Block = Question::Backward ? ~Work.top() : Work.top();
      Work.pop();
      Waiting[Block - First] = false;
      Value End = *at(Block);
      Asked.passBlock(End, Blocks, Block);
      if constexpr (Question::Backward) {
        for (unsigned Pred : Blocks.predecessors(Block))
          if (isInside(Pred))
            add(Pred, End);
      } else {
        Blocks.forEdges(Block, [&](unsigned Which, unsigned Next) {
          if (!isInside(Next))
            return;
          Value Along = End;
          Asked.passEdge(Along, Blocks[Block], Which, Blocks[Next]);
          add(Next, Along);
        });
      }
    }
  }

  const BlockOrder &Blocks;
  Question &Asked;
  const unsigned First;
  std::vector<std::optional<Value>> Known;
  std::vector<bool> Waiting;
  /// In the order of the paths, so that loops settle before what follows them.
  std::priority_queue<unsigned, std::vector<unsigned>, std::greater<>> Work;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DATAFLOW_H
