//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCalls.h"
#include "code/Origins.h"
#include "edits/Awaiting.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <limits>

using namespace clang;
using namespace clang::tidy::async;

//===--- What it is -------------------------------------------------------===//

/// The object of a call to a member function, as written; the smart pointer
/// where one was dereferenced.
static const Expr *writtenObject(const CXXMemberCallExpr &Call) {
  const auto *Callee = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  if (!Callee)
    return nullptr;
  const Expr *Base = Callee->getBase()->IgnoreImplicit();
  if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Base);
      Arrow && Arrow->getOperator() == OO_Arrow)
    return Arrow->getArg(0)->IgnoreImplicit();
  return Base;
}

SourceLocation BlockingCall::location() const { return Call->getExprLoc(); }

llvm::StringRef BlockingCall::name() const {
  return llvm::StringRef(Entry->Name).rsplit("::").second.empty()
             ? llvm::StringRef(Entry->Name)
             : llvm::StringRef(Entry->Name).rsplit("::").second;
}

const Expr *BlockingCall::time() const {
  auto Args = writtenArguments(*Call);
  const unsigned Index = facts().Time;
  return Index && Index <= Args.size() ? Args[Index - 1]->IgnoreImplicit()
                                       : nullptr;
}

/// `std::chrono::duration`, or null.
static const ClassTemplateSpecializationDecl *durationOf(QualType T) {
  const auto *Record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!Record || Record->getName() != "duration" ||
      Record->getTemplateArgs().size() != 2)
    return nullptr;
  const auto *Scope = dyn_cast<NamespaceDecl>(Record->getDeclContext());
  while (Scope && Scope->isInline())
    Scope = dyn_cast<NamespaceDecl>(Scope->getParent());
  return Scope && Scope->getName() == "chrono" ? Record : nullptr;
}

/// One tick in milliseconds: the ratio is the second argument.
static std::optional<double>
tickOf(const ClassTemplateSpecializationDecl &Duration) {
  const TemplateArgument &Period = Duration.getTemplateArgs()[1];
  if (Period.getKind() != TemplateArgument::Type)
    return std::nullopt;
  const auto *Ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      recordOf(Period.getAsType()));
  if (!Ratio || Ratio->getTemplateArgs().size() != 2)
    return std::nullopt;
  for (const TemplateArgument &Arg : Ratio->getTemplateArgs().asArray())
    if (Arg.getKind() != TemplateArgument::Integral)
      return std::nullopt;
  return 1000.0 *
         static_cast<double>(
             Ratio->getTemplateArgs()[0].getAsIntegral().getExtValue()) /
         static_cast<double>(
             Ratio->getTemplateArgs()[1].getAsIntegral().getExtValue());
}

static double millisecondsOf(TimeUnit Unit) {
  switch (Unit) {
  case TimeUnit::Nanoseconds:
    return 1e-6;
  case TimeUnit::Microseconds:
    return 1e-3;
  case TimeUnit::Seconds:
    return 1e3;
  default:
    return 1;
  }
}

/// The number in a value of a class that has only one, such as a duration.
static std::optional<double> numberIn(const APValue &Value) {
  switch (Value.getKind()) {
  case APValue::Int:
    return Value.getInt().signedRoundToDouble();
  case APValue::Float:
    return Value.getFloat().convertToDouble();
  case APValue::Struct:
    if (Value.getStructNumFields() == 1 && Value.getStructNumBases() == 0)
      return numberIn(Value.getStructField(0));
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

std::optional<double> BlockingCall::milliseconds(const ASTContext &Ctx) const {
  const double Forever = std::numeric_limits<double>::infinity();
  const Expr *Time = time();
  if (!Time)
    return facts().Time ? std::nullopt : std::optional(Forever);
  if (Time->isValueDependent() || Time->containsErrors())
    return std::nullopt;
  if (Time->isNullPointerConstant(const_cast<ASTContext &>(Ctx),
                                  Expr::NPC_ValueDependentIsNotNull) &&
      !Time->getType()->isIntegerType())
    return Forever;
  Expr::EvalResult Result;
  if (!Time->EvaluateAsRValue(Result, Ctx) || Result.HasSideEffects)
    return std::nullopt;
  std::optional<double> Number = numberIn(Result.Val);
  if (!Number)
    return std::nullopt;
  if (const auto *Duration = durationOf(Time->getType())) {
    std::optional<double> Tick = tickOf(*Duration);
    return Tick ? std::optional(std::max(0.0, *Number * *Tick)) : std::nullopt;
  }
  if (!Time->getType()->isIntegerType())
    return std::nullopt;
  // Everywhere a negative time limit is none.
  return *Number < 0 ? Forever : *Number * millisecondsOf(facts().Unit);
}

/// True when the text of \p Callable has one of \p Words.
static bool hasWord(const FunctionDecl &Callable,
                    llvm::ArrayRef<std::string> Words) {
  if (Words.empty())
    return false;
  const ASTContext &Ctx = Callable.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  const CharSourceRange Range =
      SM.getExpansionRange(outermostFunction(&Callable)->getSourceRange());
  llvm::StringRef Text = Lexer::getSourceText(Range, SM, Ctx.getLangOpts());
  Lexer Lex(Range.getBegin(), Ctx.getLangOpts(), Text.begin(), Text.begin(),
            Text.end());
  for (Token Next; !Lex.LexFromRawLexer(Next);)
    if (Next.is(tok::raw_identifier) &&
        llvm::any_of(Words, [&](llvm::StringRef Word) {
          return Next.getRawIdentifier() == Word.rsplit("::").second ||
                 Next.getRawIdentifier() == Word;
        }))
      return true;
  return false;
}

static bool refersToNamed(const Expr *E, llvm::StringRef Name,
                          const ASTContext &Ctx) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? stripImplicit(E) : E);
  return Ref && llvm::is_contained(findDeclarations(Ctx, Name), Ref->getDecl());
}

std::optional<BlockingCall> clang::tidy::async::blockingCall(
    const CallExpr &Call, const FunctionDecl &Callable, const Names &Known) {
  const CallEntry *Entry = Known.call(&Call, CallRole::Blocking);
  if (!Entry || !Entry->Blocking->Blocks)
    return std::nullopt;
  // What gives an awaitable does not block, whatever it is called.
  if (!llvm::StringRef(Entry->Name).contains("::") &&
      !isa<CXXOperatorCallExpr>(Call) && recordOf(Call.getType()))
    return std::nullopt;
  const ASTContext &Ctx = Callable.getASTContext();
  BlockingCall Found{&Call, Entry, nullptr};
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(&Call))
    Found.Object = writtenObject(*MemberCall);
  else if (auto Args = writtenArguments(Call); !Args.empty())
    Found.Object = Args.front()->IgnoreImplicit();
  if (!Entry->Blocking->Of.empty() &&
      !refersToNamed(Found.Object, Entry->Blocking->Of, Ctx))
    return std::nullopt;

  const std::optional<double> Time = Found.milliseconds(Ctx);
  if (Time ? *Time == 0 : Entry->Blocking->KnownTime)
    return std::nullopt;
  const Library *Lib = Known.libraryOf(Entry);
  if (hasWord(Callable, Entry->Blocking->Unless) ||
      (Entry->Blocking->Token && Lib && Lib->Completion &&
       hasWord(Callable, Lib->Completion->Unless)))
    return std::nullopt;
  return Found;
}

bool clang::tidy::async::locksThread(const VarDecl &Local, const Names &Known) {
  if (!Known.isThreadLock(Local.getType()) || !Local.getInit())
    return false;
  const auto *Construct =
      dyn_cast<CXXConstructExpr>(Local.getInit()->IgnoreImplicit());
  // Anything but mutexes says how to lock: later, not at all, for some time.
  return Construct && Construct->getNumArgs() > 0 &&
         llvm::all_of(Construct->arguments(), [](const Expr *Arg) {
           return Arg->isLValue() && !Arg->getType().isConstQualified();
         });
}

//===--- What is awaited instead ------------------------------------------===//

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

/// The member of \p Class or of a base class that is called \p Name, or null.
static const NamedDecl *memberNamed(const CXXRecordDecl *Class,
                                    llvm::StringRef Name) {
  if (!Class || !Class->hasDefinition())
    return nullptr;
  Class = Class->getDefinition();
  const IdentifierInfo &Id = Class->getASTContext().Idents.get(Name);
  for (const NamedDecl *D : Class->lookup(&Id))
    return D;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const NamedDecl *D = memberNamed(recordOf(Base.getType()), Name))
      return D;
  return nullptr;
}

/// The class that a member function is called on, or of the first argument.
static const CXXRecordDecl *classOf(const BlockingCall &Blocking) {
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Blocking.Call))
    return recordOf(objectType(*MemberCall));
  return Blocking.Object ? recordOf(Blocking.Object->getType()) : nullptr;
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

/// \p Text with all of \p Mark replaced.
static std::string fill(llvm::StringRef Text, llvm::StringRef Mark,
                        llvm::StringRef Value) {
  std::string Filled;
  for (size_t At; (At = Text.find(Mark)) != llvm::StringRef::npos;
       Text = Text.drop_front(At + Mark.size()))
    Filled += (Text.take_front(At) + Value).str();
  return Filled + Text.str();
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
  const TemplateArgument &Rep = D.getTemplateArgs()[0];
  if (Rep.getKind() == TemplateArgument::Type &&
      Rep.getAsType()->isFloatingType())
    return "a floating-point duration does not convert to the one wanted";
  const std::optional<double> Tick = tickOf(D);
  if (Rep.getKind() != TemplateArgument::Type ||
      !Rep.getAsType()->isIntegerType() || !Tick)
    return "its duration is not known";
  const double Ticks = *Tick / millisecondsOf(Finest);
  if (Ticks < 0.999)
    return "the duration is finer than the one wanted";
  return "";
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
    return Edits.refuse(
        fill(Sleep.Hint, "{time}", Before + Text.str() + After));
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
  auto [Head, Tail] = llvm::StringRef(Sleep.Write).split("{time}");
  rewriteAround(Blocking, Head.str() + Before, After + Tail.str(), Index,
                Edits);
}

/// True when \p E mentions a variable that is local to its function, no
/// reference, and of a class derived from \p Base.
static const VarDecl *localOf(const Stmt *E, const Decl *Base) {
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && !Var->getType()->isReferenceType()) {
      const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
      const auto *Wanted = dyn_cast<CXXRecordDecl>(Base);
      if (Class && Wanted && Class->hasDefinition() &&
          (primaryDecl(Class) == primaryDecl(Wanted) ||
           Class->isDerivedFrom(Wanted)))
        return Var;
    }
  for (const Stmt *Child : E->children())
    if (const VarDecl *Var = localOf(Child, Base))
      return Var;
  return nullptr;
}

/// The context that only this function has, and that \p Object works with.
static const VarDecl *ownContext(const Expr *Object, llvm::StringRef Name,
                                 const ASTContext &Ctx, const Names &Known) {
  if (!Object || Name.empty())
    return nullptr;
  const auto *Holder =
      dyn_cast_or_null<VarDecl>(originOf(Object, Known).Where.Holder);
  if (!Holder || !Holder->isLocalVarDecl())
    return nullptr;
  for (const NamedDecl *Base : findDeclarations(Ctx, Name))
    if (const VarDecl *Var = localOf(Holder->getInit(), Base))
      return Var;
  return nullptr;
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
  if (!memberNamed(classOf(Blocking), Needed))
    return Edits.refuse("its object has no '" + Needed + "'");
  if (const VarDecl *Context =
          ownContext(Blocking.Object, By.Context, Ctx, Types.names()))
    return Edits.refuse("nothing but this function runs '" +
                        Context->getNameAsString() + "'");

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
  if (Error)
    Edits.wrap(Error->getSourceRange(), By.Redirect + "(" + By.Token + ", ",
               ")");
  else
    Edits.addArgument(*Blocking.Call, By.Token);
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
    Twin = memberNamed(classOf(Blocking), Facts.Twin);
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
  if (Blocking.Entry->Arguments &&
      writtenArguments(*Blocking.Call).size() != *Blocking.Entry->Arguments)
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
  const std::string Text = fill(Facts.Write, "{object}", Object);
  auto [Head, Tail] = llvm::StringRef(Text).split("{arguments}");
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
  if (!Blocking.Entry->NotFixed.empty())
    return Edits.refuse(Blocking.Entry->NotFixed);
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
