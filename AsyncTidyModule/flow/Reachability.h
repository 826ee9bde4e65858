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
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>

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
  /// The call, or what takes the function as an argument. Null when that is in
  /// another file; By is null, too.
  const Expr *At = nullptr;
};

/// From a function to a coroutine (the last step's By) or to an executor.
using ReachPath = std::vector<ReachStep>;

/// What other files do with a function, as far as somebody knows or supposes.
enum class UseElsewhere {
  Unknown,        ///< What this unit shows is all there is.
  OnlyBoundaries, ///< No code but that of boundaries runs it, here or there.
  Anywhere,       ///< It may run anywhere.
  Called,         ///< Async code calls it.
  HandedOver      ///< Async code, or an executor, is handed it.
};
/// \p IsHanded: it is given to a function that another file defines.
using UsesElsewhere =
    std::function<UseElsewhere(const FunctionDecl &, bool IsHanded)>;

/// What a unit shows of one function: all that reachability follows from.
struct RunFacts {
  /// Something that it runs. Step.Function is that.
  struct Edge {
    ReachStep Step;
    /// It runs on a thread for blocking work, or in a process of its own.
    bool OnOtherThread = false;
  };
  /// A function that another file defines, and one of its parameters.
  struct Parameter {
    const FunctionDecl *Of = nullptr;
    unsigned Index = 0;
  };
  const CallNode *Node = nullptr;
  /// It is a coroutine that shares its thread with others.
  bool IsAsync = false;
  /// Blocking is meant there.
  bool IsBoundary = false;
  /// Somebody here is seen to use it.
  bool IsUsed = false;
  /// Its address goes where nobody follows it.
  bool Escapes = false;
  /// A lambda that nobody is seen to run.
  bool IsNeverSeenToRun = false;
  std::vector<Edge> Runs;
  /// Functions of other files that get it, and where: whether they call it is
  /// for these to say.
  std::vector<std::pair<ReachStep, Parameter>> Handed;
  /// Its parameters that it calls before it returns, and those that it gives to
  /// functions of other files.
  std::vector<unsigned> CallsParameters;
  std::vector<std::pair<unsigned, Parameter>> PassesParameters;
  /// Executors that get it.
  std::vector<ReachStep> Executors;
};

class Reachability {
public:
  /// \p UserBoundaries: more functions where blocking is meant; may be null.
  /// \p Elsewhere is asked once for each function of the graph; may be empty.
  Reachability(const CallGraph &Calls, const AsyncTypes &Types,
               const NameList *UserBoundaries = nullptr,
               const UsesElsewhere &Elsewhere = nullptr);

  /// The facts of each function in \p Calls, in the order of the source.
  static void collect(const CallGraph &Calls, const AsyncTypes &Types,
                      const NameList *UserBoundaries,
                      llvm::function_ref<void(const RunFacts &Function)> Take);

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
  /// Knows nothing.
  explicit Reachability(const CallGraph &Calls) : Calls(Calls) {}
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
