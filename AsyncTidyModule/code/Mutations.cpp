//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Mutations.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- What is done -----------------------------------------------------===//

bool clang::tidy::async::invalidates(Mutation Done, const ReferredInto &Into) {
  if (Done >= Mutation::Removes)
    return true;
  // What a pointer in there points to stays where it is.
  if (Into.ThroughOwner)
    return false;
  switch (Into.Kind) {
  case ContainerKind::Contiguous:
    return true;
  case ContainerKind::Deque:
    return Into.ByIterator || Done == Mutation::Adds;
  case ContainerKind::Ring:
    return !Into.ByIterator;
  case ContainerKind::Hashed:
    return Into.ByIterator;
  case ContainerKind::Nodes:
  case ContainerKind::Owner:
  case ContainerKind::SharedOwner:
    break;
  }
  return false;
}

/// By the name of a member that is not const.
static std::optional<Mutation> mutationCalled(llvm::StringRef Name) {
  static constexpr llvm::StringRef AtEnd[] = {
      "push_back", "emplace_back", "push_front", "emplace_front", "push",
      "append",    "prepend",      "resize",     "append_range"};
  static constexpr llvm::StringRef Added[] = {
      "insert",  "emplace", "try_emplace",  "insert_or_assign", "emplace_hint",
      "reserve", "rehash",  "merge",        "insert_range",     "add",
      "enqueue", "replace", "shrink_to_fit"};
  static constexpr llvm::StringRef Removed[] = {
      "erase",       "erase_if",          "clear",
      "pop",         "pop_back",          "pop_front",
      "remove",      "remove_if",         "extract",
      "splice",      "clear_and_dispose", "erase_and_dispose",
      "take",        "takeFirst",         "takeLast",
      "takeAt",      "removeAt",          "removeOne",
      "removeAll",   "removeIf",          "removeLast",
      "removeFirst", "dequeue",           "unique"};
  static constexpr llvm::StringRef Replaced[] = {"assign", "swap", "reset",
                                                 "assign_range"};
  const std::pair<llvm::ArrayRef<llvm::StringRef>, Mutation> All[] = {
      {AtEnd, Mutation::AddsAtEnd},
      {Added, Mutation::Adds},
      {Removed, Mutation::Removes},
      {Replaced, Mutation::Replaces}};
  for (const auto &[Called, How] : All)
    if (llvm::is_contained(Called, Name))
      return How;
  return std::nullopt;
}

static std::optional<Mutation> mutationOf(const CXXMethodDecl &Method,
                                          ContainerKind Kind, bool IsListed) {
  const llvm::StringRef Name = plainName(&Method);
  const auto Known = mutationCalled(Name);
  if (Kind >= ContainerKind::Owner)
    return Name == "reset" || Name == "emplace" || Name == "swap"
               ? std::optional(Mutation::Replaces)
               : std::nullopt;
  if (Known || !IsListed || Kind != ContainerKind::Contiguous)
    return Known;
  // Of a buffer: whatever is not const and gives nothing of it.
  const QualType Given = Method.getReturnType();
  return !Name.empty() && (Given->isVoidType() || Given->isIntegerType())
             ? std::optional(Mutation::Removes)
             : std::nullopt;
}

/// `++x`, `x = y`, `m[k]` by operators of classes.
static std::optional<MutatedObject>
mutationByOperator(const CXXOperatorCallExpr &Call, const Names &Known) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getCalleeDecl());
  const Expr *Object = stripImplicit(Call.getArg(0));
  const OverloadedOperatorKind Operator = Call.getOperator();
  if (Operator != OO_Equal && Operator != OO_PlusEqual &&
      Operator != OO_LessLess && Operator != OO_Subscript)
    return std::nullopt;
  const auto Kind = containerKind(Object->getType(), Known);
  if (!Kind || (Method && Method->isConst()))
    return std::nullopt;
  MutatedObject Found;
  Found.Object = Object;
  switch (Operator) {
  case OO_Equal:
    Found.How = Mutation::Replaces;
    Found.Value = Call.getArg(1);
    return Found;
  case OO_PlusEqual:
  case OO_LessLess:
    Found.How = Mutation::AddsAtEnd;
    return *Kind < ContainerKind::Owner ? std::optional(Found) : std::nullopt;
  default: {
    const CXXRecordDecl *Class = recordOf(Object->getType());
    DeclarationName Mapped(&Class->getASTContext().Idents.get("mapped_type"));
    return *Kind < ContainerKind::Owner && Class->hasDefinition() &&
                   !Class->getDefinition()->lookup(Mapped).empty()
               ? std::optional(Found)
               : std::nullopt;
  }
  }
}

/// What a function of the program does to what its parameter \p I is.
static std::optional<MutatedObject>
mutationByHelper(const CallExpr &Call, unsigned I, const Names &Known) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (I >= Callee->getNumParams() || !Callee->hasBody(Definition) ||
      Callee->getASTContext().getSourceManager().isInSystemHeader(
          Definition->getLocation()))
    return std::nullopt;
  const ParmVarDecl *Param = Definition->getParamDecl(I);
  const QualType T = Param->getType();
  if (!(T->isLValueReferenceType() || T->isPointerType()) ||
      T->getPointeeType().isConstQualified())
    return std::nullopt;
  std::optional<MutatedObject> Found;
  anyWritten(
      Definition->getBody(),
      [&](const Stmt &S) {
        const auto *E = dyn_cast<Expr>(&S);
        // One level: what it calls is not looked at.
        const bool IsOwn =
            E && (isa<CXXMemberCallExpr>(E) || isa<CXXOperatorCallExpr>(E));
        const auto Done = IsOwn ? mutationBy(*E, Known) : std::nullopt;
        const Expr *Object = Done ? stripImplicit(Done->Object) : nullptr;
        const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object);
        if (!Ref || Ref->getDecl() != Param)
          return false;
        Found = Done;
        return true;
      },
      Parts::Evaluated);
  if (!Found)
    return std::nullopt;
  Found->Object = Call.getArg(I);
  Found->IsPointer = T->isPointerType();
  return Found;
}

static std::optional<MutatedObject> mutationByFunction(const CallExpr &Call,
                                                       const Names &Known) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || Call.getNumArgs() == 0 || (Method && Method->isInstance()))
    return std::nullopt;
  const auto IsContainer = [&](const Expr *E) {
    QualType T = E->getType();
    if (!T.isNull() && T->isPointerType())
      T = T->getPointeeType();
    return containerKind(T, Known).has_value();
  };
  if (const Expr *Moved = movedBy(&Call))
    return IsContainer(Moved) ? std::optional<MutatedObject>(
                                    {Moved, Mutation::Replaces, nullptr, false})
                              : std::nullopt;
  const llvm::StringRef Name = plainName(Callee);
  if (Name == "exchange" || Name == "swap" || Name == "erase" ||
      Name == "erase_if") {
    const Expr *First = Call.getArg(0);
    const Expr *Second =
        Name == "exchange" && Call.getNumArgs() > 1 ? Call.getArg(1) : nullptr;
    if (First->isGLValue() &&
        (IsContainer(First) || First->getType()->isPointerType()))
      return MutatedObject{First,
                           Name.starts_with("erase") ? Mutation::Removes
                                                     : Mutation::Replaces,
                           Second, false};
    return std::nullopt;
  }
  if (Callee->isInStdNamespace())
    return std::nullopt;
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (IsContainer(Call.getArg(I)))
      if (auto Found = mutationByHelper(Call, I, Known))
        return Found;
  return std::nullopt;
}

std::optional<MutatedObject>
clang::tidy::async::mutationBy(const Expr &E, const Names &Known) {
  if (E.getType().isNull())
    return std::nullopt; // Behind an error.
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    const Expr *Object = Member->getImplicitObjectArgument();
    if (!Method || !Object || Method->isConst())
      return std::nullopt;
    Object = stripImplicit(Object);
    const bool IsPointer = Object->getType()->isPointerType();
    const QualType T =
        IsPointer ? Object->getType()->getPointeeType() : Object->getType();
    const CXXRecordDecl *Class = recordOf(T);
    const bool IsListed = Known.container(Class).has_value();
    if (!IsListed && !mutationCalled(plainName(Method)))
      return std::nullopt;
    const auto Kind = containerKind(T, Known);
    const auto How = Kind ? mutationOf(*Method, *Kind, IsListed) : std::nullopt;
    return How ? std::optional<MutatedObject>(
                     {Object, *How, nullptr, IsPointer})
               : std::nullopt;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E))
    return mutationByOperator(*Operator, Known);
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return mutationByFunction(*Call, Known);
  if (const auto *Binary = dyn_cast<BinaryOperator>(&E);
      Binary && Binary->getOpcode() == BO_Assign &&
      Binary->getLHS()->getType()->isPointerType())
    return MutatedObject{Binary->getLHS(), Mutation::Replaces, Binary->getRHS(),
                         false};
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&E))
    return MutatedObject{stripImplicit(Delete->getArgument()),
                         Mutation::Replaces, nullptr, false};
  return std::nullopt;
}

//===--- By whom ----------------------------------------------------------===//

/// `state_ = other;`: the member or variable of a class that is none of the
/// containers, which is assigned to as a whole; else null.
static const ValueDecl *assignedWhole(const Expr &E, const Names &Known) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
  if (!Operator || Operator->getOperator() != OO_Equal)
    return nullptr;
  const auto *Method =
      dyn_cast_or_null<CXXMethodDecl>(Operator->getCalleeDecl());
  const Expr *Object = Operator->getArg(0);
  if (!Method ||
      !(Method->isCopyAssignmentOperator() ||
        Method->isMoveAssignmentOperator()) ||
      Method->getParent()->isInStdNamespace() ||
      containerKind(Object->getType(), Known) ||
      !objectOf(*Object, Known).IsShared)
    return nullptr;
  return namedBy(*Object);
}

/// Everything that is in an object of \p Class gets another value by \p Site.
void Mutations::replaceParts(const CXXRecordDecl &Class,
                             const MutationSite &Site, unsigned Depth) const {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || Depth > 2)
    return;
  for (const FieldDecl *Field : Definition->fields()) {
    const QualType T = Field->getType();
    if (containerKind(T, Types.names()))
      Sites[ContainerKey{Field}.id()].push_back(Site);
    else if (const CXXRecordDecl *Part = recordOf(T);
             Part && !Part->isInStdNamespace() && !T->isReferenceType())
      replaceParts(*Part, Site, Depth + 1);
  }
}

void Mutations::collectIn(const FunctionDecl &Function) const {
  const Names &Known = Types.names();
  forEachWritten<Expr>(
      Function.getBody(),
      [&](const Expr &E) {
        if (const ValueDecl *Whole = assignedWhole(E, Known)) {
          const auto &Assignment = cast<CXXOperatorCallExpr>(E);
          const CXXRecordDecl *Class =
              recordOf(Assignment.getArg(0)->getType());
          if (Class)
            replaceParts(*Class, {&Function, &E, Mutation::Replaces,
                                  Assignment.getArg(1), false, Whole});
        }
        const auto Done = mutationBy(E, Known);
        if (!Done)
          return;
        const ReferredObject Of = Done->IsPointer
                                      ? pointedToBy(*Done->Object, Known)
                                      : objectOf(*Done->Object, Known);
        if (!Of.IsShared || !Of.Key.What)
          return;
        const auto *Member = dyn_cast<MemberExpr>(stripImplicit(Done->Object));
        const bool OfThis =
            Member && isa<CXXThisExpr>(stripImplicit(Member->getBase()));
        Sites[Of.Key.id()].push_back(
            {&Function, &E, Done->How, Done->Value, OfThis, nullptr});
      },
      Parts::Own);
}

void Mutations::collect() const {
  IsCollected = true;
  const SourceManager &SM = Calls.context().getSourceManager();
  for (const CallNode *Node : Calls.nodes())
    if (Node->Function && Node->Function->doesThisDeclarationHaveABody() &&
        !isa<CXXConstructorDecl>(Node->Function) &&
        !SM.isInSystemHeader(Node->Function->getLocation()))
      collectIn(*Node->Function);
}

llvm::ArrayRef<MutationSite> Mutations::of(const ContainerKey &Key) const {
  if (!IsCollected)
    collect();
  const auto It = Sites.find(Key.id());
  return It == Sites.end() ? llvm::ArrayRef<MutationSite>()
                           : llvm::ArrayRef(It->second);
}

//===--- When -------------------------------------------------------------===//

bool Mutations::everyCaller(
    const FunctionDecl &Function,
    llvm::function_ref<bool(const CallMention &)> Test) const {
  const CallNode *Node = Calls.node(&Function);
  bool Any = false;
  for (const CallMention &Mention :
       Node ? llvm::ArrayRef(Node->Mentions) : llvm::ArrayRef<CallMention>()) {
    if (Mention.Unevaluated)
      continue;
    if (Mention.Kind != MentionKind::Call || !Mention.In || !Test(Mention))
      return false;
    Any = true;
  }
  return Any;
}

static bool isOneOfWords(llvm::StringRef Word,
                         std::initializer_list<llvm::StringRef> Words) {
  return llvm::is_contained(Words, Word);
}

/// What fills the tables before anything runs.
bool Mutations::runsBefore(const FunctionDecl &Function, unsigned Depth) const {
  if (isa<CXXConstructorDecl>(Function))
    return true;
  const std::vector<std::string> Words = wordsOfName(plainName(&Function));
  if (!Words.empty() &&
      (isOneOfWords(Words.front(), {"init", "initialize", "initialise", "setup",
                                    "configure"}) ||
       (Words.size() == 1 && Words.front() == "start")))
    return true;
  return Depth < 2 && !isLambdaCallOperator(&Function) &&
         everyCaller(
             Function,
             [&](const CallMention &Mention) {
               return runsBefore(*Mention.In, Depth + 1);
             });
}

/// `stop`, `close_all`: nothing is left to run behind it.
static bool isCalledEnd(const FunctionDecl &Function) {
  const std::vector<std::string> Words = wordsOfName(plainName(&Function));
  return !Words.empty() && Function.getNumParams() == 0 &&
         llvm::all_of(Words, [](llvm::StringRef Word) {
           return isOneOfWords(
               Word, {"stop", "close", "shutdown", "shut", "down", "drain",
                      "teardown", "tear", "cleanup", "clean", "up", "do",
                      "async", "co", "all", "impl", "terminate", "destroy"});
         });
}

/// In `stop()` behind something that it waited for: the coroutines, then.
bool Mutations::isBehindTheEnd(const MutationSite &Site) const {
  const FunctionDecl &Root = *outermostFunction(Site.In);
  if (!isCalledEnd(Root))
    return false;
  if (&Root != Site.In)
    return true;
  const SourceManager &SM = Calls.context().getSourceManager();
  return anyWritten(
      Root.getBody(),
      [&](const Stmt &S) {
        return isa<CoawaitExpr>(S) &&
               SM.isBeforeInTranslationUnit(S.getBeginLoc(),
                                            Site.At->getBeginLoc());
      },
      Parts::Own);
}

bool Mutations::endsSomething(const FunctionDecl &Function) const {
  const FunctionDecl &Root = *outermostFunction(&Function);
  const auto IsNamedSo = [this](const FunctionDecl &F) {
    llvm::StringRef Name = plainName(&F);
    for (llvm::StringRef Prefix : {"do_", "co_", "async_"})
      Name.consume_front(Prefix);
    return isa<CXXDestructorDecl>(F) ||
           Types.names().usual().tell(Usual::Cleanup, Name);
  };
  return IsNamedSo(Root) || everyCaller(Root, [&](const CallMention &Mention) {
           return IsNamedSo(*outermostFunction(Mention.In));
         });
}

/// True when only \p Root calls it, and not in \p Point.
bool Mutations::isCalledFrom(const FunctionDecl &Function,
                             const FunctionDecl &Root,
                             const Expr &Point) const {
  const SourceManager &SM = Calls.context().getSourceManager();
  return everyCaller(Function, [&](const CallMention &Mention) {
    const auto IsIn = [&](SourceLocation Loc) {
      return !SM.isBeforeInTranslationUnit(Loc, Point.getBeginLoc()) &&
             !SM.isBeforeInTranslationUnit(Point.getEndLoc(), Loc);
    };
    return outermostFunction(Mention.In)->getLocation() == Root.getLocation() &&
           !(Mention.Name && IsIn(Mention.Name->getBeginLoc()));
  });
}

static const CXXRecordDecl *classOf(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(outermostFunction(&Function));
  return Method ? Method->getParent() : nullptr;
}

/// Its destructor and its assignment: who does that to an object whose
/// coroutine is suspended has another mistake.
static bool takesWholeObject(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && (isa<CXXDestructorDecl>(Method) ||
                    Method->isMoveAssignmentOperator() ||
                    Method->isCopyAssignmentOperator());
}

/// True for `table.add()`, where the table is a local.
static bool isOnLocal(const CallMention &Mention) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Mention.Call);
  const Expr *Object = Call ? Call->getImplicitObjectArgument() : nullptr;
  const auto *Ref =
      dyn_cast_or_null<DeclRefExpr>(Object ? stripImplicit(Object) : nullptr);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && Var->hasLocalStorage() &&
         !Var->getType()->isReferenceType() && !Var->getType()->isPointerType();
}

/// A class that others use has many objects: somebody must change one that is
/// not a local.
bool Mutations::isOfOthers(const MutationSite &Site, const ContainerKey &Key,
                           const FunctionDecl &Coroutine) const {
  const auto *Field = dyn_cast<FieldDecl>(Key.What);
  const CXXRecordDecl *Class = classOf(Coroutine);
  if (!Field || !Site.OfThis ||
      (Class && Field->getParent()->getLocation() == Class->getLocation()))
    return true;
  const FunctionDecl &Root = *outermostFunction(Site.In);
  return !everyCaller(Root, [&](const CallMention &Mention) {
    return isOnLocal(Mention) || isa<CXXConstructorDecl>(*Mention.In);
  });
}

/// True for a guard, or units of a semaphore, and for what has one as a
/// template argument: which lock that is, nobody tells.
static bool isHold(QualType T, unsigned Depth = 0) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->getIdentifier() || Depth > 2)
    return false;
  if (llvm::any_of(wordsOfName(Record->getName()), [](llvm::StringRef Word) {
        return isOneOfWords(Word, {"units", "lock", "guard", "permit"});
      }))
    return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return Spec &&
         llvm::any_of(Spec->getTemplateArgs().asArray(),
                      [Depth](const TemplateArgument &Argument) {
                        return Argument.getKind() == TemplateArgument::Type &&
                               isHold(Argument.getAsType(), Depth + 1);
                      });
}

bool Mutations::takes(const FunctionDecl &Function,
                      const ValueDecl &Lock) const {
  if (isa<ParmVarDecl>(Lock) && isHold(Lock.getType()))
    return true; // Whoever calls it holds that, for this very reason.
  const auto Mentions = [&Lock](const FunctionDecl &F) {
    return mentions(outermostFunction(&F)->getBody(), &Lock);
  };
  return Mentions(Function) ||
         everyCaller(*outermostFunction(&Function),
                     [&](const CallMention &M) { return Mentions(*M.In); });
}

//===--- What excludes others ---------------------------------------------===//

bool clang::tidy::async::excludesOthers(const ValueDecl &D) {
  QualType T = D.getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const auto IsOne = [](const CXXRecordDecl *Record) {
    return Record && Record->getIdentifier() &&
           llvm::any_of(
               wordsOfName(Record->getName()), [](llvm::StringRef Word) {
                 return isOneOfWords(Word, {"mutex", "lock", "semaphore",
                                            "rwlock", "spinlock"});
               });
  };
  if (IsOne(recordOf(T)))
    return true;
  const QualType Inner = typeArgument(specializationOf(T));
  return !Inner.isNull() && IsOne(recordOf(Inner));
}

static void addExclusive(const Stmt *In,
                         llvm::SmallVectorImpl<const ValueDecl *> &Found) {
  forEachWritten<Expr>(
      In,
      [&](const Expr &E) {
        const ValueDecl *D = nullptr;
        if (const auto *Member = dyn_cast<MemberExpr>(&E))
          D = Member->getMemberDecl();
        else if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
          D = Ref->getDecl();
        const auto *Var = dyn_cast_or_null<VarDecl>(D);
        if ((isa_and_nonnull<FieldDecl>(D) ||
             (Var && (Var->hasGlobalStorage() || isa<ParmVarDecl>(Var)))) &&
            excludesOthers(*D))
          Found.push_back(D);
      },
      Parts::Own);
}

/// What all that call \p Coroutine take: it is a part of theirs.
static llvm::SmallVector<const ValueDecl *, 2>
takenByCallers(const FunctionDecl &Coroutine, const CallGraph &Calls) {
  llvm::SmallVector<const ValueDecl *, 2> Found;
  const CallNode *Node = Calls.node(&Coroutine);
  bool IsFirst = true;
  for (const CallMention &Mention :
       Node ? llvm::ArrayRef(Node->Mentions) : llvm::ArrayRef<CallMention>()) {
    if (Mention.Unevaluated)
      continue;
    llvm::SmallVector<const ValueDecl *, 2> Taken;
    if (Mention.Kind == MentionKind::Call && Mention.In)
      addExclusive(outermostFunction(Mention.In)->getBody(), Taken);
    if (std::exchange(IsFirst, false))
      Found = std::move(Taken);
    else
      llvm::erase_if(Found, [&Taken](const ValueDecl *D) {
        return !llvm::is_contained(Taken, D);
      });
  }
  return Found;
}

const MutationSite *Mutations::meanwhile(
    const ContainerKey &Key, const CallableBody &Body, const Expr &Point,
    llvm::ArrayRef<const ValueDecl *> Held,
    llvm::function_ref<bool(const MutationSite &)> Counts) const {
  const FunctionDecl &Coroutine = *outermostFunction(Body.Callable);
  const llvm::ArrayRef<MutationSite> All = of(Key);
  if (All.empty())
    return nullptr;
  llvm::SmallVector<const ValueDecl *, 2> Locks =
      takenByCallers(Coroutine, Calls);
  Locks.append(Held.begin(), Held.end());
  for (const MutationSite &Site : All) {
    const FunctionDecl &Root = *outermostFunction(Site.In);
    if (Root.getLocation() == Coroutine.getLocation() || !Counts(Site) ||
        (Site.Whole && !mentions(Coroutine.getBody(), Site.Whole)) ||
        (takesWholeObject(Root) && classOf(Root) == classOf(Coroutine)) ||
        (Site.In == &Root && runsBefore(Root)) || isBehindTheEnd(Site) ||
        isCalledFrom(Root, Coroutine, Point) ||
        !isOfOthers(Site, Key, Coroutine) ||
        llvm::any_of(Locks, [&](const ValueDecl *Lock) {
          return takes(*Site.In, *Lock);
        }))
      continue;
    return &Site;
  }
  return nullptr;
}

static const Stmt *blockOf(const VarDecl &Var, const BodyIndex &Index) {
  const Stmt *P = Var.getInit();
  while (P && !isa<CompoundStmt, ForStmt, IfStmt, SwitchStmt, WhileStmt,
                   CXXForRangeStmt>(P))
    P = Index.parent(P);
  return P;
}

/// True for `guard.unlock()`, `units.return_all()`, `std::move(guard)`.
static bool givesUp(const DeclRefExpr &Mention, const BodyIndex &Index) {
  const Stmt *P = Index.spelledParent(&Mention);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(P))
    return movedBy(Call) == &Mention;
  const auto *Member = dyn_cast_or_null<MemberExpr>(P);
  const llvm::StringRef Name =
      Member ? plainName(dyn_cast<FunctionDecl>(Member->getMemberDecl())) : "";
  return isOneOfWords(Name, {"unlock", "reset", "release", "return_all",
                             "return_units", "signal"});
}

llvm::SmallVector<const ValueDecl *, 2>
clang::tidy::async::heldAcross(const Stmt &From, const Stmt &To,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  llvm::SmallVector<const ValueDecl *, 2> Found;
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const auto IsBefore = [&SM](SourceLocation A, SourceLocation B) {
    return SM.isBeforeInTranslationUnit(A, B);
  };
  for (const ParmVarDecl *Param : Body.Callable->parameters())
    if (isHold(Param->getType()))
      Found.push_back(Param);
  for (const VarDecl *Local : Body.Locals) {
    if (!Local->getInit() ||
        !IsBefore(Local->getLocation(), From.getBeginLoc()))
      continue;
    const Stmt *Block = blockOf(*Local, Index);
    if (!Block || !isWithin(&From, Block, Index) ||
        !isWithin(&To, Block, Index) ||
        Local->getType().getNonReferenceType()->isScalarType() ||
        llvm::any_of(Index.mentions(Local), [&](const DeclRefExpr *Mention) {
          return IsBefore(Mention->getBeginLoc(), To.getBeginLoc()) &&
                 givesUp(*Mention, Index);
        }))
      continue;
    addExclusive(Local->getInit(), Found);
  }
  // `co_await mutex_.lock();`
  for (const CallExpr *Call : Body.Calls) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (!Member || !IsBefore(Call->getBeginLoc(), To.getBeginLoc()))
      continue;
    llvm::SmallVector<const ValueDecl *, 2> Objects;
    addExclusive(Member->getImplicitObjectArgument(), Objects);
    const llvm::StringRef Name = calleeName(Call);
    if (isOneOfWords(Name, {"unlock", "signal", "release", "post"}))
      llvm::erase_if(Found, [&](const ValueDecl *D) {
        return llvm::is_contained(Objects, D);
      });
    else if (isOneOfWords(Name, {"lock", "wait", "acquire", "lock_async",
                                 "co_lock", "write_lock", "read_lock"}) &&
             Body.discardsAwaited(*Call) &&
             IsBefore(Call->getBeginLoc(), From.getBeginLoc()))
      llvm::append_range(Found, Objects);
  }
  // `with_semaphore(semaphore_, 1, [this] { ... })`
  for (const CallableBody *Inner = &Body; Inner && Inner->Lambda;
       Inner = Index.enclosing(Inner->Lambda)) {
    const Expr *Taker = Index.handedTo(Inner->Lambda);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Taker))
      for (const Expr *Arg : Call->arguments())
        addExclusive(Arg, Found);
  }
  return Found;
}
