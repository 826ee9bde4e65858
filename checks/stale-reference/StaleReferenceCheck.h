//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_STALEREFERENCECHECK_H
#define ASYNCTIDY_STALEREFERENCECHECK_H

#include "checks/stale-reference/LocalReference.h"
#include "flow/AcrossSuspension.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds references, pointers, iterators and views into what others change
/// while a coroutine is suspended, and that are used behind that.
///
/// For the user-facing documentation see docs/checks/async-stale-reference.md.
class StaleReferenceCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  bool look(const LocalReference &Local, AcrossSuspension &Flow,
            const CallableBody &Body, const BodyIndex &Index);
  bool isBehindAGate(const LocalReference &Local, const CallableBody &Body);
  void say(const LocalReference &Local, const UseBehind &Stale,
           const ReferredInto *Into, const MutationSite *Change,
           const CallableBody &Body, const BodyIndex &Index);

  const bool AssumeMutated = option<bool>("AssumeMutated");
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_STALEREFERENCECHECK_H
