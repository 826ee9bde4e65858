//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The mutexes and guards of a body, and which of them may be locked where.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LOCKQUESTION_H
#define ASYNCTIDY_LOCKQUESTION_H

#include "flow/Dataflow.h"
#include "flow/HeldLocks.h"
#include "llvm/ADT/BitVector.h"

namespace clang::tidy::async {

/// A mutex or guard that a body does something with.
struct LockObject {
  HeldLock::Form How;
  std::string Name;
  Place Where;
  bool AtEntry = false; ///< Held when the body begins.
  bool GivenBack = false;
  const VarDecl *Variable = nullptr;
  llvm::StringRef Reason = {}; ///< Of what is no lock.

  /// Who only waits at a semaphore holds nothing.
  bool isByHand() const {
    return How == HeldLock::ByHand || (How == HeldLock::Permit && GivenBack);
  }
};

/// What a step does to one of them.
struct LockEffect {
  unsigned Object;
  bool Locks;
};
using LockEffects = llvm::SmallVector<LockEffect, 1>;

/// Which of the objects may be locked.
struct LockQuestion : FlowQuestion<LockQuestion, llvm::BitVector> {
  std::vector<LockObject> Objects;
  /// By call, declared variable, and variable that is destroyed.
  llvm::DenseMap<const void *, LockEffects> Effects, AtEnd;
  /// Conditions that are false where this object is not locked.
  llvm::DenseMap<const Expr *, unsigned> Asks;

  Value boundary() const {
    llvm::BitVector Held(Objects.size());
    for (unsigned I = 0; I < Objects.size(); ++I)
      if (Objects[I].AtEntry)
        Held.set(I);
    return Held;
  }
  bool join(Value &Into, const Value &From) const {
    if (!From.test(Into))
      return false;
    Into |= From;
    return true;
  }
  void pass(Value &Now, const FlowStep &Step) const;
  void passEdge(Value &Now, const CFGBlock &From, unsigned Which,
                const CFGBlock &To) const;

private:
  static void apply(Value &Now, const void *Key,
                    const llvm::DenseMap<const void *, LockEffects> &From) {
    if (auto It = From.find(Key); It != From.end())
      for (const LockEffect &Effect : It->second)
        Effect.Locks ? Now.set(Effect.Object) : Now.reset(Effect.Object);
  }
};
/// What may be locked before each expression that a path reaches: a number of
/// a state, since most steps change nothing.
struct SolvedLocks {
  bool HasGraph = false;
  llvm::DenseMap<const Stmt *, unsigned> Before;
  std::vector<llvm::BitVector> States;

  SolvedLocks(const CallableBody &Body, LockQuestion &Question) {
    const FlowGraph Graph(Body, /*Destructors=*/!Question.AtEnd.empty());
    HasGraph = bool(Graph);
    if (!HasGraph)
      return;
    const BlockOrder Blocks(Graph);
    const Dataflow<LockQuestion> Solved(Blocks, Question);
    Solved.forSteps([&](const FlowStep &Step, const llvm::BitVector &Now) {
      if (!Step.At)
        return;
      if (States.empty() || States.back() != Now)
        States.push_back(Now);
      Before.try_emplace(Step.At, States.size() - 1);
    });
  }
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LOCKQUESTION_H
