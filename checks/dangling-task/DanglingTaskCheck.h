//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DANGLINGTASKCHECK_H
#define ASYNCTIDY_DANGLINGTASKCHECK_H

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/Destinations.h"
#include "framework/AsyncCheck.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::async {

/// Finds tasks that outlive what they refer to: stored or handed over with a
/// temporary bound to a reference, returned with a reference to a local
/// variable, made by a lambda coroutine whose closure dies first.
///
/// For the user-facing documentation see docs/checks/async-dangling-task.md.
class DanglingTaskCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override {
    Known.reset();
    GivenNames.clear();
  }
  void checkTask(const CallExpr &Task, const CallableBody &Body,
                 const BodyIndex &Index);
  void checkGuards(const CallExpr &Task, const Destination &Way,
                   const CallableBody &Body, const BodyIndex &Index);
  void checkCallable(const CallExpr &Call, const CallableBody &Body,
                     const BodyIndex &Index);
  void checkKeptCallable(const CallExpr &Call, bool AtOnce,
                         const CallableBody &Body, const BodyIndex &Index);
  void reportTask(const CallExpr &Task, const Destination &Way,
                  llvm::ArrayRef<Borrow> Dangling, const CallableBody &Body,
                  const BodyIndex &Index);
  Rewrite repair(const CallExpr &Task, const Destination &Way,
                 llvm::ArrayRef<Borrow> Dangling, const CallableBody &Body,
                 const BodyIndex &Index, llvm::StringRef &Judgement);

  std::optional<Borrows> Known;
  /// Names that repairs have given in a function.
  llvm::DenseMap<const FunctionDecl *, llvm::StringSet<>> GivenNames;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DANGLINGTASKCHECK_H
