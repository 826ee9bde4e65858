//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Conditions that ask whether an asynchronous object is complete.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_READINESSCONDITION_H
#define ASYNCTIDY_READINESSCONDITION_H

#include "knowledge/Names.h"
#include <optional>

namespace clang::tidy::async {

/// Which objects a condition says to be complete.
class ReadinessCondition {
public:
  using Definitions = llvm::DenseMap<const VarDecl *, const Expr *>;

  /// \p Assigned: what was stored to variables after their declaration.
  ReadinessCondition(const Names &Known, const Definitions &Assigned)
      : Known(Known), Assigned(Assigned) {}

  /// Objects that are complete when \p Condition, the operand that a branch
  /// looked at last, is \p Value.
  llvm::SmallVector<const Expr *, 2> at(const Expr *Condition, bool Value);

  /// The object whose state \p Status is: `f.wait_for(d)`, or a variable that
  /// holds that.
  const Expr *objectOfStatus(const Expr *Status) const;

  /// 1 when \p Constant means "ready", 0 when it means another definite
  /// state, and nothing when it tells too little.
  std::optional<bool> meansReady(const Expr *Constant) const;

private:
  const Expr *valueOf(const Expr *E) const;
  void imply(const Expr *Condition, bool Value);
  void compare(const Expr *Left, const Expr *Right, bool Equal);

  const Names &Known;
  const Definitions &Assigned;
  llvm::SmallVector<const Expr *, 2> Complete;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_READINESSCONDITION_H
