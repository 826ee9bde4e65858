//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Callables whose task nobody gets start it, with somebody who hears of its
// failure.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CALLBACKSTARTS_H
#define ASYNCTIDY_CALLBACKSTARTS_H

#include "code/Callbacks.h"
#include "edits/BackgroundWork.h"

namespace clang::tidy::async {

/// Makes a callable of the one that \p Drop hands over that starts the task, by
/// what the library has and is in reach, or waits for it in a thread of its
/// own. Edits nothing where there is no such thing.
void startInCallback(const DroppedResult &Drop, const BackgroundWork &Work,
                     Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CALLBACKSTARTS_H
