//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What lets only so many tasks in at a time: semaphores and the like, of the
// vocabulary or of the program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_GATES_H
#define ASYNCTIDY_GATES_H

#include "code/BodyIndex.h"
#include "code/Elsewhere.h"
#include "knowledge/Names.h"

namespace clang::tidy::async {

class Gates {
public:
  /// \p Far tells of functions of other files; both live as long as this.
  explicit Gates(const Names &Known, const Elsewhere &Far = nobodyElse())
      : Known(Known), Far(Far) {}

  /// True when something in \p S waits for its turn: there, in a lambda, or in
  /// a function that it calls or hands over and whose body is visible.
  bool isIn(const Stmt *S) const { return isIn(S, 0); }

  /// By the vocabulary, or, in a program's own classes, by what they are
  /// called.
  bool isGate(const CallExpr &Call) const;

private:
  bool isIn(const Stmt *S, unsigned Depth) const;
  bool isInBodyOf(const FunctionDecl *Function) const;

  const Names &Known;
  const Elsewhere &Far;
  /// For loops and functions, which are asked about again and again.
  mutable llvm::DenseMap<const void *, bool> Answers;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_GATES_H
