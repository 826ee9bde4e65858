//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SWALLOWEDCANCELLATIONCHECK_H
#define ASYNCTIDY_SWALLOWEDCANCELLATIONCHECK_H

#include "code/Cancellations.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds handlers that take a request to stop for one failure among others.
///
/// For the user-facing documentation see
/// docs/checks/async-swallowed-cancellation.md.
class SwallowedCancellationCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  /// What becomes of the request.
  enum class Fate {
    PassedOn,
    LoopGoesOn,    ///< The loop around the handler does its next round.
    OtherIsNamed,  ///< The handlers before it name another one.
    EndsProgram,   ///< It is reported as an internal error.
    TakesBack,     ///< What was done is undone.
    ReturnsNothing ///< The coroutine ends as if all were well.
  };
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void checkTry(const CXXTryStmt &Try, const CallableBody &Body,
                const BodyIndex &Index);
  std::vector<Cancellation> thrownIn(const CXXTryStmt &Try,
                                     const CallableBody &Body) const;
  Fate fateIn(const CXXCatchStmt &Handler, const CXXTryStmt &Try,
              bool OtherIsNamed, const Cancellation &What,
              const CallableBody &Body, const BodyIndex &Index);
  bool goesOn(const CXXTryStmt &Try, const CXXCatchStmt &Handler,
              const Cancellation &What, const CallableBody &Body,
              const BodyIndex &Index) const;
  bool isOutermost(const CallableBody &Body, const BodyIndex &Index);
  void say(const CXXCatchStmt &Handler, Fate What,
           llvm::ArrayRef<Cancellation> All, bool OthersLeave,
           const CallableBody &Body, const BodyIndex &Index);
  void checkCode(const CoawaitExpr &Await, const CallableBody &Body,
                 const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SWALLOWEDCANCELLATIONCHECK_H
