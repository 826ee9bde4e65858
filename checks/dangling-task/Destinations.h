//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a task goes: awaited in the expression that makes it, stored, returned,
// put into a container, handed over to who runs it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DESTINATIONS_H
#define ASYNCTIDY_DESTINATIONS_H

#include "checks/dangling-task/Unbodied.h"
#include "code/BodyIndex.h"
#include "code/Elsewhere.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

enum class DestinationKind {
  None, ///< Complete at the end of the full expression, or nobody can tell.
  Dropped,
  Stored,
  Pushed, ///< Into a container.
  Returned,
  HandedOver
};

struct Destination {
  DestinationKind Kind = DestinationKind::None;
  /// The declaration, call or return statement.
  const Stmt *Where = nullptr;
  SourceLocation Loc;
  /// For Stored and Pushed: the variable, local or not, or null. Of what is
  /// stored in a part of it, the whole one.
  const VarDecl *Holder = nullptr;
  /// For Stored and Pushed: the member, of the object around or of what a
  /// parameter leads to, or null.
  const ValueDecl *Member = nullptr;
  /// For HandedOver: the call that hands it over.
  const CallExpr *To = nullptr;
  /// HandedOver: what that call made is returned.
  bool ResultReturned = false;
};

/// Where the value of \p Task, a call that returns a task, goes. \p Index is
/// that of the body around, if there is one. \p Outside has the task when the
/// body does not. \p Far tells what functions of other files do with it.
Destination destinationOf(const Expr &Task, const BodyIndex *Index,
                          const AsyncTypes &Types,
                          const Unbodied *Outside = nullptr,
                          const Elsewhere &Far = nobodyElse());

namespace fact {
/// takesTaskOver() of an argument for \p Param.
std::string takesTaskOver(const ParmVarDecl &Param);
inline constexpr llvm::StringLiteral AllTakeOver = "x*";
} // namespace fact

/// True when a task that is given for \p Param of \p Function, whose \p Index
/// it is, goes on when that has returned: it is started there, or put where the
/// function's own variables are not, and nothing that follows may wait for it.
bool takesTaskOver(const FunctionDecl &Function, const ParmVarDecl &Param,
                   const BodyIndex &Index, const AsyncTypes &Types,
                   const Elsewhere &Far = nobodyElse());

/// The part of the function in which \p Var lives: the block, loop or `if` that
/// declares it, found from \p Inside outward. Null for parameters and for
/// variables of other functions.
const Stmt *scopeOf(const VarDecl &Var, const Stmt &Inside,
                    const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DESTINATIONS_H
