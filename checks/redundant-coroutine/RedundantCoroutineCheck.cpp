//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/RedundantCoroutineCheck.h"
#include "checks/redundant-coroutine/Forwarding.h"
#include "code/PromiseShape.h"
#include "edits/CoroutineEdits.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async {

static constexpr RuleOption RedundantCoroutineOptions[] = {
    {"ReportNeverSuspends", "true", "Report coroutines without `co_await`."},
    {"ReportDeferred", "false",
     "Report the coroutines of lazy tasks, too, whose frame makes what is "
     "evaluated wait for `co_await`. The fix is on a note."}};

const Rule RedundantCoroutineCheck::TheRule = {
    "async-redundant-coroutine",
    "a coroutine whose frame buys nothing",
    "it only passes on another task, or never suspends",
    "`return f();`",
    Repairs::FixOrNote,
    Precedence::Cost,
    RedundantCoroutineOptions};

/// `[[clang::coro_return_type]]` and its like, which tie a type or function to
/// being a coroutine, or make the inner frame cost nothing.
static bool hasCoroutineAttribute(const Decl *D) {
  return D && llvm::any_of(D->attrs(), [](const Attr *A) {
           return llvm::is_contained(
               std::initializer_list<llvm::StringRef>{
                   "coro_return_type", "coro_await_elidable", "coro_wrapper"},
               llvm::StringRef(A->getSpelling()));
         });
}

/// True when a table holds \p Function, `{&node::propose, &node::vote}`: its
/// likes decide how it is written, as for an override.
static bool isInTable(const FunctionDecl &Function, const CallGraph &Calls) {
  const CallNode *Node = Calls.node(&Function);
  return Node && llvm::count_if(Node->Mentions, [](const CallMention &Mention) {
           return Mention.Kind == MentionKind::Address && !Mention.HandedTo &&
                  !Mention.Unevaluated;
         });
}

bool RedundantCoroutineCheck::mustStay(const FunctionDecl &Function,
                                       const CoroutineBodyStmt &Body) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  // A lambda is how libraries want to be given a coroutine; an override cannot
  // choose; of a template, the arguments decide.
  if (Function.isTemplated() || isInstantiation(Function) ||
      (Method && (Method->isVirtual() || Method->getParent()->isLambda())))
    return true;
  // A hook that only tests call: nobody counts its frame. Nor do tests.
  if (names().usual().tell(Usual::Test, &Function))
    return true;
  QualType Type = Function.getReturnType();
  // It brings its caller back to where that was.
  const TypeEntry *Entry = names().type(Type);
  if (Entry && !Entry->Captures.empty())
    return true;
  const AsyncType Task = types().classify(Type);
  return (!Task.isTask() && Task.Role != TypeRole::Future) ||
         promiseUsesParameters(Body) || hasCoroutineAttribute(&Function) ||
         hasCoroutineAttribute(recordOf(Type)) || isTestCode(Function) ||
         isInTable(Function, callGraph());
}

void RedundantCoroutineCheck::checkBody(const CallableBody &Body,
                                        const BodyIndex &) {
  Functions.push_back(Body.Callable);
}

void RedundantCoroutineCheck::leaveUnit() {
  // After all other checks: what they repair matters more.
  for (const FunctionDecl *Function : std::exchange(Functions, {}))
    checkCoroutine(*Function);
  Plain.reset();
}

Rewrite RedundantCoroutineCheck::rewriteAlone(const FunctionDecl &Function) {
  Rewrite Edits = rewrite(Function);
  Edits.keepFlow(Function.getSourceRange());
  return Edits;
}

void RedundantCoroutineCheck::checkCoroutine(const FunctionDecl &Function) {
  const auto *Coroutine =
      dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  if (!Coroutine || mustStay(Function, *Coroutine))
    return;
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body || Body->YieldsOrDepends ||
      hasConditionalParts(*Coroutine->getBody(), Function.getASTContext()))
    return;
  const Endings Ends = endingsOf(*Coroutine);
  const size_t Awaited = llvm::count_if(
      Ends.All, [](const Ending &E) { return E.Await != nullptr; });
  if (Awaited != Body->Awaits.size())
    return;
  if (Awaited == 0 && ReportNeverSuspends)
    checkNeverSuspends(Function, Ends);
  else if (Awaited == Ends.All.size() && !Ends.Complex &&
           Ends.FallsOff.isInvalid())
    checkPassingOn(Function, Ends, *Index);
}

/// True when a by-value parameter with a destructor is not handed on: it keeps
/// something alive, or locked, while the coroutine is suspended.
static bool keepsSomething(const FunctionDecl &Function, const CallExpr &Call) {
  return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Param) {
    return Param->getType().isDestructedType() != QualType::DK_none &&
           !handsOn(Call, *Param);
  });
}

void RedundantCoroutineCheck::checkPassingOn(const FunctionDecl &Function,
                                             const Endings &Ends,
                                             const BodyIndex &Index) {
  const ASTContext &Ctx = Function.getASTContext();
  const Judgement Judge(Index, types());
  Forwarding Changed;
  for (const Ending &End : Ends.All) {
    const FunctionDecl *Callee =
        End.Call ? End.Call->getDirectCallee() : nullptr;
    // Of a recursion, all lazy tasks would be made at once.
    if (!Callee || Callee->getCanonicalDecl() == Function.getCanonicalDecl() ||
        !Ctx.hasSameUnqualifiedType(End.Call->getType(),
                                    Function.getReturnType()) ||
        keepsSomething(Function, *End.Call))
      return;
    Changed |= forwarded(*End.Call);
    Changed.DependsOnTime |= Judge.defers(*Callee).Stands != Ruling::Fix;
  }
  const bool Lazy =
      types().classify(Function.getReturnType()).Start == TaskStart::Lazy;
  if (Changed.Dangles || (Lazy && !Ends.Effects.empty()))
    return;
  for (const Expr *E : Ends.Before)
    Changed |= evaluatedBefore(*E);
  Changed.Throws |= !Ends.Effects.empty();
  const SourceLocation Loc = Function.getLocation();
  if ((Lazy && buysDelay(Changed)) || !isNew(Loc))
    return;

  Rewrite Edits = rewriteAlone(Function);
  for (const Ending &End : Ends.All) {
    Edits.replace(End.Return ? End.Return->getKeywordLoc()
                             : End.Await->getKeywordLoc(),
                  "return");
    if (End.Return)
      Edits.removeUpTo(End.Await->getKeywordLoc(),
                       End.Await->getOperand()->getBeginLoc());
  }
  if (Ends.Bare)
    Edits.removeStatement(*Ends.Bare);
  reportFrame(Function,
              "%0 only passes on the task of another call: its coroutine frame "
              "buys nothing",
              std::move(Edits), Lazy ? Changed.DependsOnTime : Changed.Throws);
}

/// True when what a frame delays is a reason for it.
bool RedundantCoroutineCheck::buysDelay(const Forwarding &Changed) const {
  return Changed.DependsOnTime && !ReportDeferred;
}

/// The value type \p Value of a task as the return type of \p Function spells
/// it; empty when it is not written there.
static std::string writtenValueType(const FunctionDecl &Function,
                                    QualType Value, const Rewrite &Edits) {
  const FunctionTypeLoc Type = Function.getFunctionTypeLoc();
  const auto Task =
      Type ? Type.getReturnLoc().getAsAdjusted<TemplateSpecializationTypeLoc>()
           : TemplateSpecializationTypeLoc();
  if (!Task || Task.getNumArgs() == 0)
    return "";
  const TypeSourceInfo *Written = Task.getArgLoc(0).getTypeSourceInfo();
  return Written && !Value.isNull() &&
                 Function.getASTContext().hasSameUnqualifiedType(
                     Written->getType(), Value.getNonReferenceType())
             ? Edits.text(Task.getArgLoc(0).getSourceRange()).str()
             : "";
}

/// True when \p Return gives the promise a value of type \p Value. Some
/// promises take other things, such as exceptions.
static bool returnsValue(const CoreturnStmt &Return, QualType Value,
                         const ASTContext &Ctx) {
  const Expr *Given = Return.getPromiseCall();
  const auto *Call =
      dyn_cast_or_null<CallExpr>(Given ? stripImplicit(Given) : nullptr);
  const FunctionDecl *Taker = Call ? Call->getDirectCallee() : nullptr;
  if (!Taker || Taker->getNumParams() != 1 || Value.isNull())
    return false;
  QualType Taken = Taker->getParamDecl(0)->getType().getNonReferenceType();
  return Ctx.hasSameUnqualifiedType(Taken, Value) ||
         (Taken->isArithmeticType() && Value->isArithmeticType());
}

void RedundantCoroutineCheck::checkNeverSuspends(const FunctionDecl &Function,
                                                 const Endings &Ends) {
  QualType Result = types().awaitResult(Function.getReturnType());
  // One that forgets its value is a bug of another kind.
  if (Ends.FallsOff.isValid() && !Result.isNull() && !Result->isVoidType())
    return;
  if (llvm::any_of(Ends.All, [&](const Ending &End) {
        return End.Return && End.Return->getOperand() &&
               !returnsValue(*End.Return, Result, Function.getASTContext());
      }))
    return;
  const ReadyValueEntry *Ready = names().readyValue(Function.getReturnType());
  if (!Ready) {
    returnValue(Function, Ends, Result, elsewhere());
    const FarQuestion IsOnlyHere{Function.getCanonicalDecl(),
                                 fact::IsOnlyHere.str()};
    if (isAskedElsewhere(Function))
      supposeAnswers(Function, IsOnlyHere, [&](const Elsewhere &Far) {
        returnValue(Function, Ends, Result, Far);
      });
    return;
  }
  // To throw when it is awaited may be what it is for.
  if (llvm::none_of(Ends.Effects, [](const Expr *E) {
        return isa<CXXThrowExpr>(stripImplicit(E));
      }))
    returnReadyValue(Function, Ends, *Ready);
}

void RedundantCoroutineCheck::returnValue(const FunctionDecl &Function,
                                          const Endings &Ends, QualType Result,
                                          const Elsewhere &Far) {
  if (!Plain)
    Plain.emplace(callGraph(), types(), [this](const FunctionDecl &Callable) {
      return index(Callable);
    });
  const SourceLocation Loc = Function.getLocation();
  if (Result.isNull() || !Plain->isOnlyAwaited(Function, Far) || !isNew(Loc))
    return;
  Rewrite Edits = rewriteAlone(Function);
  const std::string Type =
      Result->isVoidType() ? "void" : writtenValueType(Function, Result, Edits);
  if (Type.empty())
    Edits.refuse("the type of its value is not written");
  else
    Plain->apply(Function, Ends, Type, Edits);
  Report Found =
      report(Loc, "%0 is a coroutine that never suspends", std::move(Edits));
  Found << Function.getDeclName();
  Found.judge("as a plain function, %0 is no point any more at which its "
              "callers can be resumed elsewhere or be cancelled")
      << Function.getDeclName();
}

/// True when `co_return` moves from the variable that \p Value is.
static bool isMovedFrom(const Expr &Value) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(&Value));
  const auto *Local = dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr);
  if (!Local || !Local->hasLocalStorage() ||
      Local->getType()->isLValueReferenceType())
    return false;
  const QualType Type = Local->getType().getNonReferenceType();
  return Type->isRecordType() && !Type.isConstQualified();
}

void RedundantCoroutineCheck::returnReadyValue(const FunctionDecl &Function,
                                               const Endings &Ends,
                                               const ReadyValueEntry &Ready) {
  const SourceLocation Loc = Function.getLocation();
  Forwarding Changed;
  for (const Expr *E : Ends.Before)
    Changed |= evaluatedBefore(*E);
  for (const Ending &End : Ends.All)
    if (const Expr *Value = End.Return->getOperand())
      Changed |= evaluatedBefore(*Value);
  if (!Ends.Effects.empty() || Ends.Complex)
    Changed.DependsOnTime = Changed.Throws = true;
  const bool Lazy =
      types().classify(Function.getReturnType()).Start == TaskStart::Lazy;
  if ((Lazy && buysDelay(Changed)) || !isNew(Loc))
    return;
  Rewrite Edits = rewriteAlone(Function);
  const std::string Type = writtenValueType(
      Function, types().awaitResult(Function.getReturnType()), Edits);
  const std::string Void = libraryText(Ready.Void, Function, Loc);
  for (const Ending &End : Ends.All) {
    Edits.replace(End.Return->getKeywordLoc(), "return");
    const Expr *Value = End.Return->getOperand();
    if (!Value) {
      Edits.insertAfterToken(End.Return->getKeywordLoc(), " " + Void);
      continue;
    }
    if (Type.empty())
      Edits.refuse("the type of its value is not written");
    else if (Value->getType()->isVoidType() || isa<InitListExpr>(Value))
      Edits.refuse("its value is not a plain expression");
    const bool Move = isMovedFrom(*Value);
    const auto [Before, After] = fillAround(
        libraryText(Ready.Value, Function, Loc), "{value}", {{"{type}", Type}});
    Edits.wrap(Value->IgnoreImplicit()->getSourceRange(),
               Before + (Move ? "std::move(" : ""), (Move ? ")" : "") + After);
  }
  if (Ends.FallsOff.isValid())
    Edits.insertLastStatement(Ends.FallsOff, "return " + Void + ";");
  if (!Ready.Header.empty())
    Edits.include(Loc, Ready.Header);
  reportFrame(Function, "%0 is a coroutine that never suspends",
              std::move(Edits), Lazy ? Changed.DependsOnTime : Changed.Throws);
}

/// What changes is for a human to judge when \p Judge.
void RedundantCoroutineCheck::reportFrame(const FunctionDecl &Function,
                                          llvm::StringRef Message,
                                          Rewrite Edits, bool Judge) {
  const bool Lazy =
      types().classify(Function.getReturnType()).Start == TaskStart::Lazy;
  Report Found = report(Function.getLocation(), Message, std::move(Edits));
  Found << Function.getDeclName();
  if (Judge)
    Found.judge(Lazy ? "'return' evaluates this when %0 is called, not when "
                       "its task is awaited"
                     : "with 'return', an exception leaves %0 itself and is "
                       "not stored in its task")
        << Function.getDeclName();
}

} // namespace clang::tidy::async
