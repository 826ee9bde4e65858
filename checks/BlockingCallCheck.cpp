//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy {

template <> struct OptionEnumMapping<async::BlockingCallCheck::ScopeKind> {
  using Kind = async::BlockingCallCheck::ScopeKind;
  static llvm::ArrayRef<std::pair<Kind, StringRef>> getEnumMapping() {
    static constexpr std::pair<Kind, StringRef> Mapping[] = {
        {Kind::Everywhere, "everywhere"},
        {Kind::Reachable, "reachable"},
        {Kind::Coroutines, "coroutines"}};
    return {Mapping};
  }
};

namespace async {

BlockingCallCheck::BlockingCallCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      Scope(Options.get("Scope", ScopeKind::Reachable)),
      ReportLocks(Options.get("ReportLocks", false)),
      MinimumSleep(Options.get<unsigned>("MinimumSleep")) {}

void BlockingCallCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Scope", Scope);
  Options.store(Opts, "ReportLocks", ReportLocks);
  if (MinimumSleep)
    Options.store(Opts, "MinimumSleep", *MinimumSleep);
}

void BlockingCallCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

bool BlockingCallCheck::isAsyncCoroutine(const FunctionDecl &Callable) const {
  if (!isCoroutine(Callable))
    return false;
  const AsyncType Type = types().classify(Callable.getReturnType());
  // A generator runs where it is asked for values, and what a vocabulary calls
  // not async does not share a thread either.
  if (Type.Role == TypeRole::Generator)
    return Type.Entry && !Type.Entry->Accepts.empty();
  return !Type.Entry || Type.Role != TypeRole::NotAsync;
}

bool BlockingCallCheck::isInScope(const FunctionDecl &Plain) const {
  return Scope == ScopeKind::Everywhere && !Plain.isMain();
}

bool BlockingCallCheck::isShort(const BlockingCall &Blocking,
                                const ASTContext &Ctx) const {
  if (!MinimumSleep)
    return false;
  const std::optional<double> Time = Blocking.milliseconds(Ctx);
  return Time && *Time < *MinimumSleep;
}

void BlockingCallCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  // A generator, say, is neither.
  if (isCoroutine(*Function) ? !isAsyncCoroutine(*Function)
                             : !isInScope(*Function))
    return;
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;
  for (const CallExpr *Call : Body->Calls)
    if (auto Blocking = blockingCall(*Call, *Function, names()))
      if ((ReportLocks || !Blocking->facts().Lock) &&
          !isShort(*Blocking, *Result.Context) && isNew(Blocking->location()))
        report(*Blocking, *Body, *Index);
  if (!ReportLocks)
    return;
  for (const VarDecl *Local : Body->Locals)
    if (locksThread(*Local, names()) && isNew(Local->getLocation()))
      diag(Local->getLocation(),
           "%0 blocks the thread%select{| of this coroutine}1 until the mutex "
           "is free")
          << Local << isCoroutine(*Function);
}

void BlockingCallCheck::report(const BlockingCall &Blocking,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  const SourceLocation Loc = Blocking.location();
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  if (isInstantiation(*Body.Callable))
    Edits.refuse("it depends on a template parameter");
  else
    awaitTwin(Blocking, Body, Index, types(), Edits);
  const bool IsFixed = bool(Edits);
  diag(Loc, "'%0' blocks the thread%select{| of this coroutine}1 until %2")
      << Blocking.name() << isCoroutine(*Body.Callable)
      << Blocking.facts().Until << Edits.hints();
  explain(Loc, Edits);
  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (IsFixed && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Coroutine.Entry->Resumes;
}

} // namespace async
} // namespace clang::tidy
