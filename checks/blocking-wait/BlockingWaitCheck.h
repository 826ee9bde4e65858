//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGWAITCHECK_H
#define ASYNCTIDY_BLOCKINGWAITCHECK_H

#include "checks/blocking-wait/ConversionCollector.h"
#include "checks/blocking-wait/Conversions.h"
#include "framework/AsyncCheck.h"
#include "framework/CodeScope.h"
#include "knowledge/NameList.h"

namespace clang::tidy {

namespace async {
/// Whether a comment that keeps a wait is offered.
enum class NolintOffer { Editor, Always, Never };
} // namespace async

template <> struct OptionEnumMapping<async::NolintOffer> {
  static llvm::ArrayRef<std::pair<async::NolintOffer, StringRef>>
  getEnumMapping() {
    using async::NolintOffer;
    static constexpr std::pair<NolintOffer, StringRef> Mapping[] = {
        {NolintOffer::Editor, "editor"},
        {NolintOffer::Always, "always"},
        {NolintOffer::Never, "never"}};
    return {Mapping};
  }
};

template <> struct OptionEnumMapping<async::Conversions::Scope> {
  static llvm::ArrayRef<std::pair<async::Conversions::Scope, StringRef>>
  getEnumMapping() {
    using Scope = async::Conversions::Scope;
    static constexpr std::pair<Scope, StringRef> Mapping[] = {
        {Scope::Off, "off"},
        {Scope::Internal, "internal"},
        {Scope::All, "all"}};
    return {Mapping};
  }
};

namespace async {

/// Finds synchronous waits for asynchronous results, and makes them await:
/// coroutines at the place, other functions with all that call them.
///
/// For the user-facing documentation see docs/checks/async-blocking-wait.md.
class BlockingWaitCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override;
  /// A wait in a coroutine and its fix, or why there is none.
  struct Finding {
    BlockingWait Wait;
    Rewrite Edits;
  };

  /// Where a function runs, which says what of its waits is reported.
  enum class RunsIn {
    AsyncCode, ///< All are.
    Anywhere,  ///< Those for what it started and could await instead.
    Exempt     ///< Where waiting is right: none.
  };
  /// What is known of where functions run, or supposed, and what follows.
  struct View {
    /// Of other files; where that is unknown, the linked program says it.
    UseElsewhere Elsewhere = UseElsewhere::Unknown;
    std::unique_ptr<Execution> Runs;
    std::unique_ptr<Conversions> Planned;
  };
  const Execution &runs(View &In);
  /// True where an option asks for it, whoever calls it.
  bool isConvertedAnyhow(const FunctionDecl &Function) const;
  RunsIn placeOf(const FunctionDecl &Function, View &In);
  RunsIn placeIn(const FunctionDecl &Function, RunState State,
                 bool IsNeverSeenToRun) const;
  /// The waits in \p Function, coroutine or not, that are to be reported.
  std::vector<BlockingWait> waitsIn(const FunctionDecl &Function, View &In);
  /// The same; \p PlaceOf says where it runs, and whether async code calls it.
  std::vector<BlockingWait>
  waitsIn(const FunctionDecl &Function,
          llvm::function_ref<std::pair<RunsIn, bool>()> PlaceOf);

  void checkDefaultArguments(const CallableBody &Body);
  void checkCoroutine(const FunctionDecl &Function,
                      llvm::ArrayRef<BlockingWait> Waits);
  void checkFunction(const FunctionDecl &Function,
                     llvm::ArrayRef<BlockingWait> Waits, View &In);
  /// The same where the linked program has decided what becomes of it.
  void checkAsLinked(const FunctionDecl &Function,
                     llvm::ArrayRef<BlockingWait> Waits,
                     const LinkedConversion &Linked);
  /// For the summary: what would be reported, as other files decide.
  void supposeAll(const FunctionDecl &Function);
  /// For the summary: who could become a coroutine.
  void collectConversions();

  /// The edits for one wait; refused with the reason when there are none.
  void repair(const BlockingWait &Wait, const CallableBody &Body,
              const BodyIndex &Index, Rewrite &Edits);
  Report reportWait(const BlockingWait &Wait, const FunctionDecl &Function,
                    const RunPlace &Where, Rewrite Edits);
  const Conversions &conversions(View &In);
  std::string whyNotAwaited(const BlockingWait &Wait,
                            const FunctionDecl &Function);
  /// Why no link converts \p Function, which has \p Waits, \p Wait among them;
  /// empty when one may.
  std::string whyNeverConverted(const BlockingWait &Wait,
                                llvm::ArrayRef<BlockingWait> Waits,
                                const FunctionDecl &Function);
  /// A fix that keeps the wait and says so.
  void offerNolint(const BlockingWait &Wait, const ASTContext &Ctx,
                   Report &Found) const;

  const CodeScope Scope = option<CodeScope>("Scope");
  const NameList Boundaries =
      filter<NameList>("Boundaries", NameList::Match::Whole);
  const Conversions::Scope ConvertFunctions =
      option<Conversions::Scope>("ConvertFunctions");
  const NolintOffer OfferNolint = option<NolintOffer>("OfferNolint");
  View Known;
  std::vector<View> Supposed;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNCTIDY_BLOCKINGWAITCHECK_H
