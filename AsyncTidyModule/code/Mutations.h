//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place that answers "may another function change this container, and
// does that make what refers into it invalid?".
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_MUTATIONS_H
#define ASYNCTIDY_MUTATIONS_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include "code/ReferredObjects.h"
#include "knowledge/AsyncTypes.h"
#include <map>

namespace clang::tidy::async {

/// What is done to a container or owner.
enum class Mutation {
  AddsAtEnd,
  Adds,
  Removes,
  Replaces ///< Another value, or none: an assignment, `reset()`, a move.
};

/// True when \p Done to what \p Into refers into makes that invalid.
bool invalidates(Mutation Done, const ReferredInto &Into);

struct MutationSite {
  /// The innermost function or lambda.
  const FunctionDecl *In = nullptr;
  const Expr *At = nullptr;
  Mutation How = Mutation::Adds;
  /// A value that is given, of an assignment; else null.
  const Expr *Value = nullptr;
  bool OfThis = false;
  /// Of an object that has the container in it, and is assigned to as a whole:
  /// the member or variable that it is. Null when that is the container itself.
  const ValueDecl *Whole = nullptr;
};

/// What \p E does to a container or owner, and to which, as it is written.
struct MutatedObject {
  const Expr *Object = nullptr;
  Mutation How = Mutation::Adds;
  const Expr *Value = nullptr;
  bool IsPointer = false; ///< Object points to it.
};
std::optional<MutatedObject> mutationBy(const Expr &E, const Names &Known);

/// Keeps references to what it is made from; looks at the unit once, when it is
/// asked first.
class Mutations {
public:
  Mutations(const CallGraph &Calls, const AsyncTypes &Types)
      : Calls(Calls), Types(Types) {}

  /// All that happens to \p Key in other functions than constructors.
  llvm::ArrayRef<MutationSite> of(const ContainerKey &Key) const;

  /// The first of them that may happen while \p Body is suspended at \p Point,
  /// and for which \p Counts holds; null when there is none. Not what runs
  /// before a coroutine can, or at the end when it has been waited for, nor
  /// where one of \p Held is taken, too.
  const MutationSite *
  meanwhile(const ContainerKey &Key, const CallableBody &Body,
            const Expr &Point, llvm::ArrayRef<const ValueDecl *> Held,
            llvm::function_ref<bool(const MutationSite &)> Counts) const;

  /// True for functions that end something, and what only they and destructors
  /// call.
  bool endsSomething(const FunctionDecl &Function) const;

  /// Locks, semaphores and their like, of threads or of coroutines, that
  /// \p Function, or whoever calls it, takes.
  bool takes(const FunctionDecl &Function, const ValueDecl &Lock) const;

private:
  void collect() const;
  void collectIn(const FunctionDecl &Function) const;
  void replaceParts(const CXXRecordDecl &Class, const MutationSite &Site,
                    unsigned Depth = 0) const;
  bool runsBefore(const FunctionDecl &Function, unsigned Depth = 0) const;
  bool isBehindTheEnd(const MutationSite &Site) const;
  bool isCalledFrom(const FunctionDecl &Function, const FunctionDecl &Root,
                    const Expr &Point) const;
  bool isOfOthers(const MutationSite &Site, const ContainerKey &Key,
                  const FunctionDecl &Coroutine) const;
  bool everyCaller(const FunctionDecl &Function,
                   llvm::function_ref<bool(const CallMention &)> Test) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  mutable bool IsCollected = false;
  mutable std::map<std::pair<unsigned, unsigned>, std::vector<MutationSite>>
      Sites;
};

/// True for what excludes others while it is held: a mutex of threads or of
/// coroutines, a semaphore, by its class.
bool excludesOthers(const ValueDecl &D);

/// Those that \p Body holds from before \p From to \p To, two expressions of
/// it: by a guard or units in a local, by hand, by a call that runs the lambda
/// which it is.
llvm::SmallVector<const ValueDecl *, 2> heldAcross(const Stmt &From,
                                                   const Stmt &To,
                                                   const CallableBody &Body,
                                                   const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_MUTATIONS_H
