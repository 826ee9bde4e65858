//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The edits of which the conversion of a function consists, one by one: at its
// declarations and returns, its waits, and its calls. Who is converted together
// is decided elsewhere: Conversions.h, tools/link/.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CONVERSIONEDITS_H
#define ASYNCTIDY_CONVERSIONEDITS_H

#include "code/CallGraph.h"
#include "edits/CoroutineEdits.h"

namespace clang::tidy::async {

class ConversionEdits {
public:
  /// \p Types and what \p Index captures live as long as this.
  ConversionEdits(const AsyncTypes &Types, IndexOf Index)
      : Types(Types), Index(std::move(Index)) {}

  /// The waits of \p Waits, of one function, that belong to a task, and that
  /// task; the others are left out of \p Waits. Empty without one, or with two;
  /// \p Why says so, where there is something to say.
  std::optional<TaskChoice> taskForAll(std::vector<BlockingWait> &Waits,
                                       std::string &Why) const;

  /// In the declarations of \p Function, and its `return`s.
  void editFunction(const FunctionDecl &Function, const TaskChoice &Task,
                    Rewrite &Edits) const;

  /// \p Wait, one of \p Waits of \p Function, awaits.
  void editWait(const BlockingWait &Wait, llvm::ArrayRef<BlockingWait> Waits,
                const FunctionDecl &Function, const TaskChoice &Task,
                Rewrite &Edits) const;

  /// True when \p Mention may become a `co_await`, as far as the place goes:
  /// the function around it may still be none that can become a coroutine.
  bool canAwait(const CallMention &Mention, const TaskChoice &Task) const;

  /// \p Call, in a body that \p Around is the index of, awaits.
  void awaitCall(const Expr &Call, const BodyIndex &Around,
                 Rewrite &Edits) const;

  /// The plain wait of \p Task, which has one, is put around \p Call, which
  /// stands in \p In, if that is not null.
  void waitForCall(const Expr &Call, const FunctionDecl *In,
                   const TaskChoice &Task, Rewrite &Edits) const;

  /// \p Mention, a call in a handler, starts what it waits for so far. Refuses,
  /// with the reason, where that is not right. False where it is in no handler.
  bool startCall(const CallMention &Mention, const TaskChoice &Task,
                 Rewrite &Edits) const;

private:
  const AsyncTypes &Types;
  const IndexOf Index;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CONVERSIONEDITS_H
