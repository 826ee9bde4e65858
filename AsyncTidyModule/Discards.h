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

#include "BodyIndex.h"

namespace clang::tidy::async {

enum class DiscardKind {
  Plain,
  CastToVoid,
  Assigned ///< To `std::ignore` or to `_`.
};

struct Discard {
  /// A prvalue of class type, stripped of what is not written.
  const Expr *Value = nullptr;
  DiscardKind How = DiscardKind::Plain;
  /// \p Value with the cast or assignment that drops it.
  const Expr *Whole = nullptr;
};

/// The values that the discarded expression \p E throws away: itself, or the
/// parts of a comma expression. A `?:` is one value.
llvm::SmallVector<Discard, 1> discardsIn(const Expr &E);

/// What \p Local is initialized with, when that is a call's or constructor's
/// value and nothing ever reads the variable; else null.
const Expr *unreadValue(const VarDecl &Local, const BodyIndex &Index);

/// The element type of a standard sequence that is filled and never read;
/// else null.
QualType unreadElements(const VarDecl &Local, const BodyIndex &Index);

/// Where the declaration of \p Local begins, when that statement declares
/// nothing else, nothing mentions the variable, and its initializer follows
/// `=`; else invalid.
SourceLocation soleDeclaration(const VarDecl &Local, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DISCARDS_H
