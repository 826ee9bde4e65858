//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/AsyncCheck.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "code/WholeCode.h"
#include "edits/CoroutineEdits.h"
#include "flow/Handlers.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/ErrorHandling.h"

using namespace clang;
using namespace clang::tidy;
using namespace clang::tidy::async;

/// Of all checks, and of none in particular: `async.Vocabulary`. It is read as
/// if it were a check's, so that --verify-config gets to know it.
static ClangTidyCheck::OptionsView sharedOptions(ClangTidyContext *Context) {
  return {"async", Context->getOptions().CheckOptions, Context};
}

AsyncCheck::AsyncCheck(const Rule &Declared, ClangTidyContext *Context)
    : ClangTidyCheck(Declared.Name, Context), Declared(Declared), Tidy(Context),
      Shared(Session::join(Context)),
      IgnoreMacros(option<bool>("IgnoreMacros")),
      SharedOptions(sharedOptions(Context)),
      VocabularyFiles(SharedOptions.get("Vocabulary", "")) {
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
}

void AsyncCheck::registerPPCallbacks(const SourceManager &SM,
                                     Preprocessor *Main, Preprocessor *) {
  PP = Main;
  Shared->watchIncludes(*Main);
  llvm::vfs::FileSystem &FS = SM.getFileManager().getVirtualFileSystem();
  for (const std::string &Error :
       Shared->loadVocabulary(FS, VocabularyFiles, getCurrentMainFile()))
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
  return Reported.insert(Loc).second;
}

Rewrite AsyncCheck::rewrite(const DeclContext &Place) {
  const ASTContext &Ctx = Place.getParentASTContext();
  Rewrite Edits(
      Ctx,
      [this](FileID File, llvm::StringRef Header,
             Rewrite::FixOn Place) -> std::optional<FixItHint> {
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
      [this](llvm::StringRef Header) {
        // Not the preprocessor's own look-up, which wants to be in a file.
        return PP->getHeaderSearchInfo()
            .LookupFile(Header, {}, /*isAngled=*/true, nullptr, nullptr, {},
                        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr)
            .has_value();
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
  Edits.shareWith(Shared->claims(), this);
  return Edits;
}

static std::string nameForNote(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (Method && Method->getParent()->isLambda())
    return "this lambda";
  return "'" + Function->getNameAsString() + "'";
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
        << nameForNote(Meant)
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

const char *AsyncCheck::blockedThread(const FunctionDecl &Callable,
                                      const ReachPath &Path) const {
  if (actsAsCoroutine(Callable, types()))
    return "the thread of this coroutine";
  if (Path.empty())
    return "the thread";
  return Path.back().How == ReachStep::Executor
             ? "the thread of an event loop or executor"
             : "the thread of a coroutine";
}

void AsyncCheck::explain(const ReachPath &Path, Report &Found) const {
  // Nobody reads three hundred notes, and printing them takes its time.
  constexpr std::size_t First = 6, Last = 3;
  const std::size_t Hidden =
      Path.size() > First + Last + 1 ? Path.size() - First - Last : 0;
  for (std::size_t I = 0; I < Path.size(); ++I) {
    const ReachStep &Step = Path[I];
    const SourceLocation Loc = Step.At->getExprLoc();
    if (Hidden && I == First) {
      Found.note(Loc, "%0 more calls lie between")
          << static_cast<unsigned>(Hidden);
      I += Hidden - 1;
      continue;
    }
    const std::string Name = nameForNote(Step.Function);
    if (Step.How == ReachStep::Executor)
      Found.note(Loc, "%0 is handed to '%1' here, which runs it on an event "
                      "loop or executor")
          << Name << nameForMessage(*Step.At);
    else if (actsAsCoroutine(*Step.By, types()) &&
             nameForNote(Step.By) == "this lambda")
      Found.note(Loc, "%0 is called by a coroutine here") << Name;
    else
      Found.note(Loc, "%0 is called by %select{|the coroutine }1%2 here")
          << Name << actsAsCoroutine(*Step.By, types()) << nameForNote(Step.By);
  }
}
