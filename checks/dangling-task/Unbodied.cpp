//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Unbodied.h"
#include "code/Parts.h"

using namespace clang;
using namespace clang::tidy::async;

Unbodied::Unbodied(const Expr &Root) {
  llvm::SmallVector<const Stmt *, 16> Pending = {&Root};
  while (!Pending.empty()) {
    const Stmt *S = Pending.pop_back_val();
    if (const auto *Call = dyn_cast<CallExpr>(S))
      Calls.push_back(Call);
    const auto Add = [&](const Stmt *Part) {
      if (Part && !neverRuns(Part, *S) && Parents.try_emplace(Part, S).second)
        Pending.push_back(Part);
    };
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      for (const Expr *Init : Lambda->capture_inits())
        Add(Init);
    else
      for (const Stmt *Part : S->children())
        Add(Part);
  }
}

Unbodied::Unbodied(const CXXDefaultArgExpr &Use) : Unbodied(*Use.getExpr()) {
  Parents[Use.getExpr()] = &Use;
}
