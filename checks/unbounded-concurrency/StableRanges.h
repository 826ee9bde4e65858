//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Ranges that a bounded form may go on reading while elements run: what nobody
// else can change, shorten or destroy in the meantime.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STABLERANGES_H
#define ASYNCTIDY_STABLERANGES_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when what \p Range goes through stays as it is for as long as \p Site,
/// which it is a part of, waits: a temporary with elements of its own, or a
/// variable of this function that \p Callable, null for none, does not mention
/// and that was lent to nothing that may still run there: no task, no thread,
/// no object that has kept a reference. A view is as stable as what it looks
/// at.
bool staysTheSame(const Expr &Range, const Stmt &Site, const Expr *Callable,
                  const BodyIndex &Index, const AsyncTypes &Types);

/// What a round of \p Loop reads, other than what it gives to the tasks that
/// it makes, and others can change while the loop waits in a round before: the
/// first such expression, or null. \p Start, a call in it, starts the tasks.
const Expr *readFromOthers(const Stmt &Loop, const Expr &Start,
                           const BodyIndex &Index, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STABLERANGES_H
