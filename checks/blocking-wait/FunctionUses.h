//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Whether every use of a function is a call that can be edited.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FUNCTIONUSES_H
#define ASYNCTIDY_FUNCTIONUSES_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include <string>

namespace clang::tidy::async {

/// Why the type that \p Function returns cannot change with all its uses, as a
/// clause that can follow "not fixed:"; empty when it can. Template
/// instantiations in system headers count as far as \p Graph has them.
std::string obstacleInUses(const FunctionDecl &Function, const CallGraph &Graph,
                           const IndexOf &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FUNCTIONUSES_H
