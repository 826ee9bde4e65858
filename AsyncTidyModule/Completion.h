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
#include "clang/Analysis/CFG.h"
#include <memory>

namespace clang::tidy::async {

/// What a waited-for expression comes from.
struct AsyncOrigin {
  /// The variable, parameter or field (of `this`) that holds the object, or
  /// the container that holds it. Null for a value without a name.
  const ValueDecl *Holder = nullptr;
  /// The expression as such is complete: an element of an awaited when_all,
  /// a ready value.
  bool Complete = false;
};

/// Sees through std::move, subscripts, std::get, dereference, range-for
/// variables, structured bindings and references.
AsyncOrigin originOf(const Expr *E, const Names &Known);

/// A call that may block, for the analysis below.
struct SuspectWait {
  const CallExpr *Call = nullptr;
  /// What it waits for.
  const Expr *Operand = nullptr;
  /// Where that comes from; the holder is what the analysis follows.
  AsyncOrigin Origin;
  /// Returns after a time limit, complete or not.
  bool Timed = false;
};

/// Flow-sensitive over clang's CFG, for one callable. Building it costs time
/// linear in the function; make one only when there is a suspect.
class Completion {
public:
  /// \p Waits: all suspects of \p Body.
  Completion(const CallableBody &Body, const Names &Known,
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
