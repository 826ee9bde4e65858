//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A coroutine that never suspends becomes a plain function that returns its
// value, and those who await it just call it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PLAINFUNCTION_H
#define ASYNCTIDY_PLAINFUNCTION_H

#include "checks/redundant-coroutine/Endings.h"
#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include "code/Elsewhere.h"
#include "edits/Rewrite.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/SetVector.h"

namespace clang::tidy::async {

/// For one translation unit. Linear in what it holds, however many of its
/// coroutines are asked about.
class PlainFunction {
public:
  PlainFunction(const CallGraph &Calls, const AsyncTypes &Types, IndexOf Index)
      : Calls(Calls), Types(Types), Index(std::move(Index)) {}

  /// True when nobody outside of this file can name \p Coroutine, or \p Far
  /// tells that nobody does, somebody in it does, and all who do await what it
  /// returns on the spot.
  bool isOnlyAwaited(const FunctionDecl &Coroutine, const Elsewhere &Far);

  /// After isOnlyAwaited(): \p Coroutine, which ends as \p Ends says, returns a
  /// \p Value in place of a task, and no caller awaits it.
  void apply(const FunctionDecl &Coroutine, const Endings &Ends,
             llvm::StringRef Value, Rewrite &Edits);

private:
  /// A function that awaits.
  struct Caller {
    llvm::DenseMap<const Expr *, const CoawaitExpr *> Awaits; ///< By operand.
    /// Without what never suspends, it would be redundant itself, so that the
    /// next run had a fix.
    bool DependsOnReady = false;
  };

  const Caller &caller(const FunctionDecl &Function);
  bool neverSuspends(const CoawaitExpr &Await);
  bool wouldPassOn(const FunctionDecl &Caller, size_t Suspensions) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  IndexOf Index;
  llvm::DenseMap<const FunctionDecl *, Caller> Callers;
  llvm::DenseMap<const FunctionDecl *, bool> NeverSuspends;

  /// Of the coroutine that was asked about last.
  llvm::SetVector<const CoawaitExpr *> Awaits;
  const FunctionDecl *Emptied = nullptr;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PLAINFUNCTION_H
