//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "BlockingWaitCheck.h"
#include "AwaitSite.h"
#include "Completion.h"
#include "Waits.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy::async {

void BlockingWaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

/// `then([](future<T> f) { f.get(); })`: the library calls it when \p Holder,
/// the parameter, is complete.
static bool isOwnContinuation(const ValueDecl *Holder, const CallableBody &Body,
                              const BodyIndex &Index, const Names &Known) {
  if (!Body.Lambda || !isa_and_nonnull<ParmVarDecl>(Holder) ||
      Holder->getDeclContext() != Body.Callable)
    return false;
  const Expr *Taker = Index.handedTo(Body.Lambda);
  return Taker && Known.call(Taker, CallRole::Continuation);
}

void BlockingWaitCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (!isCoroutine(*Function))
    return;
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;

  std::vector<BlockingWait> Waits;
  std::vector<SuspectWait> Suspects;
  for (const CallExpr *Call : Body->Calls)
    if (auto Wait = blockingWait(*Call, types())) {
      Suspects.push_back({Call, Wait->Operand, originOf(Wait->Operand, names()),
                          Wait->givesUp()});
      Waits.push_back(*Wait);
    }
  if (Waits.empty())
    return;

  const Completion Completed(*Body, types(), Suspects);
  for (const auto &[Wait, Suspect] : llvm::zip(Waits, Suspects))
    if (!Wait.isPoll() && !Completed.isComplete(Suspect) &&
        !isOwnContinuation(Suspect.Origin.Where.Holder, *Body, *Index, names()))
      report(Wait, *Body, *Index);
}

Rewrite BlockingWaitCheck::repair(const BlockingWait &Wait,
                                  const CallableBody &Body,
                                  const BodyIndex &Index) {
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  if (isInstantiation(*Body.Callable)) {
    Edits.refuse("it depends on a template parameter");
    return Edits;
  }
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
    awaitWithToken(Wait, *Token, *Entry, Index, Edits);
  else
    awaitInstead(Wait, Index, types(), Edits);
  return Edits;
}

void BlockingWaitCheck::report(const BlockingWait &Wait,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  const SourceLocation Loc = Wait.Call->getExprLoc();
  if (!isNew(Loc))
    return;
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const Rewrite Edits = repair(Wait, Body, Index);
  if (Wait.Entry && !Wait.Entry->Effect.empty())
    diag(Loc, "'%0' in a coroutine %1")
        << Wait.name() << Wait.Entry->Effect << Edits.hints();
  else
    diag(Loc, "'%0' blocks the thread of this coroutine until the '%1' is "
              "complete%select{| or the time is up}2")
        << Wait.name() << typeName(Wait.operandType(), Ctx) << Wait.isTimed()
        << Edits.hints();
  explain(Loc, Edits);

  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (Edits && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Coroutine.Entry->Resumes;
}

} // namespace clang::tidy::async
