//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/UnprotectedThisCheck.h"
#include "checks/unprotected-this/KeepingEdits.h"
#include "checks/unprotected-this/ObjectGuards.h"
#include "checks/unprotected-this/Scopes.h"
#include "code/CallGraph.h"
#include "code/Callbacks.h"
#include "code/DetachedStarts.h"
#include "code/Discards.h"
#include "code/Origins.h"
#include "code/PromiseShape.h"
#include "code/Shapes.h"
#include "code/Suspensions.h"
#include "code/Waits.h"
#include "edits/Judgement.h"

namespace clang::tidy::async {

static constexpr RuleOption UnprotectedThisOptions[] = {
    {"AssumeShared", "false",
     "Also reports in classes whose objects have no way to keep themselves "
     "alive."}};

const Rule UnprotectedThisCheck::TheRule = {
    "async-unprotected-this",
    "an object that may end while a coroutine which nobody awaits uses it",
    "a detached coroutine, `co_spawn` of a member function, work in the "
    "background beside a gate",
    "`[self = shared_from_this()]`, an owner in the coroutine, the gate held",
    Repairs::FixOrNote,
    Precedence::Lifetime,
    UnprotectedThisOptions};

bool UnprotectedThisCheck::concerns(const FunctionDecl &Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(outermostFunction(&Function));
  return Method && Method->isInstance() && !Function.isDependentContext();
}

//===--- What is known of a class -----------------------------------------===//

/// The member that an expression of a member function names, or null.
static const FieldDecl *ownField(const Stmt &S) {
  const auto *Member = dyn_cast<MemberExpr>(&S);
  return Member && isObjectItself(*Member->getBase())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

/// A member function that ends the work of an object, and waits for some of it.
void UnprotectedThisCheck::findStop(const CXXRecordDecl &Class,
                                    ObjectClass &Known) {
  for (const CXXMethodDecl *Method : Class.methods()) {
    const FunctionDecl *Definition = nullptr;
    if (!(names().usual().tell(Usual::Cleanup, Method) ||
          names().usual().tell(Usual::Join, Method)) ||
        !Method->getBody(Definition) || !isCoroutine(*Definition))
      continue;
    forEachWritten<CoawaitExpr>(
        Definition->getBody(), [&](const CoawaitExpr &Await) {
          if (Await.isImplicit())
            return;
          Known.Stop = Definition;
          forEachWritten<Expr>(Await.getOperand(), [&](const Expr &E) {
            if (const FieldDecl *Field = ownField(E))
              Known.StopAwaits.insert(Field);
          });
        });
  }
}

UnprotectedThisCheck::ObjectClass &
UnprotectedThisCheck::of(const CXXRecordDecl &Class) {
  const auto [It, IsNew] =
      Classes.insert({Class.getCanonicalDecl(), ObjectClass()});
  ObjectClass &Known = It->second;
  if (IsNew) {
    Known.Self = KeepAlives(Class, types()).selfReference();
    Known.Gate = closingGateOf(Class, types());
    findStop(Class, Known);
  }
  return Known;
}

bool UnprotectedThisCheck::livesOn(const CXXRecordDecl &Class) {
  if (!Made)
    Made.emplace(names());
  return Made->allLiveOn(Class);
}

//===--- Uses -------------------------------------------------------------===//

std::optional<ObjectUse> UnprotectedThisCheck::unprotectedUse(
    const FunctionDecl &Coroutine, const CXXRecordDecl &Class, unsigned Depth) {
  const SharedIndex Index = index(Coroutine);
  const CallableBody *Body = Index ? Index->body(&Coroutine) : nullptr;
  return Body ? unprotectedUse(*Body, *Index, Class, Depth) : std::nullopt;
}

/// The first use of the object behind a suspension that nothing protects, in
/// \p Body or in what it awaits first.
std::optional<ObjectUse> UnprotectedThisCheck::unprotectedUse(
    const CallableBody &Body, const BodyIndex &Index,
    const CXXRecordDecl &Class, unsigned Depth) {
  const ObjectGuards Guards(Class, types());
  for (const ObjectUse &Use : objectUsesBehind(Body, Index, types()))
    if (!Guards.inside(Body, Index, Use))
      return Use;
  if (Depth == 0)
    return std::nullopt;
  // `co_await step();`, and nothing else.
  for (const CoawaitExpr *Await : Body.Awaits) {
    const auto *Member =
        dyn_cast<CXXMemberCallExpr>(stripImplicit(Await->getOperand()));
    const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
    const FunctionDecl *Step =
        Object && isObjectItself(*Object)
            ? coroutineDefinition(Member->getMethodDecl())
            : nullptr;
    if (!Step || Step == Body.Callable)
      continue;
    const auto Inner = unprotectedUse(*Step, Class, Depth - 1);
    if (!Inner)
      continue;
    const ObjectUse Use{Await, Inner->Use};
    if (!Guards.inside(Body, Index, Use))
      return Use;
  }
  return std::nullopt;
}

//===--- What is looked at ------------------------------------------------===//

void UnprotectedThisCheck::checkBody(const CallableBody &Body,
                                     const BodyIndex &Index) {
  const CXXRecordDecl *Class = objectClassOf(Body, Index);
  if (!Class)
    return;
  if (isCoroutine(*Body.Callable))
    checkCoroutine(Body, Index, *Class);
  llvm::SmallPtrSet<const Expr *, 4> Dropped;
  for (const Expr *Whole : Body.Discarded)
    for (const Discard &What : discardsIn(*Whole))
      Dropped.insert(What.Value);
  for (const CallExpr *Call : Body.Calls) {
    const bool IsDropped = Dropped.contains(Call);
    if ((IsDropped || Call->getType()->isVoidType()) && startsWork(*Call)) {
      checkStart(*Call, Call->getExprLoc(), /*IsDropped=*/false, Body, Index,
                 *Class);
      continue;
    }
    const AsyncType Type =
        IsDropped ? types().classify(Call->getType()) : AsyncType();
    if (Type.canBeAwaited() && Type.Start == TaskStart::Eager)
      checkStart(*Call, beginOf(*Call), /*IsDropped=*/true, Body, Index,
                 *Class);
  }
  checkCallbacks(Body, Index, *Class);
}

/// True for a call that starts what it gets: a task, or a lambda that is, or
/// makes, one.
bool UnprotectedThisCheck::startsWork(const CallExpr &Call) const {
  if (names().call(&Call, CallRole::HandOver) ||
      names().call(&Call, CallRole::Detaches))
    return true;
  const bool IsCalledSo =
      Call.getType()->isVoidType() &&
      names().usual().tell(Usual::Start, calledByName(Call));
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    const auto *Lambda = dyn_cast<LambdaExpr>(handedValue(Arg));
    const AsyncType Made =
        IsCalledSo && Lambda
            ? types().classify(Lambda->getCallOperator()->getReturnType())
            : AsyncType();
    return startsByName(Arg, Call, types()) || (Made.isTask() && !Made.Entry);
  });
}

void UnprotectedThisCheck::checkCoroutine(const CallableBody &Body,
                                          const BodyIndex &Index,
                                          const CXXRecordDecl &Class) {
  const FunctionDecl &Coroutine = *Body.Callable;
  if (!nobodyCanAwait(Coroutine, types()) &&
      !(types().startOf(Coroutine) == TaskStart::Eager &&
        isEventHandler(Body, Index)))
    return;
  const ObjectClass &Known = of(Class);
  if (!Known.Self && !AssumeShared)
    return;
  const auto Use = unprotectedUse(Body, Index, Class, /*Depth=*/3);
  if (!Use || livesOn(Class) || !isNew(beginOf(*Use->Suspension)))
    return;
  const SelfReference Self = Known.Self.value_or(SelfReference());
  Rewrite Edits = rewrite(Coroutine);
  Edits.obey(Judgement(Index, types()).prolongs(/*IsUsual=*/false));
  if (!Self.Strong.empty())
    takeOwner(Coroutine, Self.Strong, Edits);
  else
    Edits.refuse(Self.Weak.empty()
                     ? "how its object is kept alive is for you to tell"
                     : "what does not own it must be asked behind each "
                       "suspension");
  const bool HasName = Coroutine.getIdentifier() != nullptr;
  Report Said = report(
      beginOf(*Use->Suspension),
      HasName ? "nobody awaits %0, and nothing keeps its object alive while it "
                "is suspended here"
              : "nobody awaits this coroutine, and nothing keeps its object "
                "alive while it is suspended here",
      std::move(Edits));
  if (HasName)
    Said << Coroutine.getDeclName();
  Said.note(beginOf(*Use->Use), "the object is used here");
  if (!Self.Weak.empty())
    Said.addition(beginOf(*Use->Suspension),
                  "%select{|or }0take '%1' before it is suspended, and ask it "
                  "behind")
        << (Self.Strong.empty() ? 0 : 1) << Self.Weak;
}

void UnprotectedThisCheck::checkStart(const Expr &Whole, SourceLocation Loc,
                                      bool IsDropped, const CallableBody &Body,
                                      const BodyIndex &Index,
                                      const CXXRecordDecl &Class) {
  if (!IsDropped && isScopeOfObject(cast<CallExpr>(Whole), Class, types()))
    return;
  const ObjectGuards Guards(Class, types());
  for (const ObjectWork &Work : objectWorkIn(Whole, Class, types())) {
    Start Found{&Whole, Loc, Body.Callable, nullptr, Work, {}, IsDropped};
    if (Work.Coroutine) {
      if (IsDropped && names().usual().tell(Usual::Cleanup, Work.Coroutine))
        continue;
      const auto Use = unprotectedUse(*Work.Coroutine, Class);
      if (!Use)
        continue;
      Found.Use = *Use;
    } else if (!IsDropped || !isContinuationOf(*Work.Carrier, Index, names())) {
      continue;
    } else {
      Found.Use.Use = firstUseIn(*cast<LambdaExpr>(Work.Carrier));
    }
    if (!Found.Use.Use)
      continue;
    Found.GivesOwner = Guards.givesOwner(Whole, Index);
    Found.IsProtected = Found.GivesOwner || Guards.atStart(Whole, Index) ||
                        Guards.refersToFrame(Whole, Body) ||
                        Guards.before(Whole, Body, Index);
    Found.Index = index(*Body.Callable);
    of(Class).Starts.push_back(std::move(Found));
    return;
  }
  // What takes no plain pointer shows how the class does it.
  if (!IsDropped && Guards.givesOwner(Whole, Index)) {
    Start Found{&Whole, Loc, Body.Callable, nullptr, {}, {}, IsDropped};
    Found.GivesOwner = Found.IsProtected = true;
    of(Class).Starts.push_back(std::move(Found));
  }
}

/// Callbacks that start work and whose task the caller drops: a timer's.
void UnprotectedThisCheck::checkCallbacks(const CallableBody &Body,
                                          const BodyIndex &Index,
                                          const CXXRecordDecl &Class) {
  const auto HasObject = [](const Expr *Arg) {
    const auto *Lambda = dyn_cast<LambdaExpr>(handedValue(Arg));
    return Lambda && hasObject(*Lambda);
  };
  if (llvm::none_of(Body.Calls, [&](const CallExpr *Call) {
        return llvm::any_of(Call->arguments(), HasObject);
      }))
    return;
  if (const ObjectClass &Known = of(Class); !Known.Gate && !Known.Stop)
    return;
  for (const DroppedResult &Drop : droppedResults(Body, types())) {
    const Expr *Callable = handedValue(Drop.Callable);
    if (isa<LambdaExpr>(Callable) && !Drop.IsHandler &&
        types().classify(Drop.Result).Start == TaskStart::Eager)
      checkStart(*Callable, beginOf(*Callable), /*IsDropped=*/true, Body, Index,
                 Class);
  }
}

//===--- What is said -----------------------------------------------------===//

void UnprotectedThisCheck::leaveUnit() {
  const auto All = std::exchange(Classes, {});
  for (const auto &[Class, Known] : All)
    for (const Start &Found : Known.Starts)
      if (!Found.IsProtected)
        decide(*Class, Known, Found);
  Made.reset();
}

/// True when \p Found tells a member that the class' stop() awaits.
bool UnprotectedThisCheck::isWaitedForByStop(const Start &Found,
                                             const ObjectClass &Known) {
  const auto Tells = [&](const Stmt &S) {
    const FieldDecl *Field = ownField(S);
    return Field && Field != Known.Gate && Known.StopAwaits.contains(Field);
  };
  return anyWritten(Found.Whole, Tells) ||
         (Found.Work.Coroutine &&
          anyWritten(Found.Work.Coroutine->getBody(), Tells));
}

void UnprotectedThisCheck::decide(const CXXRecordDecl &Class,
                                  const ObjectClass &Known,
                                  const Start &Found) {
  const bool IsUsual = llvm::any_of(
      Known.Starts, [](const Start &Other) { return Other.GivesOwner; });
  const bool IsShared =
      IsUsual || AssumeShared || (Known.Self && !Known.Self->Strong.empty());
  const bool IsInGate =
      Known.Gate && mentions(Found.Whole, Known.Gate, Parts::Own);
  const bool WaitsForWork =
      !IsInGate && (Known.Gate || (Known.Stop && Found.IsDropped)) &&
      (!Known.Stop || Known.Stop != Found.Work.Coroutine) &&
      !isWaitedForByStop(Found, Known);
  if ((!IsShared && !WaitsForWork) || livesOn(Class) || !isNew(Found.Loc))
    return;
  if (WaitsForWork)
    sayDropped(Known, Found);
  else
    say(Known, Found, IsUsual);
}

void UnprotectedThisCheck::say(const ObjectClass &Known, const Start &Found,
                               bool IsUsual) {
  const SelfReference Self = Known.Self.value_or(SelfReference());
  Rewrite Edits = rewrite(*Found.In);
  Edits.obey(Judgement(*Found.Index, types()).prolongs(IsUsual));
  captureOwner(*Found.Whole, Found.Work, *Found.In, Self.Strong, types(),
               Edits);
  const bool HasName =
      Found.Work.Coroutine && Found.Work.Coroutine->getIdentifier();
  Report Said =
      report(Found.Loc,
             HasName ? "nothing keeps this object alive while %0 runs"
                     : "nothing keeps this object alive while this coroutine "
                       "runs",
             std::move(Edits));
  if (HasName)
    Said << Found.Work.Coroutine->getDeclName();
  Said.note(beginOf(*Found.Use.Use),
            "the object is used here, when it has been suspended");
}

void UnprotectedThisCheck::sayDropped(const ObjectClass &Known,
                                      const Start &Found) {
  Rewrite Edits = rewrite(*Found.In);
  if (Known.Gate) {
    Edits.obey(Ruling::note("the gate waits for it then, and starts nothing "
                            "any more when it is closed"));
    holdGate(*Found.Whole, *Known.Gate,
             Found.IsDropped ? names().closingGate(Known.Gate->getType())
                             : nullptr,
             *Found.In, Edits);
  } else {
    Edits.refuse("what ends it, or waits for it, is for you to tell");
  }
  const bool HasName =
      Found.Work.Coroutine && Found.Work.Coroutine->getIdentifier();
  Report Said = report(
      Found.Loc,
      Known.Gate
          ? (HasName ? "nothing holds %0 while %1 runs in the background"
                     : "nothing holds %0 while this runs in the background")
          : (HasName ? "%1 runs in the background, and %0 does not wait for it"
                     : "this runs in the background, and %0 does not wait for "
                       "it"),
      std::move(Edits));
  if (Known.Gate)
    Said << Known.Gate->getDeclName();
  else
    Said << Known.Stop->getDeclName();
  if (HasName)
    Said << Found.Work.Coroutine->getDeclName();
  Said.note(beginOf(*Found.Use.Use),
            "the object is used here, when it has been suspended");
}

} // namespace clang::tidy::async
