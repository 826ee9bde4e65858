//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Gives a coroutine that nobody can await a return type that its callers await.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TASKRETURN_H
#define ASYNCTIDY_TASKRETURN_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include "code/Elsewhere.h"
#include "edits/TaskChoice.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

class TaskReturn {
public:
  /// \p Far tells who else calls what; all live as long as this.
  TaskReturn(const CallGraph &Calls, const AsyncTypes &Types, IndexOf Index,
             const Elsewhere &Far)
      : Calls(Calls), Types(Types), Index(std::move(Index)), Far(Far) {}

  /// Makes \p Coroutine return a task, and all its callers await it; or
  /// refuses.
  void apply(const FunctionDecl &Coroutine, Rewrite &Edits);

  /// After apply(): the task, as one writes it there. It is the one that the
  /// vocabulary names; for other types the one of the callers or, when nobody
  /// here can await it, the one that the body awaits. Empty when nothing tells.
  const std::string &task() const { return Task; }

  /// After apply(): other translation units may call it, too.
  bool reachesFurther() const { return ReachesFurther; }

private:
  void choose(const FunctionDecl &Coroutine, const CallNode *Node);
  void awaitAt(const CallMention &Mention, Rewrite &Edits);
  bool isHandedOver(const Expr *Taker) const;
  bool isTheTask(QualType T) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  IndexOf Index;
  const Elsewhere &Far;
  std::string Task;
  /// Of a type that no vocabulary knows.
  std::optional<TaskChoice> Choice;
  /// What the body awaits.
  llvm::SmallVector<QualType, 4> Operands;
  /// A coroutine's type that stands for the task.
  QualType Awaiting;
  bool ReachesFurther = false;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TASKRETURN_H
