//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/DroppedTasks.h"
#include "code/Discards.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when something that \p Function, a plain one, returns does not come
/// straight from a call, so that it may have been started.
static bool returnsOther(const FunctionDecl &Function) {
  return llvm::any_of(returnsOf(Function), [](const ReturnStmt *Return) {
    const Expr *Value = Return->getRetValue();
    return !Value || !isa<CallExpr>(stripImplicit(Value)) ||
           !stripImplicit(Value)->isPRValue();
  });
}

/// True when \p Callable may have started the task that it returns.
static bool mayStartTask(const Expr &Callable, const Names &Known) {
  const FunctionDecl *Function = calledFunction(Callable, Known);
  return Function && Function->getBody() && !isCoroutine(*Function) &&
         returnsOther(*Function);
}

/// True when \p T is, or is a class template over, \p Wanted.
static bool holds(QualType T, QualType Wanted, const ASTContext &Ctx) {
  if (Ctx.hasSameUnqualifiedType(T.getNonReferenceType(), Wanted))
    return true;
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  return Spec && !findTypeArgument(
                      Spec->getTemplateArgs().asArray(),
                      [&](QualType Arg) { return holds(Arg, Wanted, Ctx); })
                      .isNull();
}

/// True when what \p Value gives is used for more than waiting.
static bool isKept(const Expr &Value, const CallableBody &Body,
                   const BodyIndex &Index, const Names &Known) {
  for (const Expr *E : Body.Discarded)
    for (const Discard &D : discardsIn(*E))
      if (D.Value == &Value)
        return false;
  for (const VarDecl *Local : Body.Locals) {
    if (!Local->getInit() || stripImplicit(Local->getInit()) != &Value)
      continue;
    return llvm::any_of(Index.mentions(Local), [&](const DeclRefExpr *Mention) {
      const auto *Member =
          dyn_cast_or_null<MemberExpr>(Index.spelledParent(Mention));
      return !Member ||
             !Known.usual().tell(Usual::OnlyWaits, Member->getMemberDecl());
    });
  }
  return true;
}

/// True when there is another function of the name that wants a task.
static bool hasOverloadForTasks(const Expr &Taker, const AsyncTypes &Types) {
  const auto *Call = dyn_cast<CallExpr>(&Taker);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getDeclName() || isa<CXXOperatorCallExpr>(Call))
    return false;
  for (const NamedDecl *D :
       Callee->getDeclContext()->lookup(Callee->getDeclName())) {
    const FunctionDecl *Other = D->getAsFunction();
    if (!Other || Other->getCanonicalDecl() == Callee->getCanonicalDecl())
      continue;
    for (const ParmVarDecl *Param : Other->parameters()) {
      const QualType Called = typeArgument(specializationOf(Param->getType()));
      const auto *Signature =
          Called.isNull() ? nullptr : Called->getAs<FunctionProtoType>();
      if (Signature && Types.classify(Signature->getReturnType()).isTask())
        return true;
    }
  }
  return false;
}

/// The call that a conversion's value is an argument of, or \p Taker itself.
static const Expr &outerTaker(const Expr &Taker, const BodyIndex &Index) {
  const Stmt *Node = &Taker;
  while (const Stmt *Around = Index.spelledParent(Node)) {
    if (isa<CallExpr>(Around))
      return *cast<Expr>(Around);
    if (!isa<CastExpr, ParenExpr, CXXConstructExpr>(Around))
      break;
    Node = Around;
  }
  return Taker;
}

bool clang::tidy::async::losesTask(const DroppedResult &Drop,
                                   const AsyncType &Task,
                                   const CallableBody &Body,
                                   const BodyIndex &Index,
                                   const AsyncTypes &Types) {
  const bool Runs = Task.Start != TaskStart::Lazy;
  if (Task.Entry ? Task.Entry->Discard == Policy::Allow : Runs)
    return false;
  if (Runs && Drop.IsHandler)
    return false;
  const ASTContext &Ctx = Types.context();
  return !isForwarded(*Drop.Callable) &&
         !mayStartTask(*Drop.Callable, Types.names()) &&
         !(holds(Drop.Taker->getType(), Drop.Result, Ctx) &&
           isKept(*Drop.Taker, Body, Index, Types.names())) &&
         !hasOverloadForTasks(outerTaker(*Drop.Taker, Index), Types);
}
