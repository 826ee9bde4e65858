//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Values that nobody takes: what an expression throws away, and what a local
// variable keeps without ever being read.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DISCARDS_H
#define ASYNCTIDY_DISCARDS_H

#include "code/BodyIndex.h"
#include <string>

namespace clang::tidy::async {

enum class DiscardKind {
  Plain,
  CastToVoid,
  Assigned ///< To `std::ignore` or to `_`.
};

/// Whose value: a call's, or what an await yields. Of a `?:` one arm decides.
enum class ValueFrom { Call, Await };

struct Discard {
  /// No lvalue, stripped of what is not written.
  const Expr *Value = nullptr;
  DiscardKind How = DiscardKind::Plain;
  /// \p Value with the cast or assignment that drops it.
  const Expr *Whole = nullptr;
};

/// The values that the discarded expression \p E throws away: itself, or the
/// last part of a comma or statement expression. A `?:` is one value, unless
/// its arms throw theirs away themselves.
llvm::SmallVector<Discard, 1> discardsIn(const Expr &E,
                                         ValueFrom From = ValueFrom::Call);

/// What \p Local is initialized with or, when it is declared empty, assigned,
/// if that is a value \p From there and nothing ever reads the variable; else
/// null. Of a comma it is the right side; a conversion makes one, too.
const Expr *unreadValue(const VarDecl &Local, const BodyIndex &Index,
                        ValueFrom From = ValueFrom::Call);

/// What has a value that is made in the declaration of \p Local as a part of
/// another one, and that nothing reads: bindings of `auto [a, b] = f();`, the
/// variable itself when that is a pair or a tuple.
llvm::SmallVector<const ValueDecl *, 2> unreadParts(const VarDecl &Local,
                                                    const BodyIndex &Index);

/// True when the template mentions \p Local, a variable or a binding: an
/// instantiation does not show what stands in branches that it discarded.
bool isMentionedInPattern(const ValueDecl &Local, const FunctionDecl &Callable);

/// True when \p Local is mentioned in a cast to void.
bool isCastToVoid(const VarDecl &Local, const BodyIndex &Index);

/// The element type of a container or an array that is filled and never read,
/// of a map that of its values; else null. Who asks how many there are reads
/// none.
QualType unreadElements(const VarDecl &Local, const BodyIndex &Index);

/// A declaration that can be removed around what initializes its variable.
struct RemovableDeclaration {
  SourceLocation Begin;
  /// What stays, null if it cannot be removed: the value, or more that is
  /// written around it, as in `(prepare(), f())`.
  const Expr *Kept = nullptr;
  /// The parenthesis or brace behind the value; invalid after `=`.
  SourceLocation Close;
  /// Why the declaration cannot be removed, as a clause; empty if it can.
  std::string Obstacle;
};
RemovableDeclaration removableDeclaration(const VarDecl &Local,
                                          const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DISCARDS_H
