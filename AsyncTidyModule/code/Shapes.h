//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What an expression does by the way it is written, whatever the library: the
// one home of each such question.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SHAPES_H
#define ASYNCTIDY_SHAPES_H

#include "code/BodyIndex.h"
#include <optional>

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Does it fill a container?
//===----------------------------------------------------------------------===//

enum class FillKind {
  Adds,     ///< Elements: `v.push_back(x)`, `m.emplace(k, x)`, `m[k] = x`.
  AddsMany, ///< All of a range, or copies: `v.insert(v.end(), first, last)`.
  Sets,     ///< An element that is there: `v[i] = x`, `o.emplace(x)`.
  Inserter  ///< What is assigned to its result: `std::back_inserter(v)`.
};

/// A call or operator that puts something into a container.
struct Fill {
  FillKind Kind = FillKind::Adds;
  /// The call or operator; never null.
  const Expr *Whole = nullptr;
  /// The object that is filled, or a pointer to it, stripped of what is not
  /// written; never null. For `*out++ = x`, what `out` goes through.
  const Expr *Container = nullptr;
  /// What is put in, stripped: the elements, or the parts that an element is
  /// made of, pairs and braced lists taken apart; of AddsMany, what the
  /// elements come from. None for an inserter.
  llvm::SmallVector<const Expr *, 2> Values;
  /// Where, in front of the values: an index, a key of `m[k] = x`, a position;
  /// else null.
  const Expr *Place = nullptr;
  /// What is put in stands behind all that was there.
  bool AtEnd = false;
};

/// What \p E puts into which container; nothing when it does no such thing.
/// `push_back`, `emplace_back` and their likes in front fill objects of any
/// class; what has other meanings elsewhere, `insert` or `append`, only
/// containers: of std, or of a class with begin() and end().
std::optional<Fill> fillOf(const Expr &E);

/// The fill of the container that \p Mention is, seen from there: also when it
/// stands in the position, as the second `v` in `v.insert(v.end(), x)`.
std::optional<Fill> fillAt(const DeclRefExpr &Mention, const BodyIndex &Index);

/// The fill that puts \p Value into a container, or a copy of it, an element
/// that is made from it or a pair with it.
std::optional<Fill> fillWith(const Expr &Value, const BodyIndex &Index);

/// The variable that holds an iterator of the container that \p Mention is:
/// `auto out = std::back_inserter(v);`, `auto it = v.begin();`. Else null.
const VarDecl *iteratorFrom(const DeclRefExpr &Mention, const BodyIndex &Index);

/// The fill that is done through \p Iterator: `*out++ = x`.
std::optional<Fill> fillThrough(const DeclRefExpr &Iterator,
                                const BodyIndex &Index);

/// True when elements can be got at through what \p Put gives: an iterator, a
/// reference.
bool givesElements(const Fill &Put, const BodyIndex &Index);

/// True when what is done to \p Mention, a container, reads no element: it asks
/// how many there are or may be, or drops some. `v.size()`, `std::empty(v)`,
/// `v.reserve(n)`, `v.clear()`, `q.pop()`.
bool looksAtNoElement(const DeclRefExpr &Mention, const BodyIndex &Index);

/// What a container or an optional of type \p T holds, the values of a map;
/// null when \p T is neither.
QualType heldIn(QualType T);

//===----------------------------------------------------------------------===//
// What is it behind a move?
//===----------------------------------------------------------------------===//

/// `x` of `std::move(x)` and `std::forward<T>(x)`; null for all else, and for
/// null.
const Expr *movedBy(const Stmt *S);

/// The same, and of `std::as_const(x)`: another name for `x`.
const Expr *castByStd(const Stmt *S);

//===----------------------------------------------------------------------===//
// Where does it begin?
//===----------------------------------------------------------------------===//

/// The first token of \p E. A CallExpr's own getBeginLoc() is wrong for calls
/// of function objects and other operators, an Expr's is right.
inline SourceLocation beginOf(const Expr &E) { return E.getBeginLoc(); }

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SHAPES_H
