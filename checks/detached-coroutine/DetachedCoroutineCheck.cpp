//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "checks/detached-coroutine/DetachedCoroutineCheck.h"
#include "checks/detached-coroutine/TaskReturn.h"
#include "code/PromiseShape.h"
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
  for (const CallExpr *Call : Body.Calls)
    checkCall(*Call, Body, Index);
  if (isCoroutine(*Body.Callable))
    checkDefinition(Body, Index);
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
  const Escape Left = Escapes(types()).ofBody(Function);
  const SourceLocation Loc =
      Body.Lambda ? Body.Lambda->getBeginLoc() : Function.getLocation();
  if (mayLeave(Left, Fate) && (ReportTests || !isTestCode(Function)) &&
      isNew(Loc))
    reportDefinition(Function, Loc, Left, Fate);
}

void DetachedCoroutineCheck::reportDefinition(const FunctionDecl &Function,
                                              SourceLocation Loc, Escape Left,
                                              ExceptionFate Fate) {
  Rewrite Edits = rewrite(Function);
  TaskReturn Change(callGraph(), types(), [this](const FunctionDecl &Callable) {
    return index(Callable);
  });
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
  const auto Start = detachedStart(Call, Index, types());
  if (!Start || !mayLeave(Start->Left, Start->Entry->Detached->Exceptions) ||
      (!ReportTests && isTestCode(*Body.Callable)) ||
      !isNew(Call.getExprLoc()) || isSilenced(Call.getExprLoc()))
    return;
  const FoundStart Found{&Call, Body.Callable, *Start};
  // Where each is repaired, each is told.
  if (Start->Token && !CompletionHandler.empty())
    return reportStarts(Found);
  // A coroutine is mended once, in itself; and one in a file whose body is
  // elsewhere is enough to make somebody look.
  const SourceManager &SM = types().context().getSourceManager();
  StartKey Key(&Call, FileID());
  if (Start->IsElsewhere)
    Key = {nullptr, SM.getFileID(SM.getExpansionLoc(Call.getExprLoc()))};
  else if (Start->Coroutine && !Start->ignoredByHandler())
    Key.first = Start->Coroutine->getCanonicalDecl();
  Starts[Key].push_back(Found);
}

void DetachedCoroutineCheck::leaveUnit() {
  for (const auto &[Key, Found] : std::exchange(Starts, {}))
    reportStarts(Found);
}

/// Gives what is started a completion handler.
void DetachedCoroutineCheck::handle(const FoundStart &Found,
                                    Rewrite &Edits) const {
  const DetachFacts &Facts = *Found.Start.Entry->Detached;
  const std::string &Handler =
      Found.Start.HasValue ? Facts.ValueHandler : Facts.Handler;
  if (!Found.Start.Token || Handler.empty())
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
  if (CompletionHandler.empty())
    Found.judge("not fixed: this completion handler rethrows it, out of what "
                "runs the coroutine");
  if (!Facts.Structured.empty())
    Found.addition(Loc, "%0") << Facts.Structured;
}

} // namespace clang::tidy::async
