//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a coroutine has to settle before it ends: objects that must be closed,
// tasks that have begun and must be awaited.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OBLIGATIONS_H
#define ASYNCTIDY_OBLIGATIONS_H

#include "checks/left-behind/SettledClasses.h"
#include "code/BodyIndex.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// Something that a local variable, or a parameter by value, owes. Borrows all.
struct Obligation {
  enum Kind {
    Object, ///< It must be closed.
    Task,   ///< It has begun, and must be awaited.
    Tasks   ///< The same of what is in a container.
  };
  Kind What = Object;
  const VarDecl *Var = nullptr;
  /// Of Task: what it refers to and the frame owns; or null.
  const VarDecl *RefersTo = nullptr;
  /// Where it begins: by its declaration, or by these.
  bool FromDeclaration = false;
  /// It may be settled before that, too.
  bool MayBeSettledUnused = false;
  llvm::SmallPtrSet<const Stmt *, 4> Begins;
  /// Where it ends, moved away and settled alike.
  llvm::SmallPtrSet<const Stmt *, 4> Ends;
  /// Calls or mentions that settle it; some of Ends.
  std::vector<const Expr *> Settles;
  /// Awaits of one element after the other: the others are left.
  std::vector<const Expr *> OneByOne;
};

/// Those of \p Body that something here settles. \p AllTasks: those, too, that
/// refer to nothing here and that no vocabulary calls unsafe.
std::vector<Obligation> obligationsIn(const CallableBody &Body,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types,
                                      SettledClasses &Classes, bool AllTasks);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OBLIGATIONS_H
