//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which functions run in async code: coroutines, what they call, and what event
// loops and executors are given. And which run where blocking is meant.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REACHABILITY_H
#define ASYNCTIDY_REACHABILITY_H

#include "code/CallGraph.h"
#include "knowledge/AsyncTypes.h"
#include "knowledge/NameList.h"

namespace clang::tidy::async {

/// Why a function runs in async code: because of what happens at one place.
struct ReachStep {
  enum Kind {
    Called,     ///< By calls it.
    HandedOver, ///< By hands it to a function that calls it.
    Executor    ///< It is given to an event loop or executor. The last step.
  };
  Kind How = Called;
  const FunctionDecl *Function = nullptr;
  /// Null outside of functions.
  const FunctionDecl *By = nullptr;
  /// The call, or what takes the function as an argument.
  const Expr *At = nullptr;
};

/// From a function to a coroutine (the last step's By) or to an executor.
using ReachPath = std::vector<ReachStep>;

class Reachability {
public:
  /// \p UserBoundaries: more functions where blocking is meant; may be null.
  Reachability(const CallGraph &Calls, const AsyncTypes &Types,
               const NameList *UserBoundaries = nullptr);

  /// True when \p Function is no coroutine and runs in async code.
  bool isReached(const FunctionDecl &Function) const {
    return find(Function) != nullptr;
  }

  /// A shortest way from \p Function to async code; empty when none is seen. Of
  /// a template, that of an instantiation.
  ReachPath pathTo(const FunctionDecl &Function) const;

  /// True where blocking is the point: `main`, tests, entries of threads, what
  /// the user named.
  bool isBoundary(const FunctionDecl &Function) const;

  /// True for boundaries, and for functions that nothing but these call in
  /// this unit.
  bool runsInBoundary(const FunctionDecl &Function) const;

  /// True for a lambda that nobody is seen to call, or to run on an executor
  /// or thread.
  bool isNeverSeenToRun(const FunctionDecl &Function) const;

private:
  struct Builder;
  const ReachStep *find(const FunctionDecl &Function) const;

  const CallGraph &Calls;
  llvm::DenseMap<const CallNode *, ReachStep> Reached;
  /// For the patterns of templates: an instantiation that is reached.
  llvm::DenseMap<const FunctionDecl *, const CallNode *> Instances;
  llvm::DenseSet<const CallNode *> Boundaries, Unbounded, NeverSeen;
};

/// True when \p Callable is a coroutine that shares its thread with others: no
/// generator that only yields.
bool isAsyncCoroutine(const FunctionDecl &Callable, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REACHABILITY_H
