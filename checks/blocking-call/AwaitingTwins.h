//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a coroutine awaits in place of a blocking call.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITINGTWINS_H
#define ASYNCTIDY_AWAITINGTWINS_H

#include "checks/blocking-call/BlockingCalls.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// Replaces \p Blocking by what its coroutine awaits instead, or refuses with
/// the reason. Empty and without a reason where nothing is known to help.
void awaitTwin(const BlockingCall &Blocking, const CallableBody &Body,
               const BodyIndex &Index, const AsyncTypes &Types, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITINGTWINS_H
