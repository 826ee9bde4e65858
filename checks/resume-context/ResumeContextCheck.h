//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_RESUMECONTEXTCHECK_H
#define ASYNCTIDY_RESUMECONTEXTCHECK_H

#include "checks/resume-context/ResumeContext.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy {

namespace async {
/// What the code belongs to.
enum class ContextKind { Library, Server, UI };
} // namespace async

template <> struct OptionEnumMapping<async::ContextKind> {
  static llvm::ArrayRef<std::pair<async::ContextKind, StringRef>>
  getEnumMapping() {
    using async::ContextKind;
    static constexpr std::pair<ContextKind, StringRef> Mapping[] = {
        {ContextKind::Library, "library"},
        {ContextKind::Server, "server"},
        {ContextKind::UI, "ui"}};
    return {Mapping};
  }
};

namespace async {

/// Finds library code that resumes in its caller's context, server code that
/// avoids a context that is not there, and user interfaces that are touched
/// after their thread was left.
///
/// For the user-facing documentation see docs/checks/async-resume-context.md.
class ResumeContextCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void wrap(const CoawaitExpr &Await, const CallableBody &Body,
            const Rest &Follows);
  void unwrap(const CoawaitExpr &Await, const CallableBody &Body);
  void reportStray(const UITouch &Touch);
  void checkContinuation(const CallExpr &Call, const Expr &Context,
                         const CallableBody &Body, const BodyIndex &Index);
  const Expr *elsewhere(const CallableBody &Body, const BodyIndex &Index);

  UITouches &touches() {
    if (!Touches)
      Touches.emplace(types());
    return *Touches;
  }

  const ContextKind Kind = option<ContextKind>("Context");
  /// Of this translation unit, as the check itself.
  std::optional<UITouches> Touches;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNCTIDY_RESUMECONTEXTCHECK_H
