//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/AwaitingTwins.h"
#include "checks/blocking-call/NamedTwins.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "edits/AwaitWays.h"
#include "edits/Awaiting.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "flow/HeldLocks.h"
#include "knowledge/Placeholders.h"

using namespace clang;
using namespace clang::tidy::async;

/// The members called \p Name of the class that a member function is called on,
/// or of the first argument.
static llvm::SmallVector<const NamedDecl *, 4>
membersOf(const BlockingCall &Blocking, llvm::StringRef Name) {
  const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Blocking.Call);
  const ASTContext &Ctx = Blocking.Call->getCalleeDecl()->getASTContext();
  return membersNamed(MemberCall        ? recordOf(objectType(*MemberCall))
                      : Blocking.Object ? recordOf(Blocking.Object->getType())
                                        : nullptr,
                      &Ctx.Idents.get(Name));
}

/// Puts `co_await` before the call, which has been changed to its twin.
static void awaitCall(const BlockingCall &Blocking, const BodyIndex &Index,
                      Rewrite &Edits) {
  const Expr &Call = *Blocking.Call;
  Edits.insertBefore(Call.getBeginLoc(), "co_await ");
  Edits.parenthesizeForContext(Call, Index);
}

static const char *chronoName(TimeUnit Unit) {
  switch (Unit) {
  case TimeUnit::Nanoseconds:
    return "std::chrono::nanoseconds(";
  case TimeUnit::Microseconds:
    return "std::chrono::microseconds(";
  case TimeUnit::Seconds:
    return "std::chrono::seconds(";
  default:
    return "std::chrono::milliseconds(";
  }
}

/// Why the library's sleep does not take this duration; empty if it does.
static std::string durationObstacle(const ClassTemplateSpecializationDecl &D,
                                    TimeUnit Finest) {
  const QualType Rep = typeArgument(&D);
  if (!Rep.isNull() && Rep->isFloatingType())
    return "a floating-point duration does not convert to the one wanted";
  const std::optional<double> Tick = tickOf(D);
  if (Rep.isNull() || !Rep->isIntegerType() || !Tick)
    return "its duration is not known";
  const double Ticks = *Tick / millisecondsOf(Finest);
  if (Ticks < 0.999)
    return "the duration is finer than the one wanted";
  return "";
}

/// The name of the clock that \p T, if it is a `std::chrono::time_point`, is
/// of; else empty.
static std::string clockOf(QualType T) {
  const ClassTemplateSpecializationDecl *Point = specializationOf(T);
  return Point && Point->getName() == "time_point"
             ? typeName(typeArgument(Point), Point->getASTContext())
             : "";
}

/// What \p Sleep says to write for \p Time, a duration, or a point in time.
static std::string hintFor(const SleepEntry &Sleep, QualType Time,
                           std::string Text) {
  const std::string Clock = clockOf(Time);
  if (!Clock.empty() && !Sleep.HintUntil.empty())
    return fillIn(Sleep.HintUntil, {{"{time}", Text}});
  if (!Clock.empty())
    Text += " - " + Clock + "::now()";
  return fillIn(Sleep.Hint, {{"{time}", Text}});
}

/// How \p Sleep is written at \p Blocking; nothing where only a human can.
static std::optional<ChosenWay> wayToSleep(const BlockingCall &Blocking,
                                           const SleepEntry &Sleep,
                                           AwaitWayEntry &Anywhere,
                                           const BodyIndex &Index,
                                           const Names &Known) {
  if (auto Way = chooseWay(Sleep.Ways, *Blocking.Call, Index, Known))
    return Way;
  if (Sleep.Write.empty())
    return std::nullopt;
  Anywhere.Write = Sleep.Write;
  Anywhere.Finest = Sleep.Finest;
  Anywhere.Includes = Sleep.Includes;
  return ChosenWay{&Anywhere, std::nullopt, std::nullopt};
}

static void awaitSleep(const BlockingCall &Blocking, const SleepEntry &Sleep,
                       const CallableBody &Body, const BodyIndex &Index,
                       const AsyncTypes &Types, Rewrite &Edits) {
  const Expr *Time = Blocking.time();
  const auto *Duration = Time ? durationOf(Time->getType()) : nullptr;
  const bool Counts = Time && Time->getType()->isIntegerType() &&
                      Blocking.facts().Unit != TimeUnit::None;
  std::string Before, After;
  if (Counts) {
    Before = chronoName(Blocking.facts().Unit);
    After = ")";
  }
  const bool TakesDuration =
      writtenArguments(*Blocking.Call).size() == 1 && (Counts || Duration);
  AwaitWayEntry Anywhere;
  const auto Way = wayToSleep(Blocking, Sleep, Anywhere, Index, Types.names());
  if (!Sleep.Hint.empty() && (!Way || !TakesDuration)) {
    llvm::StringRef Text =
        Time ? Edits.text(Time->getSourceRange()) : llvm::StringRef("...");
    return Edits.refuse(hintFor(Sleep, Time ? Time->getType() : QualType(),
                                Before + Text.str() + After));
  }
  if (!TakesDuration)
    return Edits.refuse("this form of '" + Blocking.name().str() +
                        "' takes no duration");
  if (Duration)
    if (std::string Why = durationObstacle(*Duration, Way->Entry->Finest);
        !Why.empty())
      return Edits.refuse(std::move(Why));
  if (!Blocking.Call->getType()->isVoidType() && !Body.discards(*Blocking.Call))
    return Edits.refuse("its value is used");
  const Judgement Judge(Index, Types);
  if (Way->Object)
    Edits.obey(Judge.resumedBy(*Way->Object, *Blocking.Call));
  if (!Way->Entry->Changes.empty())
    Edits.obey(Ruling::note(Way->Entry->Changes));
  if (Counts)
    Edits.includeFor("std::chrono::seconds", Blocking.Call->getExprLoc(),
                     "chrono");
  writeSleep(*Way, *Blocking.Call, Before, After, Body, Index, Edits);
}

/// `s.read_some(b, ec)` becomes `co_await s.async_read_some(b,
/// redirect_error(use_awaitable, ec))`.
static void awaitCompletion(const BlockingCall &Blocking,
                            const CompletionEntry &By, const CallableBody &Body,
                            const BodyIndex &Index, const AsyncTypes &Types,
                            Rewrite &Edits) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const BlockingFacts &Facts = Blocking.facts();
  QualType Coroutine = Body.Callable->getReturnType();
  const AsyncType Type = Types.classify(Coroutine);
  if (!Type.Entry || (Type.Entry->Name != By.Task &&
                      !llvm::is_contained(By.AlsoTasks, Type.Entry->Name)))
    return Edits.refuse("'" + By.Token + "' is for coroutines that return '" +
                        By.Task + "'");
  if (!hasDefaultArguments(Coroutine))
    return Edits.refuse("'" + By.Token +
                        "' is for coroutines with the default executor");
  const std::string Needed = Facts.Needs.empty() ? Facts.Twin : Facts.Needs;
  if (membersOf(Blocking, Needed).empty())
    return Edits.refuse("its object has no '" + Needed + "'");
  if (Blocking.Object)
    Edits.obey(Judgement(Index, Types).waitsFor(*Blocking.Object, By.Context));

  const SourceLocation Name = calleeNameLoc(*Blocking.Call);
  if (Name.isInvalid())
    return Edits.refuse("it is not called by its plain name");
  auto Args = writtenArguments(*Blocking.Call);
  const Expr *Error = Args.empty() ? nullptr : Args.back();
  const auto IsError = [&](QualType T) {
    const CXXRecordDecl *Record = recordOf(T);
    return Record &&
           llvm::any_of(findDeclarations(Ctx, By.Error),
                        [&](const NamedDecl *D) {
                          return primaryDecl(D) == primaryDecl(Record);
                        });
  };
  if (Error && !(Error->isLValue() && IsError(Error->getType())))
    Error = nullptr;
  // What is returned is the error, and the twin returns nothing.
  if (IsError(Blocking.Call->getType()) && !Body.discards(*Blocking.Call))
    return Edits.refuse("its value is used");

  Edits.replace(Name, Facts.Twin);
  const auto Written = [&](llvm::StringRef Text) {
    return libraryText(Text, *Body.Callable, Name);
  };
  if (Error)
    Edits.wrap(Error->getSourceRange(),
               Written(By.Redirect) + "(" + Written(By.Token) + ", ", ")");
  else
    Edits.addArgument(*Blocking.Call, Written(By.Token));
  Edits.includeFor(By.Token, Blocking.Call->getExprLoc(), By.Header);
  if (Error)
    Edits.includeFor(By.Redirect, Blocking.Call->getExprLoc(),
                     By.RedirectHeader);
  awaitCall(Blocking, Index, Edits);
}

/// `c->execSqlSync(q)` becomes `co_await c->execSqlCoro(q)`.
static void awaitSameArguments(const BlockingCall &Blocking,
                               const BodyIndex &Index, Rewrite &Edits) {
  const SourceLocation Name = calleeNameLoc(*Blocking.Call);
  if (Name.isInvalid())
    return Edits.refuse("it is not called by its plain name");
  Edits.replace(Name, Blocking.facts().Twin);
  awaitCall(Blocking, Index, Edits);
}

/// What a call to the twin returns, where its declaration tells.
static QualType twinType(const BlockingCall &Blocking) {
  const BlockingFacts &Facts = Blocking.facts();
  const NamedDecl *Twin = nullptr;
  if (isa<CXXMemberCallExpr>(Blocking.Call)) {
    const auto Members = membersOf(Blocking, Facts.Twin);
    Twin = Members.empty() ? nullptr : Members.front();
  } else {
    llvm::StringRef Scope = llvm::StringRef(Blocking.Entry->Name);
    Scope = Scope.drop_back(Blocking.name().size());
    auto Found =
        findDeclarations(Blocking.Call->getCalleeDecl()->getASTContext(),
                         (Scope + Facts.Twin).str());
    Twin = Found.empty() ? nullptr : Found.front();
  }
  if (const auto *Template = dyn_cast_or_null<FunctionTemplateDecl>(Twin))
    Twin = Template->getTemplatedDecl();
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Twin);
  return Function ? Function->getReturnType() : QualType();
}

/// `x->waitForFinished(5)` becomes `co_await qCoro(x).waitForFinished(5)`.
static void awaitWritten(const BlockingCall &Blocking, const CallableBody &Body,
                         const BodyIndex &Index, Rewrite &Edits) {
  const BlockingFacts &Facts = Blocking.facts();
  if (Facts.Arguments &&
      writtenArguments(*Blocking.Call).size() != *Facts.Arguments)
    return Edits.refuse("this form of '" + Blocking.name().str() +
                        "' has no awaiting twin");
  if (!Facts.SameValue && !Blocking.Call->getType()->isVoidType() &&
      !Body.discards(*Blocking.Call))
    return Edits.refuse("its value is used");
  Edits.includeFor(Facts.HeaderDeclares, Blocking.Call->getExprLoc(),
                   Facts.Header);
  std::string Object;
  if (const auto *This = dyn_cast_or_null<CXXThisExpr>(Blocking.Object);
      This && This->isImplicit())
    Object = "this";
  else if (Blocking.Object)
    Object = Edits.text(Blocking.Object->getSourceRange()).str();
  const auto [Head, Tail] =
      fillAround(libraryText(Facts.Write, *Body.Callable, Blocking.location()),
                 "{arguments}", {{"{object}", Object}});
  rewriteAround(*Blocking.Call, "co_await " + Head, Tail, Index, Edits);
}

/// The completion token of the coroutine's library, for the operations of
/// \p Lib; null where it has none for these.
static const CompletionEntry *completionFor(const Library *Own,
                                            const Library *Lib) {
  return Own && Lib && Own->Completion && Lib->Completion &&
                 Own->Completion->Error == Lib->Completion->Error
             ? &*Own->Completion
             : nullptr;
}

/// The library on whose executor the lambda runs that \p Body is of, where it
/// is handed over to that right there; or null.
static const Library *executorOf(const CallableBody &Body,
                                 const BodyIndex &Index, const Names &Known) {
  const Expr *Taker = Body.Lambda ? Index.handedTo(Body.Lambda) : nullptr;
  const CallEntry *Entry =
      Taker ? Known.call(Taker, CallRole::Executor) : nullptr;
  return Entry ? Known.libraryOf(Entry) : nullptr;
}

/// A call in a task of a library whose sleep suspends whatever runs in its
/// tasks; false where it is none.
static bool suspendTask(const BlockingCall &Blocking, const CallableBody &Body,
                        const BodyIndex &Index, const AsyncTypes &Types,
                        Rewrite &Edits) {
  const Names &Known = Types.names();
  const bool IsCoroutine = actsAsCoroutine(*Body.Callable, Types);
  const Library *Runs =
      IsCoroutine ? Known.libraryOf(
                        Types.classify(Body.Callable->getReturnType()).Entry)
                  : executorOf(Body, Index, Known);
  if (!Runs)
    return false;
  const auto Suspends = [](const AwaitWayEntry &Way) { return Way.Suspends; };
  const bool Sleeps = Blocking.facts().Sleep && Runs->Sleep &&
                      llvm::any_of(Runs->Sleep->Ways, Suspends);
  if (!Sleeps &&
      (Blocking.facts().Lock || !llvm::any_of(Runs->Offload, Suspends)))
    return false;
  if (const auto Lock = HeldLocks(Index, Types).at(*Blocking.Call)) {
    Edits.refuse(Lock->clause());
    return true;
  }
  Edits.obey(Judgement(Index, Types).suspends(*Blocking.Call));
  if (!Sleeps)
    return offload(Runs->Offload, *Blocking.Call, Body, Index, Types, Edits);
  awaitSleep(Blocking, *Runs->Sleep, Body, Index, Types, Edits);
  return true;
}

void clang::tidy::async::awaitTwin(const BlockingCall &Blocking,
                                   const CallableBody &Body,
                                   const BodyIndex &Index,
                                   const AsyncTypes &Types, Rewrite &Edits) {
  const BlockingFacts &Facts = Blocking.facts();
  const Names &Known = Types.names();
  QualType Coroutine = Body.Callable->getReturnType();
  const Library *Own = Known.libraryOf(Types.classify(Coroutine).Entry);
  const Library *Lib = Known.libraryOf(Blocking.Entry);
  const bool HasTwin = !Facts.Twin.empty() && !Facts.Token;
  const CompletionEntry *Completion =
      Facts.Token ? completionFor(Own, Lib) : nullptr;
  const bool Sleeps = Facts.Sleep && Own && Own->Sleep;
  const bool Helps = HasTwin || Sleeps || Completion ||
                     (Own && Own == Lib && !Facts.Write.empty());
  if (!Facts.NotFixed.empty())
    return Edits.refuse(Facts.NotFixed);
  if (Facts.File)
    return Edits.refuse(Own ? Own->Files : "");
  if (suspendTask(Blocking, Body, Index, Types, Edits))
    return;
  // What its own library has, a coroutine accepts as it does its own tasks.
  QualType Operand = HasTwin                              ? twinType(Blocking)
                     : Types.classify(Coroutine).isTask() ? Coroutine
                                                          : QualType();
  if (HasTwin && Operand.isNull())
    return Edits.refuse("there is no '" + Facts.Twin + "' beside it");
  const AwaitSite Site(*Blocking.Call, Operand, Index, Types);
  if (!Site && (Helps || Site.obstacle() == AwaitObstacle::NotCoroutine ||
                Site.obstacle() == AwaitObstacle::PlainLambda))
    return Edits.refuse(Site.reason());
  Edits.obey(Judgement(Index, Types).suspends(*Blocking.Call));
  if (!Helps && !Site && Own && !Own->Offload.empty() && !Facts.Lock)
    return Edits.refuse(Site.reason());
  if (!Helps && Site && Own && !Facts.Lock &&
      offload(Own->Offload, *Blocking.Call, Body, Index, Types, Edits))
    return;
  if (!Helps)
    return Edits.refuse(
        Facts.Token && Own && Own != Lib
            ? "'" + Facts.Twin + "' takes a completion token of " + Own->Name
            : "no awaiting form of '" + Blocking.name().str() + "' is known");
  if (HasTwin)
    awaitSameArguments(Blocking, Index, Edits);
  else if (Sleeps)
    awaitSleep(Blocking, *Own->Sleep, Body, Index, Types, Edits);
  else if (Completion)
    awaitCompletion(Blocking, *Completion, Body, Index, Types, Edits);
  else
    awaitWritten(Blocking, Body, Index, Edits);
}
