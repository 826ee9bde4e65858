//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a coroutine runs: in the context that it was started in, or, since
// some co_await, anywhere.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_RESUMECONTEXT_H
#define ASYNCTIDY_RESUMECONTEXT_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// What one `co_await` does to the context.
enum class ContextChange {
  None,
  Captures, ///< Comes back to where it was.
  Agile,    ///< Says that it does not matter where it goes on.
  Leaves,   ///< Goes somewhere else on purpose.
  Returns   ///< Goes to where the coroutine belongs.
};
ContextChange contextChange(const CoawaitExpr &Await, const AsyncTypes &Types);

/// The argument of \p Call that says where a continuation runs, or null.
const Expr *continuationContext(const Expr &Call, const Names &Known);

/// True when something in \p S, lambdas included, touches the user interface.
bool needsUI(const Stmt &S, const Names &Known);

/// Something in the body that only the thread of the user interface may do.
struct UITouch {
  const Expr *What = nullptr;
  /// The `co_await` since which the coroutine is elsewhere, on every path, or
  /// the argument that said where a continuation begins.
  const Expr *LeftAt = nullptr;
};

/// What one body does with the user interface, by clang's CFG. Makes that only
/// when the body mentions a UI type and an await that leaves.
class ResumeContext {
public:
  /// \p BeginsAway: what says that the body begins elsewhere; may be null.
  ResumeContext(const CallableBody &Body, const AsyncTypes &Types,
                const Expr *BeginsAway = nullptr);

  /// Touches after the context was left, one for each await that left it.
  llvm::ArrayRef<UITouch> strays() const { return Strays; }

  /// True when some path leads from \p Await to a touch with nothing between
  /// that brings the coroutine back anyway.
  bool needsUIAfter(const CoawaitExpr &Await) const {
    return NeedUI.count(&Await);
  }

private:
  std::vector<UITouch> Strays;
  llvm::DenseSet<const CoawaitExpr *> NeedUI;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_RESUMECONTEXT_H
