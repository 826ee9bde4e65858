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

#include "AsyncTypes.h"
#include "BodyIndex.h"
#include "CallGraph.h"
#include "Endings.h"
#include "Rewriting.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace clang::tidy::async {

class PlainFunction {
public:
  using MakeIndex =
      llvm::function_ref<const BodyIndex *(const FunctionDecl &Callable)>;

  PlainFunction(const CallGraph &Calls, const AsyncTypes &Types,
                MakeIndex Index)
      : Calls(Calls), Types(Types), Index(Index) {}

  /// True when nobody outside of this file can name \p Coroutine, somebody in
  /// it does, and all who do await what it returns on the spot.
  bool isOnlyAwaited(const FunctionDecl &Coroutine);

  /// After isOnlyAwaited(): \p Coroutine, which ends as \p Ends says, returns a
  /// \p Value in place of a task, and no caller awaits it.
  void apply(const FunctionDecl &Coroutine, const Endings &Ends,
             llvm::StringRef Value, Rewrite &Edits);

private:
  bool neverSuspends(const CoawaitExpr &Await) const;
  bool wouldPassOn(const FunctionDecl &Caller, size_t Suspensions) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  MakeIndex Index;
  llvm::SmallVector<const CoawaitExpr *, 4> Awaits;
  /// A caller that would be redundant then, so that the next run had a fix.
  const FunctionDecl *Emptied = nullptr;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PLAINFUNCTION_H
