//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What touches the user interface: itself, or through lambdas, destructors and
// functions whose bodies this translation unit has.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UITOUCHES_H
#define ASYNCTIDY_UITOUCHES_H

#include "flow/FlowGraph.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// Answers for one translation unit, each function and class looked at once.
class UITouches {
public:
  /// Borrows \p Types.
  explicit UITouches(const AsyncTypes &Types)
      : Types(Types), Known(Types.names()) {}

  /// True when \p S calls a member of a UI class that its library declares, and
  /// that not any thread may call; or when what it calls does so for certain,
  /// before it branches or waits. Operands are asked for themselves.
  bool touches(const Stmt *S);

  /// True when \p Step may touch the interface: as above, on some path, or
  /// since a function that is only declared here gets an object of the
  /// interface, or one that holds such an object.
  bool mayTouch(const FlowStep &Step);

  /// True when calling \p Callable, an argument, may touch the interface.
  bool mayTouchWhenCalled(const Expr *Callable);

  bool mayTouchWhenDestroyed(QualType T);

  /// True when destroying an object of this type does nothing that could depend
  /// on the thread: what is trivial, of the standard library or the system, of
  /// the library of \p Task, or consists of these.
  bool isHarmlessToDestroy(QualType T, const CXXRecordDecl *Task) const;

private:
  bool isTouch(const Stmt &S) const;
  bool beginsWithTouch(const FunctionDecl *Function);
  bool touchesAtOnce(const Stmt *S);
  bool mayTouch(const Stmt *S);
  bool mayTouchIn(const FunctionDecl *Function);
  bool mayTouchWithin(const Stmt *S);
  bool mayTouchWhenCalled(const Expr &Callable);
  bool mayTouchAtEnd(const VarDecl &Var);
  bool takesInterface(const FunctionDecl &Function);
  bool isGivenInterface(const Expr &Call, const FunctionDecl &Callee);
  bool holdsInterface(QualType T);
  bool comesBack(const Stmt *S) const;
  bool
  isHarmlessToDestroy(QualType T, const CXXRecordDecl *Task,
                      llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) const;

  const AsyncTypes &Types;
  const Names &Known;
  llvm::DenseMap<const FunctionDecl *, bool> Perhaps, AtOnce;
  llvm::DenseMap<const CXXRecordDecl *, bool> AtEnd, Holders;
  /// How many functions and callables deep.
  unsigned Depth = 0;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UITOUCHES_H
