//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A callable's task that its taker drops: whether it is lost by that.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DROPPEDTASKS_H
#define ASYNCTIDY_DROPPEDTASKS_H

#include "code/Callbacks.h"

namespace clang::tidy::async {

/// False where dropping \p Task is how it is meant, where the callable or the
/// taker takes care of it, and where somebody else has handed the callable
/// over.
bool losesTask(const DroppedResult &Drop, const AsyncType &Task,
               const CallableBody &Body, const BodyIndex &Index,
               const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DROPPEDTASKS_H
