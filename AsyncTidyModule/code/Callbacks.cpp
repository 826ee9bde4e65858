//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Callbacks.h"
#include "code/Discards.h"
#include "code/Shapes.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace clang::tidy::async;

/// \p E without what only moves, forwards or copies it.
static const Expr *stripTransfer(const Expr *E) {
  for (const Expr *Before = nullptr; E != Before;) {
    Before = E;
    E = stripImplicit(E);
    if (const Expr *Moved = movedBy(E))
      E = Moved;
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
             Cast && Cast->getTypeAsWritten()->isReferenceType())
      E = Cast->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct && Construct->getNumArgs() == 1 &&
             Construct->getConstructor()->isCopyOrMoveConstructor())
      E = Construct->getArg(0);
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary && Unary->getOpcode() == UO_AddrOf &&
             Unary->getSubExpr()->getType()->isFunctionType())
      E = Unary->getSubExpr();
  }
  return E;
}

/// The function type among a class template's arguments, of it or of a base.
static const FunctionProtoType *functionArgument(const CXXRecordDecl *Record) {
  if (!Record)
    return nullptr;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    if (QualType Function = findTypeArgument(
            Spec->getTemplateArgs().asArray(),
            [](QualType Arg) { return Arg->isFunctionProtoType(); });
        !Function.isNull())
      return Function->getAs<FunctionProtoType>();
  if (Record->hasDefinition())
    for (const CXXBaseSpecifier &Base : Record->getDefinition()->bases())
      if (Base.getAccessSpecifier() == AS_public)
        if (const auto *Type = functionArgument(recordOf(Base.getType())))
          return Type;
  return nullptr;
}

const FunctionProtoType *clang::tidy::async::signatureOf(QualType T) {
  const FunctionProtoType *Type =
      T.isNull() ? nullptr : functionArgument(recordOf(T));
  return Type && Type->getReturnType()->isVoidType() ? Type : nullptr;
}

/// What the call operators of \p Record return, if they agree.
static QualType operatorResult(const CXXRecordDecl *Record) {
  QualType Result;
  if (!Record->hasDefinition())
    return Result;
  const ASTContext &Ctx = Record->getASTContext();
  for (const NamedDecl *D : Record->getDefinition()->lookup(
           Ctx.DeclarationNames.getCXXOperatorName(OO_Call))) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method)
      return {};
    QualType Type = Method->getReturnType();
    if (Type->isDependentType() || Type->isUndeducedType() ||
        (!Result.isNull() && !Ctx.hasSameType(Result, Type)))
      return {};
    Result = Type;
  }
  return Result;
}

QualType clang::tidy::async::callResult(const Expr &Callable,
                                        const Names &Known) {
  const Expr *E = stripTransfer(&Callable);
  if (const auto *Call = dyn_cast<CallExpr>(E);
      Call && Call->getNumArgs() && Known.call(Call, CallRole::Binder))
    return callResult(*Call->getArg(0), Known);
  QualType T = E->getType();
  if (T.isNull() || T->isDependentType())
    return {};
  if (const auto *Member = T->getAs<MemberPointerType>())
    T = Member->getPointeeType();
  else if (T->isPointerType())
    T = T->getPointeeType();
  if (const auto *Function = T->getAs<FunctionProtoType>())
    return Function->getReturnType();
  const CXXRecordDecl *Record =
      E->getType()->isPointerType() ? nullptr : recordOf(E->getType());
  if (!Record)
    return {};
  if (const FunctionProtoType *Function = functionArgument(Record))
    return Function->getReturnType();
  return operatorResult(Record);
}

const FunctionDecl *clang::tidy::async::calledFunction(const Expr &Callable,
                                                       const Names &Known) {
  const Expr *E = stripTransfer(&Callable);
  if (const auto *Call = dyn_cast<CallExpr>(E);
      Call && Call->getNumArgs() && Known.call(Call, CallRole::Binder))
    return calledFunction(*Call->getArg(0), Known);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    E = stripImplicit(Unary->getSubExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return Lambda->getCallOperator();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Function;
    const CXXRecordDecl *Record = recordOf(Ref->getType());
    if (Record && Record->isLambda())
      return Record->getLambdaCallOperator();
  }
  return nullptr;
}

namespace {
/// How deep a callable is followed through templates.
constexpr unsigned MaxDepth = 4;

/// Looks at what one function does with callables it got.
class Consumer {
public:
  Consumer(const FunctionDecl &Function, const Names &Known, unsigned Depth)
      : Function(Function), Index(Function), Known(Known), Depth(Depth) {}

  /// True when \p Param is called, its result dropped every time, and nothing
  /// else is done with it.
  bool drops(const ParmVarDecl *Param) {
    follow(Param);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        followInitializer(*Init, Param);
    return Dropped && !Used;
  }

private:
  void follow(const ValueDecl *D);
  void followMention(const DeclRefExpr &Mention);
  void followInitializer(const CXXCtorInitializer &Init,
                         const ParmVarDecl *Param);
  void take(bool IsDropped) { (IsDropped ? Dropped : Used) = true; }
  bool isDiscarded(const Expr &Value) const;

  const FunctionDecl &Function;
  const BodyIndex Index;
  const Names &Known;
  const unsigned Depth;
  bool Dropped = false, Used = false;
};
} // namespace

/// `std::invoke`, `std::apply`, and what other libraries call so.
static bool isInvoke(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !Callee->getIdentifier())
    return false;
  return Callee->getName() == "invoke" || Callee->getName() == "__invoke" ||
         (Callee->getName() == "apply" && Callee->isInStdNamespace());
}

/// The parameter that argument \p I of a call goes to.
static const ParmVarDecl *parameterFor(const FunctionDecl &Callee, unsigned I) {
  return I < Callee.getNumParams() ? Callee.getParamDecl(I) : nullptr;
}

/// True for parameters whose type the caller's argument decides.
static bool isDeduced(const FunctionDecl &Function, unsigned I) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  if (!Pattern || Pattern->getNumParams() == 0)
    return false;
  return Pattern
      ->getParamDecl(std::min<unsigned>(I, Pattern->getNumParams() - 1))
      ->getType()
      ->isDependentType();
}

static bool dropsResult(const FunctionDecl *Callee, unsigned I,
                        const Names &Known, unsigned Depth) {
  if (!Callee || Depth > MaxDepth || !isDeduced(*Callee, I))
    return false;
  const FunctionDecl *Definition = Callee->getDefinition();
  const ParmVarDecl *Param =
      Definition ? parameterFor(*Definition, I) : nullptr;
  if (!Param || !Definition->doesThisDeclarationHaveABody())
    return false;
  return Consumer(*Definition, Known, Depth).drops(Param);
}

/// True when \p Construct makes a `void(...)` wrapper of its argument \p I, the
/// first one or what follows an allocator. Others have a signature among their
/// template's arguments, too: an operation of Asio that is deferred.
static bool wraps(const CXXConstructExpr &Construct, unsigned I) {
  const auto IsAllocatorTag = [](const Expr *Arg) {
    const CXXRecordDecl *Class = recordOf(Arg->getType());
    return Class && Class->isInStdNamespace() &&
           Class->getName() == "allocator_arg_t";
  };
  return (I == 0 || (I == 2 && IsAllocatorTag(Construct.getArg(0)))) &&
         signatureOf(Construct.getType());
}

/// True when the object that \p Construct makes drops the result of its
/// argument \p I.
static bool constructionDrops(const CXXConstructExpr &Construct, unsigned I,
                              const Names &Known, unsigned Depth) {
  return wraps(Construct, I) || Known.call(&Construct, CallRole::DropsResult) ||
         dropsResult(Construct.getConstructor(), I, Known, Depth + 1);
}

bool Consumer::isDiscarded(const Expr &Value) const {
  const CallableBody *Body = Index.enclosing(&Value);
  if (!Body)
    return false;
  for (const Expr *E : Body->Discarded)
    for (const Discard &D : discardsIn(*E))
      if (D.Value == &Value)
        return true;
  return false;
}

void Consumer::follow(const ValueDecl *D) {
  for (const DeclRefExpr *Mention : Index.mentions(D))
    followMention(*Mention);
}

void Consumer::followMention(const DeclRefExpr &Mention) {
  const Expr *Node = &Mention;
  const Stmt *Around = Index.spelledParent(Node);
  for (; const auto *E = dyn_cast_or_null<Expr>(Around);
       Around = Index.spelledParent(Node)) {
    if (stripTransfer(E) != &Mention)
      break;
    Node = E;
  }
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Around)) {
    auto Init = Lambda->capture_init_begin();
    for (const LambdaCapture &Capture : Lambda->captures()) {
      const Expr *Value = *Init++;
      if (!Value || stripTransfer(Value) != &Mention)
        continue;
      // Mentions of what is captured under its own name count by themselves.
      if (Capture.capturesVariable() &&
          Capture.getCapturedVar() != Mention.getDecl())
        follow(Capture.getCapturedVar());
    }
    return;
  }
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const bool IsCalled =
        Operator ? Operator->getOperator() == OO_Call &&
                       stripTransfer(Operator->getArg(0)) == &Mention
                 : stripTransfer(Call->getCallee()) == &Mention;
    const bool IsInvoked = !Operator && isInvoke(*Call) &&
                           stripTransfer(Call->getArg(0)) == &Mention;
    if (IsCalled || IsInvoked)
      return take(isDiscarded(*Call));
    for (unsigned I = 0; I < Call->getNumArgs(); ++I)
      if (stripTransfer(Call->getArg(I)) == &Mention) {
        if (Operator)
          return take(Operator->getOperator() == OO_Equal && I == 1 &&
                      signatureOf(Call->getArg(0)->getType()));
        return take(Known.call(Call, CallRole::DropsResult) ||
                    dropsResult(Call->getDirectCallee(), I, Known, Depth + 1));
      }
  } else if (const auto *Construct =
                 dyn_cast_or_null<CXXConstructExpr>(Around)) {
    for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
      if (stripTransfer(Construct->getArg(I)) == &Mention)
        return take(constructionDrops(*Construct, I, Known, Depth));
  }
  take(false);
}

void Consumer::followInitializer(const CXXCtorInitializer &Init,
                                 const ParmVarDecl *Param) {
  if (!mentions(Init.getInit(), Param))
    return;
  const Expr *E = stripImplicit(Init.getInit());
  if (const auto *List = dyn_cast<InitListExpr>(E);
      List && List->getNumInits() == 1)
    E = stripImplicit(List->getInit(0));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    for (unsigned I = 0; I < Construct->getNumArgs(); ++I) {
      const auto *Ref =
          dyn_cast<DeclRefExpr>(stripTransfer(Construct->getArg(I)));
      if (Ref && Ref->getDecl() == Param)
        return take(constructionDrops(*Construct, I, Known, Depth));
    }
  take(false);
}

/// The parameter that \p Callable is, itself or captured by a new name.
static const ParmVarDecl *parameterBehind(const Expr &Callable) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripTransfer(&Callable));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && Var->isInitCapture() && Var->getInit())
    return parameterBehind(*Var->getInit());
  return dyn_cast_or_null<ParmVarDecl>(Var);
}

static const FunctionDecl *ownerOf(const ParmVarDecl *Param) {
  return Param ? dyn_cast<FunctionDecl>(Param->getDeclContext()) : nullptr;
}

bool clang::tidy::async::isForwarded(const Expr &Callable) {
  const ParmVarDecl *Param = parameterBehind(Callable);
  const FunctionDecl *Owner = ownerOf(Param);
  return Owner && isDeduced(*Owner, Param->getFunctionScopeIndex());
}

bool clang::tidy::async::isDroppedCallback(const Expr &Value,
                                           const Names &Known) {
  const auto *Call = dyn_cast<CallExpr>(&Value);
  if (!Call)
    return false;
  const bool ByArgument = isa<CXXOperatorCallExpr>(Call) || isInvoke(*Call);
  if (ByArgument && Call->getNumArgs() == 0)
    return false;
  const ParmVarDecl *Param =
      parameterBehind(ByArgument ? *Call->getArg(0) : *Call->getCallee());
  return dropsResult(ownerOf(Param), Param ? Param->getFunctionScopeIndex() : 0,
                     Known, 0);
}

namespace {
class HandOvers {
public:
  HandOvers(const AsyncTypes &Types) : Types(Types), Known(Types.names()) {}

  void lookAt(const CallExpr &Call);
  void lookAt(const CXXConstructExpr &Construct);

  std::vector<DroppedResult> Found;

private:
  /// The task that calling \p Arg gives, or null.
  QualType taskOf(const Expr &Arg) const {
    QualType Result = callResult(Arg, Known);
    return !Result.isNull() && !Result->isReferenceType() &&
                   Types.classify(Result).isTask()
               ? Result
               : QualType();
  }
  void add(const Expr &Arg, const Expr &Taker, const NamedDecl *Name,
           DroppedResult More = {}) {
    QualType Task = taskOf(Arg);
    if (Task.isNull())
      return;
    More.Callable = stripImplicit(&Arg);
    More.Result = Task;
    More.Taker = &Taker;
    More.TakerName = Name;
    Found.push_back(More);
  }
  void addFirstCallable(llvm::ArrayRef<const Expr *> Args, const Expr &Taker,
                        const NamedDecl *Name, const CallEntry *Entry);

  const AsyncTypes &Types;
  const Names &Known;
};
} // namespace

/// `std::thread(f, g)` calls `f` and gives it `g`.
void HandOvers::addFirstCallable(llvm::ArrayRef<const Expr *> Args,
                                 const Expr &Taker, const NamedDecl *Name,
                                 const CallEntry *Entry) {
  for (const Expr *Arg : Args)
    if (!callResult(*Arg, Known).isNull()) {
      DroppedResult More;
      More.Entry = Entry;
      return add(*Arg, Taker, Name, More);
    }
}

void HandOvers::lookAt(const CXXConstructExpr &Construct) {
  const CXXRecordDecl *Class = Construct.getConstructor()->getParent();
  llvm::ArrayRef Args(Construct.getArgs(), Construct.getNumArgs());
  if (llvm::all_of(Args,
                   [this](const Expr *Arg) { return taskOf(*Arg).isNull(); }))
    return;
  if (const CallEntry *Entry = Known.call(&Construct, CallRole::DropsResult))
    return addFirstCallable(Args, Construct, Class, Entry);
  for (unsigned I = 0; I < Args.size(); ++I) {
    DroppedResult More;
    if (wraps(Construct, I))
      More.Wrapper = Construct.getType();
    else if (!dropsResult(Construct.getConstructor(), I, Known, 0))
      continue;
    add(*Args[I], Construct, Class, More);
  }
}

/// The class among \p Container's arguments whose objects are made of a
/// callable and drop its result; null for other classes.
static QualType droppingElement(const CXXRecordDecl *Container) {
  const auto *Spec =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Container);
  return Spec && Spec->isInStdNamespace()
             ? findTypeArgument(
                   Spec->getTemplateArgs().asArray(),
                   [](QualType Arg) { return signatureOf(Arg) != nullptr; })
             : QualType();
}

void HandOvers::lookAt(const CallExpr &Call) {
  llvm::ArrayRef Args(Call.getArgs(), Call.getNumArgs());
  if (llvm::all_of(Args,
                   [this](const Expr *Arg) { return taskOf(*Arg).isNull(); }))
    return;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Known.call(&Call, CallRole::Binder))
    return;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const NamedDecl *Name = Callee;
  if (Operator && Operator->getOperator() == OO_Call) {
    // A function object, which its variable names; its own call is no matter.
    Args = Args.drop_front();
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0))))
      Name = Ref->getDecl();
  }
  if (const CallEntry *Entry = Known.call(&Call, CallRole::DropsResult))
    return addFirstCallable(Args, Call, Name, Entry);
  DroppedResult More;
  if (Known.call(&Call, CallRole::Handler)) {
    More.IsHandler = true;
    for (const Expr *Arg : Args)
      add(*Arg, Call, Name, More);
    return;
  }
  if (Operator && Operator->getOperator() == OO_Equal) {
    More.Wrapper = Args[0]->getType();
    if (signatureOf(More.Wrapper))
      add(*Args[1], Call, recordOf(Args[0]->getType()), More);
    return;
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
      Member && Callee->getIdentifier() &&
      Callee->getName().contains("emplace"))
    if (More.Wrapper = droppingElement(recordOf(objectType(*Member)));
        !More.Wrapper.isNull()) {
      for (const Expr *Arg : Args)
        add(*Arg, Call, recordOf(More.Wrapper), More);
      return;
    }
  for (unsigned I = 0; I < Args.size(); ++I)
    if (!taskOf(*Args[I]).isNull() && dropsResult(Callee, I, Known, 0))
      add(*Args[I], Call, Name, More);
}

std::vector<DroppedResult>
clang::tidy::async::droppedResults(const CallableBody &Body,
                                   const AsyncTypes &Types) {
  HandOvers Search(Types);
  for (const CallExpr *Call : Body.Calls)
    Search.lookAt(*Call);
  for (const CXXConstructExpr *Construct : Body.Constructions)
    Search.lookAt(*Construct);
  return std::move(Search.Found);
}
