//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/AsyncCheck.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "code/SupposedAnswers.h"
#include "code/WholeCode.h"
#include "edits/CoroutineEdits.h"
#include "flow/Handlers.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace clang;
using namespace clang::tidy;
using namespace clang::tidy::async;

/// Of all checks, and of none in particular: `async.Vocabulary` and the like.
/// They are read as if they were a check's, so that --verify-config gets to
/// know them.
static ClangTidyCheck::OptionsView sharedOptions(ClangTidyContext *Context) {
  return {"async", Context->getOptions().CheckOptions, Context};
}

/// \p Variable of the environment is for programs that cannot add to a
/// configuration.
static std::string sharedFile(const ClangTidyCheck::OptionsView &Options,
                              llvm::StringRef Name, const char *Variable) {
  if (auto Value = llvm::sys::Process::GetEnv(Variable))
    return *Value;
  return Options.get(Name, "").str();
}

AsyncCheck::AsyncCheck(const Rule &Declared, ClangTidyContext *Context)
    : ClangTidyCheck(Declared.Name, Context), Declared(Declared), Tidy(Context),
      Shared(Session::join(Context)),
      IgnoreMacros(option<bool>("IgnoreMacros")),
      SharedOptions(sharedOptions(Context)),
      VocabularyFiles(SharedOptions.get("Vocabulary", "")),
      SummaryTarget(
          sharedFile(SharedOptions, "Summaries", "ASYNC_TIDY_SUMMARIES")),
      ProgramFile(
          sharedFile(SharedOptions, "Program", "ASYNC_TIDY_PROGRAM_FILE")) {
  // An editor has no whole file, but what comes after a preamble.
  if (!areDiagsSelfContained())
    Shared->summarizeTo(SummaryTarget);
  Shared->add(*this, Declared.Rank);
}

AsyncCheck::~AsyncCheck() { Shared->remove(*this); }

llvm::ArrayRef<RuleOption> AsyncCheck::commonOptions() {
  static constexpr RuleOption Common[] = {
      {"IgnoreMacros", "true", "Nothing is reported inside macro expansions."}};
  return Common;
}

const RuleOption &AsyncCheck::declared(llvm::StringRef Option) const {
  for (llvm::ArrayRef<RuleOption> All : {Declared.Options, commonOptions()})
    for (const RuleOption &Known : All)
      if (Known.Name == Option)
        return Known;
  llvm::report_fatal_error(llvm::Twine(Declared.Name) + " declares no option " +
                           Option);
}

const std::string &AsyncCheck::keep(llvm::StringRef Option,
                                    llvm::StringRef Value) {
  return Values.emplace_back(Option, Value.str()).second;
}

unsigned AsyncCheck::positive(llvm::StringRef Name) {
  unsigned Value = option<unsigned>(Name);
  if (Value == 0) {
    const llvm::StringRef Default = declared(Name).Default;
    NotPositive.emplace_back(Name, Default.str());
    Default.getAsInteger(10, Value);
  }
  return Value;
}

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  for (const auto &[Name, Value] : Values)
    Options.store(Opts, Name, llvm::StringRef(Value));
  SharedOptions.store(Opts, "Vocabulary", VocabularyFiles);
  SharedOptions.store(Opts, "Summaries", SummaryTarget);
  SharedOptions.store(Opts, "Program", ProgramFile);
}

/// A relative \p Path is seen from the folders above \p Source, nearest first:
/// a configuration does not know where its readers are.
static std::string pathFromAbove(llvm::vfs::FileSystem &FS,
                                 llvm::StringRef Path, llvm::StringRef Source) {
  llvm::SmallString<256> Folder(Source);
  FS.makeAbsolute(Folder);
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  while (!Path.empty() && !llvm::sys::path::is_absolute(Path) &&
         llvm::sys::path::has_parent_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    llvm::SmallString<256> File(Folder);
    llvm::sys::path::append(File, Path);
    if (FS.exists(File))
      return std::string(File);
  }
  return Path.str();
}

void AsyncCheck::registerPPCallbacks(const SourceManager &SM,
                                     Preprocessor *Main, Preprocessor *) {
  PP = Main;
  Shared->watchIncludes(*Main);
  llvm::vfs::FileSystem &FS = SM.getFileManager().getVirtualFileSystem();
  for (const std::string &Error :
       Shared->loadVocabulary(FS, VocabularyFiles, getCurrentMainFile()))
    configurationDiag("%0") << Error;
  if (const std::string Error = Shared->openProgram(
          FS, pathFromAbove(FS, ProgramFile, getCurrentMainFile()));
      !Error.empty())
    configurationDiag("%0") << Error;
  for (const auto &[Option, Error] : BadFilters)
    configurationDiag("bad regular expression in option '%0', ignored: %1")
        << Option << Error;
  for (const auto &[Option, Default] : NotPositive)
    configurationDiag("option '%0' must be 1 at least; %1 is taken")
        << Option << Default;
}

namespace {
AST_MATCHER_P(FunctionDecl, isAsyncCode, Session *, Shared) {
  (void)Builder; // Nothing is bound.
  if (!Node.doesThisDeclarationHaveABody() || Node.isImplicit() ||
      Node.isDefaulted())
    return false;
  ASTContext &Ctx = Finder->getASTContext();
  Shared->enter(Ctx);
  return Shared->isAsync() &&
         !Ctx.getSourceManager().isInSystemHeader(Node.getLocation());
}

/// The initializer that \p D is declared with outside of functions: a default
/// argument, that of a member or of a variable; null for others, and where it
/// depends on what a template is made for.
const Expr *initializerOutside(const Decl &D) {
  if (const auto *Param = dyn_cast<ParmVarDecl>(&D))
    return Param->hasDefaultArg() && !Param->hasInheritedDefaultArg() &&
                   !Param->hasUnparsedDefaultArg() &&
                   !Param->hasUninstantiatedDefaultArg()
               ? Param->getDefaultArg()
               : nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(&D))
    return Field->hasInClassInitializer() ? Field->getInClassInitializer()
                                          : nullptr;
  const auto *Var = dyn_cast<VarDecl>(&D);
  return Var && Var->hasGlobalStorage() && !Var->isStaticLocal()
             ? Var->getInit()
             : nullptr;
}

AST_MATCHER_P(ValueDecl, isInitializedOutside, Session *, Shared) {
  (void)Builder; // Nothing is bound.
  if (!initializerOutside(Node) || isInstantiation(*Node.getDeclContext()))
    return false;
  ASTContext &Ctx = Finder->getASTContext();
  Shared->enter(Ctx);
  return Shared->isAsync() &&
         !Ctx.getSourceManager().isInSystemHeader(Node.getLocation()) &&
         !Ctx.getDiagnostics().hasUncompilableErrorOccurred();
}
} // namespace

void AsyncCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  using namespace ast_matchers;
  // A file without functions has a summary, too.
  if (summary())
    Finder->addMatcher(translationUnitDecl().bind("unit"), this);
  for (Session::Member *Check : Shared->takeChecks()) {
    Finder->addMatcher(functionDecl(isAsyncCode(Shared.get())).bind("function"),
                       &Check->callback());
    if (Check->looksAtInitializers())
      Finder->addMatcher(valueDecl(anyOf(fieldDecl(), varDecl()),
                                   isInitializedOutside(Shared.get()))
                             .bind("initialized"),
                         &Check->callback());
  }
}

void AsyncCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  if (Result.Nodes.getNodeAs<TranslationUnitDecl>("unit"))
    return Shared->enter(*Result.Context);
  if (const auto *D = Result.Nodes.getNodeAs<ValueDecl>("initialized"))
    return checkInitializer(*D->getDeclContext(),
                            BodyIndex(*initializerOutside(*D)));
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (!isWhole(Function))
    return;
  if (isInstantiation(Function))
    Shared->postpone(Function);
  else
    lookAt(Function);
}

void AsyncCheck::onEndOfTranslationUnit() {
  if (const std::string Error = Shared->leave(getCurrentMainFile());
      !Error.empty())
    configurationDiag("%0") << Error;
}

void AsyncCheck::lookAt(const FunctionDecl &Function) {
  if (!concerns(Function))
    return;
  const SharedIndex Index = index(Function);
  if (const CallableBody *Body = Index ? Index->body(&Function) : nullptr)
    checkBody(*Body, *Index);
}

bool AsyncCheck::isEventHandler(const CallableBody &Body,
                                const BodyIndex &Index) const {
  return async::isEventHandler(
      Body, Index, names(),
      [this]() -> const CallGraph & { return Shared->callGraph(); });
}

bool AsyncCheck::isNew(SourceLocation Loc) {
  if (Loc.isInvalid() || (IgnoreMacros && Loc.isMacroID()))
    return false;
  return Supposed || Reported.insert(Loc).second;
}

bool AsyncCheck::hasHeader(llvm::StringRef Header) const {
  // Not the preprocessor's own look-up, which wants to be in a file.
  return PP->getHeaderSearchInfo()
      .LookupFile(Header, {}, /*isAngled=*/true, nullptr, nullptr, {}, nullptr,
                  nullptr, nullptr, nullptr, nullptr, nullptr)
      .has_value();
}

std::vector<KnownTask> AsyncCheck::otherTasks() const {
  return Shared->otherTasks(
      [this](llvm::StringRef Header) { return hasHeader(Header); });
}

Rewrite AsyncCheck::rewrite(const DeclContext &Place) {
  const ASTContext &Ctx = Place.getParentASTContext();
  Rewrite Edits(
      Ctx,
      [this](FileID File, llvm::StringRef Header,
             Rewrite::FixOn Place) -> std::optional<FixItHint> {
        // Of findings that others decide, not all may be true.
        if (summary())
          return Shared->includeIn(File, Header);
        const std::pair<FileID, std::string> What(File, Header.str());
        // An editor applies one fix alone, and nobody else those of a note.
        const bool IsThere =
            Place == Rewrite::FixOn::Note
                ? Included.count(What) || !IncludedByNotes.insert(What).second
                : !Included.insert(What).second;
        if (IsThere && !areDiagsSelfContained())
          return std::nullopt;
        return Shared->includeIn(File, Header);
      },
      [this](llvm::StringRef Header) { return hasHeader(Header); },
      [this](SourceLocation At, SourceLocation Loc) {
        return Shared->reads(At, Loc);
      });
  if (Ctx.getDiagnostics().hasUncompilableErrorOccurred())
    Edits.refuse("the file has compile errors");
  if (isInstantiation(Place))
    Edits.refuse("it depends on a template parameter");
  if (const auto *Function = dyn_cast<FunctionDecl>(&Place);
      Function && isMeantAsCoroutine(*Function, types())) {
    Edits.setMeantAsCoroutine(*Function);
    if (std::string Why = obstacleToCoroutine(*Function); !Why.empty())
      Edits.refuse(Why);
  }
  if (!Supposed)
    Edits.shareWith(Shared->claims(), this);
  return Edits;
}

Report AsyncCheck::report(SourceLocation Loc, llvm::StringRef Message,
                          Rewrite Edits) {
  Report Found = report(Loc, Message);
  const Rewrite &Made = Found.Said->Edits.emplace(std::move(Edits));
  if (!Made.judgement().empty())
    Found.judge("%0") << Made.judgement();
  if (const FunctionDecl *Meant = Made.meantAsCoroutine())
    Found.note(Meant->getLocation(),
               "%0 returns '%1', and has neither a 'return' nor a coroutine "
               "keyword: it was meant as a coroutine")
        << nameForNote(*Meant)
        << typeName(Meant->getReturnType(), Meant->getASTContext());
  return Found;
}

Report AsyncCheck::report(SourceLocation Loc, llvm::StringRef Message) {
  auto &Storage = Shared->diagnosticStorage();
  return Report(std::make_unique<Report::Content>(
      Report::Content{this,
                      &Storage,
                      {Loc, Message.str(), PartialDiagnostic(0, Storage)},
                      std::nullopt,
                      std::nullopt,
                      {},
                      {}}));
}

void AsyncCheck::take(std::unique_ptr<Report::Content> Said) {
  if (Supposed)
    return record(*Said);
  if (!Said->Judgement || !Said->Edits || !*Said->Edits)
    return say(*Said);
  Said->Edits->foresee();
  Shared->postpone([this, Said = std::move(Said)] { say(*Said); });
}

void AsyncCheck::say(const Report::Message &Note,
                     llvm::ArrayRef<FixItHint> Fix) {
  const DiagnosticBuilder Builder =
      diag(Note.Loc, Note.Format, DiagnosticIDs::Note);
  Note.Arguments.Emit(Builder);
  Builder << Fix;
}

void AsyncCheck::say(const Report::Content &Said) {
  std::vector<FixItHint> Fix;
  if (Said.Edits && *Said.Edits)
    Fix = Said.Edits->hints(Said.Judgement ? Rewrite::FixOn::Note
                                           : Rewrite::FixOn::Warning);
  {
    const DiagnosticBuilder Builder =
        diag(Said.Warning.Loc, Said.Warning.Format);
    Said.Warning.Arguments.Emit(Builder);
    if (!Said.Judgement)
      Builder << Fix;
  }
  for (const Report::Message &Note : Said.Notes)
    say(Note);
  if (Said.Judgement && !Fix.empty())
    say(*Said.Judgement, Fix);
  else if (Fix.empty() && Said.Edits && !Said.Edits->reason().empty())
    diag(Said.Warning.Loc, "not fixed: %0", DiagnosticIDs::Note)
        << Said.Edits->reason();
  for (const Report::Message &Note : Said.Additions)
    say(Note);
}

//===--- Suppositions -----------------------------------------------------===//

void AsyncCheck::suppose(const RunCondition &When,
                         llvm::function_ref<void()> Say) {
  Supposed = &When;
  Say();
  Supposed = nullptr;
}

/// Wherever it runs.
static RunCondition underAnswers(const FunctionDecl &In) {
  RunCondition When;
  When.Function = &In;
  When.States = {RunState::Boundary, RunState::Anywhere, RunState::HandedOver,
                 RunState::Called};
  return When;
}

void AsyncCheck::supposeNone(const FunctionDecl &In,
                             llvm::ArrayRef<FarQuestion> Questions,
                             llvm::function_ref<void()> Say) {
  RunCondition When = underAnswers(In);
  for (const FarQuestion &Question : Questions)
    When.Answers.push_back({Question, false});
  suppose(When, Say);
}

void AsyncCheck::supposeAnswers(
    const FunctionDecl &In, llvm::ArrayRef<FarQuestion> Questions,
    llvm::function_ref<void(const Elsewhere &)> Say) {
  constexpr std::size_t Most = 4;
  const llvm::ArrayRef<FarQuestion> Asked = Questions.take_front(Most);
  for (unsigned Yes = 0; Yes < 1U << Asked.size(); ++Yes) {
    RunCondition When = underAnswers(In);
    std::vector<FarQuestion> True;
    for (std::size_t I = 0; I < Asked.size(); ++I) {
      const bool Holds = Yes >> I & 1;
      When.Answers.push_back({Asked[I], Holds});
      if (Holds)
        True.push_back(Asked[I]);
    }
    const SupposedAnswers Answers({}, std::move(True));
    suppose(When, [&] { Say(Answers); });
  }
}

bool AsyncCheck::isAskedElsewhere(const FunctionDecl &Function) {
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  return summary() && !Function.isDependentContext() &&
         !isInstantiation(Function) && FunctionKeys::isShared(Function) &&
         Elsewhere::isWhatRuns(Function) &&
         SM.isInMainFile(SM.getExpansionLoc(Function.getLocation()));
}

namespace {
/// Drops all diagnostics while it lives.
class Silence {
public:
  explicit Silence(DiagnosticsEngine &Engine)
      : Engine(Engine), Before(Engine.getSuppressAllDiagnostics()) {
    Engine.setSuppressAllDiagnostics(true);
  }
  ~Silence() { Engine.setSuppressAllDiagnostics(Before); }
  Silence(const Silence &) = delete;
  Silence &operator=(const Silence &) = delete;

private:
  DiagnosticsEngine &Engine;
  const bool Before;
};
} // namespace

namespace clang::tidy::async {
/// clang-tidy's own engine, of which only what it made knows. An explicit
/// instantiation may name what is private.
DiagnosticsEngine &engineOf(const DiagnosticBuilder &Made);
template <auto Member> struct EngineMember {
  friend DiagnosticsEngine &engineOf(const DiagnosticBuilder &Made) {
    return *(Made.*Member);
  }
};
template struct EngineMember<&DiagnosticBuilder::DiagObj>;
} // namespace clang::tidy::async

std::optional<SaidText> AsyncCheck::textOf(const Report::Message &Message,
                                           llvm::ArrayRef<FixItHint> Fix,
                                           DiagnosticIDs::Level Level) {
  if (Level == DiagnosticIDs::Warning && isSilenced(Message.Loc))
    return std::nullopt;
  const ASTContext &Ctx = types().context();
  const SourceManager &SM = Ctx.getSourceManager();
  FunctionKeys Keys(SM);
  SaidText Said;
  Said.At = Keys.place(Message.Loc);
  std::vector<FixItHint> Hints(Fix);
  {
    // Made as all others are, and dropped.
    std::optional<Silence> Drop;
    const DiagnosticBuilder Builder = diag(Message.Loc, Message.Format, Level);
    DiagnosticsEngine &Engine = engineOf(Builder);
    Drop.emplace(Engine);
    Message.Arguments.Emit(Builder);
    const Diagnostic Info = inFlight(Engine, Builder);
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    llvm::StringRef Plain = Text;
    Plain.consume_back((" [" + Declared.Name + "]").str());
    Said.Text = Plain.str();
    Hints.insert(Hints.end(), Info.getFixItHints().begin(),
                 Info.getFixItHints().end());
  }
  // As clang-tidy does it, several insertions at one place become one.
  for (const FixItHint &Hint : Hints) {
    const tooling::Replacement Edit(SM, Hint.RemoveRange, Hint.CodeToInsert,
                                    Ctx.getLangOpts());
    FilePlace At = {Keys.path(Edit.getFilePath()), Edit.getOffset()};
    const auto Before =
        llvm::find_if(Said.Edits, [&](const SaidText::Edit &Other) {
          return Edit.getLength() == 0 && Other.Length == 0 &&
                 Other.At.File == At.File && Other.At.Offset == At.Offset;
        });
    if (Before != Said.Edits.end() && !Hint.BeforePreviousInsertions)
      Before->Text += Edit.getReplacementText().str();
    else if (Before != Said.Edits.end())
      Before->Text.insert(0, Edit.getReplacementText().str());
    else
      Said.Edits.push_back(
          {std::move(At), Edit.getLength(), Edit.getReplacementText().str()});
  }
  return Said;
}

void AsyncCheck::record(const Report::Content &Said) {
  if (IgnoreMacros && Said.Warning.Loc.isMacroID())
    return;
  std::vector<FixItHint> Fix;
  if (Said.Edits && *Said.Edits)
    Fix = Said.Edits->hints(Said.Judgement ? Rewrite::FixOn::Note
                                           : Rewrite::FixOn::Warning);
  std::optional<SaidText> Warning =
      textOf(Said.Warning,
             Said.Judgement ? llvm::ArrayRef<FixItHint>() : llvm::ArrayRef(Fix),
             DiagnosticIDs::Warning);
  if (!Warning)
    return;
  ConditionalFinding Found{
      Declared.Name.str(), *Supposed, std::move(*Warning), {}};
  const auto Note = [&](const Report::Message &Message,
                        llvm::ArrayRef<FixItHint> Hints) {
    Found.Notes.push_back(*textOf(Message, Hints, DiagnosticIDs::Note));
  };
  for (const Report::Message &Message : Said.Notes)
    Note(Message, {});
  if (Said.Judgement && !Fix.empty())
    Note(*Said.Judgement, Fix);
  else if (Fix.empty() && Said.Edits && !Said.Edits->reason().empty())
    Found.Notes.push_back(
        {Found.Warning.At, "not fixed: " + Said.Edits->reason().str(), {}});
  for (const Report::Message &Message : Said.Additions)
    Note(Message, {});
  summary()->add(std::move(Found));
}

//===--- Where code runs --------------------------------------------------===//

std::string AsyncCheck::blockedThread(const FunctionDecl &Callable,
                                      const RunPlace &Where) const {
  if (actsAsCoroutine(Callable, types()))
    return "the thread of this coroutine";
  return Supposed ? BlockedPlaceholder.str()
                  : threadThatRuns(Where.State, Where.Root);
}

SourceLocation AsyncCheck::locate(const FilePlace &Place,
                                  SourceLocation Else) const {
  // What a diagnostic speaks of is loaded.
  auto &SM = const_cast<SourceManager &>(types().context().getSourceManager());
  const auto File = SM.getFileManager().getOptionalFileRef(Place.File);
  if (!File)
    return Else;
  const FileID Id = SM.getOrCreateFileID(*File, SrcMgr::C_User);
  return SM.getFileIDSize(Id) < Place.Offset
             ? Else
             : SM.getComposedLoc(Id, Place.Offset);
}

void AsyncCheck::explain(const RunPlace &Where, Report &Found) const {
  if (Supposed)
    return;
  const std::size_t Hidden = hiddenSteps(Where.Path.size());
  for (std::size_t I = 0; I < Where.Path.size(); ++I) {
    const StepNote &Step = Where.Path[I];
    const SourceLocation Loc =
        Step.Loc.isValid() ? Step.Loc
                           : locate(Step.Place, Found.Said->Warning.Loc);
    const bool Hides = Hidden && I == FirstSteps;
    Found.note(Loc, "%0") << (Hides ? hiddenText(Hidden) : Step.Text);
    if (Hides)
      I += Hidden - 1;
  }
}
