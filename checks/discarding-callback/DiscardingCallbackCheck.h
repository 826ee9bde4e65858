//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DISCARDINGCALLBACKCHECK_H
#define ASYNCTIDY_DISCARDINGCALLBACKCHECK_H

#include "code/Callbacks.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds callables that return a task and are given to something that drops
/// it: `std::function<void()>`, `std::thread`, `std::for_each`, callbacks.
///
/// For the user-facing documentation see
/// docs/checks/async-discarding-callback.md.
class DiscardingCallbackCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void checkInitializer(const DeclContext &Place,
                        const BodyIndex &Index) override;
  bool looksAtInitializers() const override { return true; }
  /// \p Body is, or stands in, \p Place.
  void checkDrops(const CallableBody &Body, const DeclContext &Place,
                  const BodyIndex &Index);
  /// \p Drop stands in \p Body.
  void reportDrop(const DroppedResult &Drop, const AsyncType &Task,
                  const CallableBody &Body, const DeclContext &Place,
                  const BodyIndex &Index);
  Rewrite repair(const DroppedResult &Drop, const AsyncType &Task,
                 const CallableBody &Body, const DeclContext &Place,
                 const BodyIndex &Index);
  /// What to do by hand.
  std::string advice(const DroppedResult &Drop, const AsyncType &Task,
                     const ASTContext &Ctx) const;

  const std::string CompletionHandler =
      option<std::string>("CompletionHandler");
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DISCARDINGCALLBACKCHECK_H
