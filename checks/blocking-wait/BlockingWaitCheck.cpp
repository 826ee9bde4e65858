//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/BlockingWaitCheck.h"
#include "checks/blocking-wait/PendingWaits.h"
#include "edits/Awaiting.h"

namespace clang::tidy {

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

template <> struct OptionEnumMapping<async::BlockingWaitCheck::NolintOffer> {
  using Offer = async::BlockingWaitCheck::NolintOffer;
  static llvm::ArrayRef<std::pair<Offer, StringRef>> getEnumMapping() {
    static constexpr std::pair<Offer, StringRef> Mapping[] = {
        {Offer::Editor, "editor"},
        {Offer::Always, "always"},
        {Offer::Never, "never"}};
    return {Mapping};
  }
};

namespace async {

BlockingWaitCheck::BlockingWaitCheck(llvm::StringRef Name,
                                     ClangTidyContext *Context)
    : AsyncCheck(Name, Context, Precedence::Blocking),
      Scope(Options.get("Scope", CodeScope::Everywhere)),
      Boundaries(Options.get("Boundaries", ""), NameList::Match::Whole),
      ConvertFunctions(
          Options.get("ConvertFunctions", Conversions::Scope::Internal)),
      OfferNolint(Options.get("OfferNolint", NolintOffer::Editor)) {}

void BlockingWaitCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Scope", Scope);
  Options.store(Opts, "Boundaries", Boundaries.text());
  Options.store(Opts, "ConvertFunctions", ConvertFunctions);
  Options.store(Opts, "OfferNolint", OfferNolint);
}

void BlockingWaitCheck::registerPPCallbacks(const SourceManager &SM,
                                            Preprocessor *PP,
                                            Preprocessor *ModuleExpanderPP) {
  AsyncCheck::registerPPCallbacks(SM, PP, ModuleExpanderPP);
  complainAbout("Boundaries", Boundaries);
}

void BlockingWaitCheck::checkFunction(const FunctionDecl &Function) {
  if (Unit != &Function.getASTContext()) {
    Unit = &Function.getASTContext();
    Planned.reset();
    Reach.reset();
  }
  const std::vector<BlockingWait> Waits = waitsIn(Function);
  if (Waits.empty())
    return;
  if (isCoroutine(Function))
    checkCoroutine(Function, Waits);
  else
    checkFunction(Function, Waits);
}

//===--- What is reported -------------------------------------------------===//

const Reachability &BlockingWaitCheck::reach() {
  if (Boundaries.text().empty())
    return reachability();
  if (!Reach)
    Reach = std::make_unique<Reachability>(callGraph(), types(), &Boundaries);
  return *Reach;
}

BlockingWaitCheck::RunsIn
BlockingWaitCheck::placeOf(const FunctionDecl &Function) {
  if (isCoroutine(Function))
    return Boundaries.contains(&Function) ? RunsIn::Exempt : RunsIn::AsyncCode;
  if (Scope == CodeScope::Coroutines)
    return RunsIn::Exempt;
  // Every file that includes a header must propose the same edits of it,
  // whoever calls its functions there.
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  if (reach().isReached(Function) ||
      (ConvertFunctions == Conversions::Scope::All &&
       !SM.isInMainFile(SM.getExpansionLoc(Function.getLocation()))))
    return RunsIn::AsyncCode;
  // Functions that macros declare are called by a framework, of tests mostly.
  const bool IsExempt =
      Scope == CodeScope::Reachable || reach().runsInBoundary(Function) ||
      reach().isNeverSeenToRun(Function) || isa<CXXDestructorDecl>(Function) ||
      Function.getLocation().isMacroID() ||
      names().usual().tell(Usual::SaysItBlocks, &Function);
  return IsExempt ? RunsIn::Exempt : RunsIn::Anywhere;
}

/// True when \p Wait is for something that its function made or asked for.
/// What it was given, or what is kept elsewhere, may be complete.
static bool isOwn(const BlockingWait &Wait, const ValueDecl *Holder) {
  const auto *Local = dyn_cast_or_null<VarDecl>(Holder);
  return Holder ? Local && Local->isLocalVarDecl() &&
                      !Local->getType()->isReferenceType()
                : !isa<CXXThisExpr>(stripImplicit(Wait.Operand));
}

std::vector<BlockingWait>
BlockingWaitCheck::waitsIn(const FunctionDecl &Function) {
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return {};
  std::vector<BlockingWait> Waits = pendingWaits(*Body, *Index, types());
  if (Waits.empty())
    return Waits;
  const RunsIn Where = placeOf(Function);
  if (Where == RunsIn::Exempt)
    return {};
  if (isCoroutine(Function))
    return Waits;
  const ReachPath Path = reach().pathTo(Function);
  const bool IsCalled = !Path.empty() && Path.front().How == ReachStep::Called;
  llvm::erase_if(Waits, [&](const BlockingWait &Wait) {
    const AsyncType Type = types().classify(Wait.operandType());
    // How a library waits is its own affair.
    const Library *Lib = names().libraryOf(Type.Entry);
    if (Lib && isInNamespaceOf(Function, *Lib))
      return true;
    const ValueDecl *Holder =
        originOf(Wait.Operand, names(), Wait.ThroughPointer).Where.Holder;
    if (Where == RunsIn::AsyncCode)
      // What algorithms and executors pass may be complete.
      return !IsCalled && isa_and_nonnull<ParmVarDecl>(Holder);
    const TokenEntry *Entry = nullptr;
    return !isOwn(Wait, Holder) || isOfOwnTwin(Wait, Function, names()) ||
           (Wait.Entry && Wait.Entry->InThreads) ||
           !(Type.canBeAwaited() || blockingToken(Wait, names(), Entry));
  });
  return Waits;
}

void BlockingWaitCheck::message(const BlockingWait &Wait,
                                const FunctionDecl &Function,
                                const ReachPath &Path,
                                llvm::ArrayRef<FixItHint> Fix) {
  const ASTContext &Ctx = Function.getASTContext();
  if (Wait.Entry && !Wait.Entry->Effect.empty())
    diag(Wait.location(), "'%0'%select{| in a coroutine}1 %2")
        << Wait.name() << isCoroutine(Function) << Wait.Entry->Effect << Fix;
  else
    diag(Wait.location(),
         "'%0' blocks %1 until the '%2' is complete%select{| or the time is "
         "up}3")
        << Wait.name() << blockedThread(Function, Path)
        << typeName(Wait.operandType(), Ctx) << Wait.isTimed() << Fix;
  explain(Path);
}

void BlockingWaitCheck::offerNolint(const BlockingWait &Wait,
                                    const ASTContext &Ctx) {
  if (OfferNolint == NolintOffer::Never ||
      (OfferNolint == NolintOffer::Editor && !areDiagsSelfContained()))
    return;
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Loc = Wait.location();
  if (Loc.isMacroID())
    return;
  const FileID File = SM.getFileID(Loc);
  const unsigned Column = SM.getSpellingColumnNumber(Loc);
  const SourceLocation Line = Loc.getLocWithOffset(1 - int(Column));
  const llvm::StringRef Before =
      SM.getBufferData(File).substr(SM.getFileOffset(Line), Column - 1);
  // The line may begin in a raw string.
  if (Before.count('"') % 2)
    return;
  diag(Loc, "keep it, as a synchronous bridge", DiagnosticIDs::Note)
      << FixItHint::CreateInsertion(
             Line,
             (Before.take_while([](char C) { return C == ' ' || C == '\t'; }) +
              "// NOLINTNEXTLINE(async-blocking-wait): "
              "synchronous bridge, to be made async\n")
                 .str());
}

//===--- Coroutines -------------------------------------------------------===//

/// As an Expr: CallExpr's own getBeginLoc() is wrong for function objects.
static SourceLocation beginOfWait(const BlockingWait &Wait) {
  const Expr &Call = *Wait.Call;
  return Call.getBeginLoc();
}

/// True when the fix changes what is thrown, or where the coroutine goes on
/// against what the program says: for a human to judge.
static bool isJudgement(const BlockingWait &Wait, const Names &Known) {
  return Wait.hidesErrors() || isForMovedWork(Wait, Known);
}

void BlockingWaitCheck::checkCoroutine(const FunctionDecl &Function,
                                       llvm::ArrayRef<BlockingWait> Waits) {
  const SharedIndex Shared = index(Function);
  const BodyIndex &Index = *Shared;
  const CallableBody &Body = *Index.body(&Function);
  std::vector<Finding> Found;
  for (const BlockingWait &Wait : Waits)
    if (isNew(Wait.location())) {
      Found.push_back({Wait, rewrite(Function.getASTContext())});
      repair(Wait, Body, Index, Found.back().Edits);
    }

  // `f.get().get()`: both would insert `co_await` at one place, where the
  // order of two fixes is not ours to say. The outermost carries the edits.
  llvm::DenseMap<SourceLocation, llvm::SmallVector<Finding *, 1>> Chains;
  for (Finding &F : Found)
    if (F.Edits && !isJudgement(F.Wait, names()))
      Chains[beginOfWait(F.Wait)].push_back(&F);
  bool SaysWhereItResumes = false;
  for (Finding &F : Found) {
    const auto Chain = Chains.lookup(beginOfWait(F.Wait));
    if (!llvm::is_contained(Chain, &F)) {
      report(F, Function, nullptr, SaysWhereItResumes);
      continue;
    }
    Rewrite Whole = rewrite(Function.getASTContext());
    if (Chain.size() == 1) {
      F.Edits.parenthesizeForContext(*F.Wait.whole(Index), Index);
    } else if (Chain.front() == &F) {
      for (const Finding *Link : llvm::reverse(Chain)) {
        repair(Link->Wait, Body, Index, Whole);
        // What an outer wait waits for needs none: `co_await co_await f`.
        if (llvm::none_of(Chain, [Link](const Finding *Outer) {
              return stripImplicit(Outer->Wait.Operand) == Link->Wait.Call;
            }))
          Whole.parenthesizeForContext(*Link->Wait.whole(Index), Index);
      }
    }
    report(F, Function, Chain.size() == 1 ? &F.Edits : &Whole,
           SaysWhereItResumes);
  }
}

void BlockingWaitCheck::repair(const BlockingWait &Wait,
                               const CallableBody &Body, const BodyIndex &Index,
                               Rewrite &Edits) {
  if (isInstantiation(*Body.Callable))
    return Edits.refuse("it depends on a template parameter");
  // A token of the coroutine's own library makes the operation awaitable.
  const TokenEntry *Entry = nullptr;
  const Expr *Token = blockingToken(Wait, names(), Entry);
  const bool ByToken =
      Token && names().libraryOf(Entry) ==
                   names().libraryOf(
                       types().classify(Body.Callable->getReturnType()).Entry);
  QualType Operand =
      ByToken ? Body.Callable->getReturnType() : Wait.operandType();
  const AwaitSite Site(*Wait.Call, Operand, Index, types());
  if (!Site)
    Edits.refuse(Site.reason());
  else if (ByToken)
    awaitWithToken(Wait, *Token, *Entry, Body.Callable->getReturnType(), Edits);
  else
    awaitInstead(Wait, types(), Index, Edits);
}

void BlockingWaitCheck::report(const Finding &Found,
                               const FunctionDecl &Function,
                               const Rewrite *Applied,
                               bool &SaysWhereItResumes) {
  const BlockingWait &Wait = Found.Wait;
  const SourceLocation Loc = Wait.location();
  message(Wait, Function, {},
          Applied ? Applied->hints() : std::vector<FixItHint>());
  explain(Loc, Applied ? *Applied : Found.Edits);
  const bool IsJudgement =
      !Applied && Found.Edits && isJudgement(Wait, names());
  if (IsJudgement)
    diag(Loc,
         "%select{'co_await' throws what '%1' leaves in the future|after "
         "'co_await' the coroutine goes on in the executor that runs this}0",
         DiagnosticIDs::Note)
        << !Wait.hidesErrors() << Wait.name()
        << Found.Edits.hints(Rewrite::FixOn::Note);
  const AsyncType Type = types().classify(Function.getReturnType());
  if (Applied && Type.Entry && !Type.Entry->Resumes.empty() &&
      !std::exchange(SaysWhereItResumes, true))
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Type.Entry->Resumes;
  if (!Applied && !IsJudgement)
    offerNolint(Wait, Function.getASTContext());
}

//===--- Other functions: async all the way down --------------------------===//

const Conversions &BlockingWaitCheck::conversions() {
  if (!Planned) {
    Conversions::Host Host;
    Host.Index = [this](const FunctionDecl &F) { return index(F); };
    Host.Waits = [this](const FunctionDecl &F) { return waitsIn(F); };
    Host.IsBoundary = [this](const FunctionDecl &F) {
      return placeOf(F) == RunsIn::Exempt;
    };
    Planned = std::make_unique<Conversions>(callGraph(), types(),
                                            std::move(Host), ConvertFunctions);
  }
  return *Planned;
}

std::string BlockingWaitCheck::whyNotConverted(const BlockingWait &Wait,
                                               const FunctionDecl &Function) {
  std::string Why = conversions().reason(Function);
  // No task to return is known, or nothing may be converted.
  if (Why.empty())
    Why = types().classify(Wait.operandType()).canBeAwaited()
              ? AwaitSite(*Wait.Call, Wait.operandType(), *index(Function),
                          types())
                    .reason()
              : "'" + typeName(Wait.operandType(), Function.getASTContext()) +
                    "' has no awaiter";
  return Why;
}

void BlockingWaitCheck::checkFunction(const FunctionDecl &Function,
                                      llvm::ArrayRef<BlockingWait> Waits) {
  const bool IsConverted = conversions().converts(Function);
  const ReachPath Path = reach().pathTo(Function);
  bool First = true;
  for (const BlockingWait &Wait : Waits) {
    const SourceLocation Loc = Wait.location();
    if (!isNew(Loc))
      continue;
    Rewrite Edits = rewrite(Function.getASTContext());
    const FunctionDecl *Carrier = nullptr;
    if (!IsConverted)
      Edits.refuse(whyNotConverted(Wait, Function));
    else if (Carrier = &conversions().carrier(Function);
             First && declaresSameEntity(Carrier, &Function))
      conversions().apply(Function, Edits);
    message(Wait, Function, Path, Edits.hints());
    explain(Loc, Edits);
    if (IsConverted && !Edits)
      diag(Loc, "fixed together with the first wait in '%0'",
           DiagnosticIDs::Note)
          << Carrier->getNameAsString();
    if (!IsConverted)
      offerNolint(Wait, Function.getASTContext());
    First = false;
  }
}

} // namespace async
} // namespace clang::tidy
