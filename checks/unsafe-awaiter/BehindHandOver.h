//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is done behind a hand-over of a coroutine, when it may have been resumed
// and ended, and its awaiter with it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BEHINDHANDOVER_H
#define ASYNCTIDY_BEHINDHANDOVER_H

#include "checks/unsafe-awaiter/HandleTransfers.h"

namespace clang::tidy::async {

struct FrameUse {
  const Expr *At = nullptr; ///< Null: there is none.
  /// What is used: a member, the parameter, a local that refers into the frame;
  /// null for `this` itself.
  const ValueDecl *What = nullptr;
  const HandOver *Behind = nullptr;

  explicit operator bool() const { return At; }
};

/// Borrows what it is made of.
class BehindHandOver {
public:
  BehindHandOver(const CallableBody &Body, const BodyIndex &Index,
                 const AsyncTypes &Types, const HandleTransfers &Given);

  /// All uses of the awaiter, or of the coroutine by its handle, on a path
  /// behind a hand-over whose result decides nothing, in the order in which
  /// they are written. Not those in the hand-over's own statement, those of
  /// what it gives, nor those under a lock that it is made under, too.
  llvm::ArrayRef<FrameUse> uses() const { return Uses; }

  /// What may throw there first, and no handler takes; its What is null.
  const FrameUse &throws() const { return Throws; }

private:
  struct Question;
  void visit(const Stmt &At, const HandOver &Behind);
  FrameUse useAt(const Stmt &At) const;
  bool isOfHandOver(const Expr &Use, const HandOver &Behind) const;
  bool unlocks(const CallExpr &Call) const;
  bool isBeforeUnlock(const Expr &Use, const HandOver &Behind) const;
  bool isUnderItsLock(const Expr &Use, const HandOver &Behind) const;
  bool mayThrowOut(const Stmt &At) const;

  const BodyIndex &Index;
  const AsyncTypes &Types;
  const HandleTransfers &Given;
  std::vector<FrameUse> Uses;
  FrameUse Throws;
};

/// The statement that \p E stands in, a part of a block or of a control
/// statement; \p E itself when it is that.
const Stmt *statementAround(const Expr &E, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BEHINDHANDOVER_H
