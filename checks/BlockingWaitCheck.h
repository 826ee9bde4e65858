//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGWAITCHECK_H
#define ASYNCTIDY_BLOCKINGWAITCHECK_H

#include "AsyncCheck.h"
#include "Conversion.h"

namespace clang::tidy::async {

/// Finds coroutines that wait synchronously for an asynchronous result, and
/// makes them await it.
///
/// For the user-facing documentation see docs/checks/async-blocking-wait.md.
class BlockingWaitCheck : public AsyncCheck {
public:
  BlockingWaitCheck(llvm::StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Options) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// The waits in \p Body that block, which is to be reported.
  std::vector<BlockingWait> waitsIn(const CallableBody &Body,
                                    const BodyIndex &Index);
  /// The same for a function that is no coroutine.
  std::vector<BlockingWait> waitsIn(const FunctionDecl &Function);
  void checkFunction(const FunctionDecl &Function);
  /// True for what the coroutines of this unit call, directly or not.
  bool isCalledByCoroutine(const FunctionDecl &Function);
  const Conversions &conversions(const ASTContext &Ctx);

  /// The edits for one wait; refused with the reason when there are none.
  void repair(const BlockingWait &Wait, const CallableBody &Body,
              const BodyIndex &Index, Rewrite &Edits);
  /// \p Chain: the fixable waits that begin where \p Wait does, outermost
  /// first. The first one carries the edits of all.
  void report(const BlockingWait &Wait,
              llvm::ArrayRef<const BlockingWait *> Chain,
              const CallableBody &Body, const BodyIndex &Index);

  Conversions::Scope ConvertFunctions;
  const ASTContext *Unit = nullptr;
  std::unique_ptr<Conversions> Planned;
  llvm::DenseSet<const FunctionDecl *> CalledByCoroutine;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGWAITCHECK_H
