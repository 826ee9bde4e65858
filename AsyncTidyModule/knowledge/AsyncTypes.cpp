//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/AsyncTypes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/Regex.h"
#include <algorithm>

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::isCoroutine(const FunctionDecl &Function) {
  return isa_and_nonnull<CoroutineBodyStmt>(Function.getBody());
}

const CXXRecordDecl *
clang::tidy::async::promiseOfCoroutine(const FunctionDecl &Function) {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  if (!Body || !Body->getPromiseDecl())
    return nullptr;
  return recordOf(Body->getPromiseDecl()->getType());
}

/// The definition to look into. A specialization that nothing in the TU needed
/// complete has only its pattern's.
static const CXXRecordDecl *definitionOf(const CXXRecordDecl *Record) {
  if (!Record)
    return nullptr;
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    return Definition;
  if (const CXXRecordDecl *Pattern = Record->getInstantiatedFromMemberClass())
    return definitionOf(Pattern);
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    return Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return nullptr;
}

using Members = llvm::SmallVector<const NamedDecl *, 4>;
using Classes = llvm::SmallPtrSet<const CXXRecordDecl *, 8>;

/// As a template, a class can be its own base: \p Seen ends that.
static void addMembersNamed(const CXXRecordDecl *Record, DeclarationName Name,
                            Members &Found, Classes &Seen) {
  Record = definitionOf(Record);
  if (!Record || !Seen.insert(Record).second)
    return;
  const size_t Before = Found.size();
  for (const NamedDecl *D : Record->lookup(Name))
    Found.push_back(D->getUnderlyingDecl());
  if (Found.size() == Before)
    for (const CXXBaseSpecifier &Base : Record->bases())
      addMembersNamed(recordOf(Base.getType()), Name, Found, Seen);
}

llvm::SmallVector<const NamedDecl *, 4>
clang::tidy::async::membersNamed(const CXXRecordDecl *Record,
                                 DeclarationName Name) {
  Members Found;
  Classes Seen;
  addMembersNamed(Record, Name, Found, Seen);
  return Found;
}

static bool hasMember(const CXXRecordDecl *Record, const ASTContext &Ctx,
                      llvm::StringRef Name) {
  return !membersNamed(Record, &Ctx.Idents.get(Name)).empty();
}

bool AsyncTypes::hasAny(const CXXRecordDecl *Record,
                        const MemberNames &Members) {
  return llvm::any_of(Members, [Record](const IdentifierInfo *Name) {
    return !membersNamed(Record, Name).empty();
  });
}

static const FunctionDecl *functionOf(const NamedDecl *D) {
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(D);
}

/// True when `x.Name(...)` with \p Count arguments calls a member function of
/// \p Record. Data members are none, even where they could be called.
static bool canCall(const CXXRecordDecl *Record, const ASTContext &Ctx,
                    llvm::StringRef Name, unsigned Count) {
  return llvm::any_of(
      membersNamed(Record, &Ctx.Idents.get(Name)), [Count](const NamedDecl *D) {
        const FunctionDecl *Function = functionOf(D);
        return Function && !Function->isDeleted() &&
               D->getAccess() != AS_private && D->getAccess() != AS_protected &&
               Function->getMinRequiredArguments() <= Count &&
               (Function->getNumParams() >= Count || Function->isVariadic() ||
                Function->isTemplated());
      });
}

/// True for what `co_await` takes as it is.
static bool isAwaiter(const CXXRecordDecl *Record, const ASTContext &Ctx) {
  return canCall(Record, Ctx, "await_ready", 0) &&
         canCall(Record, Ctx, "await_suspend", 1) &&
         canCall(Record, Ctx, "await_resume", 0);
}

const char *AsyncType::noun() const {
  switch (Role) {
  case TypeRole::Task:
    return "task";
  case TypeRole::Future:
    return "future";
  default:
    return "awaitable";
  }
}

AsyncTypes::AsyncTypes(const ASTContext &Ctx, const Names &Known)
    : Ctx(Ctx), Known(Known), Traits(Ctx) {
  for (const std::string &Name : Known.usual().spellings(Usual::UsesTaskUp))
    UseUp.push_back(&Ctx.Idents.get(Name));
  for (const std::string &Name : Known.usual().spellings(Usual::AsksForValue))
    AskForValue.push_back(&Ctx.Idents.get(Name));
}

bool AsyncTypes::neverThrows(QualType T) const {
  const AsyncType Type = classify(T);
  if (!Type.Entry || Type.Entry->NothrowParameter.empty())
    return false;
  const DeclContext *Around = recordOf(T);
  for (; Around && Around->isRecord(); Around = Around->getParent()) {
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Around);
    if (!Spec)
      continue;
    const auto *Params =
        Spec->getSpecializedTemplate()->getTemplateParameters();
    const unsigned Count =
        std::min(Params->size(), Spec->getTemplateArgs().size());
    for (unsigned I = 0; I != Count; ++I) {
      const TemplateArgument &Arg = Spec->getTemplateArgs()[I];
      if (Params->getParam(I)->getName() == Type.Entry->NothrowParameter &&
          Arg.getKind() == TemplateArgument::Integral)
        return Arg.getAsIntegral().getBoolValue();
    }
  }
  return false;
}

llvm::StringRef AsyncTypes::notFixed(QualType T) const {
  const AsyncType Type = classify(T);
  if (!Type.Entry || Type.Entry->NotFixedArgument.empty())
    return Type.Entry ? llvm::StringRef(Type.Entry->NotFixed) : "";
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  const llvm::Regex Pattern(Type.Entry->NotFixedArgument);
  const auto Matches = [&](QualType Arg) {
    return Pattern.match(
        Arg.getCanonicalType().getAsString(Ctx.getPrintingPolicy()));
  };
  return Spec && !findTypeArgument(Spec->getTemplateArgs().asArray(), Matches)
                      .isNull()
             ? llvm::StringRef(Type.Entry->NotFixed)
             : "";
}

const CXXRecordDecl *AsyncTypes::promiseOf(const CXXRecordDecl *Record) const {
  for (const NamedDecl *D :
       membersNamed(Record, &Ctx.Idents.get("promise_type"))) {
    if (const auto *Typedef = dyn_cast<TypedefNameDecl>(D))
      return recordOf(Typedef->getUnderlyingType());
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(D))
      return Nested;
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
      return Template->getTemplatedDecl();
  }
  return Traits.promiseOf(Record).Class;
}

bool AsyncTypes::isCoroutineType(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && (Traits.names(Record) || promiseOf(Record));
}

/// True when a parameter of type \p Param (of a function or template) is of
/// the class \p Record or of a specialization of the same template.
static bool namesRecord(QualType Param, const CXXRecordDecl *Record) {
  const CXXRecordDecl *Class = recordOf(Param);
  return Class && primaryDecl(Class) == primaryDecl(Record);
}

/// `T &&`, `T` or `auto` with no constraint, or one over any class.
static bool isOpenParameter(const ParmVarDecl *Param) {
  return Param->getType().getNonReferenceType()->isTemplateTypeParmType();
}

const FunctionDecl *AsyncTypes::awaitOperator(const CXXRecordDecl *Record,
                                              AwaitForm &Form) const {
  DeclarationName Name = Ctx.DeclarationNames.getCXXOperatorName(OO_Coawait);
  const FunctionDecl *Found = nullptr;
  bool OnlyRvalues = true;
  for (const NamedDecl *D : membersNamed(Record, Name))
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(functionOf(D));
        Method && !Method->isDeleted() && D->getAccess() != AS_private &&
        D->getAccess() != AS_protected) {
      Found = Method;
      OnlyRvalues &= Method->getRefQualifier() == RQ_RValue;
    }
  if (!Found) {
    // Argument-dependent look-up, as far as a class's own namespaces go.
    for (const DeclContext *Scope = Record->getDeclContext(); Scope;
         Scope = Scope->getParent()) {
      if (!Scope->isFileContext())
        continue;
      for (const NamedDecl *D : Scope->lookup(Name)) {
        const FunctionDecl *Operator = functionOf(D->getUnderlyingDecl());
        if (!Operator || Operator->isDeleted() ||
            Operator->getNumParams() != 1 ||
            !namesRecord(Operator->getParamDecl(0)->getType(), Record))
          continue;
        QualType Param = Operator->getParamDecl(0)->getType();
        Found = Operator;
        OnlyRvalues &=
            Param->isRValueReferenceType() || !Param->isReferenceType();
      }
    }
  }
  Form = Found && OnlyRvalues ? AwaitForm::Moved : AwaitForm::AsNamed;
  return Found;
}

/// `adapter(executor, x)` that argument-dependent look-up finds for \p Record,
/// or a member of that kind: what coroutines of \p Lib ask for an awaiter that
/// is none without their executor. Null when there is none.
static const FunctionDecl *adapterOf(const CXXRecordDecl *Record,
                                     const Library &Lib,
                                     const ASTContext &Ctx) {
  if (Lib.AwaitAdapter.empty())
    return nullptr;
  const IdentifierInfo *Name = &Ctx.Idents.get(Lib.AwaitAdapter);
  const auto IsAdapter = [&](const FunctionDecl *F, bool Open) {
    return F && F->getIdentifier() == Name && F->getNumParams() == 2 &&
           (namesRecord(F->getParamDecl(1)->getType(), Record) ||
            (Open && isOpenParameter(F->getParamDecl(1))));
  };
  for (const NamedDecl *D :
       membersNamed(Record, &Ctx.Idents.get(Lib.AwaitAdapterMember)))
    if (const FunctionDecl *F = functionOf(D); F && F->getNumParams() == 1)
      return F;
  Classes Seen;
  llvm::SmallVector<const CXXRecordDecl *, 4> Work{definitionOf(Record)};
  while (!Work.empty()) {
    const CXXRecordDecl *Class = Work.pop_back_val();
    if (!Class || !Seen.insert(Class).second)
      continue;
    for (const FriendDecl *Friend : Class->friends())
      if (const NamedDecl *D = Friend->getFriendDecl())
        if (const FunctionDecl *F = functionOf(D); IsAdapter(F, /*Open=*/true))
          return F;
    for (const CXXBaseSpecifier &Base : Class->bases())
      Work.push_back(definitionOf(recordOf(Base.getType())));
  }
  for (const DeclContext *Scope = Record->getDeclContext(); Scope;
       Scope = Scope->getParent())
    if (Scope->isFileContext())
      for (const NamedDecl *D : Scope->lookup(Name))
        if (const FunctionDecl *F = functionOf(D->getUnderlyingDecl());
            IsAdapter(F, /*Open=*/false))
          return F;
  return nullptr;
}

/// That of the first library that is present and has one.
static const FunctionDecl *adapterOf(const CXXRecordDecl *Record,
                                     const Names &Known) {
  for (const Library *Lib : Known.libraries())
    if (const FunctionDecl *F = adapterOf(Record, *Lib, Known.context()))
      return F;
  return nullptr;
}

/// By the outermost namespaces: an executor stands beside the coroutines.
static bool isDeclaredBy(const Library &Lib, const NamedDecl &D) {
  const std::string Name = D.getQualifiedNameAsString();
  const llvm::StringRef Own = llvm::StringRef(Name).split("::").first;
  return llvm::any_of(Lib.Namespaces, [Own](llvm::StringRef Space) {
    return Space.split("::").first == Own;
  });
}

/// How what \p Adapter adapts must be given to it.
static AwaitForm formFor(const FunctionDecl &Adapter) {
  if (Adapter.getNumParams() == 1)
    return cast<CXXMethodDecl>(Adapter).getRefQualifier() == RQ_RValue
               ? AwaitForm::Moved
               : AwaitForm::AsNamed;
  return Adapter.getParamDecl(1)->getType()->isLValueReferenceType()
             ? AwaitForm::AsNamed
             : AwaitForm::Moved;
}

/// True when coroutines of \p Lib get from \p Awaited to an awaiter by their
/// executor.
static bool isAdaptedBy(const Library *Lib, const CXXRecordDecl *Awaited,
                        const ASTContext &Ctx) {
  const FunctionDecl *Adapter = Lib ? adapterOf(Awaited, *Lib, Ctx) : nullptr;
  const CXXRecordDecl *Executor =
      Adapter ? recordOf(Adapter->getParamDecl(0)->getType()) : nullptr;
  return Adapter && (isDeclaredBy(*Lib, *Awaited) ||
                     (Executor && isDeclaredBy(*Lib, *Executor)));
}

/// The only function of \p Record, or its bases, that is called \p Name.
static const FunctionDecl *soleMember(const CXXRecordDecl *Record,
                                      const ASTContext &Ctx,
                                      llvm::StringRef Name) {
  const Members Found = membersNamed(Record, &Ctx.Idents.get(Name));
  return Found.size() == 1 ? functionOf(Found.front()) : nullptr;
}

/// How an awaiter of type \p T lets a coroutine begin, when it does what
/// `suspend_always` or `suspend_never` does.
static TaskStart startBy(QualType T, const ASTContext &Ctx) {
  const CXXRecordDecl *Awaiter = recordOf(T);
  const FunctionDecl *Ready = soleMember(Awaiter, Ctx, "await_ready");
  const FunctionDecl *Suspend = soleMember(Awaiter, Ctx, "await_suspend");
  const auto *Of =
      Ready && Suspend && Ready->getDeclContext() == Suspend->getDeclContext()
          ? dyn_cast<CXXRecordDecl>(Ready->getDeclContext())
          : nullptr;
  if (!Of || !Of->getIdentifier())
    return TaskStart::Unknown;
  return Of->getName() == "suspend_always"  ? TaskStart::Lazy
         : Of->getName() == "suspend_never" ? TaskStart::Eager
                                            : TaskStart::Unknown;
}

static TaskStart startOf(const TraitsPromise &Promise, const ASTContext &Ctx) {
  for (const NamedDecl *D :
       membersNamed(Promise.Class, &Ctx.Idents.get("initial_suspend")))
    if (const FunctionDecl *Method = functionOf(D))
      if (const TaskStart Start =
              startBy(Promise.resolve(Method->getReturnType()), Ctx);
          Start != TaskStart::Unknown)
        return Start;
  return TaskStart::Unknown;
}

TaskStart AsyncTypes::startOf(const FunctionDecl &Function) const {
  const FunctionDecl *Definition = nullptr;
  const AsyncType Type = classify(Function.getReturnType());
  if (Type.Entry && Type.Entry->Start != TaskStart::Unknown)
    return Type.Start;
  const CXXRecordDecl *Promise =
      Function.hasBody(Definition) ? promiseOfCoroutine(*Definition) : nullptr;
  const TaskStart Own =
      Promise ? ::startOf({Promise, {}}, Ctx) : TaskStart::Unknown;
  return Own == TaskStart::Unknown ? Type.Start : Own;
}

/// True when \p Returned, of an `await_transform`, is seen to be no awaiter.
/// \p Record is the operand's class, where a dependent name is looked up.
static bool isNoAwaiter(QualType Returned, const CXXRecordDecl *Record,
                        const ASTContext &Ctx) {
  const CXXRecordDecl *Awaiter = recordOf(Returned);
  if (const auto *Named = Returned->getAs<DependentNameType>())
    for (const NamedDecl *D : membersNamed(Record, Named->getIdentifier()))
      Awaiter = dyn_cast<CXXRecordDecl>(D);
  return Awaiter && hasMember(Awaiter, Ctx, "await_ready") &&
         !hasMember(Awaiter, Ctx, "await_resume");
}

AsyncType AsyncTypes::classifyByStructure(const CXXRecordDecl *Record) const {
  AsyncType Type;
  const CXXRecordDecl *Promise = promiseOf(Record);
  const bool ByTraits = Traits.names(Record);
  const bool IsCoroutineType = Promise || ByTraits;
  // For these, `co_await` unwraps a value that is there: optional, expected.
  if (IsCoroutineType &&
      ((ByTraits && Record->isInStdNamespace()) || hasAny(Record, AskForValue)))
    return {};

  AwaitForm Form = AwaitForm::AsNamed;
  if (awaitOperator(Record, Form) || isAwaiter(Record, Ctx)) {
    Type.HasAwaiter = true;
    Type.Await = Form;
  } else if (const FunctionDecl *Adapter = adapterOf(Record, Known)) {
    Type.Await = formFor(*Adapter);
  } else if (Promise) {
    // Awaitable only through its own promise, as asio's awaitable is.
    for (const NamedDecl *D :
         membersNamed(Promise, &Ctx.Idents.get("await_transform"))) {
      const FunctionDecl *Transform = functionOf(D);
      if (!Transform || Transform->isDeleted() ||
          Transform->getNumParams() == 0 ||
          !namesRecord(Transform->getParamDecl(0)->getType(), Record) ||
          isNoAwaiter(Transform->getReturnType(), Record, Ctx))
        continue;
      QualType Param = Transform->getParamDecl(0)->getType();
      Type.Await = Param->isLValueReferenceType() ? AwaitForm::AsNamed
                                                  : AwaitForm::Moved;
    }
  }

  Type.HasOtherConsumers = hasAny(Record, UseUp);

  const bool Awaitable = Type.Await != AwaitForm::Never;
  if (IsCoroutineType) {
    TraitsPromise Found = Traits.promiseOf(Record);
    if (!Found.Class)
      Found.Class = Promise;
    Type.Start = ::startOf(Found, Ctx);
    if (Awaitable)
      Type.Role = TypeRole::Task;
    else if (hasMember(Promise, Ctx, "yield_value"))
      Type.Role = TypeRole::Generator;
    else if (!Type.HasOtherConsumers)
      Type.Role = TypeRole::Detached;
  } else if (Awaitable) {
    Type.Role = TypeRole::Awaitable;
  }
  return Type;
}

AsyncType AsyncTypes::classify(const CXXRecordDecl *Record) const {
  if (!Record || Record->isLambda() || !definitionOf(Record))
    return {};
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    Record = Definition;
  auto [It, Inserted] = Cache.try_emplace(Record);
  if (!Inserted)
    return It->second;
  AsyncType Type = classifyByStructure(Record);
  if (const TypeEntry *Entry = Known.type(Record)) {
    Type.Entry = Entry;
    Type.Role = Entry->Role;
    Type.Await = Entry->Await;
    if (Entry->Start != TaskStart::Unknown)
      Type.Start = Entry->Start;
    Type.MayAwait = Entry->MayAwait;
  }
  if (Type.MayAwait == Shots::Default)
    Type.MayAwait = !Type.canBeAwaited()             ? Shots::Shared
                    : Type.Await == AwaitForm::Moved ? Shots::Single
                                                     : Shots::Many;
  Cache[Record] = Type;
  if (Type.MayAwait == Shots::MovesValue) {
    QualType Value = awaitResult(Record);
    Type.MayAwait = Value.isNull() || Value->isVoidType() ||
                            Value->isReferenceType() ||
                            Value.isTriviallyCopyableType(Ctx)
                        ? Shots::Many
                        : Shots::Single;
    Cache[Record] = Type;
  }
  return Type;
}

AsyncType AsyncTypes::classify(QualType T) const {
  return classify(recordOf(T));
}

/// `await_resume()` of the awaiter of \p Record; null where it is not known.
const FunctionDecl *AsyncTypes::resumer(const CXXRecordDecl *Record) const {
  AwaitForm Form;
  const CXXRecordDecl *Awaiter = Record;
  if (const FunctionDecl *Operator = awaitOperator(Record, Form))
    Awaiter = recordOf(Operator->getReturnType());
  else if (const FunctionDecl *Adapter =
               isAwaiter(Record, Ctx) ? nullptr : adapterOf(Record, Known))
    Awaiter = recordOf(Adapter->getReturnType());
  for (const NamedDecl *D :
       membersNamed(Awaiter, &Ctx.Idents.get("await_resume")))
    if (const FunctionDecl *Method = functionOf(D))
      return Method;
  return nullptr;
}

/// What the awaiter of \p Record returns, as far as it is known here.
QualType AsyncTypes::writtenResult(const CXXRecordDecl *Record) const {
  const FunctionDecl *Resumer = resumer(Record);
  return Resumer ? Resumer->getReturnType() : QualType();
}

bool AsyncTypes::warnsWhenDropped(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!classify(Record).canBeAwaited())
    return false;
  const FunctionDecl *Resumer = resumer(Record);
  const QualType Result = awaitResult(Record);
  const TagDecl *Class = Result.isNull() ? nullptr : Result->getAsTagDecl();
  return (Resumer && Resumer->hasAttr<WarnUnusedResultAttr>()) ||
         (Class && Class->hasAttr<WarnUnusedResultAttr>());
}

bool AsyncTypes::mayYieldReference(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!classify(Record).canBeAwaited())
    return false;
  const QualType Result = writtenResult(Record);
  // Nobody has awaited one yet, and its `auto` is not known.
  AwaitForm Form;
  if (Result.isNull())
    return awaitOperator(Record, Form) != nullptr;
  const AutoType *Deduced = Result->getContainedAutoType();
  return Result->isReferenceType() ||
         (Result->isUndeducedType() && Deduced && Deduced->isDecltypeAuto());
}

/// What \p Method, of the class \p Class, returns as its last statement, before
/// anybody has instantiated it for its `auto`: a type that the template writes,
/// or one of the arguments. Null where it takes more to tell.
static QualType deducedBefore(const FunctionDecl &Method,
                              const CXXRecordDecl &Class) {
  const auto *Deduced = Method.getReturnType()->getAs<AutoType>();
  const FunctionDecl *Pattern = Method.getTemplateInstantiationPattern();
  if (!Deduced || Deduced->isDecltypeAuto() || !Pattern || !Pattern->hasBody())
    return {};
  const auto *Body = dyn_cast<CompoundStmt>(Pattern->getBody());
  const auto *Return = Body && !Body->body_empty()
                           ? dyn_cast<ReturnStmt>(Body->body_back())
                           : nullptr;
  if (!Return || !Return->getRetValue())
    return {};
  const QualType Written = Return->getRetValue()->getType();
  if (!Written->isDependentType())
    return Written;
  const auto *Param = Written->getAs<TemplateTypeParmType>();
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Param || Param->getDepth() != 0 || !Spec ||
      Param->getIndex() >= Spec->getTemplateArgs().size())
    return {};
  const TemplateArgument &Given = Spec->getTemplateArgs()[Param->getIndex()];
  return Given.getKind() == TemplateArgument::Type ? Given.getAsType()
                                                   : QualType();
}

QualType AsyncTypes::awaitResult(QualType T) const {
  return awaitResult(recordOf(T));
}

QualType AsyncTypes::awaitResult(const CXXRecordDecl *Record) const {
  AsyncType Type = classify(Record);
  if (!Type.canBeAwaited())
    return {};
  const QualType Result = writtenResult(Record);
  if (!Result.isNull() && !Result->isDependentType() &&
      !Result->isUndeducedType())
    return Result;
  // Every library writes the result as the first template argument.
  if (!Type.isTask() && Type.Role != TypeRole::Future) {
    const FunctionDecl *Resumer = resumer(Record);
    return Resumer && Resumer->getReturnType()->isUndeducedType()
               ? deducedBefore(*Resumer,
                               *cast<CXXRecordDecl>(Resumer->getParent()))
               : QualType();
  }
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
    llvm::ArrayRef<TemplateArgument> Args = Spec->getTemplateArgs().asArray();
    if (!Args.empty() && Args[0].getKind() == TemplateArgument::Pack)
      Args = Args[0].getPackAsArray();
    if (Args.empty())
      return Ctx.VoidTy;
    if (Args[0].getKind() == TemplateArgument::Type)
      return Args[0].getAsType();
  }
  return {};
}

/// False for tasks of one template whose further arguments differ: awaitables
/// of two executors do not await each other.
static bool differOnlyInResult(const CXXRecordDecl *A, const CXXRecordDecl *B) {
  const auto *SpecA = dyn_cast<ClassTemplateSpecializationDecl>(A);
  const auto *SpecB = dyn_cast<ClassTemplateSpecializationDecl>(B);
  if (!SpecA || !SpecB)
    return true;
  llvm::ArrayRef<TemplateArgument> ArgsA = SpecA->getTemplateArgs().asArray();
  llvm::ArrayRef<TemplateArgument> ArgsB = SpecB->getTemplateArgs().asArray();
  if (ArgsA.size() != ArgsB.size() || ArgsA.empty())
    return ArgsA.size() == ArgsB.size();
  return std::equal(ArgsA.begin() + 1, ArgsA.end(), ArgsB.begin() + 1,
                    [](const TemplateArgument &X, const TemplateArgument &Y) {
                      return X.structurallyEquals(Y);
                    });
}

/// True when each of \p Transforms takes an object of another class, which
/// nothing of type \p Own becomes.
static bool takeOthersOnly(llvm::ArrayRef<const NamedDecl *> Transforms,
                           const CXXRecordDecl &Own) {
  const auto TakesAnother = [&Own](const NamedDecl *D) {
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    const CXXRecordDecl *Taken =
        Method && Method->getNumParams() == 1
            ? recordOf(Method->getParamDecl(0)->getType())
            : nullptr;
    return Taken && Taken->hasDefinition() &&
           primaryDecl(Taken) != primaryDecl(&Own) &&
           !Taken->hasUserDeclaredConstructor() && !Own.isDerivedFrom(Taken);
  };
  return !Transforms.empty() && Own.hasDefinition() &&
         llvm::all_of(Transforms, TakesAnother);
}

bool AsyncTypes::accepts(const CXXRecordDecl *Promise, QualType Coroutine,
                         QualType Operand) const {
  const CXXRecordDecl *Awaited = recordOf(Operand);
  AsyncType Type = classify(Awaited);
  if (!Awaited || !Type.canBeAwaited())
    return false;
  const CXXRecordDecl *Own = recordOf(Coroutine);
  const AsyncType OwnType = classify(Own);
  // In a template, a coroutine with dependent parameters has none yet.
  if (!Promise && Own && !Coroutine->isDependentType())
    Promise = promiseOf(Own);
  const auto Transforms =
      membersNamed(Promise, &Ctx.Idents.get("await_transform"));
  if (Own && primaryDecl(Own) == primaryDecl(Awaited) &&
      differOnlyInResult(Own, Awaited) &&
      (OwnType.Entry || !takeOthersOnly(Transforms, *Awaited)))
    return true;

  if (OwnType.Entry && !OwnType.Entry->Accepts.empty()) {
    for (const std::string &Name : OwnType.Entry->Accepts) {
      if (Name == "any")
        return Type.HasAwaiter || Type.Entry ||
               isAdaptedBy(Known.libraryOf(OwnType.Entry), Awaited, Ctx);
      for (const NamedDecl *D : findDeclarations(Ctx, Name))
        if (primaryDecl(D) == primaryDecl(Awaited))
          return true;
    }
    return false;
  }

  if (!Promise)
    return false;
  if (Transforms.empty())
    return Type.HasAwaiter;
  for (const NamedDecl *D : Transforms) {
    const FunctionDecl *Transform = functionOf(D);
    if (!Transform || Transform->getNumParams() != 1)
      continue;
    const ParmVarDecl *Param = Transform->getParamDecl(0);
    // `future<int>` is not `future<T>`.
    const bool Names =
        namesRecord(Param->getType(), Awaited) &&
        (Param->getType()->isDependentType() ||
         Ctx.hasSameUnqualifiedType(Param->getType().getNonReferenceType(),
                                    Operand.getNonReferenceType()));
    if (Transform->isDeleted()) {
      if (Names)
        return false;
      continue;
    }
    if (Names)
      return true;
    // An unconstrained template takes everything that has an awaiter.
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    if (Template && isOpenParameter(Param) && Type.HasAwaiter &&
        !Template->getTemplateParameters()->hasAssociatedConstraints() &&
        Template->getTemplateParameters()->size() == 1 &&
        !Transform->getTrailingRequiresClause())
      return true;
  }
  return false;
}

std::string clang::tidy::async::typeName(QualType T, const ASTContext &Ctx) {
  // Longer arguments are lambdas and libraries' internals.
  constexpr size_t Readable = 48;
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  PrintingPolicy Policy(Ctx.getPrintingPolicy());
  Policy.SuppressTagKeyword = true;
  std::string Name = T.getAsString(Policy);
  const CXXRecordDecl *Record = recordOf(T);
  if (Name.size() <= Readable || !Record)
    return Name;
  return Record->getQualifiedNameAsString() +
         (isa<ClassTemplateSpecializationDecl>(Record) ? "<...>" : "");
}
