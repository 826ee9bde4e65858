//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef ASYNCTIDY_DETACHEDCOROUTINECHECK_H
#define ASYNCTIDY_DETACHEDCOROUTINECHECK_H

#include "checks/detached-coroutine/SignatureFilter.h"
#include "code/DetachedStarts.h"
#include "code/EscapeLevels.h"
#include "framework/AsyncCheck.h"
#include "llvm/ADT/MapVector.h"
#include <array>

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
  void leaveUnit() override;
  /// What others may ask of it.
  void claim(const FunctionDecl &Function);
  EscapeLevels &throws() {
    if (!Throws)
      Throws.emplace(types());
    return *Throws;
  }
  void checkDefinition(const CallableBody &Body, const BodyIndex &Index);
  void checkCall(const CallExpr &Call, const CallableBody &Body,
                 const BodyIndex &Index);
  bool mayLeave(Escape Left, ExceptionFate Fate) const;
  bool isHandler(const CallableBody &Body, const BodyIndex &Index) const;
  void reportDefinition(const FunctionDecl &Function, SourceLocation Loc,
                        Escape Left, ExceptionFate Fate, const Elsewhere &Far);
  void supposeDefinition(const FunctionDecl &Function, SourceLocation Loc,
                         ExceptionFate Fate);
  /// A call that starts and detaches a coroutine.
  struct FoundStart {
    const CallExpr *Call;
    /// The function or lambda around it.
    const FunctionDecl *In;
    DetachedStart Start;
  };
  /// Those of the unit: of one coroutine, or, in one file, of all whose bodies
  /// are elsewhere.
  using StartKey = std::pair<const void *, FileID>;
  StartKey keyOf(const FoundStart &Found, bool ByFile) const;
  /// One finding for \p Starts, which has one at least.
  void reportStarts(llvm::ArrayRef<FoundStart> Starts);
  /// By what other files tell.
  using StartLevels = std::array<DetachedStart, EscapeLevels::Count>;
  struct SupposedStart {
    const CallExpr *Call;
    const FunctionDecl *In;
    StartLevels Levels;
  };
  void supposeStart(const CallExpr &Call, const CallableBody &Body,
                    const BodyIndex &Index);
  void supposeStarts(llvm::ArrayRef<SupposedStart> Starts);
  void handle(const FoundStart &Found, Rewrite &Edits);
  void replaceToken(const FoundStart &Found, Rewrite &Edits) const;

  const SignatureFilter EventHandlers =
      filter<SignatureFilter>("EventHandlers");
  const std::string CompletionHandler =
      option<std::string>("CompletionHandler");
  const Accept AcceptStdException = option<Accept>("AcceptStdException");
  const bool ReportTests = option<bool>("ReportTests");
  llvm::MapVector<StartKey, std::vector<FoundStart>> Starts;
  llvm::MapVector<StartKey, std::vector<SupposedStart>> Supposed;
  std::optional<EscapeLevels> Throws;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNCTIDY_DETACHEDCOROUTINECHECK_H
