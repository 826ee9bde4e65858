//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A handler that an executor runs cannot wait for a function that becomes a
// coroutine: it starts it, on what runs the handler, and keeps its object alive
// meanwhile.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_HANDLERSTART_H
#define ASYNCTIDY_HANDLERSTART_H

#include "code/ObjectsInReach.h"
#include "edits/TaskChoice.h"

namespace clang::tidy::async {

/// Of one call in a handler. By the vocabulary's `background`, with a handler
/// of `detaches` in place of the token that drops what the task throws.
class HandlerStart {
public:
  /// \p Call will give a \p Task. All live longer than this.
  HandlerStart(const Expr &Call, const TaskChoice &Task, const BodyIndex &Index,
               const AsyncTypes &Types);

  /// True when the call stands in a lambda that an executor gets, and the task
  /// is of a library.
  explicit operator bool() const { return Operation != nullptr; }

  /// Starts the task. Refuses, with the reason, where the handler goes on
  /// behind it, or the task would outlive what it uses.
  void write(Rewrite &Edits) const;

private:
  /// What owns the object of the task meanwhile, as a capture; empty: nothing
  /// has to, or can. \p Holder is the variable that it is, or null.
  std::string keeper(Rewrite &Edits, const VarDecl *&Holder) const;
  std::string keeperOfThis(Rewrite &Edits, const VarDecl *&Holder) const;
  const VarDecl *captureThatKeeps(const CXXRecordDecl &Class) const;
  /// Why the task may use something when that has ended; empty: it does not.
  std::string whatEnds(const VarDecl *Kept) const;
  /// The object of the handler's operation, as the handler can name it.
  std::optional<ReachableObject> operationObject() const;
  bool isNamed(const Expr &E) const;
  /// The entry that starts tasks on \p Object, or on what a member function of
  /// it gives, which is added to \p Member then.
  const BackgroundEntry *entryFor(const ReachableObject &Object,
                                  std::string &Member) const;
  std::string textOf(const BackgroundEntry &Entry, bool HasValue) const;

  const Expr &Call;
  const TaskChoice &Task;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const CallableBody *Handler = nullptr;
  const CallExpr *Operation = nullptr;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HANDLERSTART_H
