//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef ASYNCTIDY_DETACHEDCOROUTINECHECK_H
#define ASYNCTIDY_DETACHEDCOROUTINECHECK_H

#include "checks/detached-coroutine/SignatureFilter.h"
#include "code/DetachedStarts.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy {

namespace async {
/// Where a handler for `std::exception` counts as one for everything: never,
/// where another exception would be lost, or also where it would terminate the
/// program.
enum class Accept { Never, Lost, Always };
} // namespace async

template <> struct OptionEnumMapping<async::Accept> {
  static llvm::ArrayRef<std::pair<async::Accept, StringRef>> getEnumMapping() {
    using async::Accept;
    static constexpr std::pair<Accept, StringRef> Mapping[] = {
        {Accept::Never, "never"},
        {Accept::Lost, "lost"},
        {Accept::Always, "always"}};
    return {Mapping};
  }
};

namespace async {

/// Finds coroutines whose exceptions nobody can catch: those of a type that
/// nobody can await, and those that are started with nobody to tell.
///
/// For the user-facing documentation see
/// docs/checks/async-detached-coroutine.md.
class DetachedCoroutineCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void checkDefinition(const CallableBody &Body, const BodyIndex &Index);
  void checkCall(const CallExpr &Call, const CallableBody &Body,
                 const BodyIndex &Index);
  bool mayLeave(Escape Left, ExceptionFate Fate) const;
  bool isHandler(const CallableBody &Body, const BodyIndex &Index) const;
  void reportDefinition(const FunctionDecl &Function, SourceLocation Loc,
                        Escape Left, ExceptionFate Fate);
  void reportCall(const CallExpr &Call, const DetachedStart &Start,
                  const CallableBody &Body);

  const SignatureFilter EventHandlers =
      filter<SignatureFilter>("EventHandlers");
  const std::string CompletionHandler =
      option<std::string>("CompletionHandler");
  const Accept AcceptStdException = option<Accept>("AcceptStdException");
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNCTIDY_DETACHEDCOROUTINECHECK_H
