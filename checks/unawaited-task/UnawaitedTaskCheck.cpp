//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unawaited-task/UnawaitedTaskCheck.h"
#include "code/Callbacks.h"
#include "code/MeantCoroutines.h"
#include "edits/Awaiting.h"

namespace clang::tidy::async {

static constexpr RuleOption UnawaitedTaskOptions[] = {
    {"AllowCastToVoid", "true",
     "A cast to `void`, `std::ignore =` and `_ =` mark an eager task as "
     "dropped on purpose."},
    {"IgnoredFunctions", "", "Functions whose tasks may be dropped."},
    {"IgnoredTypes", "", "Types of tasks that may be dropped."}};

const Rule UnawaitedTaskCheck::TheRule = {
    "async-unawaited-task", "fire and forget",  "a task that nobody awaits",
    "`co_await`",           Repairs::FixOrNote, Precedence::LostWork,
    UnawaitedTaskOptions};

void UnawaitedTaskCheck::checkBody(const CallableBody &Body,
                                   const BodyIndex &Index) {
  if (dropsOnPurpose(*Body.Callable))
    return;
  for (const Expr *Dropped : Body.Discarded)
    for (const Discard &D : discardsIn(*Dropped))
      checkDiscard(D, Body, Index);
  for (const VarDecl *Local : Body.Locals) {
    checkLocal(*Local, Body, Index);
    checkParts(*Local, Body, Index);
    checkContainer(*Local, Body, Index);
  }
}

/// The function, constructor or variable that \p Value comes from, or null.
static const NamedDecl *sourceOf(const Expr &Value) {
  if (const auto *Call = dyn_cast<CallExpr>(&Value)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
    if (Method && Method->getParent()->isLambda())
      return nullptr;
    // A function object has a name, and its operator has none.
    if (const auto *Object = dyn_cast<CXXOperatorCallExpr>(Call);
        Object && Object->getOperator() == OO_Call)
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(stripImplicit(Object->getArg(0))))
        return Ref->getDecl();
    return dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl());
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Value))
    return sourceOf(*stripImplicit(Choice->getTrueExpr()));
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Value))
    return sourceOf(*stripImplicit(Cast->getSubExpr()));
  return nullptr;
}

bool UnawaitedTaskCheck::isIgnored(const Expr &Value) const {
  return IgnoredFunctions.contains(sourceOf(Value)) ||
         IgnoredTypes.contains(Value.getType());
}

/// `std::exchange(task, {})` ends the life of a task that was kept.
static bool takesFromOwner(const Expr &Value) {
  const auto *Source = dyn_cast_or_null<FunctionDecl>(sourceOf(Value));
  return Source && Source->isInStdNamespace() && Source->getIdentifier() &&
         Source->getName() == "exchange";
}

/// `task<>{}` is empty; only what a vocabulary calls an awaitable is a class
/// that one awaits an object of: `coroutine::all(f, g)`.
static bool isConstructed(const Expr &Value) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Value))
    return isConstructed(*stripImplicit(Cast->getSubExpr()));
  return isa<CXXConstructExpr>(Value);
}

bool UnawaitedTaskCheck::mayBeDropped(const Discard &Dropped,
                                      const AsyncType &Type,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) const {
  const bool Runs = Type.Start != TaskStart::Lazy;
  if (Dropped.How != DiscardKind::Plain && AllowCastToVoid && Runs)
    return true;
  if (takesFromOwner(*Dropped.Value) ||
      names().call(Dropped.Value, CallRole::MayDrop) ||
      (isConstructed(*Dropped.Value) &&
       (!Type.Entry || Type.Role != TypeRole::Awaitable)))
    return true;
  if (Type.Entry) {
    if (Type.Entry->Discard == Policy::Allow ||
        (Type.Entry->Discard == Policy::Default &&
         Type.Role == TypeRole::Future))
      return true;
  } else if (!(Type.isTask() && !Runs) &&
             !names().call(Dropped.Value, CallRole::FanOut)) {
    // Of unknown types only a lazy task is sure to be a mistake anywhere. Other
    // tasks, and awaiters good for nothing else, are where they could have
    // been awaited.
    if (!types().accepts(promiseOfCoroutine(*Body.Callable),
                         Body.Callable->getReturnType(),
                         Dropped.Value->getType()) ||
        !actsAsCoroutine(*Body.Callable, types()))
      return true;
    if (!Type.isTask() && Type.HasOtherConsumers)
      return true;
  }
  return Runs && isEventHandler(Body, Index);
}

/// What the warning says about it.
static const char *lossOf(const AsyncType &Type) {
  if (Type.Start == TaskStart::Lazy)
    return "is never awaited, so it never runs";
  if (Type.isTask() || Type.Role == TypeRole::Future)
    return "is not awaited, so nobody sees its result or its exception";
  return "is not awaited, so nothing waits for it";
}

/// True when each round of a loop makes \p Value.
static bool isMadeEachRound(const Expr &Value, const BodyIndex &Index) {
  const Stmt *Child = &Value;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    if (const auto *For = dyn_cast<ForStmt>(P); For && For->getInit() != Child)
      return true;
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(P);
        Range && Range->getBody() == Child)
      return true;
    if (isa<WhileStmt, DoStmt>(P))
      return true;
  }
  return false;
}

/// What runs side by side may be meant to.
UnawaitedTaskCheck::SideBySide
UnawaitedTaskCheck::whySideBySide(const Expr &Value, const AsyncType &Type,
                                  const BodyIndex &Index) const {
  if (Type.Start != TaskStart::Eager)
    return SideBySide::No;
  for (const CallRole Starts :
       {CallRole::Spawn, CallRole::Detaches, CallRole::MovesWork})
    if (names().call(&Value, Starts))
      return SideBySide::Started;
  return isMadeEachRound(Value, Index) ? SideBySide::Rounds : SideBySide::No;
}

void UnawaitedTaskCheck::judgeWhen(SideBySide Why, Report &Found) {
  if (Why != SideBySide::No)
    Found.judge("awaited here, %select{each round waits for its task|what "
                "follows waits for the work that is started here}0")
        << (Why == SideBySide::Started);
}

/// The call in \p Value, which may be a `?:`, whose result must be used.
static const Expr *mustBeUsed(const Expr &Value, const Names &Known) {
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Value)) {
    const Expr *Made = mustBeUsed(*stripImplicit(Choice->getTrueExpr()), Known);
    return Made ? Made
                : mustBeUsed(*stripImplicit(Choice->getFalseExpr()), Known);
  }
  return Known.call(&Value, CallRole::MustUse) ? &Value : nullptr;
}

/// Writes behind \p Made what \p Entry says, or tells why not.
static void appendTo(const Expr &Made, const Discard &Dropped,
                     const MustUseFacts &Entry, bool MayWait, Rewrite &Edits) {
  if (Entry.Append.empty() || &Made != Dropped.Value ||
      Dropped.How == DiscardKind::Assigned || !MayWait)
    return Edits.refuse(Entry.NotFixed);
  if (!Entry.Changes.empty())
    Edits.obey(Ruling::note(Entry.Changes));
  Edits.insertAfterToken(Made.getEndLoc(), Entry.Append);
}

void UnawaitedTaskCheck::checkDiscard(const Discard &Dropped,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) {
  const Expr &Value = *Dropped.Value;
  const SourceLocation Loc = Value.getBeginLoc();
  // A cast to void does not make its loss harmless.
  if (const Expr *Made = mustBeUsed(Value, names())) {
    if (isIgnored(*Made) || !isNew(Loc))
      return;
    const CallEntry *Entry = names().call(Made, CallRole::MustUse);
    const NamedDecl *Source = sourceOf(*Made);
    Rewrite Edits = rewrite(*Body.Callable);
    // In a coroutine, it would be a wait to report.
    appendTo(*Made, Dropped, *Entry->MustUse,
             !actsAsCoroutine(*Body.Callable, types()), Edits);
    Report Found = report(Loc,
                          Source ? "the result of %1 is dropped: %0"
                                 : "this value is dropped: %0",
                          std::move(Edits));
    Found << Entry->MustUse->Because;
    if (Source)
      Found << Source->getDeclName();
    return;
  }
  const AsyncType Type = types().classify(Value.getType());
  if (!Type.canBeAwaited() || mayBeDropped(Dropped, Type, Body, Index) ||
      isIgnored(Value))
    return;
  // Who hands the callable over, async-discarding-callback tells.
  if (Type.isTask() && isDroppedCallback(Value, names()))
    return;
  if (!isNew(Loc))
    return;

  Rewrite Edits = rewrite(*Body.Callable);
  awaitDropped(Dropped, Index, types(), Edits);
  const NamedDecl *Source = sourceOf(Value);
  Report Found = report(Loc, Source ? "the %0 returned by %2 %1" : "this %0 %1",
                        std::move(Edits));
  Found << Type.noun() << lossOf(Type);
  if (Source)
    Found << Source->getDeclName();
  judgeWhen(whySideBySide(Value, Type, Index), Found);
}

/// True when what `co_await` gives for \p Awaited is held as long as the
/// variable lives: it is called a lock or the like, or nobody else owns it and
/// keeping \p Awaited itself does nothing.
static bool givesGuard(QualType Awaited, const AsyncTypes &Types) {
  const QualType Result = Types.awaitResult(Awaited);
  const CXXRecordDecl *Given =
      Result.isNull() || Result->isReferenceType() ? nullptr : recordOf(Result);
  if (!Given || (Given->hasDefinition() && Given->hasTrivialDestructor()))
    return false;
  if (Types.names().isGuard(Given) ||
      Types.names().usual().tell(Usual::Guard, Given))
    return true;
  Given = Given->getDefinition();
  if (!Given)
    return false;
  const CXXRecordDecl *Awaiter = recordOf(Awaited)->getDefinition();
  const bool MoveOnly =
      (Given->hasUserDeclaredMoveOperation() &&
       !Given->hasUserDeclaredCopyConstructor()) ||
      llvm::any_of(Given->ctors(), [](const CXXConstructorDecl *Made) {
        return Made->isCopyConstructor() && Made->isDeleted();
      });
  return MoveOnly && Awaiter && Awaiter->hasTrivialDestructor();
}

bool UnawaitedTaskCheck::mayBeUnread(const VarDecl &Local,
                                     const AsyncType &Type,
                                     const CallableBody &Body,
                                     const BodyIndex &Index) const {
  if (isMentionedInPattern(Local, *Body.Callable))
    return true;
  if (Type.Entry && Type.Entry->UnreadLocal == Policy::Allow)
    return true;
  if (Type.Start == TaskStart::Lazy)
    return false;
  if (!Type.Entry && Type.Role == TypeRole::Awaitable &&
      !Type.HasOtherConsumers && actsAsCoroutine(*Body.Callable, types()) &&
      types().accepts(promiseOfCoroutine(*Body.Callable),
                      Body.Callable->getReturnType(), Local.getType()) &&
      givesGuard(Local.getType(), types()))
    return false;
  // Holding it may be the purpose: the destructor joins or cancels, or the
  // program ends first.
  const bool ReportedAnyway =
      Type.Entry && (Type.isTask() || Type.Entry->Discard == Policy::Report ||
                     Type.Entry->UnreadLocal == Policy::Report);
  if (!ReportedAnyway || Local.isStaticLocal())
    return true;
  if (Local.hasAttr<UnusedAttr>() || Local.getName() == "_" ||
      (AllowCastToVoid && isCastToVoid(Local, Index)))
    return true;
  return isEventHandler(Body, Index);
}

void UnawaitedTaskCheck::checkLocal(const VarDecl &Local,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const Expr *Value = unreadValue(Local, Index);
  if (!Value)
    return;
  const AsyncType Type = types().classify(Value->getType());
  if (!Type.canBeAwaited() || takesFromOwner(*Value) || isIgnored(*Value) ||
      mayBeUnread(Local, Type, Body, Index) || !isNew(Local.getLocation()))
    return;

  Rewrite Edits = rewrite(*Body.Callable);
  awaitUnread(Local, *Value, Index, types(), Edits);
  Report Found =
      report(Local.getLocation(), "the %0 in %1 %2", std::move(Edits));
  Found << Type.noun() << &Local << lossOf(Type);
  judgeWhen(whySideBySide(*Value, Type, Index), Found);
}

void UnawaitedTaskCheck::checkParts(const VarDecl &Local,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const auto IsLost = [this](QualType T) {
    const AsyncType Type = T.isNull() ? AsyncType() : types().classify(T);
    // One that runs may be held on purpose.
    return Type.canBeAwaited() && Type.Start == TaskStart::Lazy &&
           (!Type.Entry || Type.Entry->UnreadLocal != Policy::Allow) &&
           !IgnoredTypes.contains(T);
  };
  for (const ValueDecl *Part : unreadParts(Local, Index)) {
    QualType Lost = Part->getType();
    if (!isa<BindingDecl>(Part))
      Lost = findTypeArgument(
          specializationOf(Lost)->getTemplateArgs().asArray(), IsLost);
    if (!IsLost(Lost) || isIgnored(*stripImplicit(Local.getInit())) ||
        isMentionedInPattern(*Part, *Body.Callable) ||
        !isNew(Part->getLocation()))
      continue;
    Report Found = report(Part->getLocation(), "the %0 in %1 %2");
    Found << types().classify(Lost).noun() << Part
          << lossOf(types().classify(Lost));
    Found.note(Part->getLocation(),
               "not fixed: the declaration holds more than this task");
  }
}

void UnawaitedTaskCheck::checkContainer(const VarDecl &Local,
                                        const CallableBody &Body,
                                        const BodyIndex &Index) {
  QualType Element = unreadElements(Local, Index);
  if (Element.isNull())
    return;
  const AsyncType Type = types().classify(Element);
  if (Type.Role == TypeRole::Awaitable || !Type.canBeAwaited() ||
      IgnoredTypes.contains(Element) || mayBeUnread(Local, Type, Body, Index) ||
      !isNew(Local.getLocation()))
    return;
  Report Found =
      report(Local.getLocation(), "the %0s in %1 are never awaited%2");
  Found << Type.noun() << &Local
        << (Type.Start == TaskStart::Lazy ? ", so they never run" : "");
  const Library *Lib = names().libraryOf(Type.Entry);
  if (Lib && !Lib->AwaitAll.empty())
    Found.note(Local.getLocation(), "not fixed: await them together with '%0'")
        << Lib->AwaitAll;
  else
    Found.note(Local.getLocation(),
               "not fixed: where to await them is for you to decide");
}

} // namespace clang::tidy::async
