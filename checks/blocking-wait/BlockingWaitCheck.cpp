//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/BlockingWaitCheck.h"
#include "checks/blocking-wait/PendingWaits.h"
#include "code/MeantCoroutines.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "edits/AwaitWays.h"
#include "edits/Awaiting.h"
#include "edits/Judgement.h"

namespace clang::tidy::async {

static constexpr RuleOption BlockingWaitOptions[] = {
    {"Scope", "everywhere",
     "`everywhere`, as above; `reachable`: coroutines and what is seen to run "
     "in async code; `coroutines`: these only."},
    {"Boundaries", "",
     "Functions where waiting is the point: qualified names or regular "
     "expressions that match the whole qualified name, separated by "
     "semicolons."},
    {"ConvertFunctions", "internal",
     "Which functions may become coroutines: `off`, `internal`, `all`."},
    {"OfferNolint", "editor",
     "Whether a wait without a fix may be kept: a fix on a note writes `// "
     "NOLINTNEXTLINE(async-blocking-wait): synchronous bridge, to be made "
     "async` above it. `editor`: in editors only, since `run-clang-tidy -fix` "
     "applies the fixes on notes, and would silence the whole repository. "
     "`always`, `never`."}};

const Rule BlockingWaitCheck::TheRule = {
    "async-blocking-wait",
    "a synchronous wait for an async result",
    "`.get()`, `.wait()`, `sync_wait`, `blockingWait`, `use_future`",
    "`co_await`; a function that is no coroutine becomes one, with all that "
    "call it",
    Repairs::FixOrNote,
    Precedence::Blocking,
    BlockingWaitOptions};

void BlockingWaitCheck::checkBody(const CallableBody &Body, const BodyIndex &) {
  const FunctionDecl &Function = *Body.Callable;
  const bool IsCoroutine = actsAsCoroutine(Function, types());
  if (const std::vector<BlockingWait> Waits = waitsIn(Function, Known);
      Waits.empty())
    ;
  else if (IsCoroutine)
    checkCoroutine(Function, Waits);
  else
    checkFunction(Function, Waits, Known);
  if (IsCoroutine && !Boundaries.contains(&Function))
    checkDefaultArguments(Body);
  if (summary() && !IsCoroutine)
    supposeAll(Function);
}

void BlockingWaitCheck::leaveUnit() {
  if (summary() && ConvertFunctions != Conversions::Scope::Off &&
      !types().context().getDiagnostics().hasUncompilableErrorOccurred())
    collectConversions();
  Known = View();
  Supposed.clear();
}

//===--- What is reported -------------------------------------------------===//

const Execution &BlockingWaitCheck::runs(View &In) {
  const bool IsSupposed = In.Elsewhere != UseElsewhere::Unknown;
  if (!IsSupposed && Boundaries.text().empty())
    return execution();
  if (!In.Runs && IsSupposed)
    In.Runs = std::make_unique<Execution>(callGraph(), types(), &Boundaries,
                                          In.Elsewhere);
  else if (!In.Runs)
    In.Runs = std::make_unique<Execution>(callGraph(), types(), &Boundaries,
                                          program(), ProgramView::BlockingWait);
  return *In.Runs;
}

bool BlockingWaitCheck::isConvertedAnyhow(const FunctionDecl &Function) const {
  // Every file that includes a header must propose the same edits of it,
  // whoever calls its functions there.
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  return ConvertFunctions == Conversions::Scope::All &&
         !SM.isInMainFile(SM.getExpansionLoc(Function.getLocation()));
}

BlockingWaitCheck::RunsIn
BlockingWaitCheck::placeOf(const FunctionDecl &Function, View &In) {
  if (actsAsCoroutine(Function, types()))
    return Boundaries.contains(&Function) ? RunsIn::Exempt : RunsIn::AsyncCode;
  if (Scope != CodeScope::Coroutines && isConvertedAnyhow(Function))
    return RunsIn::AsyncCode;
  return placeIn(Function, runs(In).state(Function),
                 runs(In).isNeverSeenToRun(Function));
}

/// Of a function that is no coroutine.
BlockingWaitCheck::RunsIn
BlockingWaitCheck::placeIn(const FunctionDecl &Function, RunState State,
                           bool IsNeverSeenToRun) const {
  if (Scope == CodeScope::Coroutines)
    return RunsIn::Exempt;
  if (runsInAsyncCode(State))
    return RunsIn::AsyncCode;
  // Functions that macros declare are called by a framework, of tests mostly.
  const bool IsExempt = Scope == CodeScope::Reachable ||
                        State == RunState::Boundary || IsNeverSeenToRun ||
                        isa<CXXDestructorDecl>(Function) ||
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

/// True when \p Wait runs its task on a loop that its function made: no other
/// loop needs this thread meanwhile, as far as anybody knows.
static bool bringsOwnLoop(const BlockingWait &Wait, const Names &Known) {
  return llvm::any_of(writtenArguments(*Wait.Call), [&Known](const Expr *Arg) {
    const auto *Loop =
        dyn_cast_or_null<VarDecl>(originOf(Arg, Known).Where.Holder);
    return Loop && Loop->isLocalVarDecl() &&
           !Loop->getType()->isReferenceType() &&
           Known.isRunner(Arg->getType());
  });
}

/// True for a wait that does something worse than to block.
static bool doesWorse(const BlockingWait &Wait) {
  return Wait.Entry && !Wait.Entry->Wait->Effect.empty();
}

std::vector<BlockingWait>
BlockingWaitCheck::waitsIn(const FunctionDecl &Function, View &In) {
  return waitsIn(Function, [&] {
    const bool IsCoroutine = actsAsCoroutine(Function, types());
    return std::pair(placeOf(Function, In),
                     !IsCoroutine &&
                         runs(In).state(Function) == RunState::Called);
  });
}

std::vector<BlockingWait> BlockingWaitCheck::waitsIn(
    const FunctionDecl &Function,
    llvm::function_ref<std::pair<RunsIn, bool>()> PlaceOf) {
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return {};
  std::vector<BlockingWait> Waits = pendingWaits(*Body, *Index, types());
  if (Waits.empty())
    return Waits;
  const auto [Where, IsCalled] = PlaceOf();
  if (Where == RunsIn::Exempt)
    return {};
  if (actsAsCoroutine(Function, types()))
    return Waits;
  const bool IsLifecycle = names().usual().tell(Usual::Lifecycle, &Function);
  llvm::erase_if(
      Waits, [&, Where = Where, IsCalled = IsCalled](const BlockingWait &Wait) {
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
        return (IsLifecycle && !doesWorse(Wait)) || !isOwn(Wait, Holder) ||
               isOfOwnTwin(Wait, Function, names()) ||
               (Wait.Entry && Wait.Entry->Wait->InThreads) ||
               bringsOwnLoop(Wait, names()) ||
               !(Type.canBeAwaited() || blockingToken(Wait, names(), Entry));
      });
  return Waits;
}

Report BlockingWaitCheck::reportWait(const BlockingWait &Wait,
                                     const FunctionDecl &Function,
                                     const RunPlace &Where, Rewrite Edits) {
  const bool HasEffect = doesWorse(Wait);
  Report Found =
      report(Wait.location(),
             HasEffect ? "'%0'%select{| in a coroutine}1 %2"
                       : "'%0' blocks %1 until the '%2' is complete%select{| "
                         "or the time is up}3",
             std::move(Edits));
  Found << Wait.name();
  if (HasEffect)
    Found << actsAsCoroutine(Function, types()) << Wait.Entry->Wait->Effect;
  else
    Found << blockedThread(Function, Where)
          << typeName(Wait.operandType(), Function.getASTContext())
          << Wait.isTimed();
  explain(Where, Found);
  return Found;
}

void BlockingWaitCheck::offerNolint(const BlockingWait &Wait,
                                    const ASTContext &Ctx,
                                    Report &Found) const {
  if (OfferNolint == NolintOffer::Never ||
      (OfferNolint == NolintOffer::Editor && !areDiagsSelfContained()))
    return;
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Loc = Wait.location();
  if (Loc.isMacroID())
    return;
  const llvm::StringRef Before = lineBefore(Loc, SM);
  const SourceLocation Line =
      Loc.getLocWithOffset(-static_cast<int>(Before.size()));
  // The line may begin in a raw string.
  if (Before.count('"') % 2)
    return;
  Found.addition(Loc, "keep it, as a synchronous bridge")
      << FixItHint::CreateInsertion(Line,
                                    (Lexer::getIndentationForLine(Loc, SM) +
                                     "// NOLINTNEXTLINE(async-blocking-wait): "
                                     "synchronous bridge, to be made async\n")
                                        .str());
}

//===--- Coroutines -------------------------------------------------------===//

/// True when the fix changes what is thrown, or where the coroutine goes on
/// against what the program says: for a human to judge.
static bool isJudgement(const BlockingWait &Wait, const CallableBody &Body,
                        const Names &Known) {
  return (Wait.hidesErrors() && !resolvesInstead(Wait, Body)) ||
         (isForMovedWork(Wait, Known) && !workToAwait(Wait, Known).Work);
}

void BlockingWaitCheck::checkCoroutine(const FunctionDecl &Function,
                                       llvm::ArrayRef<BlockingWait> Waits) {
  const SharedIndex Shared = index(Function);
  const BodyIndex &Index = *Shared;
  const CallableBody &Body = *Index.body(&Function);
  std::vector<Finding> Found;
  for (const BlockingWait &Wait : Waits)
    if (isNew(Wait.location())) {
      Found.push_back({Wait, rewrite(Function)});
      repair(Wait, Body, Index, Found.back().Edits);
    }

  // `f.get().get()`: both would insert `co_await` at one place, where the
  // order of two fixes is not ours to say. The outermost carries the edits.
  llvm::DenseMap<SourceLocation, llvm::SmallVector<Finding *, 1>> Chains;
  for (Finding &F : Found)
    if (F.Edits && F.Edits.judgement().empty() &&
        !isJudgement(F.Wait, Body, names()) && !isSilenced(F.Wait.location()))
      Chains[beginOf(*F.Wait.Call)].push_back(&F);
  const AsyncType Type = types().classify(Function.getReturnType());
  bool SaysWhereItResumes = !Type.Entry || Type.Entry->Resumes.empty();
  for (Finding &F : Found) {
    const auto Chain = Chains.lookup(beginOf(*F.Wait.Call));
    const bool IsLink = llvm::is_contained(Chain, &F);
    const bool IsJudgement = F.Edits && !IsLink;
    Rewrite Whole = rewrite(Function);
    if (IsLink && Chain.size() == 1) {
      F.Edits.parenthesizeForContext(*F.Wait.whole(Index), Index);
    } else if (IsLink && Chain.front() == &F) {
      for (const Finding *Link : llvm::reverse(Chain)) {
        repair(Link->Wait, Body, Index, Whole);
        // What an outer wait waits for needs none: `co_await co_await f`.
        if (llvm::none_of(Chain, [Link](const Finding *Outer) {
              return stripImplicit(Outer->Wait.Operand) == Link->Wait.Call;
            }))
          Whole.parenthesizeForContext(*Link->Wait.whole(Index), Index);
      }
    }
    Report Said = reportWait(F.Wait, Function, {},
                             Chain.size() > 1 && IsLink ? std::move(Whole)
                                                        : std::move(F.Edits));
    if (IsJudgement && isJudgement(F.Wait, Body, names()))
      Said.judge("%select{'co_await' throws what '%1' leaves in the "
                 "future|after 'co_await' the coroutine goes on in the "
                 "executor that runs this}0")
          << !F.Wait.hidesErrors() << F.Wait.name();
    else if (!IsLink && !IsJudgement)
      offerNolint(F.Wait, Function.getASTContext(), Said);
    else if (IsLink && !std::exchange(SaysWhereItResumes, true))
      Said.addition(F.Wait.location(),
                    "after 'co_await' the coroutine resumes on %0")
          << Type.Entry->Resumes;
  }
}

/// Of the calls of a coroutine: what they leave to the callee's declaration.
void BlockingWaitCheck::checkDefaultArguments(const CallableBody &Body) {
  const auto Look = [&](const Expr &Call, const Expr *Arg) {
    const auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg);
    if (!Default || Default->getParam()->hasUninstantiatedDefaultArg())
      return;
    forEachWritten<CallExpr>(
        Default->getExpr(),
        [&](const CallExpr &Inner) {
          const auto Wait = blockingWait(Inner, types());
          if (!Wait || Wait->isPoll() || !isNew(Wait->location()))
            return;
          Rewrite None = rewrite(*Body.Callable);
          None.refuse("a default argument cannot wait: let the caller do so");
          reportWait(*Wait, *Body.Callable, {}, std::move(None))
              .note(beginOf(Call), "this call evaluates it");
        },
        Parts::Own);
  };
  for (const CallExpr *Call : Body.Calls)
    for (const Expr *Arg : Call->arguments())
      Look(*Call, Arg);
  for (const CXXConstructExpr *Made : Body.Constructions)
    for (const Expr *Arg : Made->arguments())
      Look(*Made, Arg);
}

void BlockingWaitCheck::repair(const BlockingWait &Wait,
                               const CallableBody &Body, const BodyIndex &Index,
                               Rewrite &Edits) {
  // A token of the coroutine's own library makes the operation awaitable.
  const TokenEntry *Entry = nullptr;
  const VarDecl *Held = nullptr;
  const Expr *Token = blockingToken(Wait, names(), Entry, &Held);
  const bool ByToken =
      Token && names().libraryOf(Entry) ==
                   names().libraryOf(
                       types().classify(Body.Callable->getReturnType()).Entry);
  QualType Operand =
      ByToken ? Body.Callable->getReturnType() : Wait.operandType();
  // What nobody can await may come from something that can be awaited.
  const WorkToAwait Started = workToAwait(Wait, names());
  if (Started.Work)
    Operand = Started.Work->getType();
  const AwaitSite Site(*Wait.Call, Operand, Index, types());
  const Judgement Judge(Index, types());
  Edits.obey(Judge.suspends(*Wait.Call));
  const Library *Own =
      names().libraryOf(types().classify(Body.Callable->getReturnType()).Entry);
  if (Own && Site.obstacle() == AwaitObstacle::NotAwaitable &&
      offload(Own->Offload, *Wait.Call, Body, Index, types(), Edits))
    return;
  if (!Site)
    Edits.refuse(Site.reason());
  else if (Started.Work)
    awaitStarted(Wait, Started, *Body.Callable, Edits);
  else if (ByToken)
    awaitWithToken(Wait, *Token, *Entry, Held, *Body.Callable,
                   Body.Callable->getReturnType(), Judge, Edits);
  else
    awaitInstead(Wait, types(), Index, Edits);
}

//===--- Other functions: async all the way down --------------------------===//

const Conversions &BlockingWaitCheck::conversions(View &In) {
  if (!In.Planned) {
    Conversions::Host Host;
    Host.Index = [this](const FunctionDecl &F) { return index(F); };
    Host.Waits = [this, &In](const FunctionDecl &F) { return waitsIn(F, In); };
    Host.IsBoundary = [this, &In](const FunctionDecl &F) {
      return placeOf(F, In) == RunsIn::Exempt;
    };
    Host.IsOnlyHere = [this, &In](const FunctionDecl &F) {
      const auto Linked = runs(In).conversion(F);
      return Linked && Linked->Kind == ConversionHere;
    };
    Host.IsSilenced = [this](SourceLocation Loc) { return isSilenced(Loc); };
    In.Planned = std::make_unique<Conversions>(
        callGraph(), types(), std::move(Host), ConvertFunctions);
  }
  return *In.Planned;
}

/// Where no task to return is known, or nothing may be converted.
std::string BlockingWaitCheck::whyNotAwaited(const BlockingWait &Wait,
                                             const FunctionDecl &Function) {
  return types().classify(Wait.operandType()).canBeAwaited()
             ? AwaitSite(*Wait.Call, Wait.operandType(), *index(Function),
                         types())
                   .reason()
             : "'" + typeName(Wait.operandType(), Function.getASTContext()) +
                   "' has no awaiter";
}

void BlockingWaitCheck::checkFunction(const FunctionDecl &Function,
                                      llvm::ArrayRef<BlockingWait> Waits,
                                      View &In) {
  const std::optional<LinkedConversion> Linked = runs(In).conversion(Function);
  if (Linked && Linked->Kind != ConversionHere)
    return checkAsLinked(Function, Waits, *Linked);
  const bool IsConverted = conversions(In).converts(Function);
  const RunPlace Where = runs(In).place(Function);
  bool First = true;
  for (const BlockingWait &Wait : Waits) {
    const SourceLocation Loc = Wait.location();
    if (!isNew(Loc))
      continue;
    Rewrite Edits = rewrite(Function);
    const FunctionDecl *Carrier = nullptr;
    if (!IsConverted) {
      std::string Why =
          program() ? whyNeverConverted(Wait, Waits, Function) : "";
      if (Why.empty())
        Why = conversions(In).reason(Function);
      Edits.refuse(Why.empty() ? whyNotAwaited(Wait, Function) : Why);
    } else if (Carrier = &conversions(In).carrier(Function);
               First && declaresSameEntity(Carrier, &Function))
      conversions(In).apply(Function, Edits);
    const bool Carries = bool(Edits);
    Report Found = reportWait(Wait, Function, Where, std::move(Edits));
    if (IsConverted && !Carries)
      Found.addition(Loc, "fixed together with the first wait in '%0'")
          << Carrier->getNameAsString();
    if (!IsConverted)
      offerNolint(Wait, Function.getASTContext(), Found);
    First = false;
  }
}

void BlockingWaitCheck::checkAsLinked(const FunctionDecl &Function,
                                      llvm::ArrayRef<BlockingWait> Waits,
                                      const LinkedConversion &Linked) {
  const RunPlace Where = runs(Known).place(Function);
  for (const BlockingWait &Wait : Waits) {
    const SourceLocation Loc = Wait.location();
    if (!isNew(Loc))
      continue;
    const bool IsRefused = Linked.Kind == ConversionRefused;
    Rewrite Edits = rewrite(Function);
    if (!IsRefused)
      Edits.refuse("what changes with it stands in several files, which "
                   "async-tidy-pass edits");
    Report Found = reportWait(Wait, Function, Where, std::move(Edits));
    if (IsRefused) {
      Found.addition(Linked.At.File.empty() ? Loc : locate(Linked.At, Loc),
                     "not fixed: %0")
          << Linked.Why;
      offerNolint(Wait, Function.getASTContext(), Found);
    }
  }
}

std::string
BlockingWaitCheck::whyNeverConverted(const BlockingWait &Wait,
                                     llvm::ArrayRef<BlockingWait> Waits,
                                     const FunctionDecl &Function) {
  if (ConvertFunctions != Conversions::Scope::Off) {
    if (std::string Why = obstacleForAll(Function, types()); !Why.empty()) {
      const std::string Own = obstacleToCoroutine(Function);
      return Own.empty() ? Why : Own;
    }
    const ConversionEdits Maker(
        types(), [this](const FunctionDecl &F) { return index(F); });
    std::vector<BlockingWait> All(Waits);
    std::string Why;
    if (Maker.taskForAll(All, Why) || !Why.empty())
      return "";
  }
  return whyNotAwaited(Wait, Function);
}

void BlockingWaitCheck::supposeAll(const FunctionDecl &Function) {
  if (Supposed.empty()) {
    for (UseElsewhere Use : {UseElsewhere::Anywhere, UseElsewhere::HandedOver,
                             UseElsewhere::Called}) {
      Supposed.emplace_back();
      Supposed.back().Elsewhere = Use;
    }
    summary()->setBoundaries(Boundaries);
  }
  for (View &In : Supposed) {
    const std::vector<BlockingWait> Waits = waitsIn(Function, In);
    for (const BlockingWait &Wait : Waits) {
      RunCondition When;
      When.Function = &Function;
      When.View = ProgramView::BlockingWait;
      When.States = {runs(In).state(Function)};
      const std::string Why = whyNeverConverted(Wait, Waits, Function);
      suppose(When, [&] {
        if (!isNew(Wait.location()))
          return;
        Rewrite Edits = rewrite(Function);
        if (!Why.empty())
          Edits.refuse(Why);
        When.IsConverted = Edits.reason().empty();
        Report Found = reportWait(Wait, Function, {}, std::move(Edits));
        offerNolint(Wait, Function.getASTContext(), Found);
      });
    }
  }
}

void BlockingWaitCheck::collectConversions() {
  ConversionCollector::Host Host;
  Host.Index = [this](const FunctionDecl &F) { return index(F); };
  Host.MayBlock = [this](const FunctionDecl &F, RunState State) {
    return placeIn(F, State, runs(Known).isNeverSeenToRun(F)) == RunsIn::Exempt;
  };
  Host.Waits = [this](const FunctionDecl &F, RunState State) {
    return waitsIn(F, [&] {
      return std::pair(placeIn(F, State, runs(Known).isNeverSeenToRun(F)),
                       State == RunState::Called);
    });
  };
  Host.IsSilenced = [this](SourceLocation Loc) { return isSilenced(Loc); };
  Host.Edits = [this](const FunctionDecl &F) { return rewrite(F); };
  Host.OtherTasks = [this] { return otherTasks(); };
  suppose({}, [&] {
    summary()->setConversions(
        ConversionCollector(callGraph(), types(), std::move(Host)).collect());
  });
}

} // namespace clang::tidy::async
