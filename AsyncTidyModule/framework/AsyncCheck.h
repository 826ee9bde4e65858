//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The base of all checks: shared options, shared knowledge, one way to report.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ASYNCCHECK_H
#define ASYNCTIDY_ASYNCCHECK_H

#include "clang-tidy/ClangTidyCheck.h"
#include "edits/Rewrite.h"
#include "framework/Session.h"
#include "knowledge/NameList.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include <set>
#include <string>
#include <utility>

namespace clang::tidy::async {

class AsyncCheck : public ClangTidyCheck {
public:
  AsyncCheck(llvm::StringRef Name, ClangTidyContext *Context, Precedence Rank);
  ~AsyncCheck() override;

  bool isLanguageVersionSupported(const LangOptions &Lang) const override {
    return Lang.CPlusPlus20;
  }
  void storeOptions(ClangTidyOptions::OptionMap &Options) override;
  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *ModuleExpanderPP) override;

  /// Registers all checks of the run at the first call, in their order: clang
  /// creates checks in one of its own.
  void registerMatchers(ast_matchers::MatchFinder *Finder) final;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) final;

protected:
  /// Called for functions and lambdas with a body in the user's code, in
  /// translation units that can hold async code at all. Template patterns come
  /// before their instantiations.
  virtual void checkFunction(const FunctionDecl &Function) = 0;

  /// Calls checkBody() for \p Function, or, for what is instantiated, at the
  /// end of the translation unit, when all patterns have been reported.
  void checkPatternsFirst(const FunctionDecl &Function);
  virtual void checkBody(const FunctionDecl &) {}
  void onEndOfTranslationUnit() override;

  const Names &names() const { return Shared->names(); }
  const AsyncTypes &types() const { return Shared->types(); }

  /// Index of the function \p Callable belongs to; null without a body.
  SharedIndex index(const FunctionDecl &Callable) {
    return Shared->index(Callable);
  }

  /// Who calls whom in this translation unit; made at the first call.
  CallGraph &callGraph() { return Shared->callGraph(); }

  /// What runs in async code in this translation unit; made at the first call.
  const Reachability &reachability() { return Shared->reachability(); }

  /// True for code that a framework calls, and whose result nobody takes.
  bool isEventHandler(const CallableBody &Body, const BodyIndex &Index) const;

  /// False when \p Loc was reported before (by a template's pattern or another
  /// instantiation), or stands in a macro that is to be ignored.
  bool isNew(SourceLocation Loc);

  /// True when \p Check runs, too. Where two checks would edit one place, one
  /// of them leaves it to the other.
  bool isEnabled(llvm::StringRef Check) const {
    return Tidy->isCheckEnabled(Check);
  }

  Rewrite rewrite(const ASTContext &Ctx);

  /// One clang-tidy-config line for each entry of an option that is no valid
  /// regular expression.
  void complainAbout(llvm::StringRef Option, const NameList &List);

  /// What a blocking call in \p Callable blocks: "the thread of ...".
  static const char *blockedThread(const FunctionDecl &Callable,
                                   const ReachPath &Path);

  /// The notes that say why a function that is no coroutine runs in async code.
  void explain(const ReachPath &Path);

  /// The note that says why a warning has no fix; none when it has one.
  void explain(SourceLocation Loc, const Rewrite &Edits);

private:
  const ClangTidyContext *const Tidy;
  std::shared_ptr<Session> Shared;
  const bool IgnoreMacros;
  const OptionsView SharedOptions;
  const std::string VocabularyFiles;
  /// What earlier fixes of this check include already.
  std::set<std::pair<FileID, std::string>> Included, IncludedByNotes;
  Preprocessor *PP = nullptr;
  llvm::DenseSet<SourceLocation> Reported;
  std::vector<const FunctionDecl *> Instantiations;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ASYNCCHECK_H
