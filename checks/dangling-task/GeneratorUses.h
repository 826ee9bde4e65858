//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How generators are gone through.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_GENERATORUSES_H
#define ASYNCTIDY_GENERATORUSES_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// The loop whose condition makes the generator \p Made anew each time, from
/// what does not change in the loop; else null.
const Stmt *madeByCondition(const CallExpr &Made, const BodyIndex &Index);

/// Two loops that go through one generator to its end.
struct SecondLoop {
  const CXXForRangeStmt *First = nullptr, *Again = nullptr;
  explicit operator bool() const { return Again; }
};

/// Those over \p Generator, a local, where nothing makes it anew between them;
/// a loop around one loop counts as two.
SecondLoop secondLoopOver(const VarDecl &Generator, const BodyIndex &Index);

/// True when all that is done with \p Generator, a local, is to go through it
/// right here.
bool isOnlyIterated(const VarDecl &Generator, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_GENERATORUSES_H
