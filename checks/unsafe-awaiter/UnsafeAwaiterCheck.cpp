//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unsafe-awaiter/UnsafeAwaiterCheck.h"
#include "checks/unsafe-awaiter/AwaiterEdits.h"
#include "code/Origins.h"
#include "code/Throwing.h"

namespace clang::tidy::async {

const Rule UnsafeAwaiterCheck::TheRule = {
    "async-unsafe-awaiter",
    "an awaiter that goes on when others have its coroutine",
    "members used behind the hand-over of the handle, a call of `resume()` in "
    "`await_suspend`, a null handle",
    "what follows done before the hand-over, a copy made there, the handle "
    "returned",
    Repairs::FixOrNote,
    Precedence::Lifetime,
    {}};

/// True when awaiters of \p Class never suspend: `await_ready` returns `true`.
static bool alwaysGoesOn(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
    const FunctionDecl *Definition = nullptr;
    if (plainName(Method) != "await_ready" || !Method->hasBody(Definition))
      return false;
    const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
    const auto *Return = Block && Block->size() == 1
                             ? dyn_cast<ReturnStmt>(Block->body_front())
                             : nullptr;
    const auto *Value =
        Return && Return->getRetValue()
            ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue())
            : nullptr;
    return Value && Value->getValue();
  });
}

bool UnsafeAwaiterCheck::concerns(const FunctionDecl &Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && !Method->isStatic() && Method->getNumParams() > 0 &&
         plainName(Method) == "await_suspend" &&
         !alwaysGoesOn(*Method->getParent());
}

//===--- Behind a hand-over -----------------------------------------------===//

/// The handle that \p Call resumes, or null.
static const Expr *resumedBy(const CallExpr &Call) {
  const Expr *Receiver = receiverOf(Call);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Call ? Receiver : nullptr;
  if (Receiver && Call.getNumArgs() == 0) {
    if (calleeName(&Call) == "resume")
      return Receiver;
    const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(
        Call.getCallee()->IgnoreParenImpCasts());
    return Member && Member->getMember().getAsString() == "resume" ? Receiver
                                                                   : nullptr;
  }
  // `h()`, where its type depends on a template.
  const Expr *Callee = Call.getCallee();
  return Callee->isTypeDependent() && Call.getNumArgs() == 0 &&
                 isa<DeclRefExpr>(Callee->IgnoreParenImpCasts())
             ? Callee
             : nullptr;
}

/// True when \p Callee makes an atomic exchange, or that cannot be seen.
static bool mayExchange(const CallExpr &Call) {
  if (isAtomicExchange(Call))
    return true;
  const FunctionDecl *Callee = writtenCallee(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || (Method && Method->isConst()))
    return !Callee;
  const FunctionDecl *Definition = nullptr;
  const FunctionDecl *Pattern = Callee->getTemplateInstantiationPattern();
  if (!Callee->hasBody(Definition) &&
      !(Pattern && Pattern->hasBody(Definition)))
    return !isStdFunction(*Callee);
  return anyWritten(Definition->getBody(), [](const Stmt &S) {
    const auto *Inside = dyn_cast<CallExpr>(&S);
    return Inside && isAtomicExchange(*Inside);
  });
}

bool UnsafeAwaiterCheck::isDecidedByExchange(const CallableBody &Body,
                                             const BodyIndex &Index,
                                             const HandleTransfers &Given) {
  const bool ReturnsVoid = Body.Callable->getReturnType()->isVoidType();
  const auto Decides = [&](const CallExpr *Call) {
    const Expr *Loop = nullptr;
    return isAtomicExchange(*Call) && isDecidedBy(*Call, Index, Loop) && !Loop;
  };
  const bool Any = llvm::any_of(Body.Calls, Decides);
  if (!ReturnsVoid && Any)
    return true;
  if (ReturnsVoid)
    return Any && llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
             const Expr *Object = resumedBy(*Call);
             return Object && Given.isHandle(Object);
           });
  return llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
    if (llvm::any_of(Given.all(),
                     [Call](const HandOver &H) { return H.At == Call; }))
      return false;
    const Expr *Loop = nullptr;
    return !Call->getType()->isVoidType() && mayExchange(*Call) &&
           isDecidedBy(*Call, Index, Loop) && !Loop;
  });
}

void UnsafeAwaiterCheck::sayUse(llvm::ArrayRef<FrameUse> Uses,
                                const CallableBody &Body,
                                const BodyIndex &Index) {
  const FrameUse &First = Uses.front();
  const SourceLocation Loc = First.At->getExprLoc();
  if (!isNew(Loc))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  AwaiterEdits(Body, Index, types()).writeBefore(Uses, Edits);
  Report Said =
      report(Loc,
             "'%0' is used when others have the coroutine, which may have "
             "ended by then, and the awaiter with it",
             std::move(Edits));
  Said << (First.What ? First.What->getNameAsString() : "this");
  Said.note(First.Behind->At->getExprLoc(), "here they get it");
}

void UnsafeAwaiterCheck::sayThrow(const FrameUse &Throw) {
  if (!isNew(Throw.At->getExprLoc()))
    return;
  Report Said =
      report(Throw.At->getExprLoc(),
             "what is thrown here leaves 'await_suspend' and resumes the "
             "coroutine, which others have, too");
  Said.note(Throw.Behind->At->getExprLoc(), "here they get it");
}

void UnsafeAwaiterCheck::lookBehind(const CallableBody &Body,
                                    const BodyIndex &Index,
                                    const HandleSeeds &Seeds, unsigned Depth) {
  const IndexOf Of = [this](const FunctionDecl &F) { return index(F); };
  const HandleTransfers Given(Body, Index, types(), Of, Seeds);
  if (Depth == 0)
    lookForResume(Body, Index, Given);
  if (Given.all().empty() || isDecidedByExchange(Body, Index, Given))
    return;
  const BehindHandOver Behind(Body, Index, types(), Given);
  if (!Behind.uses().empty())
    sayUse(Behind.uses(), Body, Index);
  else if (Depth == 0 && Behind.throws() && !isNoexcept(*Body.Callable) &&
           !Body.Callable->getType()
                ->castAs<FunctionProtoType>()
                ->hasDependentExceptionSpec())
    sayThrow(Behind.throws());
  if (Depth >= 2)
    return;
  for (const HandOver &H : Given.all()) {
    const SharedIndex Other = H.Inside ? index(*H.Inside) : nullptr;
    const CallableBody *Inside = Other ? Other->body(H.Inside) : nullptr;
    if (Inside && Inside != &Body)
      lookBehind(*Inside, *Other, Given.seedsOf(*cast<CallExpr>(H.At)),
                 Depth + 1);
  }
}

//===--- What it resumes --------------------------------------------------===//

void UnsafeAwaiterCheck::lookForResume(const CallableBody &Body,
                                       const BodyIndex &Index,
                                       const HandleTransfers &Given) {
  for (const CallExpr *Call : Body.Calls) {
    const Expr *Object = resumedBy(*Call);
    if (!Object || !Given.isHandle(Object) || !isNew(Call->getExprLoc()))
      continue;
    Rewrite Edits = rewrite(*Body.Callable);
    AwaiterEdits(Body, Index, types()).writeTransfer(*Call, *Object, Edits);
    report(Call->getExprLoc(),
           "'await_suspend' resumes its coroutine by a call, which goes one "
           "level deeper each time; %select{the handle is to be "
           "returned|'false' is to be returned}0",
           std::move(Edits))
        << unsigned(Body.Callable->getReturnType()->isBooleanType());
  }
}

/// The part of \p E that is a null handle, or null.
static const Expr *nullHandleIn(const Expr *E) {
  E = stripCopies(E);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E))
    return nullHandleIn(Cast->getSubExpr()) ? E : nullptr;
  if (const auto *Choice = dyn_cast_or_null<AbstractConditionalOperator>(E)) {
    const Expr *Found = nullHandleIn(Choice->getTrueExpr());
    return Found ? Found : nullHandleIn(Choice->getFalseExpr());
  }
  if (const auto *Converted = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Converted &&
      isa_and_nonnull<CXXConversionDecl>(Converted->getMethodDecl()))
    return nullHandleIn(Converted->getImplicitObjectArgument());
  if (const auto *List = dyn_cast_or_null<InitListExpr>(E))
    return List->getNumInits() == 0   ? E
           : List->getNumInits() == 1 ? nullHandleIn(List->getInit(0))
                                      : nullptr;
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E)) {
    const CXXRecordDecl *Class = Made->getConstructor()->getParent();
    if (plainName(Made->getConstructor()).empty() &&
        Class->getName() != "coroutine_handle")
      return nullptr;
    if (Made->getNumArgs() == 0)
      return E;
    return Made->getNumArgs() == 1 &&
                   isa<CXXNullPtrLiteralExpr>(stripImplicit(Made->getArg(0)))
               ? E
               : nullptr;
  }
  return isa_and_nonnull<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr>(E)
             ? E
             : nullptr;
}

void UnsafeAwaiterCheck::lookForNull(const CallableBody &Body,
                                     const BodyIndex &Index) {
  const CXXRecordDecl *Class = recordOf(Body.Callable->getReturnType());
  if (!Class || !Class->getIdentifier() ||
      Class->getName() != "coroutine_handle")
    return;
  for (const ReturnStmt *Return : returnsOf(*Body.Callable)) {
    const Expr *Null =
        Return->getRetValue() ? nullHandleIn(Return->getRetValue()) : nullptr;
    if (!Null || !isNew(Null->getBeginLoc()))
      continue;
    Rewrite Edits = rewrite(*Body.Callable);
    AwaiterEdits(Body, Index, types()).writeNoop(*Null, Edits);
    report(Null->getBeginLoc(),
           "'await_suspend' returns a null handle, which nobody can resume",
           std::move(Edits));
  }
}

void UnsafeAwaiterCheck::checkBody(const CallableBody &Body,
                                   const BodyIndex &Index) {
  if (!concerns(*Body.Callable))
    return;
  HandleSeeds Seeds;
  Seeds.Given.push_back(Body.Callable->getParamDecl(0));
  lookBehind(Body, Index, Seeds, /*Depth=*/0);
  lookForNull(Body, Index);
}

} // namespace clang::tidy::async
