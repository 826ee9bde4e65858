//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/AwaitingTwins.h"
#include "code/Origins.h"
#include "edits/Awaiting.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"

using namespace clang;
using namespace clang::tidy::async;

/// The name that is called, to be replaced; invalid for other forms.
static SourceLocation calleeNameLoc(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->hasExplicitTemplateArgs() ? SourceLocation()
                                             : Member->getMemberLoc();
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
  return Ref && !Ref->hasExplicitTemplateArgs() ? Ref->getLocation()
                                                : SourceLocation();
}

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

/// Replaces what stands around the arguments of the call, which stay, by the
/// two halves of a text.
static void rewriteAround(const BlockingCall &Blocking, llvm::StringRef Before,
                          llvm::StringRef After, const BodyIndex &Index,
                          Rewrite &Edits) {
  const Expr &Call = *Blocking.Call;
  auto Args = writtenArguments(*Blocking.Call);
  const std::string Head = ("co_await " + Before).str();
  if (Args.empty()) {
    Edits.replace(Call.getSourceRange(), Head + After.str());
  } else {
    Edits.removeUpTo(Call.getBeginLoc(), Args.front()->getBeginLoc());
    Edits.insertBefore(Args.front()->getBeginLoc(), Head);
    Edits.insertAfterToken(Args.back()->getEndLoc(), After);
    Edits.removeBehind(Args.back()->getEndLoc(), Call.getEndLoc());
  }
  Edits.parenthesizeForContext(Call, Index);
}

/// Includes \p Header where \p Name is not declared yet.
static void includeFor(llvm::StringRef Name, llvm::StringRef Header,
                       const BlockingCall &Blocking, Rewrite &Edits) {
  const ASTContext &Ctx = Blocking.Call->getCalleeDecl()->getASTContext();
  if (!Header.empty() && (Name.empty() || findDeclarations(Ctx, Name).empty()))
    Edits.include(Blocking.location(), Header);
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

static void awaitSleep(const BlockingCall &Blocking, const SleepEntry &Sleep,
                       const CallableBody &Body, const BodyIndex &Index,
                       Rewrite &Edits) {
  const Expr *Time = Blocking.time();
  const auto *Duration = Time ? durationOf(Time->getType()) : nullptr;
  const bool Counts = Time && Time->getType()->isIntegerType() &&
                      Blocking.facts().Unit != TimeUnit::None;
  std::string Before, After;
  if (Counts) {
    Before = chronoName(Blocking.facts().Unit);
    After = ")";
  }
  if (!Sleep.Hint.empty()) {
    llvm::StringRef Text =
        Time ? Edits.text(Time->getSourceRange()) : llvm::StringRef("...");
    return Edits.refuse(hintFor(Sleep, Time ? Time->getType() : QualType(),
                                Before + Text.str() + After));
  }
  if (writtenArguments(*Blocking.Call).size() != 1 || (!Counts && !Duration))
    return Edits.refuse("this form of '" + Blocking.name().str() +
                        "' takes no duration");
  if (Duration)
    if (std::string Why = durationObstacle(*Duration, Sleep.Finest);
        !Why.empty())
      return Edits.refuse(std::move(Why));
  if (!Blocking.Call->getType()->isVoidType() && !Body.discards(*Blocking.Call))
    return Edits.refuse("its value is used");
  for (const IncludeEntry &Include : Sleep.Includes)
    includeFor(Include.Declares, Include.Header, Blocking, Edits);
  if (Counts)
    includeFor("std::chrono::seconds", "chrono", Blocking, Edits);
  const auto [Head, Tail] = fillAround(
      libraryText(Sleep.Write, *Body.Callable, Blocking.location()), "{time}");
  rewriteAround(Blocking, Head + Before, After + Tail, Index, Edits);
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
  if (!Type.Entry || Type.Entry->Name != By.Task)
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
  includeFor(By.Token, By.Header, Blocking, Edits);
  if (Error)
    includeFor(By.Redirect, By.RedirectHeader, Blocking, Edits);
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
  includeFor(Facts.HeaderDeclares, Facts.Header, Blocking, Edits);
  std::string Object;
  if (const auto *This = dyn_cast_or_null<CXXThisExpr>(Blocking.Object);
      This && This->isImplicit())
    Object = "this";
  else if (Blocking.Object)
    Object = Edits.text(Blocking.Object->getSourceRange()).str();
  const auto [Head, Tail] =
      fillAround(libraryText(Facts.Write, *Body.Callable, Blocking.location()),
                 "{arguments}", {{"{object}", Object}});
  rewriteAround(Blocking, Head, Tail, Index, Edits);
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
  const bool SameLibrary = Own && Own == Lib;
  const bool Helps = HasTwin || (Facts.Sleep && Own && Own->Sleep) ||
                     (SameLibrary && (!Facts.Write.empty() ||
                                      (Facts.Token && Lib->Completion)));
  if (!Facts.NotFixed.empty())
    return Edits.refuse(Facts.NotFixed);
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
  if (!Helps)
    return Edits.refuse(
        Facts.Token && Own && Own != Lib
            ? "'" + Facts.Twin + "' takes a completion token of " + Own->Name
            : "no awaiting form of '" + Blocking.name().str() + "' is known");
  if (HasTwin)
    awaitSameArguments(Blocking, Index, Edits);
  else if (Facts.Sleep)
    awaitSleep(Blocking, *Own->Sleep, Body, Index, Edits);
  else if (Facts.Token)
    awaitCompletion(Blocking, *Lib->Completion, Body, Index, Types, Edits);
  else
    awaitWritten(Blocking, Body, Index, Edits);
}
