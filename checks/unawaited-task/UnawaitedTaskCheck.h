//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_UNAWAITEDTASKCHECK_H
#define ASYNCTIDY_UNAWAITEDTASKCHECK_H

#include "code/Discards.h"
#include "framework/AsyncCheck.h"
#include "knowledge/NameList.h"

namespace clang::tidy::async {

/// Finds tasks that nobody awaits: dropped where they are made, or kept in a
/// variable or container that nothing reads. Awaits them where that can be
/// done.
///
/// For the user-facing documentation see docs/checks/async-unawaited-task.md.
class UnawaitedTaskCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  /// Why a dropped task may be meant to run beside what follows.
  enum class SideBySide { No, Rounds, Started };

  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void checkDiscard(const Discard &Dropped, const CallableBody &Body,
                    const BodyIndex &Index);
  void checkLocal(const VarDecl &Local, const CallableBody &Body,
                  const BodyIndex &Index);
  void checkParts(const VarDecl &Local, const CallableBody &Body,
                  const BodyIndex &Index);
  void checkContainer(const VarDecl &Local, const CallableBody &Body,
                      const BodyIndex &Index);
  bool mayBeDropped(const Discard &Dropped, const AsyncType &Type,
                    const CallableBody &Body, const BodyIndex &Index) const;
  bool mayBeUnread(const VarDecl &Local, const AsyncType &Type,
                   const CallableBody &Body, const BodyIndex &Index) const;
  bool isIgnored(const Expr &Value) const;
  SideBySide whySideBySide(const Expr &Value, const AsyncType &Type,
                           const BodyIndex &Index) const;

  /// Makes the edits of \p Found a matter of judgement where \p Why is.
  static void judgeWhen(SideBySide Why, Report &Found);

  const bool AllowCastToVoid = option<bool>("AllowCastToVoid");
  const NameList IgnoredFunctions = filter<NameList>("IgnoredFunctions");
  const NameList IgnoredTypes = filter<NameList>("IgnoredTypes");
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNAWAITEDTASKCHECK_H
