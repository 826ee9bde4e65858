//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/DanglingTaskCheck.h"
#include "checks/dangling-task/AwaitResults.h"
#include "checks/dangling-task/GeneratorUses.h"
#include "checks/dangling-task/Lenders.h"
#include "checks/dangling-task/LifetimeFixes.h"
#include "checks/dangling-task/Outliving.h"
#include "checks/dangling-task/ReturnedValues.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/SupposedAnswers.h"
#include "edits/CoroutineEdits.h"
#include "edits/Judgement.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

const Rule DanglingTaskCheck::TheRule = {
    "async-dangling-task",
    "a task that outlives what it refers to",
    "a temporary, a local variable, the closure of its lambda",
    "awaited in place, `co_return co_await`, a variable, captures as "
    "parameters",
    Repairs::FixOrNote,
    Precedence::Lifetime,
    {}};

void DanglingTaskCheck::checkBody(const CallableBody &Body,
                                  const BodyIndex &Index) {
  if (!Known)
    Known.emplace(types(), elsewhere());
  if (isAskedElsewhere(*Body.Callable)) {
    claim(*Body.Callable);
    claimTaken(*Body.Callable, Index);
  }
  for (const CallExpr *Call : Body.Calls) {
    checkTask(*Call, Body, Index);
    checkCallable(*Call, Body, Index);
    for (const Expr *Arg : Call->arguments())
      if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg))
        checkUnbodied(Unbodied(*Default), &Body, &Index);
  }
  for (const CoawaitExpr *Await : Body.Awaits)
    checkResult(*Await, Body, Index);
  if (isCoroutine(*Body.Callable) && givesReference(Body, types()))
    forEachWritten<CoreturnStmt>(
        Body.Callable->getBody(),
        [&](const CoreturnStmt &Return) { checkReturn(Return, Body, Index); },
        Parts::Own);
  for (const VarDecl *Local : Body.Locals)
    if (types().classify(Local->getType()).Role == TypeRole::Generator)
      checkLoops(*Local, Index);
  for (const CXXConstructExpr *Made : Body.Constructions)
    for (const Expr *Arg : Made->arguments())
      if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg))
        checkUnbodied(Unbodied(*Default), &Body, &Index);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Body.Callable))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      // Those in the class are looked at where they are written.
      if (Init->isWritten() && Init->getInit() && Init->getAnyMember())
        checkUnbodied(Unbodied(*Init->getInit(), *Init->getAnyMember(),
                               Init->getMemberLocation()),
                      &Body, nullptr);
}

void DanglingTaskCheck::checkDeclarations(const DeclContext &Context) {
  const SourceManager &SM = types().context().getSourceManager();
  for (const Decl *D : Context.decls()) {
    if (D->isImplicit() || SM.isInSystemHeader(D->getLocation()))
      continue;
    const Expr *Init = nullptr;
    if (const auto *Var = dyn_cast<VarDecl>(D))
      Init = Var->getInit();
    else if (const auto *Field = dyn_cast<FieldDecl>(D);
             Field && Field->hasInClassInitializer())
      Init = Field->getInClassInitializer();
    if (Init)
      checkUnbodied(Unbodied(*Init, *cast<ValueDecl>(D), D->getLocation()),
                    nullptr, nullptr);
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl>(D))
      checkDeclarations(*cast<DeclContext>(D));
  }
}

void DanglingTaskCheck::leaveUnit() {
  if (Known)
    checkDeclarations(*types().context().getTranslationUnitDecl());
  Known.reset();
  GivenNames.clear();
  Conversions.clear();
  Places.clear();
}

void DanglingTaskCheck::claim(const FunctionDecl &Function) {
  const AsyncType Type = types().classify(Function.getReturnType());
  if (!(Type.isTask() && Type.Start != TaskStart::Unknown) &&
      Type.Role != TypeRole::Detached)
    return;
  for (const ParmVarDecl *Param : Function.parameters()) {
    const QualType T = Param->getType();
    if (!Known->isReferable(*Param))
      continue;
    if (T->isReferenceType())
      claim(Function, Param, /*Pointee=*/false);
    if (!T->isReferenceType() || names().isView(T.getNonReferenceType()))
      claim(Function, Param, /*Pointee=*/true);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
      Method && Method->isInstance() && !Method->getParent()->isEmpty())
    claim(Function, nullptr, /*Pointee=*/false);
}

void DanglingTaskCheck::claim(const FunctionDecl &Function,
                              const ParmVarDecl *Param, bool Pointee) {
  const FunctionDecl *Of = Function.getCanonicalDecl();
  const bool Refers = Borrows(types()).refersTo(Function, Param, Pointee);
  if (types().startOf(Function) != TaskStart::Lazy) {
    if (Refers)
      summary()->claim({{Of, fact::keeps(Param, Pointee)}, {}});
    return;
  }
  std::vector<FarQuestion> Needed;
  if (Refers) {
    // It may pass on the task of another file's function.
    const SupposedAnswers All(
        {fact::AllLetGo.str(), fact::AllPointeesLetGo.str()});
    if (isCoroutine(Function) ||
        Borrows(types(), All).refersTo(Function, Param, Pointee))
      return;
    Needed = All.asked();
  }
  summary()->claim({{Of, fact::letsGo(Param, Pointee)}, std::move(Needed)});
}

void DanglingTaskCheck::claimTaken(const FunctionDecl &Function,
                                   const BodyIndex &Index) {
  for (const ParmVarDecl *Param : Function.parameters()) {
    if (!types().classify(Param->getType().getNonReferenceType()).isTask())
      continue;
    const SupposedAnswers Nothing({}), All({fact::AllTakeOver.str()});
    const bool Itself =
        takesTaskOver(Function, *Param, Index, types(), Nothing);
    if (Itself || takesTaskOver(Function, *Param, Index, types(), All))
      summary()->claim(
          {{Function.getCanonicalDecl(), fact::takesTaskOver(*Param)},
           Itself ? std::vector<FarQuestion>() : All.asked()});
  }
}

SourceLocation DanglingTaskCheck::placeOf(const CallExpr &Task,
                                          const Destination &Way) {
  if (Supposed)
    return isNew(Way.Loc) ? Places.try_emplace(&Task, Way.Loc).first->second
                          : SourceLocation();
  if (!ReportedTasks.insert(Task.getEndLoc()).second)
    return {};
  if (isNew(Way.Loc))
    return Places[&Task] = Way.Loc;
  // Several go to one place, and each wants a repair of its own; a return is
  // repaired for all.
  return !Way.Loc.isMacroID() && Way.Kind != DestinationKind::Returned &&
                 isNew(Task.getBeginLoc())
             ? Places[&Task] = Task.getBeginLoc()
             : SourceLocation();
}

bool DanglingTaskCheck::isGenerator(const Expr &Made) const {
  return types().classify(Made.getType()).Role == TypeRole::Generator;
}

bool DanglingTaskCheck::checkCondition(const CallExpr &Made,
                                       const BodyIndex &Index) {
  if (!isGenerator(Made) || Made.getType()->isReferenceType() ||
      !Made.isPRValue() || !Made.getDirectCallee())
    return false;
  const Stmt *Loop = madeByCondition(Made, Index);
  if (!Loop)
    return false;
  if (isNew(Made.getBeginLoc())) {
    Report Found = report(
        Made.getBeginLoc(),
        "%0 makes a generator anew each time this condition is tested, which "
        "never comes further than its first element");
    Found << Made.getDirectCallee();
    Found.note(Made.getBeginLoc(),
               "not fixed: a variable in front of the loop keeps it");
  }
  return true;
}

void DanglingTaskCheck::checkLoops(const VarDecl &Generator,
                                   const BodyIndex &Index) {
  const SecondLoop Found = secondLoopOver(Generator, Index);
  if (!Found || !isNew(Found.Again->getRangeInit()->getBeginLoc()))
    return;
  Report Said = report(Found.Again->getRangeInit()->getBeginLoc(),
                       "%0 has been gone through to its end, and begins only "
                       "once");
  Said << &Generator;
  Said.note(Found.First->getRangeInit()->getBeginLoc(), "by this loop");
}

void DanglingTaskCheck::checkResult(const CoawaitExpr &Await,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const std::optional<LostResult> Lost = lostResult(Await, Index, types());
  if (!Lost || !isNew(Await.getBeginLoc()))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  keepResult(*Lost, Index, GivenNames[outermostFunction(Body.Callable)], Edits);
  report(Await.getBeginLoc(),
         "%select{a reference is kept to|this loop goes over}0 what 'co_await' "
         "gives, which is in a temporary '%1' that is destroyed at the end of "
         "this expression",
         std::move(Edits))
      << unsigned(Lost->Loop != nullptr)
      << typeName(Await.getOperand()->getType(), types().context());
}

void DanglingTaskCheck::checkReturn(const CoreturnStmt &Return,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const std::optional<Referent> Lost = endsBehind(Return, Body, Index, types());
  if (!Lost || !isNew(Return.getBeginLoc()))
    return;
  Report Found = report(
      Return.getBeginLoc(),
      "this result refers to %0, which has been destroyed when it is used");
  Found << (Lost->Variable
                ? "local variable '" + Lost->Variable->getNameAsString() + "'"
                : "a temporary '" +
                      typeName(Lost->At->getType(), types().context()) + "'");
  Found.note(Return.getBeginLoc(),
             "not fixed: let the coroutine give the object itself");
}

void DanglingTaskCheck::checkTask(const CallExpr &Task,
                                  const CallableBody &Body,
                                  const BodyIndex &Index) {
  if (Task.isTypeDependent() || !Known->mayRefer(Task))
    return;
  if (checkCondition(Task, Index))
    return;
  const Destination Way =
      destinationOf(Task, &Index, types(), nullptr, elsewhere());
  const FunctionDecl *Whole = outermostFunction(Body.Callable);
  const TakenNames Before = summary() ? GivenNames.lookup(Whole) : TakenNames();
  if (!isNowhere(Task, Way, Index))
    judgeTask(Task, Way, Known->of(Task, &Index), Body, Index);
  if (!summary())
    return;
  // Names are given as they were then.
  TakenNames After = std::exchange(GivenNames[Whole], Before);
  supposeTask(Task, Body, Index);
  GivenNames[Whole] = std::move(After);
}

void DanglingTaskCheck::supposeTask(const CallExpr &Task,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const auto WayBy = [&](const Elsewhere &Far) {
    return destinationOf(Task, &Index, types(), nullptr, Far);
  };
  const SupposedAnswers Nothing({});
  if (isNowhere(Task, WayBy(Nothing), Index) && Nothing.asked().empty())
    return;
  Borrows(types(), Nothing).of(Task, &Index);
  if (Nothing.asked().empty())
    return;
  // Those that keep an argument at most, and the task.
  const SupposedAnswers Most({fact::AllKeep.str(), fact::AllKeepPointees.str(),
                              fact::AllTakeOver.str()});
  const Destination Longest = WayBy(Most);
  SourceLocation Where;
  if (isNowhere(Task, Longest, Index) ||
      llvm::none_of(Borrows(types(), Most).of(Task, &Index),
                    [&](const Borrow &B) {
                      return isa_and_nonnull<ParmVarDecl>(B.Variable) ||
                             (B.isInFrame() &&
                              outlives(Longest, B, Task, Body, Index, Where));
                    }))
    return;
  std::vector<FarQuestion> Asked = Nothing.asked();
  const FunctionDecl *Callee = Task.getDirectCallee()->getCanonicalDecl();
  if (Elsewhere::isElsewhere(*Callee))
    Asked.insert(Asked.begin(), {Callee, fact::IsKnown.str()});
  supposeAnswers(*Body.Callable, Asked, [&](const Elsewhere &Far) {
    // Of what was not seen, nothing is told.
    if (llvm::any_of(Asked, [&](const FarQuestion &Question) {
          const FarQuestion IsKnown{Question.Function, fact::IsKnown.str()};
          return llvm::is_contained(Asked, IsKnown) && !Far.holds(IsKnown) &&
                 Far.holds(Question);
        }))
      return;
    Supposed = &Far;
    // What is found elsewhere in the function may not be true.
    auto Others = std::exchange(Conversions, decltype(Conversions)());
    const TakenNames Before =
        GivenNames.lookup(outermostFunction(Body.Callable));
    if (const Destination Way = WayBy(Far); !isNowhere(Task, Way, Index))
      judgeTask(Task, Way, Borrows(types(), Far).of(Task, &Index), Body, Index);
    Conversions = std::move(Others);
    GivenNames[outermostFunction(Body.Callable)] = Before;
    Supposed = nullptr;
  });
}

bool DanglingTaskCheck::isNowhere(const CallExpr &Task, const Destination &Way,
                                  const BodyIndex &Index) const {
  return Way.Kind == DestinationKind::None ||
         // Never runs: async-unawaited-task's.
         (Known->isLazy(Task) &&
          (Way.Kind == DestinationKind::Dropped ||
           (Way.Kind == DestinationKind::Stored && Way.Holder &&
            Way.Holder->isLocalVarDecl() && !Way.Holder->isImplicit() &&
            !isa<DecompositionDecl>(Way.Holder) &&
            Index.mentions(Way.Holder).empty())));
}

void DanglingTaskCheck::judgeTask(const CallExpr &Task, const Destination &Way,
                                  llvm::ArrayRef<Borrow> Borrowed,
                                  const CallableBody &Body,
                                  const BodyIndex &Index) {
  const bool Lazy = Known->isLazy(Task);
  llvm::SmallVector<Borrow, 2> Dangling;
  SourceLocation Where = Way.Loc;
  for (const Borrow &B : Borrowed)
    if (B.isInFrame() && outlives(Way, B, Task, Body, Index, Where))
      Dangling.push_back(B);
  if (!Dangling.empty()) {
    Destination At = Way;
    if (Where != Way.Loc) {
      // Stored first, returned later.
      At.Kind = DestinationKind::Returned;
      At.Loc = Where;
    }
    reportTask(Task, At, Dangling, Body, Index);
  } else if (Lazy && Way.Kind == DestinationKind::Returned &&
             !isGenerator(Task)) {
    checkGuards(Task, Way, Body, Index);
  } else {
    checkLent(Task, Way, Borrowed, Body, Index);
  }
}

/// \p D by its name, a structured binding by all of its.
static std::string quotedName(const NamedDecl &D) {
  std::string Name = "'";
  llvm::raw_string_ostream OS(Name);
  D.printName(OS);
  OS.flush();
  return Name + "'";
}

/// What happens to the task, with the name of who has it.
static std::string describe(const Destination &Way) {
  const NamedDecl *Keeper = Way.Holder ? Way.Holder : Way.Member;
  switch (Way.Kind) {
  case DestinationKind::Stored:
    if (Way.Holder && Way.Holder->isImplicit())
      return "is gone through by this loop";
    return Keeper ? "is stored in " + quotedName(*Keeper) : "is stored";
  case DestinationKind::Pushed:
    return Keeper ? "is put into " + quotedName(*Keeper)
                  : "is put into a container";
  case DestinationKind::Returned:
    return "is returned";
  case DestinationKind::HandedOver:
    return "is handed over to '" + nameForMessage(*Way.To) + "'";
  default:
    return "is left running";
  }
}

/// The name of \p B's variable; of a structured binding, the one that is used.
static std::string variableName(const Borrow &B) {
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(B.At);
  const auto *Binding = Ref ? dyn_cast<BindingDecl>(Ref->getDecl()) : nullptr;
  if (Binding && Binding->getDecomposedDecl() == B.Variable)
    Binding->printName(OS);
  else
    B.Variable->printName(OS);
  return OS.str();
}

/// What dies too early, and when.
static std::string describe(const Borrow &B, const Destination &Way,
                            const ASTContext &Ctx) {
  if (B.Closure)
    return "the captures of a lambda that is destroyed at the end of this "
           "expression";
  if (B.Temporary)
    return "a temporary '" + typeName(B.Temporary->getType(), Ctx) +
           "' that is destroyed at the end of this expression";
  if (B.Variable->isImplicit())
    return "a temporary range that is destroyed at the end of its loop";
  const std::string Name = "'" + variableName(B) + "'";
  if (Way.Kind == DestinationKind::Returned || Way.ResultReturned)
    return (isa<ParmVarDecl>(B.Variable) ? "parameter " : "local variable ") +
           Name + ", which is destroyed by the return";
  if (isa<ParmVarDecl>(B.Variable))
    return "parameter " + Name + ", which is destroyed with this function";
  return "local variable " + Name +
         ", which is destroyed at the end of its block";
}

static const NamedDecl *nameable(const CallExpr &Task) {
  const FunctionDecl *Callee = Task.getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Method && Method->getParent()->isLambda() ? nullptr : Callee;
}

Report DanglingTaskCheck::reportBorrows(const CallExpr &Task,
                                        const Destination &Way,
                                        SourceLocation Place,
                                        llvm::ArrayRef<Borrow> Dangling,
                                        Rewrite *Edits) {
  const NamedDecl *Callee = nameable(Task);
  const char *const Message =
      Callee ? "the %select{task|generator}2 of %3 %0 and refers to %1"
             : "the %select{task|generator}2 of this lambda %0 and refers to "
               "%1";
  Report Found = Edits ? report(Place, Message, std::move(*Edits))
                       : report(Place, Message);
  Found << describe(Way) << describe(Dangling.front(), Way, types().context())
        << unsigned(isGenerator(Task));
  if (Callee)
    Found << Callee->getDeclName();
  llvm::SmallPtrSet<const ParmVarDecl *, 2> Told;
  for (const Borrow &B : Dangling)
    if (B.Parameter && !B.Parameter->getName().empty() &&
        Told.insert(B.Parameter).second)
      Found.note(B.Argument->getBeginLoc().isValid() ? B.Argument->getBeginLoc()
                                                     : Task.getBeginLoc(),
                 "through parameter %0")
          << B.Parameter;
  const Elsewhere &Far = Supposed ? *Supposed : elsewhere();
  if (Callee && !Task.getDirectCallee()->hasBody() &&
      !Far.knows(*Task.getDirectCallee(), fact::IsKnown))
    Found.note(Place, "%0 is only declared here; if it is no coroutine and "
                      "keeps nothing, '[[clang::coro_wrapper]]' says so")
        << Callee->getDeclName();
  return Found;
}

void DanglingTaskCheck::checkUnbodied(const Unbodied &Outside,
                                      const CallableBody *Body,
                                      const BodyIndex *Index) {
  for (const CallExpr *Task : Outside.calls()) {
    if (Task->isTypeDependent() || !Known->mayRefer(*Task))
      continue;
    const Destination Way = destinationOf(*Task, Index, types(), &Outside);
    if (Way.Kind == DestinationKind::None ||
        (Way.Kind == DestinationKind::Dropped && Known->isLazy(*Task)))
      continue;
    llvm::SmallVector<Borrow, 2> Dangling;
    // A constructor's own parameters die, members do not.
    for (const Borrow &B : Known->of(*Task))
      if (B.Temporary || (B.isInFrame() && Body &&
                          B.Variable->getDeclContext() == Body->Callable))
        Dangling.push_back(B);
    const SourceLocation Place =
        Dangling.empty() ? SourceLocation() : placeOf(*Task, Way);
    if (Place.isInvalid())
      continue;
    Report Found = reportBorrows(*Task, Way, Place, Dangling, nullptr);
    Found.note(Place, "not fixed: it is no statement of a function");
  }
}

void DanglingTaskCheck::checkLent(const CallExpr &Task, const Destination &Way,
                                  llvm::ArrayRef<Borrow> Borrowed,
                                  const CallableBody &Body,
                                  const BodyIndex &Index) {
  for (const Borrow &B : Borrowed) {
    const auto *Param = dyn_cast_or_null<ParmVarDecl>(B.Variable);
    if (!Param || !outlivesCall(Way, B, Task, Body, Index))
      continue;
    const Expr *Lent =
        dyingArgument(*Body.Callable, *Param, callGraph(), types());
    const SourceLocation Place = Lent ? placeOf(Task, Way) : SourceLocation();
    if (Place.isInvalid())
      continue;
    Report Found = report(
        Place, "the task of %0 %1 and refers to what the caller gave as %2, "
               "which may be destroyed when this function has returned");
    Found << (nameable(Task) ? "'" + nameable(Task)->getNameAsString() + "'"
                             : std::string("this lambda"))
          << describe(Way) << Param;
    Found.note(Lent->getBeginLoc(), "as this temporary is");
    Found.note(Place, "not fixed: nothing here lives as long as the task; let "
                      "the coroutine take it by value");
    return;
  }
}

/// Why this one, which lets what it refers to go by a return, has no edits.
static constexpr llvm::StringLiteral FixedWithAnother =
    "fixed together with an earlier return of this function";

void DanglingTaskCheck::reportTask(const CallExpr &Task, const Destination &Way,
                                   llvm::ArrayRef<Borrow> Dangling,
                                   const CallableBody &Body,
                                   const BodyIndex &Index) {
  const SourceLocation Place = placeOf(Task, Way);
  if (Place.isInvalid())
    return;
  Offer Made = repair(Task, Way, Dangling, Body, Index);
  Report Found = reportBorrows(Task, Way, Place, Dangling, &Made.Edits);
  if (!Made.Judgement.empty())
    Found.judge("%0") << Made.Judgement;
  if (Made.IsShared)
    Found.addition(Way.Loc, FixedWithAnother);
}

void DanglingTaskCheck::convert(const CallableBody &Body,
                                const BodyIndex &Index, SourceLocation Loc,
                                llvm::StringRef Judgement, Offer &Made) {
  Conversion &Before = Conversions[Body.Callable];
  Made.Judgement = Judgement.str();
  Made.IsShared = Before.OnWarning || (!Judgement.empty() && Before.OnNote);
  if (Made.IsShared)
    return;
  if (!Before.Reason.empty())
    return Made.Edits.refuse(Before.Reason);
  becomeCoroutine(*Body.Callable, Index, types(), Made.Edits);
  if (Made.Edits)
    // What a NOLINT hides is no place for edits that others count on.
    (Judgement.empty() ? Before.OnWarning : Before.OnNote) = !isSilenced(Loc);
  else
    Before.Reason = Made.Edits.reason().str();
}

DanglingTaskCheck::Offer
DanglingTaskCheck::repair(const CallExpr &Task, const Destination &Way,
                          llvm::ArrayRef<Borrow> Dangling,
                          const CallableBody &Body, const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  const Borrow &First = Dangling.front();
  const LambdaExpr *Closure = Dangling.size() == 1 ? First.Closure : nullptr;
  // The parameters of one that is no coroutine die as early.
  if (Closure && !isCoroutine(*Closure->getCallOperator()))
    Closure = nullptr;
  const bool Local = Way.Holder && Way.Holder->isLocalVarDecl();
  // The first that works; the last one's reason is the note's.
  llvm::SmallVector<std::function<void(Offer &)>, 3> Repairs;
  if (Way.Kind == DestinationKind::Returned && !isCoroutine(Function)) {
    if (Closure)
      Repairs.push_back([&](Offer &O) {
        passCaptures(*Closure, Task, /*StaysInFrame=*/false, O.Edits);
      });
    if (isGenerator(Task))
      Repairs.push_back([](Offer &O) {
        O.Edits.refuse("nothing here lives as long as the generator; let it "
                       "take it by value");
      });
    else
      Repairs.push_back([&](Offer &O) {
        auto &Why = Conversions[&Function].Judgement;
        if (!Why)
          Why = wouldReferToArguments(Function, types())
                    ? "as a coroutine, this function refers to what its caller "
                      "gave until it is complete"
                    : async::Judgement(Index, types()).defers(Function).Why;
        convert(Body, Index, Way.Loc, *Why, O);
      });
  } else if (Way.Kind == DestinationKind::HandedOver && Closure) {
    const CallEntry *Entry = names().call(Way.To, CallRole::HandOver);
    if (Entry && Entry->HandOver->Callable)
      Repairs.push_back(
          [&](Offer &O) { handOverClosure(*Closure, Task, *Way.To, O.Edits); });
    Repairs.push_back([&](Offer &O) {
      passCaptures(*Closure, Task, /*StaysInFrame=*/true, O.Edits);
    });
  } else if (Way.Kind == DestinationKind::HandedOver) {
    Repairs = {[](Offer &O) {
      O.Edits.refuse("nothing here lives as long as the task; let the "
                     "coroutine take it by value");
    }};
  } else if (llvm::all_of(Dangling,
                          [](const Borrow &B) { return B.Temporary; })) {
    if (!isGenerator(Task))
      Repairs.push_back([&](Offer &O) { awaitInPlace(Way, Index, O.Edits); });
    if (Closure)
      Repairs.push_back(
          [&](Offer &O) { passCaptures(*Closure, Task, Local, O.Edits); });
    Repairs.push_back([&](Offer &O) {
      hoistTemporaries(Task, Dangling, Way, Index, types(),
                       GivenNames[outermostFunction(&Function)], O.Edits);
    });
  } else {
    Repairs = {[](Offer &O) {
      O.Edits.refuse("the variable would have to be declared further out");
    }};
  }
  for (const auto &Repair : Repairs) {
    Offer Made{rewrite(Function), "", false};
    Repair(Made);
    if (Made.Edits || &Repair == &Repairs.back())
      return Made;
  }
  return {rewrite(Function), "", false};
}

void DanglingTaskCheck::checkGuards(const CallExpr &Task,
                                    const Destination &Way,
                                    const CallableBody &Body,
                                    const BodyIndex &Index) {
  const VarDecl *Guard = guardBefore(*Way.Where, types(), Index);
  if (!Guard || isCoroutine(*Body.Callable) || !isNew(Way.Loc))
    return;
  Offer Made{rewrite(*Body.Callable), "", false};
  convert(Body, Index, Way.Loc,
          "as a coroutine, this function keeps %0 until it is complete", Made);
  const NamedDecl *Callee = nameable(Task);
  Report Found =
      report(Way.Loc,
             "the task of %0 is returned and runs after %1, which stands guard "
             "here, is destroyed by the return",
             std::move(Made.Edits));
  Found << (Callee ? "'" + Callee->getNameAsString() + "'" : "this lambda")
        << Guard;
  Found.judge(Made.Judgement) << Guard;
  if (Made.IsShared)
    Found.addition(Way.Loc, FixedWithAnother);
}

void DanglingTaskCheck::checkCallable(const CallExpr &Call,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) {
  if (const CallEntry *Entry = names().call(&Call, CallRole::HandOver);
      Entry && Entry->HandOver->Callable)
    return checkKeptCallable(Call, Entry->HandOver->AtOnce, Body, Index);
  const CallEntry *Entry = names().call(&Call, CallRole::DropsCallable);
  if (!Entry ||
      (Entry->CallableDrop->InPlace &&
       destinationOf(Call, &Index, types()).Kind == DestinationKind::None))
    return;
  for (const Expr *Arg : Call.arguments()) {
    const LambdaExpr *Lambda = lambdaIn(Arg);
    const SourceLocation Loc = Arg->getBeginLoc();
    if (!Lambda || !Known->usesClosure(*Lambda) ||
        // A task that an event loop gets never runs.
        (names().call(&Call, CallRole::Executor) &&
         !types().classify(Call.getType()) &&
         types().startOf(*Lambda->getCallOperator()) == TaskStart::Lazy) ||
        // A variable lives longer than the expression.
        (Entry->CallableDrop->InPlace &&
         !isa<LambdaExpr>(stripImplicit(Arg))) ||
        !isNew(Loc))
      continue;
    const CallableDropFacts &Drop = *Entry->CallableDrop;
    Rewrite Edits = rewrite(*Body.Callable);
    keepCallable(*Arg, Call, Drop, *Body.Callable, Index, Edits);
    const bool IsPlain = !isCoroutine(*Lambda->getCallOperator());
    Report Found = report(
        Loc,
        IsPlain
            ? "%select{%1 destroys this lambda when it has returned|this "
              "lambda, which %1 does not keep, is destroyed behind this "
              "expression}0, and its task uses its captures after that"
            : "%select{%1 destroys this lambda at its first suspension|this "
              "lambda, which %1 does not keep, is destroyed behind this "
              "expression}0, and its coroutine uses its captures after that",
        std::move(Edits));
    Found << Drop.InPlace << Call.getDirectCallee()->getDeclName();
  }
}

/// `co_spawn(executor, [&x]() -> task {...}, token);`: the closure is kept, and
/// what it refers to is not.
void DanglingTaskCheck::checkKeptCallable(const CallExpr &Call, bool AtOnce,
                                          const CallableBody &Body,
                                          const BodyIndex &Index) {
  for (const Expr *Arg : Call.arguments()) {
    const LambdaExpr *Lambda = lambdaIn(Arg);
    if (!Lambda)
      continue;
    const Destination Way = destinationOf(*Arg, &Index, types());
    if (Way.Kind != DestinationKind::HandedOver || Way.To != &Call)
      continue;
    for (const Referent &R : Known->capturedBy(*Lambda, AtOnce)) {
      Borrow B;
      static_cast<Referent &>(B) = R;
      SourceLocation Where;
      if (!B.isInFrame() || !outlives(Way, B, *Arg, Body, Index, Where) ||
          !isNew(Way.Loc))
        continue;
      Report Found =
          report(Way.Loc, "the task of this lambda %0 and refers to %1");
      Found << describe(Way)
            << describe(B, Way, Body.Callable->getASTContext());
      Found.note(Way.Loc, "not fixed: nothing here lives as long as the task; "
                          "let the lambda capture it by value");
      break;
    }
  }
}

} // namespace clang::tidy::async
