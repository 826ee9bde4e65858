//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGWAITCHECK_H
#define ASYNCTIDY_BLOCKINGWAITCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

struct BlockingWait;

/// Finds coroutines that wait synchronously for an asynchronous result, and
/// makes them await it.
///
/// For the user-facing documentation see docs/checks/async-blocking-wait.md.
class BlockingWaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// The edits for one wait; refused with the reason when there are none.
  void repair(const BlockingWait &Wait, const CallableBody &Body,
              const BodyIndex &Index, Rewrite &Edits);
  /// \p Chain: the fixable waits that begin where \p Wait does, outermost
  /// first. The first one carries the edits of all.
  void report(const BlockingWait &Wait,
              llvm::ArrayRef<const BlockingWait *> Chain,
              const CallableBody &Body, const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGWAITCHECK_H
