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

/// As an Expr: CallExpr's own getBeginLoc() is wrong for function objects.
static SourceLocation beginOf(const BlockingWait &Wait) {
  const Expr &Call = *Wait.Call;
  return Call.getBeginLoc();
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
      Suspects.push_back(
          {Call, originOf(Wait->Operand, names(), Wait->ThroughPointer),
           Wait->givesUp()});
      Waits.push_back(*Wait);
    }
  if (Waits.empty())
    return;

  const Completion Completed(*Body, types(), Suspects);
  std::vector<const BlockingWait *> Found;
  for (const auto &[Wait, Suspect] : llvm::zip(Waits, Suspects))
    if (!Wait.isPoll() && !Completed.isComplete(Suspect) &&
        !isOwnContinuation(Suspect.Origin.Where.Holder, *Body, *Index,
                           names()) &&
        isNew(Wait.location()))
      Found.push_back(&Wait);

  // `f.get().get()`: both would insert `co_await` at one place, where the
  // order of two fixes is not ours to say.
  llvm::DenseMap<SourceLocation, std::vector<const BlockingWait *>> Chains;
  for (const BlockingWait *Wait : Found) {
    Rewrite Own = rewrite(*Result.Context);
    repair(*Wait, *Body, *Index, Own);
    if (Own && !Wait->hidesErrors())
      Chains[beginOf(*Wait)].push_back(Wait);
  }
  for (const BlockingWait *Wait : Found)
    report(*Wait, Chains.lookup(beginOf(*Wait)), *Body, *Index);
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
    awaitInstead(Wait, types(), Edits);
}

void BlockingWaitCheck::report(const BlockingWait &Wait,
                               llvm::ArrayRef<const BlockingWait *> Chain,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const SourceLocation Loc = Wait.location();
  Rewrite Edits = rewrite(Ctx);
  const bool IsFixed = llvm::is_contained(Chain, &Wait);
  if (!IsFixed) {
    // Refused, or a change of what is thrown: for a human to judge.
    repair(Wait, Body, Index, Edits);
  } else if (Chain.front() == &Wait) {
    for (const BlockingWait *Link : llvm::reverse(Chain)) {
      repair(*Link, Body, Index, Edits);
      // What an outer wait waits for needs none: `co_await co_await f`.
      if (llvm::none_of(Chain, [Link](const BlockingWait *Outer) {
            return stripImplicit(Outer->Operand) == Link->Call;
          }))
        Edits.parenthesizeForContext(*Link->Call, Index);
    }
  }
  const std::vector<FixItHint> Fix = Edits.hints();
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  if (Wait.Entry && !Wait.Entry->Effect.empty())
    diag(Loc, "'%0' in a coroutine %1")
        << Wait.name() << Wait.Entry->Effect << Applied;
  else
    diag(Loc, "'%0' blocks the thread of this coroutine until the '%1' is "
              "complete%select{| or the time is up}2")
        << Wait.name() << typeName(Wait.operandType(), Ctx) << Wait.isTimed()
        << Applied;
  explain(Loc, Edits);
  if (Edits && !IsFixed)
    diag(Loc, "'co_await' throws what '%0' leaves in the future",
         DiagnosticIDs::Note)
        << Wait.name() << Fix;

  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (IsFixed && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Coroutine.Entry->Resumes;
}

} // namespace clang::tidy::async
