//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LOCKACROSSSUSPENSIONCHECK_H
#define ASYNCTIDY_LOCKACROSSSUSPENSIONCHECK_H

#include "flow/HeldLocks.h"
#include "framework/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::async {

class AsyncMutex;
class EarlyUnlock;

/// Finds locks of a thread that a coroutine holds while it is suspended, and
/// ends them before.
///
/// For the user-facing documentation see
/// docs/checks/async-lock-across-suspension.md.
class LockAcrossSuspensionCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  bool isConsumedAtOnce(const FunctionDecl &Generator);
  const AsyncMutexEntry *mutexOfLibrary(const CallableBody &Body) const;
  Rewrite edits(const HeldLock &Lock, bool IsOnly, const EarlyUnlock &Early,
                const AsyncMutex *Mutex, const CallableBody &Body,
                const BodyIndex &Index);
  void leaveUnit() override { Converted.clear(); }

  /// Mutexes that another report has edits for.
  llvm::DenseSet<const FieldDecl *> Converted;
  void say(const HeldLock &Lock, const Expr &Point, bool IsOnly,
           const CallableBody &Body, const BodyIndex &Index);
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LOCKACROSSSUSPENSIONCHECK_H
