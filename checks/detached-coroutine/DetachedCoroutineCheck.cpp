//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "checks/detached-coroutine/DetachedCoroutineCheck.h"
#include "checks/detached-coroutine/PromiseShape.h"
#include "checks/detached-coroutine/TaskReturn.h"
#include "edits/CoroutineEdits.h"

namespace clang::tidy {

template <> struct OptionEnumMapping<async::DetachedCoroutineCheck::Accept> {
  using Accept = async::DetachedCoroutineCheck::Accept;
  static llvm::ArrayRef<std::pair<Accept, StringRef>> getEnumMapping() {
    static constexpr std::pair<Accept, StringRef> Mapping[] = {
        {Accept::Never, "never"},
        {Accept::Lost, "lost"},
        {Accept::Always, "always"}};
    return {Mapping};
  }
};

namespace async {

/// `OnClosing`, and what takes the sender of an event and its arguments.
static constexpr llvm::StringLiteral DefaultEventHandlers =
    "^On[A-Z]|"
    "^\\([^,]*[ &*]sender, [^,]*\\)$|"
    "^\\([^,]*, [^,]*Args(<[^()]*>)?[ &*]*([A-Za-z_]+)?\\)$";

DetachedCoroutineCheck::DetachedCoroutineCheck(StringRef Name,
                                               ClangTidyContext *Context)
    : AsyncCheck(Name, Context, Precedence::Load),
      EventHandlers(Options.get("EventHandlers", DefaultEventHandlers)),
      CompletionHandler(Options.get("CompletionHandler", "")),
      AcceptStdException(Options.get("AcceptStdException", Accept::Lost)) {}

void DetachedCoroutineCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "EventHandlers", EventHandlers.text());
  Options.store(Opts, "CompletionHandler", CompletionHandler);
  Options.store(Opts, "AcceptStdException", AcceptStdException);
}

void DetachedCoroutineCheck::registerPPCallbacks(
    const SourceManager &SM, Preprocessor *PP, Preprocessor *ModuleExpanderPP) {
  AsyncCheck::registerPPCallbacks(SM, PP, ModuleExpanderPP);
  if (!EventHandlers.error().empty())
    configurationDiag("bad regular expression in option 'EventHandlers', "
                      "ignored: %0")
        << EventHandlers.error();
}

void DetachedCoroutineCheck::checkFunction(const FunctionDecl &Function) {
  // What a template does with an exception depends on what it is made for.
  if (Function.isDependentContext() || !getLangOpts().CXXExceptions)
    return;
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return;
  for (const CallExpr *Call : Body->Calls)
    checkCall(*Call, *Body, *Index);
  if (isCoroutine(Function))
    checkDefinition(*Body, *Index);
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
  return Left > (AcceptStdException == Accept::Always ? Escape::Unusual
                                                      : Escape::Nothing);
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
  if (mayLeave(Left, Fate) && isNew(Loc))
    reportDefinition(Function, Loc, Left, Fate);
}

void DetachedCoroutineCheck::reportDefinition(const FunctionDecl &Function,
                                              SourceLocation Loc, Escape Left,
                                              ExceptionFate Fate) {
  Rewrite Edits = rewrite(Function.getASTContext());
  TaskReturn Change(callGraph(), types(), [this](const FunctionDecl &Callable) {
    return index(Callable);
  });
  if (isInstantiation(Function))
    Edits.refuse("it depends on a template parameter");
  else
    Change.apply(Function, Edits);

  const bool IsFixed = !Change.reachesFurther();
  const std::vector<FixItHint> Fix =
      Edits.hints(IsFixed ? Rewrite::FixOn::Warning : Rewrite::FixOn::Note);
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  if (Function.getIdentifier())
    diag(Loc, "%0 %1 %2; nobody can await it")
        << exceptionText(Left) << Function.getDeclName() << fateText(Fate)
        << Applied;
  else
    diag(Loc, "%0 this coroutine %1; nobody can await it")
        << exceptionText(Left) << fateText(Fate) << Applied;
  if (Edits && !IsFixed)
    diag(Loc,
         "return '%0', and await it in every caller; others may be "
         "elsewhere",
         DiagnosticIDs::Note)
        << Change.task() << Fix;
  explain(Loc, Edits);
  if (!Edits && !Change.task().empty())
    diag(Loc, "return '%0', and await it in every caller", DiagnosticIDs::Note)
        << Change.task();
  const TypeEntry *Entry = types().classify(Function.getReturnType()).Entry;
  if (Entry && !Entry->Structured.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << Entry->Structured;
}

void DetachedCoroutineCheck::checkCall(const CallExpr &Call,
                                       const CallableBody &Body,
                                       const BodyIndex &Index) {
  const auto Start = detachedStart(Call, Index, types());
  if (Start && mayLeave(Start->Left, Start->Entry->Detached->Exceptions) &&
      isNew(Call.getExprLoc()))
    reportCall(Call, *Start, Body);
}

void DetachedCoroutineCheck::reportCall(const CallExpr &Call,
                                        const DetachedStart &Start,
                                        const CallableBody &Body) {
  const SourceLocation Loc = Call.getExprLoc();
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  const DetachFacts &Facts = *Start.Entry->Detached;
  const std::string &Handler =
      Start.HasValue ? Facts.ValueHandler : Facts.Handler;
  if (isInstantiation(*Body.Callable))
    Edits.refuse("it depends on a template parameter");
  else if (!Start.Token || Handler.empty())
    Edits.refuse("catch everything in the coroutine, or keep its result");
  else if (CompletionHandler.empty())
    Edits.replace(Start.Token->getSourceRange(), Handler);
  else if (Start.HasValue && !StringRef(CompletionHandler).contains("..."))
    Edits.refuse("the completion handler would get a value, too");
  else
    Edits.replace(Start.Token->getSourceRange(), CompletionHandler);

  const bool IsFixed = !CompletionHandler.empty();
  const std::vector<FixItHint> Fix =
      Edits.hints(IsFixed ? Rewrite::FixOn::Warning : Rewrite::FixOn::Note);
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  const Library *Lib = names().libraryOf(Start.Entry);
  if (Start.Coroutine && Start.Coroutine->getIdentifier() &&
      !isInNamespaceOf(*Start.Coroutine, *Lib))
    diag(Loc, "%0 %1 %2") << exceptionText(Start.Left)
                          << Start.Coroutine->getDeclName()
                          << fateText(Facts.Exceptions) << Applied;
  else
    diag(Loc, "%0 this coroutine %1")
        << exceptionText(Start.Left) << fateText(Facts.Exceptions) << Applied;
  if (Edits && !IsFixed)
    diag(Loc,
         "not fixed: this completion handler rethrows it, out of what "
         "runs the coroutine",
         DiagnosticIDs::Note)
        << Fix;
  else
    explain(Loc, Edits);
  if (!Facts.Structured.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << Facts.Structured;
}

} // namespace async
} // namespace clang::tidy
