//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which object an expression means: the variable, parameter or field that
// holds it, and the way from there to one element or member.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ORIGINS_H
#define ASYNCTIDY_ORIGINS_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"

namespace clang::tidy::async {

/// Where an asynchronous object lives, as far as names tell: a variable,
/// parameter or field, and the way from there to one element or member.
struct Place {
  const ValueDecl *Holder = nullptr;
  /// Outermost first. An odd number is a constant index, an even one the
  /// address of a declaration: an index variable, a field, a binding.
  llvm::SmallVector<uintptr_t, 2> Path;
  /// False for some element below Path that nothing tells from the others.
  bool Exact = true;

  explicit operator bool() const { return Holder; }
  /// True when \p Other is this object or a part of it.
  bool contains(const Place &Other) const;
  /// True when this and \p Other may be, or may be parts of, one object.
  bool mayOverlap(const Place &Other) const;
  /// True when \p Index, a variable, selects an element on the way.
  bool dependsOn(const VarDecl &Index) const;
};

/// The step of a place's path that \p D stands for.
uintptr_t selector(const Decl *D);

/// What an expression comes from.
struct AsyncOrigin {
  Place Where; ///< No holder: a value without a name.
  /// The expression as such is complete: an element of an awaited when_all,
  /// a ready value.
  bool Complete = false;
};

/// Sees through std::move, copies, subscripts, std::get, dereference,
/// iterators, range-for variables, structured bindings and references.
/// \p Dereferenced: what \p E points to is meant.
AsyncOrigin originOf(const Expr *E, const Names &Known,
                     bool Dereferenced = false);

/// One step from an object towards what holds it.
struct Access {
  const Expr *Object = nullptr;
  enum { Whole, Element, Unknown } Part = Whole;
  uintptr_t Selector = 0; ///< Which element.
  bool IsDeref = false, IsBegin = false;

  static Access element(const Expr *Object, uintptr_t Selector) {
    return {Object, Selector ? Element : Unknown, Selector};
  }
};

/// Sees what `v[i]`, `v.at(i)`, `std::get<0>(t)`, `*it`, `p->x` or
/// `std::move(x)` reaches into; no object when \p E is nothing of the kind.
Access accessOf(const Expr *E);

/// \p E without what has no meaning of its own here: copies and moves too.
const Expr *stripCopies(const Expr *E);

/// What the loop of the range-for variable \p Var goes over; null when \p Var
/// is another variable.
const Expr *rangeOf(const VarDecl &Var);

/// The variable or field that \p E is, or null.
const ValueDecl *namedBy(const Expr &E);

/// The name of \p Function; empty for operators, conversions and the like, and
/// for null.
llvm::StringRef plainName(const FunctionDecl *Function);

/// The plain name of what \p Call calls, or nothing.
llvm::StringRef calleeName(const CallExpr *Call);

/// The name of what \p Call calls or constructs as it is written there, for a
/// message: that of a function object, not `operator()`. Empty when it has
/// none.
std::string nameForMessage(const Expr &Call);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ORIGINS_H
