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

#include "code/BodyIndex.h"
#include "edits/Rewrite.h"
#include "edits/TaskChoice.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when an object of type \p T can be copied, as far as its class tells.
bool allowsCopies(QualType T);

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

  /// Hands what \p Call starts to an object in reach that keeps it and is
  /// waited for, by the scopes of \p Facts, with what catches around \p Work.
  /// False, and no edit, where there is none, or a handler is named, which
  /// needs no human.
  bool keepInScope(const CallExpr &Call, const Expr &Work,
                   const DetachFacts &Facts, Rewrite &Edits) const;

  const BodyIndex &index() const { return Index; }
  const AsyncTypes &types() const { return Types; }
  /// True when somebody is named who gets what is thrown.
  bool isHandled() const { return !Handler.empty(); }

  /// \p Text, code of a vocabulary, as it is written at \p At.
  std::string written(llvm::StringRef Text, SourceLocation At) const;
  /// `[](auto work) -> task<> { try { co_await ... } catch ... }`
  std::string catching(llvm::StringRef Parameters, llvm::StringRef Type,
                       llvm::StringRef Operand, llvm::StringRef Indent,
                       SourceLocation At) const;
  /// What catching() needs.
  void includeHeaders(SourceLocation At, Rewrite &Edits) const;
  /// The task without a value that a coroutine around \p Task at \p Place
  /// returns, as it is written there; empty where there is none.
  std::string taskToReturn(QualType Task, const Expr &Place,
                           Rewrite &Edits) const;
  /// `co_await`, and what a value that somebody should look at wants before it.
  std::string awaitText(QualType Task) const;
  /// True when \p Callable may be copied into a closure, and called there.
  bool canBeKept(const Expr &Callable) const;

private:
  std::string catchClauses(llvm::StringRef Indent, SourceLocation At) const;

  const DeclContext &In;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const llvm::StringRef Handler;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BACKGROUNDWORK_H
