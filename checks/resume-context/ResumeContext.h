//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a coroutine runs: in the context that it was started in, or, since
// some co_await, anywhere. And what of it would run anywhere, were an await
// that comes back replaced by one that does not.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_RESUMECONTEXT_H
#define ASYNCTIDY_RESUMECONTEXT_H

#include "checks/resume-context/ContextChanges.h"
#include "checks/resume-context/UITouches.h"
#include "code/BodyIndex.h"
#include "flow/BlockOrder.h"

namespace clang::tidy::async {

/// Something in the body that only the thread of the user interface may do.
struct UITouch {
  const Expr *What = nullptr;
  /// The `co_await` since which the coroutine is elsewhere, on every path, or
  /// the argument that said where a continuation begins.
  const Expr *LeftAt = nullptr;
};

/// What runs after some point.
struct Rest {
  /// It may touch the interface before it comes back.
  bool MayNeedUI = true;
  /// What it does besides `co_return` and computing with locals: the first
  /// such thing, or null. Destructors are known by their variable.
  const Stmt *Next = nullptr;
  const VarDecl *Destroyed = nullptr;

  bool isNothing() const { return !MayNeedUI && !Next && !Destroyed; }
  /// Where Next stands, or Destroyed.
  SourceLocation location() const;
};

/// What one body does with the user interface, by clang's CFG. Makes that only
/// for bodies with an await that captures or leaves.
class ResumeContext {
public:
  /// \p BeginsAway: what says that the body begins elsewhere; may be null.
  ResumeContext(const CallableBody &Body, const BodyIndex &Index,
                const AsyncTypes &Types, UITouches &Touches,
                const Expr *BeginsAway = nullptr);

  /// Touches after the context was left, one for each await that left it.
  llvm::ArrayRef<UITouch> strays() const { return Strays; }

  /// What runs after \p Await, an await that captures, whether that gives its
  /// value or throws.
  Rest after(const CoawaitExpr &Await) const;

private:
  void findStrays(const BlockOrder &Blocks, const Expr *BeginsAway);
  void findRests(const BlockOrder &Blocks,
                 llvm::ArrayRef<const CoawaitExpr *> Awaits);
  void addTemporaries(const CoawaitExpr &Await, const BodyIndex &Index,
                      Rest &Follows) const;
  void addParameters(const FunctionDecl &Callable, const CoawaitExpr &Await,
                     Rest &Follows) const;

  UITouches &Touches;
  llvm::DenseMap<const CoawaitExpr *, ContextChange> Changed;
  std::vector<UITouch> Strays;
  llvm::DenseMap<const CoawaitExpr *, Rest> Rests;
};

/// What calling \p Callable, an argument, does.
Rest whenCalled(const Expr &Callable, UITouches &Touches);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_RESUMECONTEXT_H
