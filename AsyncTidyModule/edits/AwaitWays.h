//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a library's coroutines write in place of a call that blocks, where that
// needs something in reach: a scheduler, a timer's executor, a pool of threads.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITWAYS_H
#define ASYNCTIDY_AWAITWAYS_H

#include "edits/Judgement.h"

namespace clang::tidy::async {

/// One way, with what it needs.
struct ChosenWay {
  const AwaitWayEntry *Entry = nullptr;
  /// None where it needs no object.
  std::optional<ReachableObject> Object, Beside;
};

/// The first of \p Ways for which all is there at \p Call; or nothing.
std::optional<ChosenWay> chooseWay(llvm::ArrayRef<AwaitWayEntry> Ways,
                                   const CallExpr &Call, const BodyIndex &Index,
                                   const Names &Known);

/// Writes \p Way in place of \p Call, a call that only lets time pass,
/// whose argument stays, between \p Before and \p After.
void writeSleep(const ChosenWay &Way, const CallExpr &Call,
                llvm::StringRef Before, llvm::StringRef After,
                const CallableBody &Body, const BodyIndex &Index,
                Rewrite &Edits);

/// Lets other threads make the call, by the first of \p Ways for which all is
/// there; false where there is none.
bool offload(llvm::ArrayRef<AwaitWayEntry> Ways, const CallExpr &Call,
             const CallableBody &Body, const BodyIndex &Index,
             const AsyncTypes &Types, Rewrite &Edits);

/// Replaces what stands around the arguments of the call, which stay, by the
/// two halves of a text. \p Until: what else behind the call goes.
void rewriteAround(const CallExpr &Call, llvm::StringRef Before,
                   llvm::StringRef After, const BodyIndex &Index,
                   Rewrite &Edits, SourceLocation Until = {});

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITWAYS_H
