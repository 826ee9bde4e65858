//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which objects an expression is, or refers to: seen through references,
// pointers, views, closures, std::move, members, conversions.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REFERENTS_H
#define ASYNCTIDY_REFERENTS_H

#include "knowledge/Names.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::async {

class BodyIndex;

/// An object that something refers to.
struct Referent {
  /// A temporary that dies at the end of its full expression, or null.
  const MaterializeTemporaryExpr *Temporary = nullptr;
  /// A variable of automatic storage, or null. A reference stands for the
  /// temporary whose life it extends, a parameter perhaps for what is the
  /// caller's.
  const VarDecl *Variable = nullptr;
  /// The object of the member function around.
  bool IsThis = false;
  /// Its name where it is a variable, else what makes it.
  const Expr *At = nullptr;

  /// It is the caller's: what a reference parameter is, or what the value of a
  /// parameter refers to.
  bool IsCallers = false;
  /// It is not the parameter's object, but what that object refers to.
  bool IsPointee = false;
  /// It is not the variable, but what the variable owns: a unique_ptr's object,
  /// an element. Goes on living when the variable is moved from.
  bool IsOwned = false;

  /// True when it lives in the frame of the function that names it.
  bool isInFrame() const { return Temporary || (Variable && !IsCallers); }
};

using Referents = llvm::SmallVector<Referent, 2>;

/// The objects that the lvalue or xvalue \p E is, or is a part of.
/// With \p Index, of the body around, through pointers that are never changed,
/// too.
Referents objectsOf(const Expr *E, const Names &Known,
                    const BodyIndex *Index = nullptr);

/// The objects that the value \p E of a pointer, view or closure refers to.
Referents pointeesOf(const Expr *E, const Names &Known,
                     const BodyIndex *Index = nullptr);

/// True for a reference, pointer or view.
bool canReferTo(QualType T, const Names &Known);

/// `[[clang::lifetimebound]]` behind a member function's parameters.
bool isBoundToObject(const FunctionDecl &Function);

/// The object that \p Call calls a member function of; else null.
const Expr *objectArgument(const CallExpr &Call);

/// One argument of a call that is not its object.
struct Argument {
  const Expr *Given;
  const ParmVarDecl *Parameter;
};

/// Those for which \p Call's function has a parameter.
llvm::SmallVector<Argument, 4> argumentsOf(const CallExpr &Call);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REFERENTS_H
