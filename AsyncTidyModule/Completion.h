//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// "Already completed is not blocking": which asynchronous results a function
// knows to be complete at a place, on every path that leads there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_COMPLETION_H
#define ASYNCTIDY_COMPLETION_H

#include "AsyncTypes.h"
#include "BodyIndex.h"
#include <memory>

namespace clang::tidy::async {

/// Where an asynchronous object lives, as far as names tell: a variable,
/// parameter or field, and the way from there to one element or member.
struct Place {
  const ValueDecl *Holder = nullptr;
  /// Outermost first. An odd number is a constant index, an even one the
  /// address of a declaration: an index variable, a field, a binding.
  llvm::SmallVector<uintptr_t, 2> Path;
  /// False for some element below Path that nothing tells from the others.
  bool Exact = true;

  explicit operator bool() const { return Holder; }
  /// True when \p Other is this object or a part of it.
  bool contains(const Place &Other) const;
};

/// What an expression comes from.
struct AsyncOrigin {
  Place Where; ///< No holder: a value without a name.
  /// The expression as such is complete: an element of an awaited when_all,
  /// a ready value.
  bool Complete = false;
};

/// Sees through std::move, copies, subscripts, std::get, dereference,
/// iterators, range-for variables, structured bindings and references.
/// \p Dereferenced: what \p E points to is meant.
AsyncOrigin originOf(const Expr *E, const Names &Known,
                     bool Dereferenced = false);

/// A call that may block, for the analysis below.
struct SuspectWait {
  const CallExpr *Call = nullptr;
  /// Where what it waits for comes from.
  AsyncOrigin Origin;
  /// Can return before its operand is complete.
  bool GivesUp = false;
};

/// Flow-sensitive over clang's CFG, for one callable. Building it costs time
/// linear in the function; make one only when there is a suspect.
class Completion {
public:
  /// \p Waits: all suspects of \p Body.
  Completion(const CallableBody &Body, const AsyncTypes &Types,
             llvm::ArrayRef<SuspectWait> Waits);
  ~Completion();

  /// True when what \p Wait waits for is complete on every path to it.
  bool isComplete(const SuspectWait &Wait) const;

private:
  struct Flow;
  std::unique_ptr<Flow> Impl;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_COMPLETION_H
