//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What every flow-sensitive question starts from: clang's CFG of one callable,
// and what its elements store to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FLOWGRAPH_H
#define ASYNCTIDY_FLOWGRAPH_H

#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "knowledge/AsyncTypes.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::async {

/// The CFG of a callable, where every expression is an element of its own and
/// calls lead to the handlers around them. Building it costs time linear in
/// the callable.
class FlowGraph {
public:
  /// \p Destructors: those of locals are elements, too.
  explicit FlowGraph(const CallableBody &Body, bool Destructors = false);

  /// False when clang cannot build it.
  explicit operator bool() const { return Graph != nullptr; }
  const CFG &cfg() const { return *Graph; }
  const CFG *operator->() const { return Graph.get(); }

  /// The `co_await` that \p Element is or belongs to, as one of the calls that
  /// it makes; else null. The first such element comes before a handler can
  /// see what the `co_await` threw.
  const CoawaitExpr *awaitAt(const Stmt *Element) const;

  /// False for elements that nothing ever runs: clang has the operand of
  /// `noexcept` and its like among them.
  bool runs(const Stmt *Element) const { return !NeverRun.contains(Element); }

private:
  void remember(const CoawaitExpr *Await);

  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const Stmt *, const CoawaitExpr *> Awaits;
  llvm::DenseSet<const Stmt *> NeverRun;
};

/// What happens at one point of a flow graph.
struct FlowStep {
  /// The expression or statement; null where a local is destroyed.
  const Stmt *At = nullptr;
  /// The `co_await` that it is, or a part of: one that throws does so from its
  /// last part, before the `co_await` itself is reached.
  const CoawaitExpr *Await = nullptr;
  /// The local whose destructor runs, in graphs that have those; else null.
  const VarDecl *Destroyed = nullptr;
};

/// Something has, or may have, another value.
struct Store {
  enum Kind {
    Overwrite,
    /// Elements went away. The others are what they were, under other indexes.
    Remove
  };
  Place Where;
  Kind How = Overwrite;
  /// Set when Where is a whole variable: elements that it selects as an index
  /// are other ones now.
  const VarDecl *Variable = nullptr;
  /// What was stored, where that can be told.
  const Expr *Value = nullptr;
};

/// What one element of a CFG stores to: declarations, assignments, increments,
/// arguments by mutable reference or address, members that change their object.
/// Operands are elements of their own.
llvm::SmallVector<Store, 1> storesAt(const Stmt *Element,
                                     const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FLOWGRAPH_H
