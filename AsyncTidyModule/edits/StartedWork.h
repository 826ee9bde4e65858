//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the tasks share that a loop starts.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STARTEDWORK_H
#define ASYNCTIDY_STARTEDWORK_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

namespace clang::tidy::async {

/// What tasks do that a loop starts: in lambdas, functions and coroutines whose
/// bodies can be seen.
class StartedWork {
public:
  /// \p WithArguments: what \p Start itself names may tell the work to end.
  StartedWork(const Expr &Start, const Names &Known, bool WithArguments)
      : Known(Known), SM(Known.context().getSourceManager()),
        WithArguments(WithArguments) {
    look(&Start);
  }

  /// What all of them share and one waits for, such as a barrier, or a counter
  /// that all change and a loop asks; or null.
  const ValueDecl *meeting() const;
  /// Variables of others, and what these were made from.
  const llvm::SetVector<const ValueDecl *> &reached() const { return Reached; }

private:
  static constexpr unsigned Deepest = 3;

  void look(const Stmt *S) {
    anyWritten(
        S, [this](const Stmt &Part) { return lookAt(Part), false; },
        Parts::Evaluated);
  }
  void lookAt(const Stmt &S);
  void lookAtLoop(const Stmt &Loop);
  void lookAtWrite(const Stmt &S);
  void follow(const FunctionDecl &Function);
  void reach(const VarDecl &Var);
  const ValueDecl *shared(const Expr *Object) const;

  const Names &Known;
  const SourceManager &SM;
  const bool WithArguments;
  llvm::SmallPtrSet<const ValueDecl *, 8> ByReference;
  llvm::SmallPtrSet<const FunctionDecl *, 4> Seen;
  llvm::SetVector<const ValueDecl *> Reached;
  const ValueDecl *Meeting = nullptr;
  /// What is shared, asked in the condition of a loop, and written.
  llvm::SetVector<const ValueDecl *> AskedInLoops;
  llvm::SmallPtrSet<const ValueDecl *, 4> Written;
  unsigned Depth = 0;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STARTEDWORK_H
