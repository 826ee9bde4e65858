//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnawaitedTaskCheck.h"
#include "AwaitSite.h"
#include "Handlers.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy::async {

UnawaitedTaskCheck::UnawaitedTaskCheck(StringRef Name,
                                       ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      AllowCastToVoid(Options.get("AllowCastToVoid", true)),
      IgnoredFunctions(Options.get("IgnoredFunctions", "")),
      IgnoredTypes(Options.get("IgnoredTypes", "")) {}

void UnawaitedTaskCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "AllowCastToVoid", AllowCastToVoid);
  Options.store(Opts, "IgnoredFunctions", IgnoredFunctions.text());
  Options.store(Opts, "IgnoredTypes", IgnoredTypes.text());
}

void UnawaitedTaskCheck::registerPPCallbacks(const SourceManager &SM,
                                             Preprocessor *PP,
                                             Preprocessor *ModuleExpanderPP) {
  AsyncCheck::registerPPCallbacks(SM, PP, ModuleExpanderPP);
  complainAbout("IgnoredFunctions", IgnoredFunctions);
  complainAbout("IgnoredTypes", IgnoredTypes);
}

void UnawaitedTaskCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

void UnawaitedTaskCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;
  for (const Expr *Dropped : Body->Discarded)
    for (const Discard &D : discardsIn(*Dropped))
      checkDiscard(D, *Body, *Index);
  for (const VarDecl *Local : Body->Locals) {
    checkLocal(*Local, *Body, *Index);
    checkContainer(*Local, *Index);
  }
}

/// The function, constructor or variable that \p Value comes from, or null.
static const NamedDecl *sourceOf(const Expr &Value) {
  if (const auto *Call = dyn_cast<CallExpr>(&Value)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
    if (Method && Method->getParent()->isLambda())
      return nullptr;
    return dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl());
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Value))
    return sourceOf(*stripImplicit(Choice->getTrueExpr()));
  return nullptr;
}

bool UnawaitedTaskCheck::isIgnored(const Expr &Value) const {
  if (IgnoredFunctions.contains(sourceOf(Value)))
    return true;
  return IgnoredTypes.contains(recordOf(Value.getType()));
}

bool UnawaitedTaskCheck::mayBeDropped(const Discard &Dropped,
                                      const AsyncType &Type,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) const {
  const bool Runs = Type.Start != TaskStart::Lazy;
  if (Dropped.How != DiscardKind::Plain && AllowCastToVoid && Runs)
    return true;
  if (Type.Entry) {
    if (Type.Entry->Discard != Policy::Default)
      return Type.Entry->Discard == Policy::Allow ||
             (Runs && isEventHandler(Body, Index, names()));
    if (Type.Role == TypeRole::Future)
      return true;
  } else {
    // Of unknown types only this is sure to be a mistake: a lazy task
    // anywhere; other tasks, and awaiters good for nothing else, where they
    // could have been awaited.
    const bool CouldAwait = isCoroutine(*Body.Callable);
    if (!Type.isTask() && (Type.HasOtherConsumers || !CouldAwait ||
                           !isa<CallExpr>(Dropped.Value)))
      return true;
    if (Type.isTask() && Runs && !CouldAwait)
      return true;
  }
  return Runs && isEventHandler(Body, Index, names());
}

/// How the warning calls what is lost, and what that means.
static std::string describe(const AsyncType &Type) {
  if (Type.Start == TaskStart::Lazy)
    return "is never awaited, so it never runs";
  if (Type.isTask() || Type.Role == TypeRole::Future)
    return "is not awaited, so nobody sees its result or its exception";
  return "is not awaited, so it has no effect";
}

Rewrite UnawaitedTaskCheck::awaitAt(const Expr &Value, const AsyncType &Type,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  const AwaitSite Site(Value, Value.getType(), Index, types());
  if (isInstantiation(*Body.Callable))
    Edits.refuse("it depends on a template parameter");
  else if (!Site)
    Edits.refuse(Site.reason());
  else
    Edits.await(Value, Type.Await);
  return Edits;
}

void UnawaitedTaskCheck::checkDiscard(const Discard &Dropped,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) {
  const Expr &Value = *Dropped.Value;
  const SourceLocation Loc = Value.getBeginLoc();
  if (const CallEntry *Entry = names().call(&Value, CallRole::MustUse)) {
    if ((Dropped.How != DiscardKind::Plain && AllowCastToVoid) ||
        isIgnored(Value) || !isNew(Loc))
      return;
    Rewrite Edits = rewrite(Body.Callable->getASTContext());
    Edits.refuse(Entry->NotFixed);
    diag(Loc, "the result of %0 is dropped: %1")
        << sourceOf(Value)->getDeclName() << Entry->Because;
    return explain(Loc, Edits);
  }
  const AsyncType Type = types().classify(Value.getType());
  if (!Type.canBeAwaited() || mayBeDropped(Dropped, Type, Body, Index) ||
      isIgnored(Value) || !isNew(Loc))
    return;

  Rewrite Edits = awaitAt(Value, Type, Body, Index);
  // `std::ignore = f()` has no value to take when co_await gives void.
  if (QualType Result = types().awaitResult(Value.getType());
      Edits && Dropped.How == DiscardKind::Assigned &&
      (Result.isNull() || Result->isVoidType()))
    Edits.removeUpTo(Dropped.Whole->getBeginLoc(), Loc);
  const char *Noun = Type.isTask() ? "task" : "awaitable";
  if (const NamedDecl *Source = sourceOf(Value))
    diag(Loc, "the %0 returned by %1 %2")
        << Noun << Source->getDeclName() << describe(Type) << Edits.hints();
  else
    diag(Loc, "this %0 %1") << Noun << describe(Type) << Edits.hints();
  explain(Loc, Edits);
}

void UnawaitedTaskCheck::checkLocal(const VarDecl &Local,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const Expr *Value = unreadValue(Local, Index);
  if (!Value)
    return;
  const AsyncType Type = types().classify(Value->getType());
  const bool Runs = Type.Start != TaskStart::Lazy;
  const bool Deliberate = Local.hasAttr<UnusedAttr>() || Local.getName() == "_";
  if (!Type.canBeAwaited() || (Runs && Deliberate))
    return;
  if (Type.Entry && Type.Entry->UnreadLocal != Policy::Default) {
    if (Type.Entry->UnreadLocal == Policy::Allow)
      return;
  } else if (Runs && !(Type.Entry && Type.isTask())) {
    // A handle whose destructor may join or cancel.
    return;
  }
  if (isIgnored(*Value) || !isNew(Local.getLocation()))
    return;

  Rewrite Edits = awaitAt(*Value, Type, Body, Index);
  if (Edits) {
    if (SourceLocation Begin = soleDeclaration(Local, Index); Begin.isValid())
      Edits.removeUpTo(Begin, Value->getBeginLoc());
    else
      Edits.refuse("the declaration holds more than this task");
  }
  diag(Local.getLocation(), "the task in %0 %1")
      << &Local << describe(Type) << Edits.hints();
  explain(Local.getLocation(), Edits);
}

void UnawaitedTaskCheck::checkContainer(const VarDecl &Local,
                                        const BodyIndex &Index) {
  QualType Element = unreadElements(Local, Index);
  const AsyncType Type = types().classify(Element);
  if (Element.isNull() || !Type.isTask() || !Type.canBeAwaited())
    return;
  const bool Runs = Type.Start != TaskStart::Lazy;
  if (Type.Entry && Type.Entry->UnreadLocal != Policy::Default) {
    if (Type.Entry->UnreadLocal == Policy::Allow)
      return;
  } else if (Runs && !Type.Entry) {
    return;
  }
  if (IgnoredTypes.contains(recordOf(Element)) || !isNew(Local.getLocation()))
    return;
  diag(Local.getLocation(), "the tasks in %0 are never awaited%1")
      << &Local << (Runs ? "" : ", so they never run");
  const Library *Lib = names().libraryOf(Type.Entry);
  if (Lib && !Lib->AwaitAll.empty())
    diag(Local.getLocation(), "not fixed: await them together with '%0'",
         DiagnosticIDs::Note)
        << Lib->AwaitAll;
  else
    diag(Local.getLocation(),
         "not fixed: where to await them is for you to decide",
         DiagnosticIDs::Note);
}

} // namespace clang::tidy::async
