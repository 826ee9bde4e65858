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

#include "AsyncTypes.h"
#include "BodyIndex.h"
#include "CallGraph.h"
#include "Rewriting.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::async {

class TaskReturn {
public:
  using MakeIndex =
      llvm::function_ref<const BodyIndex *(const FunctionDecl &Callable)>;

  /// \p Index ends the life of the index that it gave before.
  TaskReturn(const CallGraph &Calls, const AsyncTypes &Types, MakeIndex Index)
      : Calls(Calls), Types(Types), Index(Index) {}

  /// Makes \p Coroutine return \p Task, a type as one writes it, and all its
  /// callers await it; or refuses.
  void apply(const FunctionDecl &Coroutine, llvm::StringRef Task,
             Rewrite &Edits);

  /// After apply(): other translation units may call it, too.
  bool reachesFurther() const { return ReachesFurther; }

private:
  void awaitAt(const CallMention &Mention, llvm::StringRef Task,
               Rewrite &Edits);
  bool isHandedOver(const Expr *Taker) const;
  bool isTemplateOf(QualType T, llvm::StringRef Task) const;

  const CallGraph &Calls;
  const AsyncTypes &Types;
  MakeIndex Index;
  QualType Awaiting;
  bool ReachesFurther = false;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TASKRETURN_H
