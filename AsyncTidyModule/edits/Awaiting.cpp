//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Awaiting.h"
#include "code/Discards.h"
#include "code/Shapes.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "knowledge/ClangVersions.h"
#include "knowledge/Placeholders.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// The last of tasks in tasks, and what awaiting that gives; null if unknown.
struct Awaited {
  QualType Task, Result;
};
} // namespace

/// Puts `co_await` before \p Value, and before what that yields for as long as
/// it yields tasks, or refuses with the reason.
static Awaited awaitTasks(const Expr &Value, const BodyIndex &Index,
                          const AsyncTypes &Types, Rewrite &Edits) {
  QualType Left = Value.getType();
  const Judgement Judge(Index, Types);
  Edits.obey(Judge.suspends(Value));
  Edits.obey(Judge.awaitsStarted(Value));
  for (bool Inner = false;; Inner = true) {
    const AsyncType Type = Types.classify(Left);
    if (const AwaitSite Site(Value, Left, Index, Types); !Site)
      Edits.refuse(Site.reason());
    else if (llvm::StringRef Why = Types.notFixed(Left); !Why.empty())
      Edits.refuse(Why.str());
    else if (Inner)
      Edits.insertBefore(Value.getBeginLoc(), "co_await ");
    else
      Edits.await(Value, Type.Await);
    const QualType Result = Types.awaitResult(Left);
    // What an lvalue refers to has an owner.
    const Awaited Last{Left, Result};
    if (!Edits || Result.isNull() || Result->isLValueReferenceType())
      return Last;
    Left = Result.getNonReferenceType();
    if (!Types.classify(Left).isTask() || Left == Value.getType())
      return Last;
  }
}

/// The value of \p Last, which begins at \p Loc, is a statement of its own.
static void dropResult(const Awaited &Last, SourceLocation Loc,
                       const Judgement &Judge, Rewrite &Edits) {
  const Ruling Dropped = Judge.drops(Last.Task);
  Edits.obey(Dropped);
  if (Dropped.Stands != Ruling::Fix)
    Edits.insertBefore(Loc, "(void)");
}

void clang::tidy::async::awaitDropped(const Discard &Dropped,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types, Rewrite &Edits) {
  const Awaited Last = awaitTasks(*Dropped.Value, Index, Types, Edits);
  if (Edits && Dropped.How == DiscardKind::Plain)
    dropResult(Last, Dropped.Value->getBeginLoc(), Judgement(Index, Types),
               Edits);
  if (!Edits || Dropped.How != DiscardKind::Assigned ||
      !(Last.Result.isNull() || Last.Result->isVoidType()))
    return;
  if (Dropped.Whole == Dropped.Value) // Behind a comma.
    Edits.refuse("'co_await' may have no value to assign");
  Edits.removeUpTo(Dropped.Whole->getBeginLoc(), Dropped.Value->getBeginLoc());
}

/// `T` of `task<T>`, also where that is a class in `task_of<T>`; or null.
static QualType valueArgument(QualType Task) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(Task);
  const CXXRecordDecl *Class = recordOf(Task);
  if (!Spec && Class)
    Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class->getDeclContext());
  return typeArgument(Spec);
}

/// `task<lock> l = f();` becomes `auto l = co_await f();`, whose tasks have
/// been awaited.
static void keepVariable(const VarDecl &Local, Rewrite &Edits) {
  if (Local.getType()->getContainedDeducedType() ||
      Local.getTypeSourceInfo()->getType()->getContainedDeducedType())
    return;
  const TypeLoc Written = Local.getTypeSourceInfo()->getTypeLoc();
  Edits.replace(Written.getUnqualifiedLoc().getSourceRange(), "auto");
}

void clang::tidy::async::awaitUnread(const VarDecl &Local, const Expr &Value,
                                     const BodyIndex &Index,
                                     const AsyncTypes &Types, Rewrite &Edits) {
  const auto *Call = dyn_cast<CallExpr>(&Value);
  if (Call && isa_and_nonnull<CXXConversionDecl>(Call->getCalleeDecl()))
    return Edits.refuse("the task is what something else is converted to");
  const Awaited Last = awaitTasks(Value, Index, Types, Edits);
  if (!Edits)
    return;
  QualType Left = Last.Result;
  // Where awaiting goes by other ways than an awaiter, `task<T>` tells.
  if (Left.isNull())
    Left = valueArgument(Value.getType());
  const Judgement Judge(Index, Types);
  const Ruling Gone = Judge.removes(Left);
  const RemovableDeclaration Around = removableDeclaration(Local, Index);
  if (!Around.Obstacle.empty())
    return Edits.refuse(Around.Obstacle);
  if (Gone.Stands == Ruling::Nowhere)
    return Left.isNull() ? Edits.obey(Gone) : keepVariable(Local, Edits);
  dropResult(Last, Value.getBeginLoc(), Judge, Edits);
  Edits.removeUpTo(Around.Begin, Around.Kept->getBeginLoc());
  if (Around.Close.isValid())
    Edits.removeBehind(Around.Kept->getEndLoc(), Around.Close);
}

/// Leaves of \p Whole, which has the value of \p Wait, only the operand.
static void unwrap(const BlockingWait &Wait, const Expr &Whole,
                   Rewrite &Edits) {
  if (beginOf(Whole) != beginOf(*Wait.Operand))
    Edits.removeUpTo(beginOf(Whole), beginOf(*Wait.Operand));
  Edits.removeBehind(Wait.Operand->getEndLoc(), Whole.getEndLoc());
}

/// `auto [Name]` becomes `auto Name`.
static void unwrapBinding(const Expr &Tuple, const BodyIndex &Index,
                          Rewrite &Edits) {
  const BindingDecl *Name = onlyBinding(Tuple, Index);
  if (!Name)
    return;
  const ASTContext &Ctx = Name->getASTContext();
  const SourceLocation Loc = Name->getLocation();
  Edits.removeUpTo(Name->getDecomposedDecl()->getLocation(), Loc);
  if (const auto Bracket =
          Lexer::findNextToken(Loc, Ctx.getSourceManager(), Ctx.getLangOpts()))
    Edits.removeBehind(Loc, Bracket->getLocation());
}

/// The time limit of a wait that throws when it is up; null for others.
static const Expr *limitOf(const BlockingWait &Wait, unsigned Plain) {
  const auto Args = writtenArguments(*Wait.Call);
  return !Wait.Entry->Wait->Limited.empty() && Args.size() == Plain + 1 &&
                 !Wait.ThroughPointer && !isa<CXXThisExpr>(Wait.Operand)
             ? Args.back()
             : nullptr;
}

/// `std::move(f).get(5s)` becomes `co_await std::move(f).within(5s)`.
static void awaitLimited(const BlockingWait &Wait, const Expr &Limit,
                         const BodyIndex &Index, Rewrite &Edits) {
  const FunctionDecl &In = *Index.enclosing(Wait.Call)->Callable;
  const auto [Head, Tail] = fillAround(
      libraryText(Wait.Entry->Wait->Limited, In, Wait.location()), "{task}",
      {{"{time}", Edits.text(Limit.getSourceRange()).str()}});
  Edits.insertBefore(beginOf(*Wait.Operand), "co_await " + Head);
  Edits.insertAfterToken(Wait.Operand->getEndLoc(), Tail);
  unwrap(Wait, *Wait.Call, Edits);
}

void clang::tidy::async::awaitInstead(const BlockingWait &Wait,
                                      const AsyncTypes &Types,
                                      const BodyIndex &Index, Rewrite &Edits) {
  if (Wait.Entry) {
    if (!Wait.Entry->Wait->NotFixed.empty())
      return Edits.refuse(Wait.Entry->Wait->NotFixed);
    const unsigned Plain = Wait.Entry->Wait->Arguments.value_or(
        isa<CXXMemberCallExpr>(Wait.Call) ? 0 : 1);
    if (const Expr *Limit = limitOf(Wait, Plain))
      return awaitLimited(Wait, *Limit, Index, Edits);
    if (Wait.isTimed())
      return Edits.refuse("'co_await' has no time limit");
    if (writtenArguments(*Wait.Call).size() != Plain)
      return Edits.refuse("this form of '" + Wait.name().str() +
                          "' does more than wait");
    const CallableBody &Body = *Index.enclosing(Wait.Call);
    if (resolvesInstead(Wait, Body))
      return Edits.replace(
          Wait.Call->getSourceRange(),
          fillIn(
              libraryText(Wait.Entry->Wait->Resolved, *Body.Callable,
                          Wait.location()),
              {{"{task}", Edits.text(Wait.Operand->getSourceRange()).str()}}));
    if (Wait.hidesErrors())
      return Edits.refuse("'" + Wait.name().str() +
                          "' does not throw, and 'co_await' would");
  }
  // It gets an event loop, perhaps, or is a member of one.
  if (!Wait.Entry &&
      writtenArguments(*Wait.Call).size() + isa<CXXMemberCallExpr>(Wait.Call) >
          1)
    return Edits.refuse("this form of '" + Wait.name().str() +
                        "' does more than wait");
  if (!Wait.Entry)
    Edits.obey(Judgement(Index, Types).replaces(*calledByName(*Wait.Call)));
  const Expr *Whole = Wait.whole(Index);
  if (!Whole)
    return Edits.refuse("its result is empty after a stop, and 'co_await' does "
                        "not return then");
  AsyncType Type = Types.classify(Wait.operandType());
  if (Type.Entry && !Type.Entry->Header.empty() &&
      findDeclarations(Wait.Call->getCalleeDecl()->getASTContext(),
                       Type.Entry->HeaderDeclares)
          .empty())
    Edits.include(Wait.Call->getBeginLoc(), Type.Entry->Header);
  // `get()` in a class derived from the future.
  if (isa<CXXThisExpr>(Wait.Operand) &&
      cast<CXXThisExpr>(Wait.Operand)->isImplicit()) {
    if (Type.Await != AwaitForm::AsNamed)
      return Edits.refuse("the object is not written");
    return Edits.replace(Wait.Call->getSourceRange(), "co_await *this");
  }
  if (Wait.ThroughPointer)
    Edits.awaitPointee(*Wait.Operand, Type.Await);
  else
    Edits.await(*Wait.Operand, Type.Await);
  unwrap(Wait, *Whole, Edits);
  if (Wait.Entry && Wait.Entry->Wait->Value == WaitValue::Tuple)
    unwrapBinding(*Whole, Index, Edits);
}

bool clang::tidy::async::resolvesInstead(const BlockingWait &Wait,
                                         const CallableBody &Body) {
  return Wait.hidesErrors() && !Wait.Entry->Wait->Resolved.empty() &&
         Body.discards(*Wait.Call) && !Wait.ThroughPointer &&
         namedBy(*Wait.Operand) && !Wait.operandType().isConstQualified() &&
         writtenArguments(*Wait.Call).empty();
}

WorkToAwait clang::tidy::async::workToAwait(const BlockingWait &Wait,
                                            const Names &Known) {
  const auto *Start = dyn_cast<CallExpr>(stripImplicit(Wait.Operand));
  const CallEntry *Entry =
      Start ? Known.call(Start, CallRole::MovesWork) : nullptr;
  if (!Entry || Entry->Moved->Awaited.empty())
    return {};
  const auto Args = writtenArguments(*Start);
  return Args.size() == 2
             ? WorkToAwait{Args[0], Args[1]->IgnoreImplicit(), &*Entry->Moved}
             : WorkToAwait();
}

void clang::tidy::async::awaitStarted(const BlockingWait &Wait,
                                      const WorkToAwait &Started,
                                      const FunctionDecl &In, Rewrite &Edits) {
  if (!Wait.Entry || Wait.isTimed() || Wait.hidesErrors() ||
      !writtenArguments(*Wait.Call).empty())
    return Edits.refuse("'" + Wait.name().str() +
                        "' does not throw, and 'co_await' would");
  const SourceLocation Loc = Wait.Call->getBeginLoc();
  Edits.replace(
      Wait.Call->getSourceRange(),
      "co_await " +
          fillIn(
              libraryText(Started.How->Awaited, In, Loc),
              {{"{executor}",
                Edits.text(Started.Executor->getSourceRange()).str()},
               {"{work}", Edits.text(Started.Work->getSourceRange()).str()}}));
}

bool clang::tidy::async::hasDefaultArguments(QualType T) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  if (!Spec)
    return true;
  const TemplateParameterList *Params =
      Spec->getSpecializedTemplate()->getTemplateParameters();
  llvm::ArrayRef<TemplateArgument> Args = Spec->getTemplateArgs().asArray();
  for (unsigned I = 1; I < std::min<size_t>(Params->size(), Args.size()); ++I) {
    const auto *Param = dyn_cast<TemplateTypeParmDecl>(Params->getParam(I));
    if (!Param || !Param->hasDefaultArgument() ||
        Args[I].getKind() != TemplateArgument::Type)
      continue;
    const QualType Default = defaultTypeOf(*Param);
    if (!Default->isDependentType() &&
        !Spec->getASTContext().hasSameType(Default, Args[I].getAsType()))
      return false;
  }
  return true;
}

void clang::tidy::async::awaitWithToken(
    const BlockingWait &Wait, const Expr &Token, const TokenEntry &Entry,
    const VarDecl *Held, const FunctionDecl &In, QualType Coroutine,
    const Judgement &Judge, Rewrite &Edits) {
  if (!hasDefaultArguments(Coroutine))
    return Edits.refuse("'" + Entry.Awaiting +
                        "' is for coroutines with the default executor");
  if (!writtenArguments(*Wait.Call).empty())
    return Edits.refuse("'co_await' has no time limit");
  const auto *Ref = dyn_cast<DeclRefExpr>(&Token);
  const ASTContext &Ctx = Wait.Call->getCalleeDecl()->getASTContext();
  if (findDeclarations(Ctx, Entry.Awaiting).empty())
    Edits.include(Wait.Call->getBeginLoc(), Entry.Header);
  // Keep the user's qualifier: it may be an alias.
  if (Ref && Ref->hasQualifier())
    Edits.replace(Ref->getLocation(),
                  llvm::StringRef(Entry.Awaiting).rsplit("::").second);
  else
    Edits.replace(Token.getSourceRange(),
                  libraryText(Entry.Awaiting, In, Token.getBeginLoc()));
  if (Held)
    Edits.obey(Judge.startsWhereAwaited(*Held, *Wait.Call));
  Edits.await(*Wait.Operand, Held ? AwaitForm::Moved : AwaitForm::AsNamed);
  unwrap(Wait, *Wait.Call, Edits);
}
