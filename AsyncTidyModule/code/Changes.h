//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// May it have changed? What a function does to an object that it names.
//
// From each mention upwards, by the index: clang's ExprMutationAnalyzer
// searches the whole function for each object, takes a coroutine's copies of
// its parameters for moves, and knows two answers only.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CHANGES_H
#define ASYNCTIDY_CHANGES_H

#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// What is done to an object. More is greater.
enum class Change {
  None,  ///< It is read, copied, or lent as a constant.
  Part,  ///< A member or element may be another: `v[i] = x`, `v.begin()`.
  State, ///< By a member that is not const, a `co_await`, an unknown template.
  Moved, ///< `std::move(x)`, and something takes that.
  Replaced ///< Assigned, counted, or lent to what may assign, for good perhaps.
};

/// What the call or construction \p Call may do to \p Arg, one of its arguments
/// as they stand there; for operators also to their object.
Change changeOfArgument(const Expr &Call, const Expr &Arg);

/// What a call of \p Method may do to its object.
Change changeByMember(const CXXMethodDecl &Method);

/// What is done to the variable where \p Mention names it, also by a reference
/// that is bound to it there. Where a lambda names its copy: nothing.
Change changeAt(const DeclRefExpr &Mention, const BodyIndex &Index);

/// The greatest of all changes after \p Var was initialized, those in lambdas
/// included; None for constants. What others do to a global is not seen.
Change changeOf(const ValueDecl &Var, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CHANGES_H
