//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How tasks that run all at once are made to run only so many at a time.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BOUNDINGFIXES_H
#define ASYNCTIDY_BOUNDINGFIXES_H

#include "checks/unbounded-concurrency/FanOut.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// Puts a limit on \p Found, in the way that its library has, or refuses with
/// the library's idiom. Returns what a human has to judge before the edits are
/// made, as a sentence; empty where they can be applied. With \p KeepTokens,
/// completion tokens that lose exceptions are somebody else's to edit.
std::string boundFanOut(const FanOut &Found, const CallableBody &Body,
                        const BodyIndex &Index, const AsyncTypes &Types,
                        unsigned Limit, bool KeepTokens, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BOUNDINGFIXES_H
