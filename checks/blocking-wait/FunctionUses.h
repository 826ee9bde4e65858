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
#include <vector>

namespace clang::tidy::async {

/// What speaks against the conversion of a function, where it stands.
struct UseObstacle {
  std::string Why; ///< A clause that can follow "not fixed:".
  SourceLocation At;
};

/// Each mention of \p Function, which is no lambda, that could not stay what it
/// is with its type changed; what becomes of the result is not looked at.
std::vector<UseObstacle> obstaclesInUses(const FunctionDecl &Function,
                                         const CallGraph &Graph);

/// That: why what \p Mention, a call of \p Function, gives has to stay.
std::string obstacleInResult(const CallMention &Mention,
                             const FunctionDecl &Function,
                             const IndexOf &Index);

/// True for a call in a default argument or the initializer of a member, where
/// a wait could not become a `co_await`, and nobody would look for it.
bool standsInNoBody(const CallMention &Mention);

/// Why the type that \p Function returns cannot change with all its uses, as a
/// clause that can follow "not fixed:"; empty when it can. Template
/// instantiations in system headers count as far as \p Graph has them.
std::string obstacleInUses(const FunctionDecl &Function, const CallGraph &Graph,
                           const IndexOf &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FUNCTIONUSES_H
