//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "AsyncTidyModule.h"
#include "VersionGuard.h"
#include "checks/blocking-call/BlockingCallCheck.h"
#include "checks/blocking-wait/BlockingWaitCheck.h"
#include "checks/dangling-task/DanglingTaskCheck.h"
#include "checks/detached-coroutine/DetachedCoroutineCheck.h"
#include "checks/discarding-callback/DiscardingCallbackCheck.h"
#include "checks/left-behind/LeftBehindCheck.h"
#include "checks/lock-across-suspension/LockAcrossSuspensionCheck.h"
#include "checks/nested-task/NestedTaskCheck.h"
#include "checks/redundant-coroutine/RedundantCoroutineCheck.h"
#include "checks/repeated-await/RepeatedAwaitCheck.h"
#include "checks/resume-context/ResumeContextCheck.h"
#include "checks/stale-check/StaleCheckCheck.h"
#include "checks/stale-reference/StaleReferenceCheck.h"
#include "checks/swallowed-cancellation/SwallowedCancellationCheck.h"
#include "checks/unawaited-task/UnawaitedTaskCheck.h"
#include "checks/unbounded-concurrency/UnboundedConcurrencyCheck.h"
#include "checks/unpropagated-stop-token/UnpropagatedStopTokenCheck.h"
#include "checks/unprotected-this/UnprotectedThisCheck.h"
#include "checks/unsafe-awaiter/UnsafeAwaiterCheck.h"
#include "framework/TidyVersions.h"

namespace clang::tidy::async {

template <typename Check>
static std::unique_ptr<ClangTidyCheck> make(ClangTidyContext *Context) {
  return std::make_unique<Check>(Check::TheRule, Context);
}

template <typename Check> static constexpr RegisteredCheck registered() {
  return {&Check::TheRule, make<Check>};
}

llvm::ArrayRef<RegisteredCheck> registeredChecks() {
  static constexpr RegisteredCheck All[] = {
      registered<BlockingCallCheck>(),
      registered<BlockingWaitCheck>(),
      registered<DanglingTaskCheck>(),
      registered<DetachedCoroutineCheck>(),
      registered<DiscardingCallbackCheck>(),
      registered<LeftBehindCheck>(),
      registered<LockAcrossSuspensionCheck>(),
      registered<NestedTaskCheck>(),
      registered<RedundantCoroutineCheck>(),
      registered<RepeatedAwaitCheck>(),
      registered<ResumeContextCheck>(),
      registered<StaleCheckCheck>(),
      registered<StaleReferenceCheck>(),
      registered<SwallowedCancellationCheck>(),
      registered<UnawaitedTaskCheck>(),
      registered<UnboundedConcurrencyCheck>(),
      registered<UnpropagatedStopTokenCheck>(),
      registered<UnprotectedThisCheck>(),
      registered<UnsafeAwaiterCheck>(),
  };
  return All;
}

namespace {

class AsyncTidyModule : public ClangTidyModule {
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    if (!hostVersionMatches())
      return;
    for (const RegisteredCheck &Check : registeredChecks())
      Factories.registerCheckFactory(
          Check.Declared->Name,
          [&Check](llvm::StringRef, ClangTidyContext *Context) {
            return Check.Make(Context);
          });
  }
};

const ClangTidyModuleRegistry::Add<AsyncTidyModule>
    Registration("async-module", "Finds and repairs async mistakes.");

} // namespace
} // namespace clang::tidy::async
