//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a coroutine has found out about shared state by a test: that a pointer
// is not null, that a container is not empty.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TESTEDFACTS_H
#define ASYNCTIDY_TESTEDFACTS_H

#include "code/Mutations.h"
#include "flow/AcrossSuspension.h"

namespace clang::tidy::async {

struct TestedFact {
  enum Kind {
    NotNull, ///< A pointer, a smart pointer or an optional has something.
    NotEmpty ///< A container has an element.
  };
  Kind What = NotNull;
  ContainerKey Key;
  /// What is tested, in the first test that uses rely on.
  const Expr *Test = nullptr;
  /// `if (!x) co_return;` where it is one, else null.
  const IfStmt *Guard = nullptr;
  /// Its tests and what else is done to it, and the uses that a test decides.
  KnownForAWhile Known;
};

/// Those of \p Body that something relies on, in the order of the source. Only
/// for members and variables of which \p MayChange holds.
std::vector<TestedFact>
testedFacts(const CallableBody &Body, const BodyIndex &Index,
            const Names &Known,
            llvm::function_ref<bool(const ContainerKey &)> MayChange);

/// True when \p Site may make the fact untrue.
bool endsFact(const MutationSite &Site, TestedFact::Kind What);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TESTEDFACTS_H
