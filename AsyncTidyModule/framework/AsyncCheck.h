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
#include "framework/Report.h"
#include "framework/Session.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

namespace clang::tidy::async {

class AsyncCheck : public ClangTidyCheck, private Session::Member {
public:
  /// \p Declared lives as long as the program.
  AsyncCheck(const Rule &Declared, ClangTidyContext *Context);
  ~AsyncCheck() override;

  /// What every check has.
  static llvm::ArrayRef<RuleOption> commonOptions();

  bool isLanguageVersionSupported(const LangOptions &Lang) const override {
    return Lang.CPlusPlus20;
  }
  void storeOptions(ClangTidyOptions::OptionMap &Options) final;
  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *ModuleExpanderPP) final;

  /// Registers all checks of the run at the first call, in their order: clang
  /// creates checks in one of its own.
  void registerMatchers(ast_matchers::MatchFinder *Finder) final;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) final;
  void onEndOfTranslationUnit() final;

protected:
  /// The value of the option \p Name, which the rule or commonOptions() must
  /// declare, or its default: a text, a number, perhaps a number, or an
  /// enumerator. For the initializers of a check's members.
  template <typename T> T option(llvm::StringRef Name) {
    const llvm::StringRef Default = declared(Name).Default;
    if constexpr (std::is_same_v<T, std::string>) {
      return keep(Name, Options.get(Name, Default));
    } else if constexpr (std::is_same_v<T, bool>) {
      const bool Value = Options.get(Name, Default == "true");
      keep(Name, Value ? "true" : "false");
      return Value;
    } else if constexpr (std::is_enum_v<T>) {
      const auto Mapping = OptionEnumMapping<T>::getEnumMapping();
      T Value = Mapping.front().first;
      for (const auto &[Known, Text] : Mapping)
        if (Text == Default)
          Value = Known;
      Value = Options.get(Name, Value);
      for (const auto &[Known, Text] : Mapping)
        if (Known == Value)
          keep(Name, Text);
      return Value;
    } else {
      std::optional<unsigned> Value = Options.get<unsigned>(Name);
      if (unsigned Number; !Value && !Default.getAsInteger(10, Number))
        Value = Number;
      if (Value)
        keep(Name, std::to_string(*Value));
      if constexpr (std::is_same_v<T, unsigned>)
        return Value.value_or(0);
      else
        return Value;
    }
  }

  /// A number that is 1 at least. Of 0, the default takes the place, and
  /// clang-tidy-config says so.
  unsigned positive(llvm::StringRef Name);

  /// A filter that is made from the text of an option and \p More. What is
  /// wrong with it becomes lines of clang-tidy-config.
  template <typename Filter, typename... Arguments>
  Filter filter(llvm::StringRef Name, Arguments... More) {
    Filter Made(option<std::string>(Name), More...);
    for (const std::string &Error : Made.errors())
      BadFilters.emplace_back(Name, Error);
    return Made;
  }

  /// False when there is nothing to find in \p Function; asked before its body
  /// is indexed.
  virtual bool concerns(const FunctionDecl &) const { return true; }

  /// Called for functions and lambdas with a body in the user's code, in
  /// translation units that can hold async code at all. Whatever is
  /// instantiated comes when all templates have been seen.
  virtual void checkBody(const CallableBody &Body, const BodyIndex &Index) = 0;

  /// The same for each initializer outside of functions: a default argument,
  /// that of a member or a variable. It stands in \p Place. Called only where
  /// looksAtInitializers() is overridden.
  virtual void checkInitializer(const DeclContext &Place,
                                const BodyIndex &Index) {
    (void)Place, (void)Index;
  }
  bool looksAtInitializers() const override { return false; }

  /// Called when all bodies of the translation unit have been seen, by all
  /// checks.
  void leaveUnit() override {}

  const Names &names() const { return Shared->names(); }
  const AsyncTypes &types() const { return Shared->types(); }

  /// Index of the function \p Callable belongs to; null without a body.
  SharedIndex index(const FunctionDecl &Callable) {
    return Shared->index(Callable);
  }

  /// Who calls whom in this translation unit; made at the first call.
  CallGraph &callGraph() { return Shared->callGraph(); }

  /// Who changes which container in this translation unit; made at the first
  /// call.
  const Mutations &mutations() { return Shared->mutations(); }

  /// What runs in async code in this translation unit; made at the first call.
  const Reachability &reachability() { return Shared->reachability(); }

  /// Where functions run, as far as this unit and the linked program show.
  const Execution &execution() { return Shared->execution(); }

  /// What other files know; null without a linked program.
  const LinkedProgram *program() const { return Shared->program(); }

  /// What other files know of functions; nothing without a linked program.
  const Elsewhere &elsewhere() { return Shared->elsewhere(); }

  /// Where findings go that other files decide; null when nobody asked.
  Summary *summary() { return Shared->summary(); }

  /// What \p Say reports goes to the summary, as true under a condition, and is
  /// not said. Nothing that it edits counts as edited.
  void suppose(const RunCondition &When, llvm::function_ref<void()> Say);

  /// The same for each way in which the link may answer \p Questions: \p Say
  /// gets the answers, and what it reports is true under them. Of many
  /// questions, the last ones are not asked. What is found stands in \p In.
  void supposeAnswers(const FunctionDecl &In,
                      llvm::ArrayRef<FarQuestion> Questions,
                      llvm::function_ref<void(const Elsewhere &)> Say);

  /// The same where none of \p Questions is answered by yes.
  void supposeNone(const FunctionDecl &In,
                   llvm::ArrayRef<FarQuestion> Questions,
                   llvm::function_ref<void()> Say);

  /// True when the summary is to tell facts of \p Function, a definition that
  /// is no template's: of one in the main file, which others may ask.
  bool isAskedElsewhere(const FunctionDecl &Function);

  /// True for code of tests, where what is thrown fails the test or is of no
  /// interest.
  bool isTestCode(const FunctionDecl &Function) {
    return Shared->tests().contains(Function);
  }

  /// True for tests of what becomes of work that is dropped.
  bool dropsOnPurpose(const FunctionDecl &Function) {
    return Shared->tests().dropsOnPurpose(Function);
  }

  /// True for code that a framework calls, and whose result nobody takes.
  bool isEventHandler(const CallableBody &Body, const BodyIndex &Index) const;

  /// False when \p Loc was reported before (by a template's pattern or another
  /// instantiation), or stands in a macro that is to be ignored.
  bool isNew(SourceLocation Loc);

  /// True when a NOLINT hides what this check says at \p Loc: edits on it would
  /// be made by nobody, and edits of it are not wanted.
  bool isSilenced(SourceLocation Loc) {
    return Shared->noLints().silence(Declared.Name, Loc);
  }

  /// True when \p Check runs, too. Where two checks would edit one place, one
  /// of them leaves it to the other.
  bool isEnabled(llvm::StringRef Check) const {
    return Tidy->isCheckEnabled(Check);
  }

  /// The tasks of libraries that this unit does not include, and could.
  std::vector<KnownTask> otherTasks() const;

  /// Edits of the function \p Place, or of what stands in \p Place. Refused in
  /// an instantiation, and in what was only meant as a coroutine where it
  /// cannot be one.
  Rewrite rewrite(const DeclContext &Place);

  /// Says \p Message at \p Loc, and does or offers \p Edits; when there are
  /// none, a note says why; so does one where the function was only meant as a
  /// coroutine. isNew() comes first: edits cost.
  Report report(SourceLocation Loc, llvm::StringRef Message, Rewrite Edits);
  /// The same for what is never repaired.
  Report report(SourceLocation Loc, llvm::StringRef Message);

  /// What a blocking call in \p Callable blocks: "the thread of ...".
  std::string blockedThread(const FunctionDecl &Callable,
                            const RunPlace &Where) const;

  /// Where \p Place is; \p Else where that file is gone.
  SourceLocation locate(const FilePlace &Place, SourceLocation Else) const;

  /// The notes that say why a function that is no coroutine runs in async code.
  void explain(const RunPlace &Where, Report &Found) const;

private:
  friend Report;

  const RuleOption &declared(llvm::StringRef Option) const;
  /// Remembers what an option is, for storeOptions().
  const std::string &keep(llvm::StringRef Option, llvm::StringRef Value);

  Session::Callback &callback() final { return *this; }
  void lookAt(const FunctionDecl &Function) final;

  /// True when the include path has \p Header.
  bool hasHeader(llvm::StringRef Header) const;

  /// Says it, now or when the unit is left.
  void take(std::unique_ptr<Report::Content> Said);
  void say(const Report::Content &Said);
  void say(const Report::Message &Note, llvm::ArrayRef<FixItHint> Fix = {});

  /// The same, into the summary.
  void record(const Report::Content &Said);
  /// A message as it would be printed; nothing where a comment silences it.
  std::optional<SaidText> textOf(const Report::Message &Message,
                                 llvm::ArrayRef<FixItHint> Fix,
                                 DiagnosticIDs::Level Level);

  const Rule &Declared;
  const ClangTidyContext *const Tidy;
  std::shared_ptr<Session> Shared;
  /// By their names.
  std::vector<std::pair<llvm::StringRef, std::string>> Values, BadFilters,
      NotPositive;
  const bool IgnoreMacros;
  const OptionsView SharedOptions;
  const std::string VocabularyFiles, SummaryTarget, ProgramFile;
  /// What earlier fixes of this check include already.
  std::set<std::pair<FileID, std::string>> Included, IncludedByNotes;
  /// Not null while what is reported is supposed.
  const RunCondition *Supposed = nullptr;
  Preprocessor *PP = nullptr;
  llvm::DenseSet<SourceLocation> Reported;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ASYNCCHECK_H
