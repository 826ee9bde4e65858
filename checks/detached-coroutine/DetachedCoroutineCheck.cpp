//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "checks/detached-coroutine/DetachedCoroutineCheck.h"
#include "checks/detached-coroutine/TaskReturn.h"
#include "code/PromiseShape.h"
#include "edits/BackgroundWork.h"
#include "edits/CoroutineEdits.h"
#include "edits/Spelling.h"

namespace clang::tidy::async {

/// `OnClosing`, and what takes the sender of an event and its arguments.
static constexpr llvm::StringLiteral DefaultEventHandlers =
    "^On[A-Z]|"
    "^\\([^,]*[ &*]sender, [^,]*\\)$|"
    "^\\([^,]*, [^,]*Args(<[^()]*>)?[ &*]*([A-Za-z_]+)?\\)$";

static constexpr RuleOption DetachedCoroutineOptions[] = {
    {"EventHandlers", DefaultEventHandlers,
     "A regular expression over functions that are event handlers. It is "
     "searched for in the name, the qualified name, the type of each "
     "parameter, and the list of parameters, `(Button & sender, const "
     "ClickEventArgs & args)`. It replaces the default.",
     "`^On[A-Z]`, `(... sender, ...)`, `(..., ...Args)`"},
    {"CompletionHandler", "",
     "What to write in place of `detached`, as a fix: the name of a function "
     "that takes a `std::exception_ptr`, or a lambda. It must be declared at "
     "each such place. For coroutines with a value it is used when it "
     "contains `...`, as in `[](std::exception_ptr e, auto &&...) { "
     "report(e); }`."},
    {"AcceptStdException", "lost",
     "Where a handler for `std::exception` counts as one for everything: "
     "`never`; `lost`, where another exception would be lost, or is not known "
     "to be thrown; `always`."},
    {"ReportTests", "false",
     "Also reports in tests: files that are called so, units with tests of a "
     "framework, programs that do little but assert."}};

const Rule DetachedCoroutineCheck::TheRule = {
    "async-detached-coroutine",
    "a coroutine whose exceptions nobody can catch",
    "a type that nobody can await, `co_spawn(..., detached)`",
    "an awaitable return type, a completion handler",
    Repairs::FixOrNote,
    Precedence::Load,
    DetachedCoroutineOptions};

bool DetachedCoroutineCheck::concerns(const FunctionDecl &Function) const {
  // What a template does with an exception depends on what it is made for.
  return !Function.isDependentContext() && getLangOpts().CXXExceptions;
}

void DetachedCoroutineCheck::checkBody(const CallableBody &Body,
                                       const BodyIndex &Index) {
  for (const CallExpr *Call : Body.Calls) {
    checkCall(*Call, Body, Index);
    if (summary())
      supposeStart(*Call, Body, Index);
  }
  if (isCoroutine(*Body.Callable))
    checkDefinition(Body, Index);
  if (isAskedElsewhere(*Body.Callable) &&
      types().classify(Body.Callable->getReturnType()).isTask())
    claim(*Body.Callable);
}

void DetachedCoroutineCheck::claim(const FunctionDecl &Function) {
  const auto Claim = [&](StringRef Fact, std::vector<FarQuestion> Needs) {
    summary()->claim(
        {{Function.getCanonicalDecl(), Fact.str()}, std::move(Needs)});
  };
  const auto IsUnusual = [](Escape Left) {
    return Left == Escape::Nothing || Left == Escape::Unusual;
  };
  auto [Alone, Unusual, Never] = throws().ofTask(Function);
  if (Never.Left == Escape::Nothing)
    Claim(fact::NeverThrows, std::move(Never.Needed));
  if (IsUnusual(Alone.Left))
    Claim(fact::OnlyUnusual, {});
  else if (IsUnusual(Unusual.Left))
    Claim(fact::OnlyUnusual, std::move(Unusual.Needed));
}

bool DetachedCoroutineCheck::isHandler(const CallableBody &Body,
                                       const BodyIndex &Index) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable);
  return (Method && Method->size_overridden_methods()) ||
         EventHandlers.matches(*Body.Callable) || isEventHandler(Body, Index);
}

/// False when a coroutine deals with what is expected to be thrown in it. Where
/// the rest is only lost, taking errors as values is enough.
bool DetachedCoroutineCheck::mayLeave(Escape Left, ExceptionFate Fate) const {
  if (Fate == ExceptionFate::Swallows)
    return Left > (AcceptStdException == Accept::Never ? Escape::Incidental
                                                       : Escape::Unusual);
  if (Left == Escape::Unusual && AcceptStdException != Accept::Never)
    return AcceptStdException == Accept::Lost &&
           names().knowsAny(Listed::OtherExceptions);
  return Left > Escape::Nothing;
}

/// What the warning says of an exception that leaves a coroutine.
static const char *fateText(ExceptionFate Fate) {
  switch (Fate) {
  case ExceptionFate::Terminates:
    return "terminates the program";
  case ExceptionFate::Rethrows:
    return "terminates the program, unless the event loop catches it";
  default:
    return "is lost";
  }
}

/// Of what kind it is, when the coroutine catches the usual ones itself.
static const char *exceptionText(Escape Left) {
  return Left == Escape::Unusual
             ? "an exception that is no 'std::exception' and leaves"
             : "an exception that leaves";
}

void DetachedCoroutineCheck::checkDefinition(const CallableBody &Body,
                                             const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  const ExceptionFate Fate = fateWhenDetached(Function, types());
  if (Fate == ExceptionFate::Unknown || Fate == ExceptionFate::HandedOn ||
      isHandler(Body, Index))
    return;
  const Escape Left = Escapes(types(), elsewhere()).ofBody(Function);
  const SourceLocation Loc =
      Body.Lambda ? Body.Lambda->getBeginLoc() : Function.getLocation();
  if (mayLeave(Left, Fate) && (ReportTests || !isTestCode(Function)) &&
      isNew(Loc))
    reportDefinition(Function, Loc, Left, Fate, elsewhere());
  if (summary())
    supposeDefinition(Function, Loc, Fate);
}

/// Which of three levels is true, by what is known of a coroutine.
static std::size_t levelBy(const Elsewhere &Far, const FarQuestion &OnlyUnusual,
                           const FarQuestion &NeverThrows) {
  if (Far.holds(NeverThrows))
    return 2;
  return Far.holds(OnlyUnusual) ? 1 : 0;
}

void DetachedCoroutineCheck::supposeDefinition(const FunctionDecl &Function,
                                               SourceLocation Loc,
                                               ExceptionFate Fate) {
  const FunctionDecl *Own = Function.getCanonicalDecl();
  auto Levels = throws().ofBody(Function);
  if (!mayLeave(Levels[0].Left, Fate) || (!ReportTests && isTestCode(Function)))
    return;
  const FarQuestion OnlyUnusual{Own, fact::OthersOnlyUnusual.str()},
      NeverThrows{Own, fact::OthersNeverThrow.str()};
  std::vector<FarQuestion> Asked;
  if (Function.isExternallyVisible() && !isInstantiation(Function))
    Asked.push_back({Own, fact::IsOnlyHere.str()});
  for (const auto &[Question, Level] :
       {std::pair(OnlyUnusual, &Levels[1]), {NeverThrows, &Levels[2]}})
    if (Level->Left != Levels[0].Left && !Level->Needed.empty()) {
      Asked.push_back(Question);
      summary()->claim({Question, std::move(Level->Needed)});
    }
  if (Asked.empty())
    return;
  supposeAnswers(Function, Asked, [&](const Elsewhere &Far) {
    const Escape Left = Levels[levelBy(Far, OnlyUnusual, NeverThrows)].Left;
    if (mayLeave(Left, Fate))
      reportDefinition(Function, Loc, Left, Fate, Far);
  });
}

void DetachedCoroutineCheck::reportDefinition(const FunctionDecl &Function,
                                              SourceLocation Loc, Escape Left,
                                              ExceptionFate Fate,
                                              const Elsewhere &Far) {
  Rewrite Edits = rewrite(Function);
  TaskReturn Change(
      callGraph(), types(),
      [this](const FunctionDecl &Callable) { return index(Callable); }, Far);
  if (!isInstantiation(Function))
    Change.apply(Function, Edits);

  const bool CanChange = bool(Edits);
  Report Found = report(Loc,
                        Function.getIdentifier()
                            ? "%0 %2 %1; nobody can await it"
                            : "%0 this coroutine %1; nobody can await it",
                        std::move(Edits));
  Found << exceptionText(Left) << fateText(Fate);
  if (Function.getIdentifier())
    Found << Function.getDeclName();
  if (Change.reachesFurther())
    Found.judge("return '%0', and await it in every caller; others may be "
                "elsewhere")
        << Change.task();
  if (!CanChange && !Change.task().empty())
    Found.addition(Loc, "return '%0', and await it in every caller")
        << Change.task();
  const TypeEntry *Entry = types().classify(Function.getReturnType()).Entry;
  if (Entry && !Entry->Structured.empty())
    Found.addition(Loc, "%0") << Entry->Structured;
}

void DetachedCoroutineCheck::checkCall(const CallExpr &Call,
                                       const CallableBody &Body,
                                       const BodyIndex &Index) {
  const auto Start = detachedStart(Call, Index, types(), elsewhere());
  if (!Start || !mayLeave(Start->Left, Start->Entry->Detached->Exceptions) ||
      (!ReportTests && isTestCode(*Body.Callable)) ||
      !isNew(Call.getExprLoc()) || isSilenced(Call.getExprLoc()))
    return;
  const FoundStart Found{&Call, Body.Callable, *Start};
  // Where each is repaired, each is told.
  if (!CompletionHandler.empty())
    return reportStarts(Found);
  Starts[keyOf(Found, !program())].push_back(Found);
}

/// A coroutine is mended once, in itself; and one in a file whose body is
/// elsewhere is enough to make somebody look. \p ByFile: nobody can know it.
DetachedCoroutineCheck::StartKey
DetachedCoroutineCheck::keyOf(const FoundStart &Found, bool ByFile) const {
  const SourceManager &SM = types().context().getSourceManager();
  const DetachedStart &Start = Found.Start;
  if (Start.IsElsewhere && ByFile)
    return {nullptr,
            SM.getFileID(SM.getExpansionLoc(Found.Call->getExprLoc()))};
  if (Start.Coroutine && !Start.ignoredByHandler())
    return {Start.Coroutine->getCanonicalDecl(), FileID()};
  return {Found.Call, FileID()};
}

void DetachedCoroutineCheck::leaveUnit() {
  for (const auto &[Key, Found] : std::exchange(Starts, {}))
    reportStarts(Found);
  for (const auto &[Key, Found] : std::exchange(Supposed, {}))
    supposeStarts(Found);
  Throws.reset();
}

void DetachedCoroutineCheck::supposeStart(const CallExpr &Call,
                                          const CallableBody &Body,
                                          const BodyIndex &Index) {
  const auto Start = detachedStart(Call, Index, types());
  if (!Start || !Start->Coroutine ||
      !mayLeave(Start->Left, Start->Entry->Detached->Exceptions) ||
      (!ReportTests && isTestCode(*Body.Callable)) ||
      isSilenced(Call.getExprLoc()))
    return;
  SupposedStart Found{&Call, Body.Callable, {*Start, *Start, *Start}};
  for (std::size_t I = 1; I < EscapeLevels::Count; ++I)
    if (auto At = detachedStart(Call, Index, types(), throws().far(I)))
      Found.Levels[I] = std::move(*At);
  StartKey Key = keyOf({&Call, Body.Callable, *Start}, /*ByFile=*/false);
  if (!CompletionHandler.empty())
    Key.first = &Call;
  Supposed[Key].push_back(std::move(Found));
}

void DetachedCoroutineCheck::supposeStarts(
    llvm::ArrayRef<SupposedStart> Starts) {
  const StartLevels &Levels = Starts.front().Levels;
  const FunctionDecl *Of = Levels[0].Coroutine->getCanonicalDecl();
  const bool IsElsewhere = Levels[0].IsElsewhere;
  const FarQuestion IsKnown{Of, fact::IsKnown.str()};
  std::array<FarQuestion, 2> Facts = {
      FarQuestion{Of, fact::OthersOnlyUnusual.str()},
      FarQuestion{Of, fact::OthersNeverThrow.str()}};
  if (IsElsewhere)
    Facts = {FarQuestion{Of, fact::OnlyUnusual.str()},
             FarQuestion{Of, fact::NeverThrows.str()}};
  std::vector<FarQuestion> Asked;
  if (IsElsewhere)
    Asked.push_back(IsKnown);
  for (std::size_t I = 0; I < Facts.size(); ++I) {
    const DetachedStart &Told = Levels[I + 1];
    if (Told.Left == Levels[0].Left || Told.Needed.empty())
      continue;
    Asked.push_back(Facts[I]);
    if (!IsElsewhere)
      summary()->claim({Facts[I], Told.Needed});
  }
  if (Asked.empty())
    return;
  supposeAnswers(*Starts.front().In, Asked, [&](const Elsewhere &Far) {
    const std::size_t Level = levelBy(Far, Facts[0], Facts[1]);
    if (IsElsewhere && Level > 0 && !Far.holds(IsKnown))
      return;
    std::vector<FoundStart> All;
    for (const SupposedStart &Start : Starts) {
      All.push_back({Start.Call, Start.In, Start.Levels[Level]});
      All.back().Start.IsElsewhere = IsElsewhere && !Far.holds(IsKnown);
    }
    if (mayLeave(All.front().Start.Left,
                 All.front().Start.Entry->Detached->Exceptions))
      reportStarts(All);
  });
}

/// Gives what is started somebody who hears of its exception.
void DetachedCoroutineCheck::handle(const FoundStart &Found, Rewrite &Edits) {
  const DetachedStart &Start = Found.Start;
  if (Start.Token)
    return replaceToken(Found, Edits);
  const SharedIndex Around = index(*Found.In);
  if (!Around || Start.ignoredByHandler() || !Start.Work)
    return Edits.refuse("catch everything in the coroutine, or keep its "
                        "result");
  const BackgroundWork Background(*Found.In, *Around, types(),
                                  CompletionHandler);
  if (Background.keepInScope(*Found.Call, *Start.Work, *Start.Entry->Detached,
                             Edits))
    return;
  if (!Start.Entry->Detached->Callback)
    return Background.catchAround(*Start.Work, Edits);
  if (const auto *Callback =
          dyn_cast<LambdaExpr>(stripImplicit(Found.Call->getArg(0))))
    Background.lookAtResult(*Callback, *Start.Entry->Detached, Edits);
}

/// Gives it a completion handler.
void DetachedCoroutineCheck::replaceToken(const FoundStart &Found,
                                          Rewrite &Edits) const {
  const DetachFacts &Facts = *Found.Start.Entry->Detached;
  const std::string &Handler =
      Found.Start.HasValue ? Facts.ValueHandler : Facts.Handler;
  if (Handler.empty())
    Edits.refuse("catch everything in the coroutine, or keep its result");
  else if (CompletionHandler.empty())
    Edits.replace(Found.Start.Token->getSourceRange(),
                  libraryText(Handler, *Found.In, Found.Call->getExprLoc()));
  else if (Found.Start.HasValue &&
           !StringRef(CompletionHandler).contains("..."))
    Edits.refuse("the completion handler would get a value, too");
  else
    Edits.replace(Found.Start.Token->getSourceRange(), CompletionHandler);
}

void DetachedCoroutineCheck::reportStarts(llvm::ArrayRef<FoundStart> All) {
  const DetachedStart &Start = All.front().Start;
  const SourceLocation Loc = All.front().Call->getExprLoc();
  Rewrite Edits = rewrite(*All.front().In);
  for (const FoundStart &Found : All)
    handle(Found, Edits);

  const DetachFacts &Facts = *Start.Entry->Detached;
  const Library *Lib = names().libraryOf(Start.Entry);
  const bool HasName = Start.Coroutine && Start.Coroutine->getIdentifier() &&
                       !isInNamespaceOf(*Start.Coroutine, *Lib);
  const char *Message = "%0 this coroutine %1";
  if (HasName)
    Message = Start.IsElsewhere
                  ? "%0 %2 %1, if %2 lets one out: its body was not seen"
                  : "%0 %2 %1";
  Report Found = report(Loc, Message, std::move(Edits));
  Found << exceptionText(Start.Left) << fateText(Facts.Exceptions);
  if (HasName)
    Found << Start.Coroutine->getDeclName();
  if (Start.Token && CompletionHandler.empty())
    Found.judge("not fixed: this completion handler rethrows it, out of what "
                "runs the coroutine");
  if (!Facts.Structured.empty())
    Found.addition(Loc, "%0") << Facts.Structured;
  if (!Found.isFixed())
    Found.addition(Loc, "docs/recipes/background-work.md shows how such work "
                        "tells of its failure");
}

} // namespace clang::tidy::async
