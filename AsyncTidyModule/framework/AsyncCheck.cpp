//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/AsyncCheck.h"
#include "code/WholeCode.h"
#include "flow/Handlers.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace clang::tidy;
using namespace clang::tidy::async;

/// Of all checks, and of none in particular: `async.Vocabulary`. It is read as
/// if it were a check's, so that --verify-config gets to know it.
static ClangTidyCheck::OptionsView sharedOptions(ClangTidyContext *Context) {
  return {"async", Context->getOptions().CheckOptions, Context};
}

AsyncCheck::AsyncCheck(llvm::StringRef Name, ClangTidyContext *Context,
                       Precedence Rank)
    : ClangTidyCheck(Name, Context), Tidy(Context),
      Shared(Session::join(Context)),
      IgnoreMacros(Options.get("IgnoreMacros", true)),
      SharedOptions(sharedOptions(Context)),
      VocabularyFiles(SharedOptions.get("Vocabulary", "")) {
  Shared->add(*this, Rank);
}

AsyncCheck::~AsyncCheck() { Shared->remove(*this); }

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "IgnoreMacros", IgnoreMacros);
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
} // namespace

void AsyncCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  for (Session::Callback *Check : Shared->takeChecks())
    Finder->addMatcher(
        ast_matchers::functionDecl(isAsyncCode(Shared.get())).bind("function"),
        Check);
}

void AsyncCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (isWhole(Function))
    checkFunction(Function);
}

void AsyncCheck::checkPatternsFirst(const FunctionDecl &Function) {
  if (isInstantiation(Function))
    Instantiations.push_back(&Function);
  else
    checkBody(Function);
}

void AsyncCheck::onEndOfTranslationUnit() {
  for (const FunctionDecl *Function : std::exchange(Instantiations, {}))
    checkBody(*Function);
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

Rewrite AsyncCheck::rewrite(const ASTContext &Ctx) {
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
  Edits.shareWith(Shared->claims(), this);
  return Edits;
}

void AsyncCheck::complainAbout(llvm::StringRef Option, const NameList &List) {
  for (const std::string &Error : List.errors())
    configurationDiag("bad regular expression in option '%0', ignored: %1")
        << Option << Error;
}

const char *AsyncCheck::blockedThread(const FunctionDecl &Callable,
                                      const ReachPath &Path) {
  if (isCoroutine(Callable))
    return "the thread of this coroutine";
  if (Path.empty())
    return "the thread";
  return Path.back().How == ReachStep::Executor
             ? "the thread of an event loop or executor"
             : "the thread of a coroutine";
}

static std::string nameForNote(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (Method && Method->getParent()->isLambda())
    return "this lambda";
  return "'" + Function->getNameAsString() + "'";
}

static std::string nameOfCallee(const Expr &Call) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return Construct->getConstructor()->getParent()->getNameAsString();
  const auto *Callee =
      dyn_cast_or_null<NamedDecl>(cast<CallExpr>(Call).getCalleeDecl());
  return Callee ? Callee->getNameAsString() : "";
}

void AsyncCheck::explain(const ReachPath &Path) {
  // Nobody reads three hundred notes, and printing them takes its time.
  constexpr std::size_t First = 6, Last = 3;
  const std::size_t Hidden =
      Path.size() > First + Last + 1 ? Path.size() - First - Last : 0;
  for (std::size_t I = 0; I < Path.size(); ++I) {
    const ReachStep &Step = Path[I];
    if (Hidden && I == First) {
      diag(Step.At->getExprLoc(), "%0 more calls lie between",
           DiagnosticIDs::Note)
          << static_cast<unsigned>(Hidden);
      I += Hidden - 1;
      continue;
    }
    const std::string Name = nameForNote(Step.Function);
    const SourceLocation Loc = Step.At->getExprLoc();
    if (Step.How == ReachStep::Executor)
      diag(Loc,
           "%0 is handed to '%1' here, which runs it on an event loop or "
           "executor",
           DiagnosticIDs::Note)
          << Name << nameOfCallee(*Step.At);
    else if (isCoroutine(*Step.By) && nameForNote(Step.By) == "this lambda")
      diag(Loc, "%0 is called by a coroutine here", DiagnosticIDs::Note)
          << Name;
    else
      diag(Loc, "%0 is called by %select{|the coroutine }1%2 here",
           DiagnosticIDs::Note)
          << Name << isCoroutine(*Step.By) << nameForNote(Step.By);
  }
}

void AsyncCheck::explain(SourceLocation Loc, const Rewrite &Edits) {
  if (!Edits && !Edits.reason().empty())
    diag(Loc, "not fixed: %0", DiagnosticIDs::Note) << Edits.reason();
}
