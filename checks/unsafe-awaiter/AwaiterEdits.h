//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How an awaiter is written that does nothing behind the hand-over of its
// coroutine, and resumes none by a call.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITEREDITS_H
#define ASYNCTIDY_AWAITEREDITS_H

#include "checks/unsafe-awaiter/BehindHandOver.h"
#include "edits/Judgement.h"

namespace clang::tidy::async {

/// Borrows what it is made of.
class AwaiterEdits {
public:
  AwaiterEdits(const CallableBody &Body, const BodyIndex &Index,
               const AsyncTypes &Types)
      : Body(Body), Index(Index), Types(Types) {}

  /// Does what \p Uses are for before the hand-over that they are behind, or
  /// copies there what they read; or refuses.
  void writeBefore(llvm::ArrayRef<FrameUse> Uses, Rewrite &Edits) const;

  /// Returns the handle \p Object, or lets the caller go on, in place of
  /// \p Resume; or refuses.
  void writeTransfer(const CallExpr &Resume, const Expr &Object,
                     Rewrite &Edits) const;

  /// Returns the coroutine that does nothing in place of \p Null.
  void writeNoop(const Expr &Null, Rewrite &Edits) const;

private:
  struct Place;
  bool move(const Stmt &Statement, const Expr &At, Ruling &About) const;
  bool copy(const FrameUse &Use, Place &Copies, Ruling &About) const;
  bool isMovable(const Stmt &Statement) const;
  void writeVoid(const Stmt &Statement, llvm::StringRef Handle,
                 Rewrite &Edits) const;
  void writeReturn(const Stmt &Statement, llvm::StringRef Text,
                   Rewrite &Edits) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITEREDITS_H
