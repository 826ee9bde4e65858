//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A variable or member like `std::function<void()>` that drops the task of what
// is stored in it, and could give it to those who call it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CALLABLEHOLDER_H
#define ASYNCTIDY_CALLABLEHOLDER_H

#include "code/Callbacks.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// `std::function<void()>` becomes `std::function<task<>()>`, and all who call
/// it await that: where the callable of \p Drop, which stands in \p Body, is
/// stored in a local variable or a private member, and all uses of that are
/// known. Edits nothing elsewhere.
void awaitStored(const DroppedResult &Drop, const CallableBody &Body,
                 const BodyIndex &Index, const IndexOf &IndexOfFunction,
                 const AsyncTypes &Types, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CALLABLEHOLDER_H
