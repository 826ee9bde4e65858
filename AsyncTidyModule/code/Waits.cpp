//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Waits.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

llvm::SmallVector<const Expr *, 4>
clang::tidy::async::writtenArguments(const CallExpr &C) {
  llvm::SmallVector<const Expr *, 4> Args;
  for (const Expr *Arg : C.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  if (isa<CXXOperatorCallExpr>(C) && !Args.empty())
    Args.erase(Args.begin());
  return Args;
}

/// `std::chrono::milliseconds`, `seastar::lowres_clock::time_point`, ...
static bool isTime(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->getIdentifier())
    return false;
  const auto *Scope = dyn_cast<NamespaceDecl>(Record->getDeclContext());
  while (Scope && Scope->isInline())
    Scope = dyn_cast<NamespaceDecl>(Scope->getParent());
  return Scope && Scope->getName() == "chrono" &&
         (Record->getName() == "duration" || Record->getName() == "time_point");
}

static bool isZero(const APValue &Value) {
  switch (Value.getKind()) {
  case APValue::Int:
    return !Value.getInt().isStrictlyPositive();
  case APValue::Float:
    return Value.getFloat().isZero() || Value.getFloat().isNegative();
  case APValue::Struct:
    for (unsigned I = 0; I < Value.getStructNumFields(); ++I)
      if (!isZero(Value.getStructField(I)))
        return false;
    return Value.getStructNumFields() > 0;
  default:
    return false;
  }
}

bool BlockingWait::isTimed() const {
  return Entry && (Entry->Wait->Timed ||
                   llvm::any_of(writtenArguments(*Call), [](const Expr *Arg) {
                     return isTime(Arg->getType());
                   }));
}

bool BlockingWait::isPoll() const {
  if (!isTimed())
    return false;
  const ASTContext &Ctx = Call->getCalleeDecl()->getASTContext();
  return llvm::any_of(writtenArguments(*Call), [&](const Expr *Arg) {
    Expr::EvalResult Result;
    Arg = Arg->IgnoreImplicit();
    return Arg != Operand && !Arg->isValueDependent() &&
           Arg->EvaluateAsRValue(Result, Ctx) && !Result.HasSideEffects &&
           isZero(Result.Val);
  });
}

bool BlockingWait::givesUp() const {
  if (!isTimed())
    return false;
  // One that returns the value throws when the time is up.
  QualType Result = Call->getType();
  return Result->isVoidType() || Result->isBooleanType() ||
         Result->isEnumeralType() ||
         recordOf(Result) == recordOf(operandType());
}

QualType BlockingWait::operandType() const {
  const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call);
  return MemberCall && (Entry || Call->getNumArgs() == 0)
             ? objectType(*MemberCall)
             : Operand->getType();
}

const NamedDecl *clang::tidy::async::calledByName(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const NamedDecl *Named = Call.getDirectCallee();
  if (Operator && Operator->getOperator() == OO_Call) {
    const Expr *Object = stripImplicit(Operator->getArg(0));
    const auto *Ref = dyn_cast<DeclRefExpr>(Object);
    Named = Ref ? Ref->getFoundDecl() : recordOf(Object->getType());
  }
  return Named && Named->getIdentifier() ? Named : nullptr;
}

llvm::StringRef BlockingWait::name() const {
  if (!Entry)
    return calledByName(*Call)->getName();
  const auto [Scope, Last] = llvm::StringRef(Entry->Name).rsplit("::");
  return Last.empty() ? Scope : Last;
}

/// `*E` or `E.value()`.
static const Expr *valueTakenOf(const Expr &E, const BodyIndex &Index) {
  const Stmt *User = Index.spelledParent(&E);
  if (const auto *Star = dyn_cast_or_null<CXXOperatorCallExpr>(User))
    return Star->getOperator() == OO_Star && Star->getNumArgs() == 1 ? Star
                                                                     : nullptr;
  const auto *Member = dyn_cast_or_null<MemberExpr>(User);
  if (!Member || !Member->getMemberDecl()->getIdentifier() ||
      Member->getMemberDecl()->getName() != "value")
    return nullptr;
  return dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(Member));
}

/// How many elements \p Tuple has; none for other types.
static unsigned elementsOf(QualType Tuple) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(Tuple);
  return Spec && Spec->getTemplateArgs().size() == 1 &&
                 Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Pack
             ? Spec->getTemplateArgs()[0].pack_size()
             : 0;
}

const BindingDecl *clang::tidy::async::onlyBinding(const Expr &Tuple,
                                                   const BodyIndex &Index) {
  for (const VarDecl *Var : Index.enclosing(&Tuple)->Locals)
    if (const auto *Bindings = dyn_cast<DecompositionDecl>(Var);
        Bindings && Bindings->bindings().size() == 1 && Bindings->getInit() &&
        stripCopies(Bindings->getInit()) == &Tuple)
      return Bindings->bindings().front();
  return nullptr;
}

const Expr *BlockingWait::whole(const BodyIndex &Index) const {
  if (!Entry || Entry->Wait->Value == WaitValue::Same ||
      Entry->Wait->Value == WaitValue::Status)
    return Call;
  const Expr *Value = valueTakenOf(*Call, Index);
  if (!Value)
    return Index.enclosing(Call)->discards(*Call) ? Call : nullptr;
  if (Entry->Wait->Value == WaitValue::Optional ||
      Index.enclosing(Value)->discards(*Value))
    return Value;
  // Of several values, `co_await` has a tuple, too.
  const unsigned Elements = elementsOf(Value->getType().getNonReferenceType());
  if (Elements != 1)
    return Elements > 1 ? Value : nullptr;
  if (onlyBinding(*Value, Index))
    return Value;
  const auto *Get = dyn_cast_or_null<CallExpr>(Index.spelledParent(Value));
  const FunctionDecl *Callee = Get ? Get->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
                 Callee->getName() == "get" && Get->getNumArgs() == 1
             ? Get
             : nullptr;
}

/// True when \p Part is a call that blocks: one that is known to, or whose body
/// does, up to \p Depth calls further.
static bool isBlockingCall(const Stmt &Part, const Names &Known,
                           unsigned Depth);

/// The body of \p Function where it is written here and runs at once; else
/// null.
static const FunctionDecl *bodyAtOnce(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->hasBody(Definition) || isCoroutine(*Definition) ||
      Definition->getASTContext().getSourceManager().isInSystemHeader(
          Definition->getLocation()))
    return nullptr;
  return Definition;
}

/// True when \p Function, as far as it is written here, waits for something
/// that another thread does, or runs an event loop.
static bool blocks(const FunctionDecl *Function, const Names &Known,
                   unsigned Depth) {
  const FunctionDecl *Definition = bodyAtOnce(Function);
  return Definition && anyWritten(
                           Definition->getBody(),
                           [&](const Stmt &Part) {
                             return isBlockingCall(Part, Known, Depth);
                           },
                           Parts::Own);
}

static bool isBlockingCall(const Stmt &Part, const Names &Known,
                           unsigned Depth) {
  const auto *Call = dyn_cast<CallExpr>(&Part);
  return Call &&
         (Known.call(Call, CallRole::Blocking) ||
          Known.call(Call, CallRole::Wait) ||
          (Depth > 0 && blocks(Call->getDirectCallee(), Known, Depth - 1)));
}

/// True when something in \p Whole names \p Param.
static bool saysParam(const Stmt &Whole, const ParmVarDecl &Param) {
  return anyWritten(
      &Whole,
      [&](const Stmt &Part) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
        return Ref && Ref->getDecl() == &Param;
      },
      Parts::Written);
}

/// True when \p Function blocks behind the first use of its parameter \p I:
/// what waits before, for room in a queue, does not wait for what it is given.
static bool blocksBehindUse(const FunctionDecl *Function, unsigned I,
                            const Names &Known, unsigned Depth) {
  const FunctionDecl *Definition = bodyAtOnce(Function);
  if (!Definition || I >= Definition->getNumParams())
    return Definition && blocks(Definition, Known, Depth);
  const ParmVarDecl &Param = *Definition->getParamDecl(I);
  // What is done with it is somewhere else.
  if (!saysParam(*Definition->getBody(), Param))
    return blocks(Definition, Known, Depth);
  bool Used = false;
  // In the order of the source, a call before its arguments.
  return anyWritten(
      Definition->getBody(),
      [&](const Stmt &Part) {
        if (isa<DeclRefExpr, LambdaExpr>(Part))
          Used |= saysParam(Part, Param);
        const auto *Call = dyn_cast<CallExpr>(&Part);
        if (!Call)
          return false;
        for (unsigned J = 0; J < Call->getNumArgs(); ++J) {
          if (!saysParam(*Call->getArg(J), Param))
            continue;
          const unsigned Object = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
          return Known.call(Call, CallRole::Blocking) ||
                 Known.call(Call, CallRole::Wait) ||
                 (Depth > 0 && J >= Object &&
                  blocksBehindUse(Call->getDirectCallee(), J - Object, Known,
                                  Depth - 1));
        }
        return (Used || saysParam(*Call, Param)) &&
               isBlockingCall(Part, Known, Depth);
      },
      Parts::Own);
}

/// The index of the parameter of the callee of \p Call that gets \p Arg.
static unsigned parameterOf(const CallExpr &Call, const Expr &Arg) {
  const unsigned Object = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
  return std::find(Call.arg_begin(), Call.arg_end(), &Arg) - Call.arg_begin() -
         Object;
}

/// What a home-grown wait waits for, told by its name or its body, what it
/// takes and its result: `sync_wait(task)`, `task.sync_wait()`,
/// `run(context, task)`. Null for other calls.
static const Expr *operandByStructure(const CallExpr &Call,
                                      const AsyncTypes &Types) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const NamedDecl *Named = calledByName(Call);
  // What a lambda of the function around does is looked at in its body.
  const auto *Closure = dyn_cast_or_null<VarDecl>(Named);
  if (!Callee || !Named || isCoroutine(*Callee) ||
      (Closure && Closure->isLocalVarDecl() && isLambdaCallOperator(Callee)))
    return nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Operand = Member && Call.getNumArgs() == 0
                            ? Member->getImplicitObjectArgument()
                            : nullptr;
  QualType Task = Operand ? objectType(*Member) : QualType();
  for (const Expr *Arg : writtenArguments(Call))
    if (Types.classify(Arg->getType()).isTask()) {
      if (Operand)
        return nullptr;
      Operand = Arg;
      Task = Arg->getType();
    }
  if (!Operand || !Types.classify(Task).isTask())
    return nullptr;
  const QualType Result = Types.awaitResult(Task);
  if (Result.isNull() ||
      !Callee->getASTContext().hasSameUnqualifiedType(
          Result.getNonReferenceType(), Call.getType().getNonReferenceType()))
    return nullptr;
  const UsualNames &Usually = Types.names().usual();
  const bool IsPlain =
      Member ? Call.getNumArgs() == 0 : writtenArguments(Call).size() == 1;
  if (IsPlain && Usually.tell(Usual::BlocksFor, Named))
    return Operand;
  // A member without arguments may do anything with its own task.
  if (Member && Call.getNumArgs() == 0)
    return nullptr;
  // What gives nothing may have put the task where it runs by itself.
  return (!Member && !Result->isVoidType() &&
          Usually.tell(Usual::SaysItBlocks, Named)) ||
                 blocksBehindUse(Callee, parameterOf(Call, *Operand),
                                 Types.names(), /*Depth=*/2)
             ? Operand
             : nullptr;
}

std::optional<BlockingWait>
clang::tidy::async::blockingWait(const CallExpr &Call,
                                 const AsyncTypes &Types) {
  BlockingWait Wait;
  Wait.Call = &Call;
  Wait.Entry = Types.names().call(&Call, CallRole::Wait);
  const Expr *ByStructure =
      Wait.Entry ? nullptr : operandByStructure(Call, Types);
  if (!Wait.Entry && !ByStructure)
    return std::nullopt;
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(&Call);
      MemberCall && (Wait.Entry || Call.getNumArgs() == 0)) {
    const auto *Callee =
        dyn_cast<MemberExpr>(MemberCall->getCallee()->IgnoreParens());
    if (!Callee)
      return std::nullopt;
    Wait.Operand = Callee->getBase()->IgnoreImplicit();
    Wait.ThroughPointer = Callee->isArrow();
    // A smart pointer: what is written is the object of its `operator->`.
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Wait.Operand);
        Arrow && Arrow->getOperator() == OO_Arrow)
      Wait.Operand = Arrow->getArg(0)->IgnoreImplicit();
    return Wait;
  }
  auto Args = writtenArguments(Call);
  if (Args.empty())
    return std::nullopt;
  Wait.Operand = (ByStructure ? ByStructure : Args.front())->IgnoreImplicit();
  // Passed by value: what is awaited is the object, not a copy of it.
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(Wait.Operand);
      Copy && Copy->getNumArgs() == 1 &&
      Copy->getConstructor()->isCopyOrMoveConstructor() &&
      Copy->getSourceRange() == Copy->getArg(0)->getSourceRange())
    Wait.Operand = Copy->getArg(0)->IgnoreImplicit();
  return Wait;
}

/// The type of the result follows from a template argument, as the token is.
static bool returnsByToken(const CallExpr &Operation) {
  const FunctionDecl *Callee = Operation.getDirectCallee();
  const FunctionTemplateDecl *Template =
      Callee ? Callee->getPrimaryTemplate() : nullptr;
  if (!Template)
    return false;
  QualType Result = Template->getTemplatedDecl()->getReturnType();
  return Result->isDependentType() || Result->getContainedAutoType();
}

const Expr *clang::tidy::async::blockingToken(const BlockingWait &Wait,
                                              const Names &Known,
                                              const TokenEntry *&Entry,
                                              const VarDecl **Held) {
  const Expr *Made = stripImplicit(Wait.Operand);
  if (Held) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Made);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    *Held = Var && Var->isLocalVarDecl() && Var->getInit() &&
                    !Var->isStaticLocal() && !Var->getType()->isReferenceType()
                ? Var
                : nullptr;
    if (*Held)
      Made = stripCopies(Var->getInit());
  }
  const auto *Operation = dyn_cast<CallExpr>(Made);
  if (!Operation)
    return nullptr;
  auto Args = writtenArguments(*Operation);
  if (Args.empty())
    return nullptr;
  const Expr *Token = stripImplicit(Args.back());
  Entry = Known.token(Token->getType());
  return Entry && returnsByToken(*Operation) ? Token : nullptr;
}

bool clang::tidy::async::isForMovedWork(const BlockingWait &Wait,
                                        const Names &Known) {
  const Expr *Work = stripImplicit(Wait.Operand);
  // `auto Result = executor->submit(f);`
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Work))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && Var->getInit())
      Work = stripCopies(Var->getInit());
  return Known.call(Work, CallRole::MovesWork);
}
