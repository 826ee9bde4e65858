//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "DetachedCoroutineCheck.h"
#include "Handlers.h"
#include "PromiseShape.h"
#include "TaskReturn.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy::async {

/// `OnClosing`, and what takes the sender of an event and its arguments.
static constexpr llvm::StringLiteral DefaultEventHandlers =
    "^On[A-Z]|"
    "^\\([^,]*[ &*]sender, [^,]*\\)$|"
    "^\\([^,]*, [^,]*Args(<[^()]*>)?[ &*]*([A-Za-z_]+)?\\)$";

DetachedCoroutineCheck::DetachedCoroutineCheck(StringRef Name,
                                               ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      EventHandlers(Options.get("EventHandlers", DefaultEventHandlers)),
      CompletionHandler(Options.get("CompletionHandler", "")),
      AcceptStdException(Options.get("AcceptStdException", false)) {}

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

void DetachedCoroutineCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

void DetachedCoroutineCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  // What a template does with an exception depends on what it is made for.
  if (Function->isDependentContext())
    return;
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;
  for (const CallExpr *Call : Body->Calls)
    checkCall(*Call, *Body, *Index);
  // Last, since it asks for the indexes of other functions.
  if (isCoroutine(*Function))
    checkDefinition(*Body, *Index);
}

bool DetachedCoroutineCheck::isHandler(const CallableBody &Body,
                                       const BodyIndex &Index) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable);
  return (Method && Method->size_overridden_methods()) ||
         EventHandlers.matches(*Body.Callable) ||
         isEventHandler(Body, Index, names());
}

bool DetachedCoroutineCheck::isDealtWith(Escape Left) const {
  return Left == Escape::Nothing ||
         (AcceptStdException && Left == Escape::Unusual);
}

/// What the warning says of an exception that leaves a coroutine.
static const char *describe(ExceptionFate Fate) {
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
static const char *nameOf(Escape Left) {
  return Left == Escape::Unusual
             ? "an exception that is no 'std::exception' and leaves"
             : "an exception that leaves";
}

void DetachedCoroutineCheck::checkDefinition(const CallableBody &Body,
                                             const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  const auto &Coroutine = *cast<CoroutineBodyStmt>(Function.getBody());
  const QualType Returned = Function.getReturnType();
  const AsyncType Type = types().classify(Returned);
  if (!Returned->isVoidType() && Type.Role != TypeRole::Detached)
    return;

  ExceptionFate Fate =
      Type.Entry ? Type.Entry->Exceptions : ExceptionFate::Unknown;
  if (Fate == ExceptionFate::Unknown) {
    if (!Type.Entry && (!startsEagerly(Coroutine) || !holdsNothing(Returned)))
      return;
    Fate = exceptionFate(Coroutine);
    if (Fate == ExceptionFate::Rethrows)
      return;
  }
  if (Fate == ExceptionFate::Unknown || Fate == ExceptionFate::HandedOn ||
      isHandler(Body, Index))
    return;
  const Escape Left = Escapes(types()).ofBody(Function);
  const SourceLocation Loc =
      Body.Lambda ? Body.Lambda->getBeginLoc() : Function.getLocation();
  if (isDealtWith(Left) || !isNew(Loc))
    return;

  reportDefinition(Function, Loc, Type, std::string(nameOf(Left)), Fate);
}

void DetachedCoroutineCheck::reportDefinition(const FunctionDecl &Function,
                                              SourceLocation Loc,
                                              const AsyncType &Type,
                                              const std::string &What,
                                              ExceptionFate Fate) {
  Rewrite Edits = rewrite(Function.getASTContext());
  const std::string Instead = Type.Entry ? Type.Entry->Instead : "";
  const auto MakeIndex = [this](const FunctionDecl &Callable) {
    return index(Callable);
  };
  TaskReturn Change(callGraph(), types(), MakeIndex);
  if (isInstantiation(Function))
    Edits.refuse("it depends on a template parameter");
  else if (Instead.empty())
    Edits.refuse("return a task, and await it in every caller, or catch "
                 "everything here");
  else
    Change.apply(Function, Instead, Edits);

  const bool IsFixed = !Change.reachesFurther();
  const std::vector<FixItHint> Fix = Edits.hints();
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  if (Function.getIdentifier())
    diag(Loc, "%0 %1 %2; nobody can await it")
        << What << &Function << describe(Fate) << Applied;
  else
    diag(Loc, "%0 this coroutine %1; nobody can await it")
        << What << describe(Fate) << Applied;
  if (Edits && !IsFixed)
    diag(Loc,
         "return '%0', and await it in every caller; others may be "
         "elsewhere",
         DiagnosticIDs::Note)
        << Instead << Fix;
  explain(Loc, Edits);
  if (!Edits && !Instead.empty())
    diag(Loc, "return '%0', and await it in every caller", DiagnosticIDs::Note)
        << Instead;
  if (Type.Entry && !Type.Entry->Structured.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << Type.Entry->Structured;
}

/// The task that member functions of tasks adapt: `f()` in `f().via(pool)`.
static const Expr *adaptedTask(const Expr *E, const AsyncTypes &Types) {
  for (;;) {
    E = stripImplicit(E);
    const auto *Call = dyn_cast<CallExpr>(E);
    const Expr *Inner = nullptr;
    if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call))
      Inner = Member->getImplicitObjectArgument();
    else if (Call && Call->isCallToStdMove())
      Inner = Call->getArg(0);
    if (!Inner || !Types.classify(Inner->getType()).canBeAwaited())
      return E;
    E = Inner;
  }
}

/// What \p Call starts: the object or argument that is a task, or the callable
/// that makes one.
static const Expr *startedWork(const CallExpr &Call, const CallEntry &Entry,
                               const Names &Known, const AsyncTypes &Types) {
  const auto IsTask = [&](QualType T) {
    return Types.classify(T).canBeAwaited();
  };
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
      Member && Entry.Callback)
    return adaptedTask(Member->getImplicitObjectArgument(), Types);
  const Expr *Callable = nullptr;
  for (const Expr *Arg : Call.arguments()) {
    if (IsTask(Arg->getType()))
      return adaptedTask(Arg, Types);
    const FunctionDecl *Coroutine = coroutineOf(*Arg);
    if (!Callable && Coroutine && !Known.isTokenOf(Entry, Arg->getType()) &&
        IsTask(Coroutine->getReturnType()))
      Callable = Arg;
  }
  return Callable;
}

/// The completion token in \p Arg: itself, or what a wrapper holds.
static const Expr *tokenIn(const Expr *Arg, const CallEntry &Entry,
                           const Names &Known) {
  Arg = stripImplicit(Arg);
  if (Known.isTokenOf(Entry, Arg->getType()))
    return Arg;
  // bind_executor(executor, detached), consign(detached, connection)
  const auto *Call = dyn_cast<CallExpr>(Arg);
  if (!Call || isa<LambdaExpr>(Arg))
    return nullptr;
  for (const Expr *Inner : Call->arguments())
    if (const Expr *Found = tokenIn(Inner, Entry, Known))
      return Found;
  return nullptr;
}

/// True for a lambda that does not look at its parameter.
static bool ignoresResult(const Expr *Callback, const BodyIndex &Index) {
  const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(Callback));
  const FunctionDecl *Operator = Lambda ? Lambda->getCallOperator() : nullptr;
  return Operator && Operator->getNumParams() == 1 &&
         Index.mentions(Operator->getParamDecl(0)).empty();
}

void DetachedCoroutineCheck::checkCall(const CallExpr &Call,
                                       const CallableBody &Body,
                                       const BodyIndex &Index) {
  const CallEntry *Entry = names().call(&Call, CallRole::Detaches);
  if (!Entry || Call.isTypeDependent())
    return;
  const Expr *Token = nullptr;
  if (!Entry->Token.empty()) {
    for (const Expr *Arg : Call.arguments())
      if (!Token)
        Token = tokenIn(Arg, *Entry, names());
    if (!Token)
      return;
  }
  if (Entry->Callback &&
      (Call.getNumArgs() == 0 || !ignoresResult(Call.getArg(0), Index)))
    return;
  const Expr *Work = startedWork(Call, *Entry, names(), types());
  const Escape Left = Work ? Escapes(types()).ofWork(*Work) : Escape::Anything;
  // A coroutine that deals with error codes has dealt with its errors.
  if (!isDealtWith(Left) && Left != Escape::Incidental &&
      isNew(Call.getExprLoc()))
    reportCall(Call, *Entry, Work, Token, Left, Body);
}

void DetachedCoroutineCheck::reportCall(const CallExpr &Call,
                                        const CallEntry &Entry,
                                        const Expr *Work, const Expr *Token,
                                        Escape Left, const CallableBody &Body) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const SourceLocation Loc = Call.getExprLoc();
  const FunctionDecl *Coroutine = Work ? coroutineOf(*Work) : nullptr;
  Rewrite Edits = rewrite(Ctx);
  QualType Result;
  if (Coroutine)
    Result = types().awaitResult(Coroutine->getReturnType());
  else if (Work)
    Result = types().awaitResult(Work->getType());
  const bool HasValue = Result.isNull() || !Result->isVoidType();
  const std::string &Handler = HasValue ? Entry.ValueHandler : Entry.Handler;
  if (isInstantiation(*Body.Callable))
    Edits.refuse("it depends on a template parameter");
  else if (!Token || Handler.empty())
    Edits.refuse("catch everything in the coroutine, or keep its result");
  else if (CompletionHandler.empty())
    Edits.replace(Token->getSourceRange(), Handler);
  else if (HasValue && !StringRef(CompletionHandler).contains("..."))
    Edits.refuse("the completion handler would get a value, too");
  else
    Edits.replace(Token->getSourceRange(), CompletionHandler);

  const bool IsFixed = !CompletionHandler.empty();
  const std::vector<FixItHint> Fix = Edits.hints();
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  const auto *Lambda = dyn_cast_or_null<CXXMethodDecl>(Coroutine);
  if (Coroutine && !(Lambda && Lambda->getParent()->isLambda()))
    diag(Loc, "%0 %1 %2") << nameOf(Left) << Coroutine
                          << describe(Entry.Exceptions) << Applied;
  else
    diag(Loc, "%0 this coroutine %1")
        << nameOf(Left) << describe(Entry.Exceptions) << Applied;
  if (Edits && !IsFixed)
    diag(Loc,
         "not fixed: this completion handler rethrows it, out of what "
         "runs the coroutine",
         DiagnosticIDs::Note)
        << Fix;
  else
    explain(Loc, Edits);
  if (!Entry.Structured.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << Entry.Structured;
}

} // namespace clang::tidy::async
