//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LEFTBEHINDCHECK_H
#define ASYNCTIDY_LEFTBEHINDCHECK_H

#include "checks/left-behind/OpenPaths.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds what a coroutine closes or awaits at its end, and leaves behind when
/// something throws before.
///
/// For the user-facing documentation see docs/checks/async-left-behind.md.
class LeftBehindCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  LeftBehindCheck(const Rule &Declared, ClangTidyContext *Context);

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override { Classes.reset(); }
  void say(const Obligation &Owed, const WayOut &Way, bool IsOnly,
           const CallableBody &Body, const BodyIndex &Index);
  Rewrite edits(const Obligation &Owed, const WayOut &Way, bool IsOnly,
                const CallableBody &Body, const BodyIndex &Index);

  const bool AllTasks;
  std::optional<SettledClasses> Classes;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LEFTBEHINDCHECK_H
