//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STALECHECKCHECK_H
#define ASYNCTIDY_STALECHECKCHECK_H

#include "checks/stale-check/TestedFacts.h"
#include "flow/AcrossSuspension.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds tests of what others change while a coroutine is suspended, that are
/// relied on behind that.
///
/// For the user-facing documentation see docs/checks/async-stale-check.md.
class StaleCheckCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void look(const TestedFact &Fact, AcrossSuspension &Flow,
            const CallableBody &Body, const BodyIndex &Index);
  void say(const TestedFact &Fact, const UseBehind &Stale,
           const MutationSite &Change, const CallableBody &Body,
           const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STALECHECKCHECK_H
