//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Stop tokens: which ones are in reach at a place, as a reader of the code
// would see it, and how one is written as an argument.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STOPTOKENS_H
#define ASYNCTIDY_STOPTOKENS_H

#include "checks/unpropagated-stop-token/MemberStops.h"
#include "checks/unpropagated-stop-token/TokenTypes.h"
#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// A stop token that can be used at some place.
struct ReachableToken {
  /// The variable, parameter or member that it is, or is a property of.
  const ValueDecl *Holder = nullptr;
  /// How it is written there.
  std::string Text;
  TokenType Type;
  bool IsTemporary = false;
  /// Dies with the callable that has it.
  bool IsOwned = false;
  /// The member or getter that it is a property by; null for the holder itself.
  const ValueDecl *Property = nullptr;
};

/// The stop tokens in reach at \p Place, a call in \p Body: parameters,
/// variables and captures, members, properties of parameters. Those of the
/// innermost callable that has some. None where work is cleaned up after it
/// has ended: there the token may say stop already.
llvm::SmallVector<ReachableToken, 2>
tokensInReach(const CallExpr &Place, const CallableBody &Body,
              const BodyIndex &Index, const Names &Known, MemberStops &Stops);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STOPTOKENS_H
