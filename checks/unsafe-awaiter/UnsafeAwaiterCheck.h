//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNSAFEAWAITERCHECK_H
#define ASYNCTIDY_UNSAFEAWAITERCHECK_H

#include "checks/unsafe-awaiter/BehindHandOver.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds awaiters that use themselves or their coroutine when others may have
/// resumed it, and those that resume it in ways that cannot work.
///
/// For the user-facing documentation see docs/checks/async-unsafe-awaiter.md.
class UnsafeAwaiterCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void lookBehind(const CallableBody &Body, const BodyIndex &Index,
                  const HandleSeeds &Seeds, unsigned Depth);
  void sayUse(llvm::ArrayRef<FrameUse> Uses, const CallableBody &Body,
              const BodyIndex &Index);
  void sayThrow(const FrameUse &Throw);
  void lookForResume(const CallableBody &Body, const BodyIndex &Index,
                     const HandleTransfers &Given);
  void lookForNull(const CallableBody &Body, const BodyIndex &Index);
  bool isDecidedByExchange(const CallableBody &Body, const BodyIndex &Index,
                           const HandleTransfers &Given);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNSAFEAWAITERCHECK_H
