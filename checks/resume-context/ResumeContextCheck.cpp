//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/ResumeContextCheck.h"
#include "code/Waits.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"

namespace clang::tidy::async {

static constexpr RuleOption ResumeContextOptions[] = {
    {"Context", "library", "`library`, `server` or `ui`, see above."}};

const Rule ResumeContextCheck::TheRule = {
    "async-resume-context",
    "resuming in the wrong context",
    "library code that resumes in its caller's; a user interface touched "
    "after its thread was left",
    "`winrt::resume_agile(x)` and its like",
    Repairs::FixOrNote,
    Precedence::Load,
    ResumeContextOptions};

void ResumeContextCheck::checkBody(const CallableBody &Body,
                                   const BodyIndex &Index) {
  if (Kind != ContextKind::UI)
    for (const CallExpr *Call : Body.Calls)
      if (const Expr *Context = continuationContext(*Call, names()))
        checkContinuation(*Call, *Context, Body, Index);
  llvm::SmallVector<const CoawaitExpr *, 4> Capturing, Agile;
  bool Leaves = false;
  for (const CoawaitExpr *Await : Body.Awaits)
    switch (contextChange(*Await, types())) {
    case ContextChange::Captures:
      Capturing.push_back(Await);
      break;
    case ContextChange::Agile:
      Agile.push_back(Await);
      break;
    case ContextChange::Leaves:
      Leaves = true;
      break;
    default:
      break;
    }
  if (Kind == ContextKind::Server) {
    for (const CoawaitExpr *Await : Agile)
      if (isNew(Await->getKeywordLoc()))
        unwrap(*Await, Body);
    return;
  }
  const bool MayWrap = Kind == ContextKind::Library && !Capturing.empty();
  const Expr *BeginsAway = elsewhere(Body, Index);
  if (Agile.empty() && !Leaves && !MayWrap && !BeginsAway)
    return;
  const ResumeContext Flow(Body, Index, types(), touches(), BeginsAway);
  for (const UITouch &Touch : Flow.strays())
    if (isNew(Touch.What->getExprLoc()))
      reportStray(Touch);
  if (MayWrap)
    for (const CoawaitExpr *Await : Capturing)
      if (const Rest Follows = Flow.after(*Await);
          !Follows.MayNeedUI && isNew(Await->getKeywordLoc()))
        wrap(*Await, Body, Follows);
}

/// What says that a continuation may run anywhere, or null.
const Expr *ResumeContextCheck::elsewhere(const CallableBody &Body,
                                          const BodyIndex &Index) {
  const Expr *Taker = Body.Lambda ? Index.handedTo(Body.Lambda) : nullptr;
  const Expr *Context = Taker ? continuationContext(*Taker, names()) : nullptr;
  return Context && names()
                        .call(Context, CallRole::ContinuationContext)
                        ->Context->Agile.empty()
             ? Context
             : nullptr;
}

/// Which thread runs what follows is for a human to judge.
static void judge(const Rest &Follows, Report &Found) {
  if (Follows.Destroyed)
    Found.judge(Follows.location(),
                "with the fix, the destructor of %0 may run on any thread")
        << Follows.Destroyed;
  else if (Follows.Next)
    Found.judge(Follows.location(), "with the fix, this may run on any thread");
}

void ResumeContextCheck::checkContinuation(const CallExpr &Call,
                                           const Expr &Context,
                                           const CallableBody &Body,
                                           const BodyIndex &Index) {
  const CallEntry &Entry =
      *names().call(&Context, CallRole::ContinuationContext);
  const Expr *Last = Call.getArg(Call.getNumArgs() - 1);
  const bool IsNoise = Kind == ContextKind::Server;
  const Rest Follows = IsNoise ? Rest{/*MayNeedUI=*/false}
                               : whenCalled(*Call.getArg(0), touches());
  if (Follows.MayNeedUI || (!IsNoise && Entry.Context->Agile.empty()))
    return;
  if (!isNew(Context.getExprLoc()))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  if (!IsNoise)
    Edits.replace(Context.getSourceRange(),
                  libraryText(Entry.Context->Agile, *Body.Callable,
                              Context.getBeginLoc()));
  else if (Call.getNumArgs() > 1 && isWithin(&Context, Last, Index))
    Edits.removeBehind(Call.getArg(Call.getNumArgs() - 2)->getEndLoc(),
                       Last->getEndLoc());
  else
    Edits.refuse("other arguments follow it");
  Report Found = report(
      Context.getExprLoc(),
      "%select{the continuation runs where its task was, which is the "
      "caller's in a library|a server has no context to come back to, so "
      "this is noise}0",
      std::move(Edits));
  Found << IsNoise;
  judge(Follows, Found);
}

void ResumeContextCheck::reportStray(const UITouch &Touch) {
  const SourceLocation Loc = Touch.What->getExprLoc();
  Report Found = report(Loc, "this belongs to the thread of the user "
                             "interface, which the coroutine has left");
  const auto *Await = dyn_cast<CoawaitExpr>(Touch.LeftAt);
  Found.note(Await ? Await->getKeywordLoc() : Touch.LeftAt->getExprLoc(),
             "it may go on anywhere since here");
  Found.note(Loc, "not fixed: go back first, or do this before leaving");
}

void ResumeContextCheck::wrap(const CoawaitExpr &Await,
                              const CallableBody &Body, const Rest &Follows) {
  const Expr *Operand = stripImplicit(Await.getOperand());
  const TypeEntry &Entry = *names().type(Operand->getType());
  Rewrite Edits = rewrite(*Body.Callable);
  const auto [Before, After] = fillAround(Entry.Agile, "{operand}");
  // `{operand}.any_thread()` wants a value, and a simple one.
  if (Before.empty() &&
      (!Operand->isPRValue() || needsParenthesesToAwait(*Operand)))
    Edits.refuse("the object is used again, perhaps");
  const llvm::StringRef Wrapper = llvm::StringRef(Before).rtrim('(');
  if (!Wrapper.empty() && findDeclarations(names().context(), Wrapper).empty())
    Edits.refuse("'" + Wrapper.str() + "' is not declared here");
  Edits.wrap(Operand->getSourceRange(),
             libraryText(Before, *Body.Callable, Operand->getBeginLoc()),
             After);
  Report Found = report(
      Await.getKeywordLoc(),
      "'co_await' of '%0' comes back to %1, which is the caller's in a library",
      std::move(Edits));
  Found << typeName(Operand->getType(), Body.Callable->getASTContext())
        << Entry.Captures;
  judge(Follows, Found);
}

void ResumeContextCheck::unwrap(const CoawaitExpr &Await,
                                const CallableBody &Body) {
  const Expr *Wrapper = stripImplicit(Await.getOperand());
  Rewrite Edits = rewrite(*Body.Callable);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Wrapper)) {
    Edits.removeBehind(Member->getImplicitObjectArgument()->getEndLoc(),
                       Member->getEndLoc());
  } else if (const auto *Call = dyn_cast<CallExpr>(Wrapper);
             Call && writtenArguments(*Call).size() == 1) {
    const Expr *Operand = writtenArguments(*Call).front();
    Edits.removeUpTo(Call->getBeginLoc(), Operand->getBeginLoc());
    Edits.removeBehind(Operand->getEndLoc(), Call->getRParenLoc());
  } else {
    Edits.refuse("it is not called with its operand alone");
  }
  report(Await.getKeywordLoc(),
         "a server has no context to come back to, so the wrapper is noise",
         std::move(Edits));
}

} // namespace clang::tidy::async
