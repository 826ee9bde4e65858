//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/DetachedStarts.h"
#include "code/CallGraph.h"
#include "code/Origins.h"
#include "code/Waits.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

/// The only task that \p Call, which is no coroutine's, gets.
static const Expr *onlyTask(const CallExpr &Call, const AsyncTypes &Types) {
  const CXXRecordDecl *Result = Call.getType()->getAsCXXRecordDecl();
  if (!Result || Types.promiseOf(Result))
    return nullptr;
  const Expr *Only = nullptr;
  for (const Expr *Arg : Call.arguments())
    if (Types.classify(Arg->getType()).canBeAwaited()) {
      if (Only)
        return nullptr;
      Only = Arg;
    }
  return Only;
}

/// True for what may take up the exceptions of the task that it adapts.
static bool mayCatch(const CallExpr &Call, const Names &Known) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  return (Operator && Operator->getOperator() != OO_Call) || // `f() | then(g)`
         Known.call(&Call, CallRole::NoThrow);
}

const Expr *clang::tidy::async::adaptedTask(const Expr *E,
                                            const AsyncTypes &Types) {
  for (;;) {
    E = stripImplicit(E);
    const auto *Call = dyn_cast<CallExpr>(E);
    const Expr *Inner = nullptr;
    if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call))
      Inner = Member->getImplicitObjectArgument();
    else if (const Access Step = accessOf(E);
             Step.Object && Step.Part == Access::Whole && !Step.IsDeref)
      Inner = Step.Object; // std::move and its like.
    else if (Call && !mayCatch(*Call, Types.names()))
      Inner = onlyTask(*Call, Types);
    if (!Inner || !Types.classify(Inner->getType()).canBeAwaited())
      return E;
    E = Inner;
  }
}

/// The object or argument that is a task, or the callable that makes one.
static const Expr *startedWork(const CallExpr &Call, const CallEntry &Entry,
                               const AsyncTypes &Types) {
  const auto IsTask = [&](QualType T) {
    return Types.classify(T).canBeAwaited();
  };
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
      Member && Entry.Detached->Callback)
    return adaptedTask(Member->getImplicitObjectArgument(), Types);
  const Expr *Callable = nullptr;
  for (const Expr *Arg : Call.arguments()) {
    if (IsTask(Arg->getType()))
      return adaptedTask(Arg, Types);
    const FunctionDecl *Coroutine = coroutineOf(*Arg);
    if (!Callable && Coroutine &&
        !Types.names().isTokenOf(Entry, Arg->getType()) &&
        IsTask(Coroutine->getReturnType()))
      Callable = Arg;
  }
  return Callable;
}

/// The completion token in \p Arg: itself, or what a wrapper holds.
static const Expr *tokenIn(const Expr *Arg, const CallEntry &Entry,
                           const Names &Known) {
  Arg = stripImplicit(Arg);
  if (Known.isTokenOf(Entry, Arg->getType()))
    return Arg;
  // bind_executor(executor, detached), consign(detached, connection)
  const auto *Call = dyn_cast<CallExpr>(Arg);
  if (!Call || isa<LambdaExpr>(Arg))
    return nullptr;
  for (const Expr *Inner : Call->arguments())
    if (const Expr *Found = tokenIn(Inner, Entry, Known))
      return Found;
  return nullptr;
}

/// True for a lambda that does not look at its parameter.
static bool ignoresResult(const Expr *Callback, const BodyIndex &Index) {
  const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(Callback));
  const FunctionDecl *Operator = Lambda ? Lambda->getCallOperator() : nullptr;
  return Operator && Operator->getNumParams() == 1 &&
         Index.mentions(Operator->getParamDecl(0)).empty();
}

/// True for a `std::exception_ptr` with a name that nothing in \p Function
/// reads. Without a name it is ignored on purpose.
static bool isUnreadError(const ParmVarDecl &Param,
                          const FunctionDecl &Function) {
  const CXXRecordDecl *Class = recordOf(Param.getType());
  return Class && Class->getIdentifier() &&
         Class->getName() == "exception_ptr" &&
         llvm::StringRef(Class->getQualifiedNameAsString())
             .starts_with("std::") &&
         Param.getIdentifier() && !Param.hasAttr<UnusedAttr>() &&
         Function.getBody() && !mentions(Function.getBody(), &Param);
}

/// True when \p Arg, or what a call such as bind_executor() makes a handler
/// of, is a completion handler that gets the exception and never looks at it.
static bool ignoresError(const Expr *Arg) {
  Arg = handedValue(Arg);
  const FunctionDecl *Handler = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Arg)) {
    Handler = dyn_cast<FunctionDecl>(Ref->getDecl());
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->getInit() && !isa<ParmVarDecl>(Var))
      Arg = handedValue(Var->getInit());
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Arg))
    Handler = Lambda->getCallOperator();
  else if (const auto *Call = dyn_cast<CallExpr>(Arg);
           Call && !isa<CXXMemberCallExpr>(Call))
    return llvm::any_of(Call->arguments(), ignoresError);
  const FunctionDecl *Definition =
      Handler && Handler->getDefinition() ? Handler->getDefinition() : Handler;
  return Definition && Definition->getNumParams() > 0 &&
         isUnreadError(*Definition->getParamDecl(0), *Definition);
}

/// True for what the function gets from its callers, as it is or in a
/// container: they know what they start.
static bool isGiven(const Expr &Work, const Names &Known) {
  const ValueDecl *Holder = originOf(&Work, Known).Where.Holder;
  if (const auto *Capture = dyn_cast_or_null<VarDecl>(Holder);
      Capture && Capture->isInitCapture() && Capture->getInit())
    Holder = originOf(Capture->getInit(), Known).Where.Holder;
  return isa_and_nonnull<ParmVarDecl>(Holder);
}

/// True for a function of the user whose body is not seen, when \p Entry is of
/// a library, whose own functions the vocabulary knows.
static bool isUsersUnseen(const FunctionDecl *Callee, const TypeEntry &Entry,
                          const Names &Known) {
  if (!Callee || Callee->getDefinition() ||
      Callee->getASTContext().getSourceManager().isInSystemHeader(
          Callee->getLocation()))
    return false;
  const Library *Lib = Known.libraryOf(&Entry);
  const std::string Name = Callee->getQualifiedNameAsString();
  return Lib && llvm::none_of(Lib->Namespaces, [&](llvm::StringRef Space) {
           return llvm::StringRef(Name).starts_with((Space + "::").str());
         });
}

bool clang::tidy::async::startsByName(const Stmt *Child, const CallExpr &Call,
                                      const AsyncTypes &Types) {
  const auto *Value = dyn_cast<Expr>(Child);
  if (!Value || Value->isTypeDependent() || !Call.getType()->isVoidType())
    return false;
  const AsyncType Type = Types.classify(Value->getType());
  return Type.isTask() &&
         (!Type.Entry ||
          isUsersUnseen(Call.getDirectCallee(), *Type.Entry, Types.names())) &&
         Types.names().usual().tell(Usual::Start, calledByName(Call));
}

std::optional<DetachedStart>
clang::tidy::async::detachedStart(const CallExpr &Call, const BodyIndex &Index,
                                  const AsyncTypes &Types,
                                  const Elsewhere &Far) {
  const Names &Known = Types.names();
  DetachedStart Start;
  Start.Entry = Known.call(&Call, CallRole::Detaches);
  if (!Start.Entry || Call.isTypeDependent())
    return std::nullopt;
  if (!Start.Entry->Detached->Token.empty()) {
    for (const Expr *Arg : Call.arguments())
      if (!Start.Token)
        Start.Token = tokenIn(Arg, *Start.Entry, Known);
    if (!Start.Token && llvm::none_of(Call.arguments(), ignoresError))
      return std::nullopt;
  }
  if (Start.Entry->Detached->Callback &&
      (Call.getNumArgs() == 0 || !ignoresResult(Call.getArg(0), Index)))
    return std::nullopt;
  Start.Work = startedWork(Call, *Start.Entry, Types);
  // What only a token detaches may be any callable; else it may be a sender
  // that can be no coroutine.
  const bool MayBeOther =
      Start.Entry->Detached->Token.empty() && !Start.Entry->Detached->Callback;
  if (!Start.Work) {
    if (MayBeOther)
      return std::nullopt;
    Start.HasValue = true; // For all that is known.
    return Start;
  }
  if (MayBeOther && isGiven(*Start.Work, Known))
    return std::nullopt;
  Start.Coroutine = coroutineOf(*Start.Work);
  const QualType Made = Start.Coroutine ? Start.Coroutine->getReturnType()
                                        : Start.Work->getType();
  if (MayBeOther && !Types.classify(Made).isTask())
    return std::nullopt;
  const QualType Result = Types.awaitResult(Made);
  Start.HasValue = Result.isNull() || !Result->isVoidType();
  Escapes Throws(Types, Far);
  Start.Left = Throws.ofWork(*Start.Work);
  Start.Needed = Throws.takeNeeded();
  // A handler that looks at nothing is wrong whatever the coroutine does.
  Start.IsElsewhere = !Start.ignoredByHandler() && Start.Coroutine &&
                      !Start.Coroutine->getBody() &&
                      !Start.Coroutine->getTemplateInstantiationPattern() &&
                      !Far.knows(*Start.Coroutine, fact::IsKnown);
  // It tells its errors by its value.
  if (Known.holdsError(Result) && Start.Left == Escape::Anything &&
      !Escapes::throwsItself(Start.Coroutine))
    Start.Left = Escape::Incidental;
  return Start;
}
