//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Whether something stands in front of a place in its block. Blocks may be
// long, and all that stands in one asks: each is gone through once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FIRSTINBLOCKS_H
#define ASYNCTIDY_FIRSTINBLOCKS_H

#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// The first statement of each block that passes one test, which must be the
/// same in all calls.
class FirstInBlocks {
public:
  /// The first in \p Block that passes \p Test when it stands before \p Child,
  /// one of the block's statements; else null.
  const Stmt *before(const CompoundStmt &Block, const Stmt *Child,
                     llvm::function_ref<bool(const Stmt &)> Test) {
    const auto [It, IsNew] = Found.try_emplace(&Block);
    First &Answer = It->second;
    if (IsNew)
      for (const Stmt *Statement : Block.body())
        if (Test(*Statement)) {
          Answer.Passed = Statement;
          break;
        }
    if (IsNew && Answer.Passed)
      for (const Stmt *Statement : Block.body()) {
        Answer.NotBehind.insert(Statement);
        if (Statement == Answer.Passed)
          break;
      }
    return Answer.NotBehind.contains(Child) ? nullptr : Answer.Passed;
  }

private:
  struct First {
    const Stmt *Passed = nullptr;
    llvm::SmallPtrSet<const Stmt *, 4> NotBehind;
  };
  llvm::DenseMap<const CompoundStmt *, First> Found;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FIRSTINBLOCKS_H
