//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A local of a coroutine that refers into what others can change: where it is
// derived, and where it is used.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LOCALREFERENCE_H
#define ASYNCTIDY_LOCALREFERENCE_H

#include "code/Mutations.h"
#include "edits/Rewrite.h"
#include "flow/AcrossSuspension.h"

namespace clang::tidy::async {

struct LocalReference {
  /// Null for the hidden iterator of a loop.
  const VarDecl *Var = nullptr;
  const CXXForRangeStmt *Loop = nullptr;
  ReferredObject Of;

  /// What it is derived from, as it is written there.
  const Expr &derivation() const {
    return Loop ? *Loop->getRangeInit() : *Var->getInit();
  }
};

/// All of \p Body, in the order of the source; the hidden iterator of a loop
/// comes before its variable.
std::vector<LocalReference> localReferences(const CallableBody &Body,
                                            const Names &Known);

/// What happens to it.
KnownForAWhile knownOf(const LocalReference &Local, const CallableBody &Body,
                       const BodyIndex &Index, const Names &Known);

/// Edits after which it is used no more behind \p Stale.Suspension; what is
/// written depends on what it refers to, \p Into, and is null for what a
/// temporary has owned.
void refresh(const LocalReference &Local, const UseBehind &Stale,
             const ReferredInto *Into, const CallableBody &Body,
             const BodyIndex &Index, const AsyncTypes &Types, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LOCALREFERENCE_H
