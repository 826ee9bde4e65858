//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNBOUNDEDCONCURRENCYCHECK_H
#define ASYNCTIDY_UNBOUNDEDCONCURRENCYCHECK_H

#include "checks/unbounded-concurrency/FanOut.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds code that runs one task for each element of something of any size,
/// all at the same time.
///
/// For the user-facing documentation see
/// docs/checks/async-unbounded-concurrency.md.
class UnboundedConcurrencyCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void reportFanOut(const FanOut &Found, const CallableBody &Body,
                    const BodyIndex &Index);
  bool isMeant(const FanOut &Found, const CallableBody &Body);
  /// What of \p All other files may hold down.
  void supposeGates(llvm::ArrayRef<FanOut> All, const CallableBody &Body,
                    const BodyIndex &Index);

  const unsigned Limit = positive("Limit");
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNBOUNDEDCONCURRENCYCHECK_H
