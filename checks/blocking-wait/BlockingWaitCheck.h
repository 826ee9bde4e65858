//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGWAITCHECK_H
#define ASYNCTIDY_BLOCKINGWAITCHECK_H

#include "checks/blocking-wait/Conversions.h"
#include "framework/AsyncCheck.h"
#include "framework/CodeScope.h"

namespace clang::tidy::async {

/// Finds synchronous waits for asynchronous results, and makes them await:
/// coroutines at the place, other functions with all that call them.
///
/// For the user-facing documentation see docs/checks/async-blocking-wait.md.
class BlockingWaitCheck : public AsyncCheck {
public:
  /// Whether a comment that keeps the wait is offered.
  enum class NolintOffer { Editor, Always, Never };

  BlockingWaitCheck(llvm::StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Options) override;
  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *ModuleExpanderPP) override;

private:
  void checkFunction(const FunctionDecl &Function) override;
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
  RunsIn placeOf(const FunctionDecl &Function);
  const Reachability &reach();
  /// The waits in \p Function, coroutine or not, that are to be reported.
  std::vector<BlockingWait> waitsIn(const FunctionDecl &Function);

  void checkCoroutine(const FunctionDecl &Function,
                      llvm::ArrayRef<BlockingWait> Waits);
  void checkFunction(const FunctionDecl &Function,
                     llvm::ArrayRef<BlockingWait> Waits);

  /// The edits for one wait; refused with the reason when there are none.
  void repair(const BlockingWait &Wait, const CallableBody &Body,
              const BodyIndex &Index, Rewrite &Edits);
  void report(const Finding &Found, const FunctionDecl &Function,
              const Rewrite *Applied, bool &SaysWhereItResumes);
  void message(const BlockingWait &Wait, const FunctionDecl &Function,
               const ReachPath &Path, llvm::ArrayRef<FixItHint> Fix);
  const Conversions &conversions();
  std::string whyNotConverted(const BlockingWait &Wait,
                              const FunctionDecl &Function);
  /// A fix that keeps the wait and says so.
  void offerNolint(const BlockingWait &Wait, const ASTContext &Ctx);

  const CodeScope Scope;
  const NameList Boundaries;
  const Conversions::Scope ConvertFunctions;
  const NolintOffer OfferNolint;
  const ASTContext *Unit = nullptr;
  std::unique_ptr<Reachability> Reach;
  std::unique_ptr<Conversions> Planned;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGWAITCHECK_H
