//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Gives work that nobody awaits somebody who hears of its failure, as
// docs/recipes/background-work.md has it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BACKGROUNDWORK_H
#define ASYNCTIDY_BACKGROUNDWORK_H

#include "code/Callbacks.h"
#include "edits/Rewrite.h"
#include "edits/TaskChoice.h"

namespace clang::tidy::async {

/// Edits of what stands in one function. All of them refuse where they cannot
/// be right.
class BackgroundWork {
public:
  /// \p Handler is a function, or a lambda, that takes a `std::exception_ptr`;
  /// without one, failures are written to `std::cerr`. All must live longer
  /// than this.
  BackgroundWork(const DeclContext &In, const BodyIndex &Index,
                 const AsyncTypes &Types, llvm::StringRef Handler)
      : In(In), Index(Index), Types(Types), Handler(Handler) {}

  /// Puts a coroutine around \p Work, a task or a callable that makes one,
  /// that takes it over and catches what it throws.
  void catchAround(const Expr &Work, Rewrite &Edits) const;

  /// Lets \p Callback, which gets a result and does not look at it, hand on or
  /// throw the exception in it, as \p Facts tells.
  void lookAtResult(const LambdaExpr &Callback, const DetachFacts &Facts,
                    Rewrite &Edits) const;

  /// Makes a callable of the one that \p Drop hands over that starts the task,
  /// by what the library has and is in reach of \p Around, or waits for it in a
  /// thread of its own. Edits nothing where there is no such thing.
  void start(const DroppedResult &Drop, const FunctionDecl *Around,
             Rewrite &Edits) const;

private:
  /// What a callable passes on.
  struct Arguments;
  /// How a task is started.
  struct Starter;

  std::string catchClauses(llvm::StringRef Indent, SourceLocation At) const;
  std::string catching(llvm::StringRef Parameters, llvm::StringRef Type,
                       llvm::StringRef Operand, llvm::StringRef Indent,
                       SourceLocation At) const;
  void includeHeaders(SourceLocation At, Rewrite &Edits) const;
  /// The task without a value that a coroutine around \p Task at \p Place
  /// returns, as it is written there; empty where there is none.
  std::string taskToReturn(QualType Task, const Expr &Place,
                           Rewrite &Edits) const;
  bool canBeKept(const Expr &Callable) const;
  std::optional<Starter> starterFor(QualType Task, llvm::StringRef Returned,
                                    const FunctionDecl *Around,
                                    SourceLocation At) const;
  std::string waitOfThread(QualType Task) const;

  const DeclContext &In;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const llvm::StringRef Handler;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BACKGROUNDWORK_H
