//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Event handlers: functions that a framework calls and whose result nobody
// takes, so that starting eager work there and going on is how it is done.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_HANDLERS_H
#define ASYNCTIDY_HANDLERS_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include "knowledge/Names.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::async {

/// True for a slot, a lambda given to `connect`, and a function that this
/// translation unit gives to `connect`. Asks for \p Graph when nothing cheaper
/// decides, so ask for suspects only.
bool isEventHandler(const CallableBody &Body, const BodyIndex &Index,
                    const Names &Known,
                    llvm::function_ref<const CallGraph &()> Graph);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HANDLERS_H
