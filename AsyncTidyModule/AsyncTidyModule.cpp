//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "VersionGuard.h"
#include "checks/blocking-call/BlockingCallCheck.h"
#include "checks/blocking-wait/BlockingWaitCheck.h"
#include "checks/dangling-task/DanglingTaskCheck.h"
#include "checks/detached-coroutine/DetachedCoroutineCheck.h"
#include "checks/discarding-callback/DiscardingCallbackCheck.h"
#include "checks/nested-task/NestedTaskCheck.h"
#include "checks/redundant-coroutine/RedundantCoroutineCheck.h"
#include "checks/repeated-await/RepeatedAwaitCheck.h"
#include "checks/resume-context/ResumeContextCheck.h"
#include "checks/unawaited-task/UnawaitedTaskCheck.h"
#include "checks/unbounded-concurrency/UnboundedConcurrencyCheck.h"
#include "checks/unpropagated-stop-token/UnpropagatedStopTokenCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace clang::tidy::async {
namespace {

class AsyncTidyModule : public ClangTidyModule {
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    if (!hostVersionMatches())
      return;
    Factories.registerCheck<BlockingCallCheck>("async-blocking-call");
    Factories.registerCheck<BlockingWaitCheck>("async-blocking-wait");
    Factories.registerCheck<DanglingTaskCheck>("async-dangling-task");
    Factories.registerCheck<DetachedCoroutineCheck>("async-detached-coroutine");
    Factories.registerCheck<DiscardingCallbackCheck>(
        "async-discarding-callback");
    Factories.registerCheck<NestedTaskCheck>("async-nested-task");
    Factories.registerCheck<RedundantCoroutineCheck>(
        "async-redundant-coroutine");
    Factories.registerCheck<RepeatedAwaitCheck>("async-repeated-await");
    Factories.registerCheck<ResumeContextCheck>("async-resume-context");
    Factories.registerCheck<UnawaitedTaskCheck>("async-unawaited-task");
    Factories.registerCheck<UnboundedConcurrencyCheck>(
        "async-unbounded-concurrency");
    Factories.registerCheck<UnpropagatedStopTokenCheck>(
        "async-unpropagated-stop-token");
  }
};

const ClangTidyModuleRegistry::Add<AsyncTidyModule>
    Registration("async-module", "Finds and repairs async mistakes.");

} // namespace
} // namespace clang::tidy::async
