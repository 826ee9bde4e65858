//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Names.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy::async;

const Decl *clang::tidy::async::primaryDecl(const Decl *D) {
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(D))
    return primaryDecl(Spec->getSpecializedTemplate());
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
    // A member template of a class template has an instantiation for each.
    while (const auto *Pattern = Template->getInstantiatedFromMemberTemplate())
      D = Template = Pattern;
  if (const auto *Record = dyn_cast<CXXRecordDecl>(D)) {
    if (const ClassTemplateDecl *Template = Record->getDescribedClassTemplate())
      return primaryDecl(Template);
    if (const CXXRecordDecl *Pattern = Record->getInstantiatedFromMemberClass())
      return primaryDecl(Pattern);
  }
  if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
    if (const FunctionTemplateDecl *Template = Function->getPrimaryTemplate())
      return Template->getCanonicalDecl();
    if (const FunctionTemplateDecl *Template =
            Function->getDescribedFunctionTemplate())
      return Template->getCanonicalDecl();
  }
  // `sync_wait_r<int>`, a function object for each result.
  if (const auto *Object = dyn_cast<VarTemplateSpecializationDecl>(D))
    return Object->getSpecializedTemplate()->getCanonicalDecl();
  return D->getCanonicalDecl();
}

const CXXRecordDecl *clang::tidy::async::recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record;
  // In a template: `task<T>` with a dependent argument.
  if (const auto *Spec = T->getAs<TemplateSpecializationType>()) {
    if (Spec->isTypeAlias())
      return recordOf(Spec->getAliasedType());
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Spec->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  }
  return nullptr;
}

const ClassTemplateSpecializationDecl *
clang::tidy::async::specializationOf(QualType T) {
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
}

QualType
clang::tidy::async::typeArgument(const ClassTemplateSpecializationDecl *Spec,
                                 unsigned I) {
  if (!Spec || I >= Spec->getTemplateArgs().size())
    return {};
  const TemplateArgument &Arg = Spec->getTemplateArgs()[I];
  return Arg.getKind() == TemplateArgument::Type ? Arg.getAsType() : QualType();
}

QualType
clang::tidy::async::findTypeArgument(llvm::ArrayRef<TemplateArgument> Args,
                                     llvm::function_ref<bool(QualType)> Test) {
  for (const TemplateArgument &Arg : Args)
    if (Arg.getKind() == TemplateArgument::Pack) {
      if (QualType T = findTypeArgument(Arg.pack_elements(), Test); !T.isNull())
        return T;
    } else if (Arg.getKind() == TemplateArgument::Type &&
               Test(Arg.getAsType())) {
      return Arg.getAsType();
    }
  return {};
}

QualType clang::tidy::async::objectType(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Object)
    return {};
  QualType T = Object->IgnoreParenImpCasts()->getType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

/// What a using-declaration, alias or alias template stands for.
static const NamedDecl *declarationBehind(const NamedDecl *D) {
  D = D->getUnderlyingDecl();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
    return Alias->getNamespace();
  if (const auto *Alias = dyn_cast<TypeAliasTemplateDecl>(D))
    D = Alias->getTemplatedDecl();
  if (const auto *Typedef = dyn_cast<TypedefNameDecl>(D))
    if (const CXXRecordDecl *Record = recordOf(Typedef->getUnderlyingType()))
      return Record;
  return D;
}

/// The scope that `name::` opens, or null.
static const DeclContext *openedScope(const NamedDecl *D) {
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(D))
    return Namespace;
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  if (const auto *Record = dyn_cast<CXXRecordDecl>(D))
    return Record->getDefinition();
  return nullptr;
}

using Declarations = llvm::SmallVector<const NamedDecl *, 2>;

/// \p Searched: the namespaces that directives have led to.
static Declarations
lookUp(const DeclContext *Scope, const IdentifierInfo &Name,
       llvm::SmallPtrSetImpl<const DeclContext *> &Searched) {
  Declarations Found;
  if (!Searched.insert(Scope->getPrimaryContext()).second)
    return Found;
  for (const NamedDecl *D : Scope->lookup(&Name))
    // The shadow declaration beside it says what it stands for.
    if (!isa<UsingDecl>(D) && !llvm::is_contained(Found, declarationBehind(D)))
      Found.push_back(declarationBehind(D));
  if (!Found.empty())
    return Found;
  // `using namespace other;` inside a namespace re-exports names. One for the
  // whole file does not: it would give a user's library another one's name.
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(Scope))
    for (const UsingDirectiveDecl *Using : Namespace->using_directives())
      for (const NamedDecl *D :
           lookUp(Using->getNominatedNamespace(), Name, Searched))
        if (!llvm::is_contained(Found, D))
          Found.push_back(D);
  return Found;
}

Declarations clang::tidy::async::findDeclarations(const ASTContext &Ctx,
                                                  llvm::StringRef Name) {
  Name.consume_front("::");
  const DeclContext *Scope = Ctx.getTranslationUnitDecl();
  while (Scope) {
    auto [Head, Rest] = Name.split("::");
    llvm::SmallPtrSet<const DeclContext *, 4> Searched;
    auto Found = lookUp(Scope, Ctx.Idents.get(Head), Searched);
    if (Rest.empty())
      return Found;
    Scope = nullptr;
    for (const NamedDecl *D : Found)
      if (!Scope)
        Scope = openedScope(D);
    Name = Rest;
  }
  return {};
}

Names::Names(const ASTContext &Ctx, llvm::ArrayRef<const Library *> Libraries)
    : Libraries(Libraries.begin(), Libraries.end()), Ctx(Ctx) {
  for (const Library *Lib : Libraries) {
    for (const TypeEntry &Entry : Lib->Types)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Name)) {
        Types[primaryDecl(D)] = &Entry;
        Origins[&Entry] = Lib;
      }
    for (const CallEntry &Entry : Lib->Calls) {
      addCall(Ctx, Entry);
      Origins[&Entry] = Lib;
    }
    for (const TokenEntry &Entry : Lib->Tokens)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Blocking)) {
        Tokens[primaryDecl(D)] = &Entry;
        Origins[&Entry] = Lib;
      }
    for (const ReadyValueEntry &Entry : Lib->ReadyValues)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type))
        ReadyValues[primaryDecl(D)] = &Entry;
    for (const PerElementEntry &Entry : Lib->PerElement) {
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Name))
        PerElement[primaryDecl(D)] = &Entry;
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Bounded))
        BoundedForms.insert(primaryDecl(D));
    }
    UsualWords.add(Lib->UsualWords);
    for (const StopTokenEntry &Entry : Lib->StopTokens)
      addStopToken(Ctx, Entry);
    add(Lib->Locks.Guards, Guards);
    add(Lib->Locks.Mutexes, Mutexes);
    add(Lib->Locks.Lock, LockFunctions);
    add(Lib->Locks.Unlock, UnlockFunctions);
    for (const ThreadBoundEntry &Entry : Lib->Locks.ThreadBound)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type))
        ThreadBound[primaryDecl(D)] = &Entry;
    for (const KeepAliveEntry &Entry : Lib->KeepAlives)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type))
        KeepAlives[primaryDecl(D)] = &Entry;
    for (const ClosingGateEntry &Entry : Lib->ClosingGates)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type))
        ClosingGates[primaryDecl(D)] = &Entry;
    for (const CloseEntry &Entry : Lib->Closes)
      for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type))
        Closes[primaryDecl(D)] = &Entry;
    for (const CancellationEntry &Entry : Lib->Cancellations) {
      addCancellation(Ctx, Entry);
      Origins[&Entry] = Lib;
    }
    addContainers(Lib->Containers);
#define NAMES(Member, Query, Key, Default, Text)                               \
  add(Lib->Member, Lists[unsigned(Listed::Member)]);
#include "knowledge/Vocabulary.def"
    llvm::append_range(HandlerMacros, Lib->HandlerMacros);
  }
}

void Names::add(const std::vector<std::string> &List, Declared &Found) {
  for (const std::string &Name : List)
    for (const NamedDecl *D : findDeclarations(Ctx, Name))
      Found.insert(primaryDecl(D));
}

void Names::addContainers(const ContainerLists &Lists) {
  const std::pair<ContainerKind, const std::vector<std::string> &> All[] = {
      {ContainerKind::Contiguous, Lists.Contiguous},
      {ContainerKind::Deque, Lists.Deques},
      {ContainerKind::Ring, Lists.Rings},
      {ContainerKind::Hashed, Lists.Hashed},
      {ContainerKind::Nodes, Lists.Nodes},
      {ContainerKind::Owner, Lists.Owners},
      {ContainerKind::SharedOwner, Lists.SharedOwners}};
  for (const auto &[Kind, Known] : All)
    for (const std::string &Name : Known)
      for (const NamedDecl *D : findDeclarations(Ctx, Name))
        Containers[primaryDecl(D)] = Kind;
}

void Names::addCall(const ASTContext &Ctx, const CallEntry &Entry) {
  if (!Entry.Detached->Token.empty())
    for (const NamedDecl *D : findDeclarations(Ctx, Entry.Detached->Token))
      DetachingTokens.insert({&Entry, primaryDecl(D)});
  const auto Add = [&Entry](Entries &List) {
    llvm::erase_if(
        List, [&](const CallEntry *Old) { return Old->Role == Entry.Role; });
    List.push_back(&Entry);
  };
  auto [Parent, Last] = llvm::StringRef(Entry.Name).rsplit("::");
  if (Last.consume_back("*")) {
    for (const NamedDecl *D : findDeclarations(Ctx, Parent))
      if (const DeclContext *Scope = openedScope(D))
        Patterns.push_back({Scope->getPrimaryContext(), Last, &Entry});
    return;
  }
  if (!Last.empty())
    for (const NamedDecl *D : findDeclarations(Ctx, Parent))
      if (isa<CXXRecordDecl, ClassTemplateDecl>(D)) {
        const IdentifierInfo *Name = &Ctx.Idents.get(Last);
        Add(Members[{primaryDecl(D), Name}]);
        MemberNames.insert(Name);
        return;
      }
  Declarations Found = findDeclarations(Ctx, Entry.Name);
  // `sleep` is C's, not what a program declares beside it.
  const auto IsC = [](const NamedDecl *D) {
    const auto *Function = dyn_cast<FunctionDecl>(D);
    return Function && Function->isExternC();
  };
  if (llvm::any_of(Found, IsC))
    llvm::erase_if(Found, [&](const NamedDecl *D) { return !IsC(D); });
  for (const NamedDecl *D : Found) {
    Add(Callees[primaryDecl(D)]);
    HasAsyncCalls |= !llvm::is_contained(
        {CallRole::Blocking, CallRole::Executor, CallRole::Thread,
         CallRole::Test, CallRole::Hop, CallRole::Fork},
        Entry.Role);
  }
}

void Names::addStopToken(const ASTContext &Ctx, const StopTokenEntry &Entry) {
  for (const NamedDecl *D : findDeclarations(Ctx, Entry.Name))
    StopTokens[primaryDecl(D)] = &Entry;
  for (llvm::StringRef Source : Entry.Sources) {
    auto [Class, Member] = Source.rsplit("::");
    for (const NamedDecl *D : findDeclarations(Ctx, Class))
      Givers[primaryDecl(D)] = {Member, &Entry};
  }
  add(Entry.None, NoTokens);
  for (const std::string &Name : Entry.Carriers)
    for (const NamedDecl *D : findDeclarations(Ctx, Name))
      Carriers[primaryDecl(D)] = &Entry;
}

void Names::addCancellation(const ASTContext &Ctx,
                            const CancellationEntry &Entry) {
  for (const NamedDecl *D : findDeclarations(Ctx, Entry.Type)) {
    const auto *Alias = dyn_cast<TypedefNameDecl>(D);
    const auto *Record = Alias ? recordOf(Alias->getUnderlyingType())
                               : dyn_cast<CXXRecordDecl>(D);
    if (!Record)
      continue;
    llvm::erase_if(Cancellations, [&](const Cancellation &Old) {
      return Old.second->Type == Entry.Type;
    });
    Cancellations.emplace_back(Record, &Entry);
    break;
  }
  for (const NamedDecl *D : findDeclarations(Ctx, Entry.Code))
    Codes.insert({&Entry, primaryDecl(D)});
  for (const std::string &Name : Entry.ThrownBy)
    for (const NamedDecl *D : findDeclarations(Ctx, Name))
      Throwers.insert({&Entry, primaryDecl(D)});
}

using Classes = llvm::SmallPtrSet<const CXXRecordDecl *, 8>;

/// Looks through \p Record and its public bases, nearest first. As a template,
/// `struct list<A, B...> : list<B...>` is its own base, so \p Seen ends that.
template <typename Found>
static auto searchBases(const CXXRecordDecl *Record, const Found &Find,
                        Classes &Seen) -> decltype(Find(Record)) {
  if (!Seen.insert(Record->getCanonicalDecl()).second)
    return {};
  if (auto Result = Find(Record))
    return Result;
  if (!Record->hasDefinition())
    return {};
  for (const CXXBaseSpecifier &Base : Record->getDefinition()->bases())
    if (Base.getAccessSpecifier() == AS_public)
      if (const CXXRecordDecl *Class = recordOf(Base.getType()))
        if (auto Result = searchBases(Class, Find, Seen))
          return Result;
  return {};
}

template <typename Found>
static auto searchBases(const CXXRecordDecl *Record, const Found &Find) {
  Classes Seen;
  return searchBases(Record, Find, Seen);
}

/// True when \p Method, of a class derived from \p Class, is another function
/// than the one of the same name that \p Class has.
static bool hides(const CXXMethodDecl *Method, const CXXRecordDecl *Class) {
  return !Method->isVirtual() && Class &&
         Method->getParent()->hasDefinition() &&
         Method->getParent()->isDerivedFrom(Class);
}

const TypeEntry *Names::type(const CXXRecordDecl *Record) const {
  if (!Record || Types.empty())
    return nullptr;
  return searchBases(Record, [this](const CXXRecordDecl *Class) {
    return Types.lookup(primaryDecl(Class));
  });
}

const TypeEntry *Names::type(QualType T) const { return type(recordOf(T)); }

static const CallEntry *pick(llvm::ArrayRef<const CallEntry *> List,
                             CallRole Role) {
  for (const CallEntry *Entry : List)
    if (Entry->Role == Role)
      return Entry;
  return nullptr;
}

/// True for the roles that say by whom a callable is run: a class has one of
/// them, whatever its base has.
static bool saysWhoRuns(CallRole Role) {
  return Role == CallRole::Executor || Role == CallRole::Thread ||
         Role == CallRole::Continuation || Role == CallRole::Handler;
}

const CallEntry *Names::memberEntry(const CXXRecordDecl *Record,
                                    const CXXMethodDecl *Method,
                                    CallRole Role) const {
  const IdentifierInfo *Name = Method->getIdentifier();
  if (!Record || !Name || !MemberNames.count(Name))
    return nullptr;
  const auto Decides = [Role](const CallEntry *Entry) {
    return Entry->Role == Role ||
           (saysWhoRuns(Role) && saysWhoRuns(Entry->Role));
  };
  const Entries *Nearest =
      searchBases(Record, [&](const CXXRecordDecl *Class) -> const Entries * {
        auto It = Members.find({primaryDecl(Class), Name});
        return It == Members.end() || hides(Method, Class->getDefinition()) ||
                       llvm::none_of(It->second, Decides)
                   ? nullptr
                   : &It->second;
      });
  return Nearest ? pick(*Nearest, Role) : nullptr;
}

const CallEntry *Names::call(const Expr *Call, CallRole Role) const {
  const auto PickDecl = [&](const Decl *D) -> const CallEntry * {
    auto It = D ? Callees.find(primaryDecl(D)) : Callees.end();
    return It == Callees.end() ? nullptr : pick(It->second, Role);
  };

  // A class whose objects are awaited, spelled like a call: `all(f, g)`.
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Call))
    Call = Cast->getSubExpr()->IgnoreImplicit();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Call))
    return PickDecl(Construct->getConstructor()->getParent());
  const auto *CE = dyn_cast<CallExpr>(Call);
  if (!CE)
    return nullptr;
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(CE)) {
    const auto *Method = MemberCall->getMethodDecl();
    if (!Method)
      return nullptr;
    QualType Object = objectType(*MemberCall);
    if (const CallEntry *Entry = memberEntry(recordOf(Object), Method, Role))
      return Entry;
    return byPattern(Method, Role);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(CE)) {
    // A stream is read by `>>`.
    const bool Reads = Role == CallRole::Blocking &&
                       Operator->getOperator() == OO_GreaterGreater;
    if ((Operator->getOperator() != OO_Call && !Reads) ||
        Operator->getNumArgs() == 0)
      return nullptr;
    const Expr *Object = Operator->getArg(0)->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
      return PickDecl(Ref->getDecl());
    return nullptr;
  }
  const FunctionDecl *Callee = CE->getDirectCallee();
  if (!Callee)
    return nullptr;
  if (const CallEntry *Entry = byPattern(Callee, Role))
    return Entry;
  if (const CallEntry *Entry = PickDecl(Callee))
    return Entry;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    return memberEntry(Method->getParent(), Method, Role);
  return nullptr;
}

const CallEntry *Names::byPattern(const FunctionDecl *F, CallRole Role) const {
  if (!F->getIdentifier())
    return nullptr;
  for (const Pattern &P : Patterns)
    if (P.Entry->Role == Role && F->getName().starts_with(P.Prefix))
      for (const DeclContext *Scope = F->getDeclContext(); Scope;
           Scope = Scope->getParent())
        if (Scope->getPrimaryContext() == P.Scope)
          return P.Entry;
  return nullptr;
}

const CallEntry *Names::classEntry(const CXXRecordDecl *Record,
                                   CallRole Role) const {
  if (!Record)
    return nullptr;
  return searchBases(Record, [&](const CXXRecordDecl *Class) {
    auto It = Callees.find(primaryDecl(Class));
    return It == Callees.end() ? nullptr : pick(It->second, Role);
  });
}

const CallEntry *Names::function(const FunctionDecl &F, CallRole Role) const {
  if (auto It = Callees.find(primaryDecl(&F)); It != Callees.end())
    if (const CallEntry *Entry = pick(It->second, Role))
      return Entry;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F))
    if (const CallEntry *Entry = memberEntry(Method->getParent(), Method, Role))
      return Entry;
  return byPattern(&F, Role);
}

const CallEntry *Names::spawner(QualType T) const {
  return classEntry(recordOf(T), CallRole::Spawn);
}

const TokenEntry *Names::token(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && !Tokens.empty() ? Tokens.lookup(primaryDecl(Record))
                                   : nullptr;
}

const ReadyValueEntry *Names::readyValue(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && !ReadyValues.empty()
             ? ReadyValues.lookup(primaryDecl(Record))
             : nullptr;
}

/// The function, function object or class that \p Call calls or constructs.
static const Decl *calledBy(const Expr *Call) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Call))
    Call = Cast->getSubExpr()->IgnoreImplicit();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Call))
    return Construct->getConstructor()->getParent();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    const auto *Object =
        dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts());
    return Object ? Object->getDecl() : nullptr;
  }
  const auto *CE = dyn_cast<CallExpr>(Call);
  return CE ? CE->getDirectCallee() : nullptr;
}

const PerElementEntry *Names::perElement(const Expr *Call) const {
  const Decl *Called = PerElement.empty() ? nullptr : calledBy(Call);
  return Called ? PerElement.lookup(primaryDecl(Called)) : nullptr;
}

bool Names::isBoundedForm(const Expr *Call) const {
  const Decl *Called = BoundedForms.empty() ? nullptr : calledBy(Call);
  return Called && BoundedForms.count(primaryDecl(Called));
}

bool Names::isStarter(const CallExpr &Call) const {
  return call(&Call, CallRole::Spawn) || call(&Call, CallRole::Executor);
}

static ListQuery queryOf(Listed What) {
  switch (What) {
#define NAMES(Member, Query, Key, Default, Text)                               \
  case Listed::Member:                                                         \
    return ListQuery::Query;
#include "knowledge/Vocabulary.def"
  }
  llvm_unreachable("a list without a query");
}

bool Names::lists(Listed What, const Decl *D) const {
  const Declared &List = Lists[unsigned(What)];
  return D && !List.empty() && List.count(primaryDecl(D));
}

bool Names::lists(Listed What, QualType T) const {
  return !Lists[unsigned(What)].empty() && listsClass(What, recordOf(T));
}

bool Names::listsClass(Listed What, const CXXRecordDecl *Record) const {
  if (queryOf(What) == ListQuery::Itself || !Record)
    return lists(What, Record);
  return searchBases(Record, [this, What](const CXXRecordDecl *Class) {
    return lists(What, Class);
  });
}

bool Names::isRunner(QualType T) const {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (lists(Listed::Runners, T))
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return false;
  // `std::unique_ptr<pool>`, and handles of the libraries' own.
  const auto *Pointer = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  const DeclarationName Arrow =
      Ctx.DeclarationNames.getCXXOperatorName(OO_Arrow);
  const QualType Pointee = typeArgument(Pointer);
  return !Pointee.isNull() &&
         searchBases(Record,
                     [Arrow](const CXXRecordDecl *Class) {
                       return !Class->lookup(Arrow).empty();
                     }) &&
         isRunner(Pointee);
}

bool Names::isTokenOf(const CallEntry &Detaching, QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && DetachingTokens.count({&Detaching, primaryDecl(Record)});
}

bool Names::isError(QualType T) const {
  if (const auto *Enum = T.getNonReferenceType()->getAs<EnumType>())
    return lists(Listed::Errors, Enum->getDecl());
  return lists(Listed::Errors, T);
}

bool Names::givesError(const CXXRecordDecl &Record) const {
  return Record.hasDefinition() &&
         llvm::any_of(Record.getDefinition()->lookup(&Ctx.Idents.get("error")),
                      [this](const NamedDecl *D) {
                        const auto *Method = dyn_cast<CXXMethodDecl>(D);
                        return Method && Method->getNumParams() == 0 &&
                               isError(Method->getReturnType());
                      });
}

bool Names::holdsError(QualType T) const {
  if (T.isNull() || Lists[unsigned(Listed::Errors)].empty())
    return false;
  if (isError(T))
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return false;
  if (givesError(*Record))
    return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Spec)
    return false;
  return !findTypeArgument(Spec->getTemplateArgs().asArray(),
                           [this](QualType Arg) { return holdsError(Arg); })
              .isNull();
}

const StopTokenEntry *Names::stopToken(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || StopTokens.empty())
    return nullptr;
  return searchBases(Record, [this](const CXXRecordDecl *Class) {
    return StopTokens.lookup(primaryDecl(Class));
  });
}

const StopTokenEntry *Names::carriedToken(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && !Carriers.empty() ? Carriers.lookup(primaryDecl(Record))
                                     : nullptr;
}

llvm::StringRef Names::tokenGiver(QualType T,
                                  const StopTokenEntry *&Entry) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || Givers.empty())
    return "";
  auto [Member, Gives] = Givers.lookup(primaryDecl(Record));
  if (Gives)
    Entry = Gives;
  return Member;
}

bool Names::isNoToken(const Decl *D) const {
  return D && NoTokens.count(primaryDecl(D));
}

bool Names::isPool(QualType T) const {
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Record = recordOf(T);
  const auto *Outer =
      Record ? dyn_cast<CXXRecordDecl>(Record->getDeclContext()) : nullptr;
  return listsClass(Listed::Pools, Outer ? Outer : Record);
}

bool Names::givesPool(const Expr &E) const {
  const Expr *Written = &E;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Written))
    Written = Default->getExpr();
  Written = Written->IgnoreImplicit();
  const auto *Call = dyn_cast<CallExpr>(Written);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (lists(Listed::Pools, Callee))
    return true;
  // `pool()->executor()`
  const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call);
  if (Member && Member->getNumArgs() == 0)
    return givesPool(*Member->getImplicitObjectArgument());
  const auto *Ref = dyn_cast<DeclRefExpr>(Written->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
         Var->getInit() && givesPool(*Var->getInit());
}

bool Names::takesPool(const CallExpr &Call) const {
  return llvm::any_of(Call.arguments(), [this](const Expr *Arg) {
    return isPool(Arg->IgnoreUnlessSpelledInSource()->getType()) ||
           givesPool(*Arg);
  });
}

bool Names::isUIType(QualType T) const {
  if (Lists[unsigned(Listed::UITypes)].empty())
    return false;
  if (lists(Listed::UITypes, T))
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->hasDefinition())
    return false;
  // A lambda converts to a function.
  return !Record->isLambda() &&
         llvm::any_of(Record->getDefinition()->getVisibleConversionFunctions(),
                      [&](const NamedDecl *D) {
                        const auto *Conversion =
                            dyn_cast<CXXConversionDecl>(D->getUnderlyingDecl());
                        const CXXRecordDecl *To =
                            Conversion
                                ? recordOf(Conversion->getConversionType())
                                : nullptr;
                        return To && lists(Listed::UITypes, To);
                      });
}

/// The names of the namespaces that \p D is in, outermost first.
static llvm::SmallVector<llvm::StringRef, 4> namespacesOf(const Decl &D) {
  llvm::SmallVector<llvm::StringRef, 4> Found;
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In);
        Space && !Space->isInline())
      Found.push_back(Space->getName());
  std::reverse(Found.begin(), Found.end());
  return Found;
}

/// True when \p Class belongs to the library whose UI type is \p Known.
static bool isOfLibrary(const CXXRecordDecl &Class,
                        const CXXRecordDecl &Known) {
  if (Class.hasDefinition() && Known.isDerivedFrom(&Class))
    return true;
  const auto Home = namespacesOf(Known), Space = namespacesOf(Class);
  if (!Home.empty()) {
    // A program's own namespaces may stand beside the library's: `winrt::App`.
    const size_t Length = std::min<size_t>(Home.size(), 2);
    if (Space.size() < Length || Space.front() != Home.front())
      return false;
    return Length == 1 || Space[1] == Home[1] || Space[1] == "impl" ||
           Space[1] == "detail" || Space[1] == "details";
  }
  // Without a namespace: a header beside that of the listed class.
  const SourceManager &SM = Class.getASTContext().getSourceManager();
  const auto DirectoryOf = [&SM](const Decl &D) {
    const SourceLocation Loc = SM.getExpansionLoc(D.getLocation());
    return SM.isInMainFile(Loc)
               ? llvm::StringRef()
               : llvm::sys::path::parent_path(SM.getFilename(Loc));
  };
  const llvm::StringRef Directory = DirectoryOf(Known);
  return !Directory.empty() && Directory == DirectoryOf(Class);
}

bool Names::isUIMember(const CXXMethodDecl &Method) const {
  if (Ctx.getSourceManager().isInSystemHeader(Method.getLocation()))
    return true;
  const CXXRecordDecl *Class = Method.getParent();
  return lists(Listed::UITypes, Class) ||
         llvm::any_of(Lists[unsigned(Listed::UITypes)], [&](const Decl *D) {
           const auto *Known = dyn_cast<CXXRecordDecl>(D);
           return Known && Known->hasDefinition() &&
                  isOfLibrary(*Class, *Known->getDefinition());
         });
}

bool Names::isGuard(const CXXRecordDecl *Record) const {
  return Record && Guards.count(primaryDecl(Record)) > 0;
}

std::optional<bool> Names::takesLock(const FunctionDecl &F) const {
  if (LockFunctions.empty() && UnlockFunctions.empty())
    return std::nullopt;
  const Decl *D = primaryDecl(&F);
  if (LockFunctions.count(D))
    return true;
  if (UnlockFunctions.count(D))
    return false;
  return std::nullopt;
}

bool Names::isThreadLock(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!isGuard(Record))
    return false;
  const auto *Guard = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Guard)
    // No template: it says itself what it holds.
    return !Record->getDescribedClassTemplate();
  return !findTypeArgument(Guard->getTemplateArgs().asArray(),
                           [this](QualType Arg) {
                             const CXXRecordDecl *Mutex = recordOf(Arg);
                             return Mutex && Mutexes.count(primaryDecl(Mutex));
                           })
              .isNull();
}

const KeepAliveEntry *Names::keepAlive(const CXXRecordDecl *Record) const {
  return Record ? KeepAlives.lookup(primaryDecl(Record)) : nullptr;
}

const ClosingGateEntry *Names::closingGate(QualType T) const {
  const CXXRecordDecl *Record = ClosingGates.empty() ? nullptr : recordOf(T);
  return Record ? ClosingGates.lookup(primaryDecl(Record)) : nullptr;
}

const CloseEntry *Names::closes(QualType T) const {
  const CXXRecordDecl *Record = Closes.empty() ? nullptr : recordOf(T);
  return Record ? searchBases(Record,
                              [this](const CXXRecordDecl *Class) {
                                return Closes.lookup(primaryDecl(Class));
                              })
                : nullptr;
}

bool Names::mayBeThrownBy(const CancellationEntry &Entry,
                          const Expr &Call) const {
  const auto IsThrower = [&](const Decl *D) {
    return D && Throwers.count({&Entry, primaryDecl(D)});
  };
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&Call))
    return IsThrower(Made->getConstructor()->getParent());
  const auto *Called = dyn_cast<CallExpr>(&Call);
  const Decl *Callee = Called ? Called->getCalleeDecl() : nullptr;
  if (IsThrower(Callee))
    return true;
  // A function object.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Method && Method->getOverloadedOperator() == OO_Call &&
         IsThrower(Method->getParent());
}

bool Names::isCodeOf(const CancellationEntry &Entry, const Decl *D) const {
  return D && Codes.count({&Entry, primaryDecl(D)});
}

const ThreadBoundEntry *Names::threadBound(QualType T) const {
  const CXXRecordDecl *Record = ThreadBound.empty() ? nullptr : recordOf(T);
  return Record ? ThreadBound.lookup(primaryDecl(Record)) : nullptr;
}

std::optional<ContainerKind>
Names::container(const CXXRecordDecl *Record) const {
  std::optional<ContainerKind> Found;
  if (!Record || Containers.empty())
    return Found;
  searchBases(Record, [&](const CXXRecordDecl *Class) {
    const auto It = Containers.find(primaryDecl(Class));
    if (It != Containers.end())
      Found = It->second;
    return Found.has_value();
  });
  return Found;
}

bool Names::isView(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  return Record &&
         (Record->hasAttr<PointerAttr>() || lists(Listed::Views, Record));
}

const Library *Names::libraryOf(const TypeEntry *Entry) const {
  return Origins.lookup(Entry);
}

const Library *Names::libraryOf(const CallEntry *Entry) const {
  return Origins.lookup(Entry);
}

const Library *Names::libraryOf(const TokenEntry *Entry) const {
  return Origins.lookup(Entry);
}

const Library *Names::libraryOf(const CancellationEntry *Entry) const {
  return Origins.lookup(Entry);
}
