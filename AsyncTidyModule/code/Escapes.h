//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which exceptions may leave a body, by what is written in it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ESCAPES_H
#define ASYNCTIDY_ESCAPES_H

#include "code/Elsewhere.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/DenseMap.h"
#include <utility>
#include <vector>

namespace clang::tidy::async {

/// What may leave a body. Ordered: more is greater.
enum class Escape {
  Nothing,
  /// Only what calls throw in passing, in a coroutine that takes the errors of
  /// what it awaits as values.
  Incidental,
  /// Only what does not derive from `std::exception`.
  Unusual,
  Anything
};

/// What counts as a place that exceptions come from.
enum class ThrowEvidence {
  Any,   ///< All that says nothing else.
  Likely ///< Not what the standard library throws where memory is out, logs,
         ///< and plain functions that are seen to throw nothing.
};

class Escapes {
public:
  /// \p Far tells of the coroutines that it does not see; both live as long as
  /// this.
  explicit Escapes(const AsyncTypes &Types, const Elsewhere &Far = nobodyElse(),
                   ThrowEvidence Evidence = ThrowEvidence::Any)
      : Types(Types), Far(Far), Evidence(Evidence) {}

  /// True when \p Step, a call, a construction, an await or a `throw`, may
  /// throw by itself, whatever its operands do. A call that gives a task may
  /// throw where that is awaited.
  bool mayThrow(const Expr &Step);

  /// True when what \p Await gives is, or takes up, the error of what it
  /// awaits: `redirect_error(use_awaitable, ec)`, a result that begins with it.
  bool givesErrorAsValue(const CoawaitExpr &Await) const;

  /// What may leave the body of \p Function, which has one.
  Escape ofBody(const FunctionDecl &Function);

  /// What may come out of the work that \p E is: a task, or a callable that
  /// makes one. Anything where the coroutine's body is not visible.
  Escape ofWork(const Expr &E);

  /// What other files have to tell for the answers since the last call of this
  /// to be what they were.
  std::vector<FarQuestion> takeNeeded() { return std::exchange(Needed, {}); }

  /// What may come out of the task that \p Function returns, which may only
  /// pass on that of another one.
  Escape ofTask(const FunctionDecl &Function);

  /// True when \p Function, which may be null, is seen to throw by name.
  static bool throwsItself(const FunctionDecl *Function);

private:
  /// Where exceptions come from.
  enum Source : unsigned {
    None = 0,
    Call = 1,
    AwaitOrThrow = 2,
    /// Of these, what no handler for `std::exception` gets.
    Uncaught = 4,
    /// No exception: an await that gives its error as a value.
    ErrorValue = 8,
    /// A `throw` of what does not derive from `std::exception`.
    Foreign = 16
  };
  unsigned of(const Stmt *S);
  unsigned ofTry(const CXXTryStmt &Try);
  unsigned ofAwait(const CoawaitExpr &Await);
  unsigned ofWorkSources(const Expr &E);
  unsigned ofChildren(const Stmt &S);
  unsigned ofFunction(const FunctionDecl *Function);
  unsigned ofElsewhere(const FunctionDecl &Function);
  void need(const FarQuestion &Question);
  unsigned ofCall(const Stmt &S);
  unsigned ofPlain(const FunctionDecl *Function);
  unsigned ofDefinition(const FunctionDecl &Definition);
  static Escape summary(unsigned Sources);

  /// What was found in a coroutine, and what that relies on.
  struct Answer {
    unsigned Sources = None;
    std::vector<FarQuestion> Needed;
  };

  const AsyncTypes &Types;
  const Elsewhere &Far;
  const ThrowEvidence Evidence;
  std::vector<FarQuestion> Needed;
  /// How many coroutines deep.
  unsigned Depth = 0;
  /// Of coroutines that were looked into.
  llvm::DenseMap<const FunctionDecl *, Answer> Answers;
};

/// The function whose call makes the task \p Work, or that \p Work, a callable,
/// consists of calling: `[self] { return self->run(); }`. Null for others.
const FunctionDecl *coroutineOf(const Expr &Work);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ESCAPES_H
