//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// References, pointers and views that a coroutine gives as its result, and that
// lead to what ends there. Compilers look at `return` alone.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_RETURNEDVALUES_H
#define ASYNCTIDY_RETURNEDVALUES_H

#include "checks/dangling-task/Referents.h"
#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"
#include <optional>

namespace clang::tidy::async {

/// True when the result of the coroutine \p Body is a reference, a pointer or a
/// view.
bool givesReference(const CallableBody &Body, const AsyncTypes &Types);

/// The temporary, or the variable of the body around, that the result \p Return
/// gives refers to. Not a parameter: it lives as long as the frame, which
/// whoever awaits the task may still have.
std::optional<Referent> endsBehind(const CoreturnStmt &Return,
                                   const CallableBody &Body,
                                   const BodyIndex &Index,
                                   const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_RETURNEDVALUES_H
