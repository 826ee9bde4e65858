//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/nested-task/NestedTaskCheck.h"
#include "edits/Awaiting.h"

namespace clang::tidy::async {

const Rule NestedTaskCheck::TheRule = {
    "async-nested-task",
    "a task of a task, and nobody awaits the inner one",
    "`co_await` of it gives a task, which is dropped",
    "`co_await co_await`",
    Repairs::Fix,
    Precedence::LostWork,
    {}};

void NestedTaskCheck::checkBody(const CallableBody &Body,
                                const BodyIndex &Index) {
  if (llvm::none_of(Body.Awaits, [this](const CoawaitExpr *Await) {
        return types().classify(Await->getType()).canBeAwaited();
      }))
    return;
  for (const Expr *Dropped : Body.Discarded)
    for (const Discard &D : discardsIn(*Dropped, ValueFrom::Await))
      checkDiscard(D, Body, Index);
  for (const VarDecl *Local : Body.Locals)
    checkLocal(*Local, Body, Index);
}

/// True when \p Value is complete although it is a task: `as_future(f())`.
static bool isReady(const Expr &Value, const Names &Known) {
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Value))
    return isReady(*stripImplicit(Choice->getTrueExpr()), Known) &&
           isReady(*stripImplicit(Choice->getFalseExpr()), Known);
  const auto *Await = dyn_cast<CoawaitExpr>(&Value);
  const Expr *Operand = Await ? stripImplicit(Await->getOperand()) : &Value;
  return Known.call(Operand, CallRole::MakeReady);
}

bool NestedTaskCheck::mayBeLost(const Expr &Value, const AsyncType &Inner,
                                const CallableBody &Body) const {
  if (isReady(Value, names()))
    return true;
  if (Inner.Entry)
    return Inner.Entry->Discard == Policy::Allow ||
           (Inner.Entry->Discard == Policy::Default &&
            Inner.Role == TypeRole::Future);
  if (Inner.isTask() && Inner.Start == TaskStart::Lazy)
    return false;
  // Of unknown types, only what is good for nothing but awaiting it here.
  return (!Inner.isTask() && Inner.HasOtherConsumers) ||
         !types().accepts(promiseOfCoroutine(*Body.Callable),
                          Body.Callable->getReturnType(), Value.getType());
}

/// How the inner task gets lost.
static const char *lossOfInner(const AsyncType &Inner) {
  if (Inner.Start == TaskStart::Lazy)
    return "is never awaited, so it never runs";
  return "is not awaited, so nobody sees its result or its exception";
}

void NestedTaskCheck::checkDiscard(const Discard &Dropped,
                                   const CallableBody &Body,
                                   const BodyIndex &Index) {
  const Expr &Value = *Dropped.Value;
  const AsyncType Inner = types().classify(Value.getType());
  if (!Inner.canBeAwaited() || mayBeLost(Value, Inner, Body))
    return;
  if (Inner.Start != TaskStart::Lazy &&
      (Dropped.How != DiscardKind::Plain || isEventHandler(Body, Index)))
    return;
  const SourceLocation Loc = Value.getBeginLoc();
  if (!isNew(Loc))
    return;

  Rewrite Edits = rewrite(*Body.Callable);
  awaitDropped(Dropped, Index, types(), Edits);
  reportLoss(Loc, Inner, std::move(Edits));
}

void NestedTaskCheck::checkLocal(const VarDecl &Local, const CallableBody &Body,
                                 const BodyIndex &Index) {
  const Expr *Value = unreadValue(Local, Index, ValueFrom::Await);
  if (!Value)
    return;
  const AsyncType Inner = types().classify(Value->getType());
  if (!Inner.canBeAwaited() || mayBeLost(*Value, Inner, Body) ||
      (Inner.Entry && Inner.Entry->UnreadLocal == Policy::Allow))
    return;
  // One that runs may be held on purpose.
  if (Inner.Start != TaskStart::Lazy &&
      (!Inner.Entry || Local.isStaticLocal() || Local.hasAttr<UnusedAttr>() ||
       Local.getName() == "_" || isCastToVoid(Local, Index) ||
       isEventHandler(Body, Index)))
    return;
  const SourceLocation Loc = Value->getBeginLoc();
  if (isMentionedInPattern(Local, *Body.Callable) || !isNew(Loc))
    return;

  Rewrite Edits = rewrite(*Body.Callable);
  awaitUnread(Local, *Value, Index, types(), Edits);
  reportLoss(Loc, Inner, std::move(Edits));
}

void NestedTaskCheck::reportLoss(SourceLocation Loc, const AsyncType &Inner,
                                 Rewrite Edits) {
  report(Loc, "'co_await' gives another %0 here, which %1", std::move(Edits))
      << Inner.noun() << lossOfInner(Inner);
}

} // namespace clang::tidy::async
