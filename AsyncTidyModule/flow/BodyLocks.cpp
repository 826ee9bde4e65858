//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/BodyLocks.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace clang::tidy::async;

std::string BodyLocks::textOf(const Expr &E) const {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  std::string Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(E.getSourceRange()),
                           Ctx.getSourceManager(), Ctx.getLangOpts())
          .str();
  return llvm::StringRef(Text).contains('\n') ? "" : Text;
}

std::optional<unsigned> BodyLocks::find(const Place &Where) const {
  if (auto It = ByHolder.find(Where.Holder); It != ByHolder.end())
    for (unsigned I : It->second)
      if (Question.Objects[I].Where.contains(Where) &&
          Where.contains(Question.Objects[I].Where))
        return I;
  return std::nullopt;
}

unsigned BodyLocks::add(HeldLock::Form How, std::string Name, Place Where) {
  const unsigned Number = Question.Objects.size();
  if (Where.Holder)
    ByHolder[Where.Holder].push_back(Number);
  Question.Objects.push_back({How, std::move(Name), std::move(Where)});
  return Number;
}

/// The number of the object that \p Object is or points to; a new one for what
/// was not met yet.
unsigned BodyLocks::numberOf(const Expr &Object) {
  if (const auto *Address = dyn_cast<UnaryOperator>(stripImplicit(&Object));
      Address && Address->getOpcode() == UO_AddrOf)
    return numberOf(*Address->getSubExpr());
  Place Where = originOf(&Object, Known).Where;
  const bool IsThis = isa<CXXThisExpr>(stripImplicit(&Object));
  if (Where.Holder && Where.Exact) {
    if (std::optional<unsigned> Number = find(Where))
      return *Number;
    const ValueDecl *Named = namedBy(Object);
    const bool IsPlain = Named && Where.Path.empty();
    return add(HeldLock::ByHand,
               IsPlain ? Named->getNameAsString() : textOf(Object),
               std::move(Where));
  }
  // An element of which only the words tell, or what a function gives.
  const std::string Text = IsThis ? "this" : textOf(Object);
  const auto [It, IsNew] = ByText.try_emplace(Text, 0);
  if (IsNew)
    It->second = add(HeldLock::ByHand, Text, {});
  return It->second;
}

//===--- What the body does -----------------------------------------------===//

BodyLocks::BodyLocks(const CallableBody &Body, const BodyIndex &Index,
                     const AsyncTypes &Types, const ThreadLocks &Locks)
    : Body(Body), Index(Index), Types(Types), Known(Types.names()),
      Locks(Locks) {
  addCallers();
  addCaptures();
  for (const VarDecl *Var : Body.Locals)
    addGuard(*Var);
  std::vector<const CallExpr *> Calls;
  llvm::copy_if(Body.Calls, std::back_inserter(Calls),
                [&Index](const CallExpr *Call) {
                  return !isa_and_nonnull<CoawaitExpr, DependentCoawaitExpr>(
                      Index.spelledParent(Call));
                });
  addPairs(Calls);
  for (const CallExpr *Call : Calls)
    addCall(*Call);
  if (ByPath)
    for (const VarDecl *Var : Body.Locals)
      unlockAtEnd(*Var);
  if (ByPath)
    Solved.emplace(Body, Question);
}

/// Guards that are parameters, and what an attribute says that the caller
/// holds.
void BodyLocks::addCallers() {
  for (const ParmVarDecl *Param : Body.Callable->parameters()) {
    const QualType T = Param->getType();
    const bool ByReference = T->isReferenceType();
    if (!(ByReference ? Locks.isGuard(T.getNonReferenceType())
                      : Locks.mayHold(T)))
      continue;
    const unsigned Number =
        add(ByReference ? HeldLock::Caller : HeldLock::Guard,
            Param->getNameAsString(), {Param, {}, true});
    enter(Number, *Param);
  }
  const auto Add = [this](llvm::iterator_range<Expr **> Args) {
    for (const Expr *Arg : Args) {
      const auto *Not = dyn_cast<CXXOperatorCallExpr>(stripImplicit(Arg));
      if (Not && Not->getOperator() == OO_Exclaim)
        continue;
      const CXXRecordDecl *Class = recordOf(Arg->getType());
      const auto *Kind = Class ? Class->getAttr<CapabilityAttr>() : nullptr;
      if (Kind && Kind->getName() == "role")
        continue; // Of a thread, which holds nothing.
      LockObject &Object = Question.Objects[numberOf(*Arg)];
      Object.How = HeldLock::Caller;
      Object.AtEntry = true;
    }
  };
  for (const auto *Required :
       Body.Callable->specific_attrs<RequiresCapabilityAttr>())
    Add(Required->args());
  for (const auto *Released :
       Body.Callable->specific_attrs<ReleaseCapabilityAttr>())
    Add(Released->args());
}

/// Guards that a lambda keeps, or refers to.
void BodyLocks::addCaptures() {
  if (!Body.Lambda)
    return;
  for (const LambdaCapture &Capture : Body.Lambda->captures()) {
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    if (!Var)
      continue;
    const bool ByReference = Capture.getCaptureKind() == LCK_ByRef;
    if (!(ByReference ? Locks.isGuard(Var->getType())
                      : Locks.mayHold(Var->getType())))
      continue;
    const unsigned Number =
        add(ByReference ? HeldLock::Caller : HeldLock::Guard,
            Var->getNameAsString(), {Var, {}, true});
    enter(Number, *Var);
  }
}

/// True for `{}`, `nullptr`, `std::nullopt`, `std::unique_lock<std::mutex>()`.
static bool isEmptyValue(const Expr *E) {
  E = stripCopies(E);
  while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(E))
    E = stripCopies(Cast->getSubExpr());
  if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E))
    return Made->getNumArgs() == 0;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(E))
    return List->getNumInits() == 0;
  const CXXRecordDecl *Class = E ? recordOf(E->getType()) : nullptr;
  return isa_and_nonnull<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr>(E) ||
         (Class && Class->getIdentifier() && Class->getName() == "nullopt_t");
}

/// Guards are declared without locking anything, too.
bool BodyLocks::ownsAtOnce(const VarDecl &Guard) const {
  const Expr *Init = Guard.getInit();
  const Expr *Made = Init ? stripCopies(Init) : nullptr;
  while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made))
    Made = stripCopies(Cast->getSubExpr());
  const auto IsTag = [](const Expr *Arg) {
    const CXXRecordDecl *Tag = recordOf(Arg->getType());
    return Tag && Tag->getIdentifier() && Tag->getName().contains("defer_lock");
  };
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made))
    return Construct->getNumArgs() > 0
               ? llvm::none_of(Construct->arguments(), IsTag) &&
                     !isEmptyValue(Construct->getArg(0))
               : Locks.mayHoldByDefault(Guard.getType());
  if (const auto *List = dyn_cast_or_null<ParenListExpr>(Made))
    return llvm::none_of(List->children(), [&](const Stmt *Arg) {
      return IsTag(cast<Expr>(Arg));
    });
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Made))
    return List->getNumInits() > 0;
  return Made && !isa<CXXNullPtrLiteralExpr>(Made);
}

/// True when \p Var keeps a temporary alive that holds a lock.
bool BodyLocks::holdsExtended(const VarDecl &Var) const {
  return anyWritten(
      Var.getInit(),
      [&](const Stmt &S) {
        const auto *Made = dyn_cast<MaterializeTemporaryExpr>(&S);
        return Made && Made->getExtendingDecl() == &Var &&
               Locks.mayHold(Made->getType());
      },
      Parts::Own);
}

void BodyLocks::enterScope(unsigned Guard, const Stmt *Scope,
                           const Stmt *Declaration) {
  const auto [It, IsNew] = Scopes.try_emplace(Scope);
  unsigned Next = 0;
  if (IsNew)
    for (const Stmt *Child : Scope->children())
      if (Child)
        Order[Child] = ++Next;
  It->second.push_back({Guard, Order.lookup(Declaration)});
}

/// The guard that \p Var is, has or, where it alone knows that, points to.
std::optional<LockObject> BodyLocks::guardOf(const VarDecl &Var) const {
  QualType T = Var.getType();
  // `auto f = [lock = ...] {...};` in a template.
  if (const auto *Closure =
          T->isDependentType() && Var.getInit()
              ? dyn_cast<LambdaExpr>(stripImplicit(Var.getInit()))
              : nullptr)
    T = Closure->getType();
  const auto *New = T->isPointerType()
                        ? dyn_cast<CXXNewExpr>(stripImplicit(Var.getInit()))
                        : nullptr;
  if (!Locks.mayHold(New ? New->getAllocatedType() : T) &&
      !(T->isReferenceType() && holdsExtended(Var)))
    return std::nullopt;
  LockObject Found{HeldLock::Guard, Var.getNameAsString(), {&Var, {}, true}};
  if (const auto *Several = dyn_cast<DecompositionDecl>(&Var)) {
    llvm::SmallVector<const BindingDecl *, 2> Guards;
    for (const BindingDecl *Binding : Several->bindings())
      if (Locks.mayHold(Binding->getType().getNonReferenceType()))
        Guards.push_back(Binding);
    if (!Guards.empty())
      Found.Name = Guards.front()->getNameAsString();
    if (Guards.size() == 1)
      Found.Where.Path.push_back(selector(Guards.front()));
  }
  return Found;
}

void BodyLocks::addGuard(const VarDecl &Var) {
  if (Var.isCXXForRangeDecl())
    addHiddenRange(Var);
  if (Var.isStaticLocal() || !Var.getInit())
    return;
  std::optional<LockObject> Guard = guardOf(Var);
  if (!Guard)
    return;
  const unsigned Number =
      add(HeldLock::Guard, std::move(Guard->Name), std::move(Guard->Where));
  setVariable(Question.Objects[Number], Var);
  const bool AtOnce = Var.getType()->isPointerType() || ownsAtOnce(Var);
  if (Var.getType()->isPointerType())
    for (const DeclRefExpr *Mention : Index.mentions(&Var))
      if (const auto *Delete =
              dyn_cast_or_null<CXXDeleteExpr>(Index.spelledParent(Mention)))
        effect(*Delete, Number, false);
  Question.Effects[cast<Decl>(&Var)].push_back({Number, AtOnce});
  // Else nothing gives it up before it dies.
  ByPath |= !AtOnce || !Index.mentions(&Var).empty();
  if (Var.isCXXForRangeDecl()) {
    const Expr *Range = rangeOf(Var);
    const Stmt *Loop = Range ? Index.parent(Range) : nullptr;
    if (const auto *For = dyn_cast_or_null<CXXForRangeStmt>(Loop))
      enterScope(Number, For, For->getLoopVarStmt());
    return;
  }
  const Stmt *Declaration = Index.parent(Var.getInit());
  if (!Declaration)
    return;
  if (const auto *All = dyn_cast<DeclStmt>(Declaration);
      All && !All->isSingleDecl())
    enterScope(Number, All, Var.getInit());
  const Stmt *Scope = Index.parent(Declaration);
  while (isa_and_nonnull<SwitchCase, LabelStmt, AttributedStmt>(Scope)) {
    Declaration = Scope;
    Scope = Index.parent(Scope);
  }
  const auto *If = dyn_cast_or_null<IfStmt>(Scope);
  if (Scope && !(If && Declaration == If->getThen()))
    enterScope(Number, Scope, Declaration);
}

/// `for (auto &item : store.locked())`: what the loop goes over may hold a
/// lock.
void BodyLocks::addHiddenRange(const VarDecl &LoopVariable) {
  const Expr *Range = rangeOf(LoopVariable);
  const auto *Loop =
      dyn_cast_or_null<CXXForRangeStmt>(Range ? Index.parent(Range) : nullptr);
  const auto *Hidden =
      Loop && Loop->getRangeStmt()
          ? dyn_cast<VarDecl>(Loop->getRangeStmt()->getSingleDecl())
          : nullptr;
  if (!Hidden || !Hidden->getInit() || !holdsExtended(*Hidden))
    return;
  const unsigned Number = add(HeldLock::Guard, "", {Hidden, {}, true});
  Question.Effects[cast<Decl>(Hidden)].push_back({Number, true});
  enterScope(Number, Loop, Loop->getRangeStmt());
}

/// What a call that is given \p Object, which may be a guard, does to it. A
/// class that has one in it locks that where it is filled, not by all it does.
void BodyLocks::touch(const CallExpr &Call, const Expr &Object, bool Takes) {
  const QualType T = Object.getType().getNonReferenceType();
  if (!Locks.mayHold(T))
    return;
  Place Where = originOf(&Object, Known).Where;
  std::optional<unsigned> Number = find(Where);
  const bool Fills =
      isa<CXXOperatorCallExpr>(Call) || calleeName(&Call) == "emplace";
  if (!Number && Takes && (Fills || Locks.isGuard(T)) && Where.Holder &&
      Where.Exact && !isa<BindingDecl>(Where.Holder))
    Number = numberOf(Object);
  if (Number && Fills)
    effect(Call, *Number, Takes);
  else if (Number) // It may, and has done so before.
    effect(static_cast<const Stmt &>(Call), *Number, Takes);
}

/// `held.emplace(m)`, `held.reset()`, `held = ...`, `std::move(held)`,
/// `f(held)`
void BodyLocks::addTouch(const CallExpr &Call) {
  if (Call.isCallToStdMove())
    return touch(Call, *Call.getArg(0), false);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() == OO_Equal)
      return touch(Call, *Operator->getArg(0),
                   !isEmptyValue(Operator->getArg(1)));
    return;
  }
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    const Expr *Object = Member->getImplicitObjectArgument();
    if (isa_and_nonnull<CXXConversionDecl>(Method) ||
        plainName(Method) == "owns_lock" || plainName(Method) == "has_value") {
      if (std::optional<unsigned> Number = find(originOf(Object, Known).Where))
        Question.Asks[&Call] = *Number;
    } else if (plainName(Method) == "release") {
      // What gives the mutex back leaves it locked.
      if (Method->getReturnType()->isVoidType())
        touch(Call, *Object, false);
    } else if (Method && !Method->isConst()) {
      touch(Call, *Object,
            (plainName(Method) != "reset" && plainName(Method) != "clear") ||
                (Member->getNumArgs() > 0 &&
                 !isa<CXXDefaultArgExpr>(Member->getArg(0))));
    }
  }
  for (unsigned I = 0;
       Callee && I < Callee->getNumParams() && I < Call.getNumArgs(); ++I) {
    const QualType T = Callee->getParamDecl(I)->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
      touch(Call, *Call.getArg(I), true);
  }
}

/// The name of what undoes what a function of this name does: `table_unlock`
/// for `table_lock`, `LockRelease` for `LockAcquire`. Else empty.
static std::string undoingName(llvm::StringRef Name) {
  static constexpr std::pair<llvm::StringRef, llvm::StringRef> Undoing[] = {
      {"Acquire", "Release"},
      {"acquire", "release"},
      {"lock", "unlock"},
      {"Lock", "Unlock"},
      {"LOCK", "UNLOCK"}};
  if (Name.contains_insensitive("lock") && !Name.contains_insensitive("unlock"))
    for (const auto &[Does, Undoes] : Undoing)
      if (const size_t At = Name.rfind(Does); At != llvm::StringRef::npos)
        return (Name.take_front(At) + Undoes +
                Name.drop_front(At + Does.size()))
            .str();
  return "";
}

/// Functions of which nothing is known but that one is called like the other
/// and undoes it: SDL_LockMutex(m) ... SDL_UnlockMutex(m).
void BodyLocks::addPairs(llvm::ArrayRef<const CallExpr *> Calls) {
  const auto NameOf = [this](const CallExpr *Call) {
    const bool IsKnown = recordOf(Call->getType()) || Locks.call(*Call) ||
                         !Locks.isPairOfLocks(calleeName(Call));
    return IsKnown ? llvm::StringRef() : calleeName(Call);
  };
  llvm::StringSet<> Called;
  for (const CallExpr *Call : Calls)
    if (calleeName(Call).contains_insensitive("lock"))
      Called.insert(NameOf(Call));
  for (const llvm::StringRef Name : Called.keys())
    if (const std::string Undoes = undoingName(Name);
        !Undoes.empty() && Called.contains(Undoes)) {
      Pairs[Name] = {Name.str(), true};
      Pairs[Undoes] = {Name.str(), false};
    }
}

/// Adds what is known of \p Call by its name alone.
void BodyLocks::addPaired(const CallExpr &Call) {
  const auto It = Pairs.find(calleeName(&Call));
  if (It == Pairs.end() || recordOf(Call.getType()))
    return;
  const auto &[Name, Takes] = It->second;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    effect(Call, numberOf(*Member->getImplicitObjectArgument()), Takes);
  } else if (Call.getNumArgs() > 0) {
    effect(Call, numberOf(*Call.getArg(0)), Takes);
  } else {
    const auto [Object, IsNew] = ByText.try_emplace(Name + "()", 0);
    if (IsNew)
      Object->second = add(HeldLock::ByHand, "", {});
    effect(Call, Object->second, Takes);
  }
}

void BodyLocks::addCall(const CallExpr &Call) {
  const std::optional<LockCall> Lock = Locks.call(Call);
  if (!Lock) {
    addTouch(Call);
    if (!addCallee(Call))
      addPaired(Call);
    return;
  }
  if (Lock->IsFlag &&
      !(Lock->Locks ? isSpunFor(Call, *Body.Callable->getBody())
                    : bool(find(originOf(Lock->Objects[0], Known).Where))))
    return;
  for (const Expr *Object : Lock->Objects) {
    const unsigned Number = numberOf(*Object);
    effect(Call, Number, *Lock);
    if (Lock->Objects.size() == 1 && Call.getType()->isBooleanType() &&
        !Lock->IsFlag)
      Question.Asks[&Call] = Number;
  }
}

static bool containsWord(llvm::StringRef Name,
                         std::initializer_list<llvm::StringRef> Words) {
  return llvm::any_of(Words, [Name](llvm::StringRef Word) {
    return Name.contains_insensitive(Word);
  });
}

/// Which functions are looked into; others cost too much.
static bool soundsLikeLock(llvm::StringRef Name) {
  return containsWord(Name, {"lock", "acquire", "release", "enter", "leave"});
}

/// Whatever it locks on the way, it leaves nothing locked that was not before.
static bool soundsLikeUnlock(llvm::StringRef Name) {
  return containsWord(Name, {"unlock", "release", "leave"});
}

/// What \p Object, in the body of \p Callee, is where \p Call calls that; not
/// what is its own.
std::optional<unsigned> BodyLocks::numberInCallee(const Expr &Object,
                                                  const CallExpr &Call,
                                                  const FunctionDecl &Callee) {
  const Expr *Written = stripImplicit(&Object);
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (const auto *Param = dyn_cast_or_null<ParmVarDecl>(Var);
      Param && Param->getDeclContext() == &Callee) {
    const unsigned I = Param->getFunctionScopeIndex() +
                       (isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
    if (I < Call.getNumArgs())
      return numberOf(*Call.getArg(I));
    return std::nullopt;
  }
  if (Var && Var->isLocalVarDecl() && Var->getDeclContext() == &Callee)
    return std::nullopt;
  // `other.lock_all()` locks the member of that.
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Member = dyn_cast<MemberExpr>(Written);
  if (Method && Member && isa<CXXThisExpr>(stripImplicit(Member->getBase()))) {
    Place Where = originOf(Method->getImplicitObjectArgument(), Known).Where;
    if (Where.Holder && Where.Exact) {
      Where.Path.push_back(selector(Member->getMemberDecl()));
      const std::optional<unsigned> Number = find(Where);
      return Number ? *Number
                    : add(HeldLock::ByHand, textOf(Object), std::move(Where));
    }
  }
  return numberOf(Object);
}

/// What a closure that is called here, or a function that gets a guard or is
/// called as if it did that, does with locks.
bool BodyLocks::addCallee(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Callee->hasBody(Definition) || Definition == Body.Callable ||
      isCoroutine(*Definition))
    return false;
  // How a mutex of coroutines keeps its own list of them is its own affair.
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Locks.isForCoroutines(Method->getParent()))
    return false;
  const auto MayHold = [this](const Expr *Arg) {
    return Locks.mayHold(Arg->getType());
  };
  if (!isLambdaCallOperator(Definition) && !soundsLikeLock(plainName(Callee)) &&
      llvm::none_of(Call.arguments(), MayHold))
    return false;
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  llvm::SmallPtrSet<const Stmt *, 8> Always;
  const bool Unlocks = soundsLikeUnlock(plainName(Callee));
  bool Leaves = false, Acts = false;
  if (!Block)
    return false;
  for (const Stmt *Part : Block->body())
    if (const auto *Whole = dyn_cast<Expr>(Part))
      Always.insert(stripImplicit(Whole));
  const auto Visit = [&](const Stmt &S) {
    Leaves |= isa<ReturnStmt>(S);
    const auto *Inner = dyn_cast<CallExpr>(&S);
    const std::optional<LockCall> Lock =
        Inner ? Locks.call(*Inner) : std::nullopt;
    Acts |= Lock.has_value();
    if (Lock && Lock->IsFlag && Lock->Locks &&
        !isSpunFor(*Inner, *Definition->getBody()))
      return false;
    if (!Lock || (Lock->Locks ? Unlocks : Leaves || !Always.contains(Inner)))
      return false;
    for (const Expr *Object : Lock->Objects)
      if (std::optional<unsigned> Number =
              numberInCallee(*Object, Call, *Definition))
        effect(Call, *Number, *Lock);
    return false;
  };
  anyWritten(Definition->getBody(), Visit, Parts::Own);
  return Acts;
}

/// A local that unlocks when it dies: a guard takes over what was locked by
/// hand, and `auto done = scope_exit([&] { m.unlock(); });`.
void BodyLocks::unlockAtEnd(const VarDecl &Var) {
  if (!Var.getInit() || Var.isStaticLocal())
    return;
  const auto Unlock = [&](LockEffects &Effects, const Expr &Object) {
    const std::optional<unsigned> Mutex = find(originOf(&Object, Known).Where);
    if (!Mutex || (Question.Objects[*Mutex].How != HeldLock::ByHand &&
                   Question.Objects[*Mutex].How != HeldLock::Permit))
      return;
    Effects.push_back({*Mutex, false});
    Question.Objects[*Mutex].GivenBack = true;
  };
  const auto IsGuard = Question.Effects.find(cast<Decl>(&Var));
  if (IsGuard != Question.Effects.end()) {
    LockEffects &Effects = IsGuard->second;
    const auto Take = [&](const Expr &E) {
      if (isa<DeclRefExpr, MemberExpr>(E))
        Unlock(Effects, E);
    };
    if (Effects.front().Locks)
      forEachWritten<Expr>(Var.getInit(), Take, Parts::Own);
    return;
  }
  // What a thread does is no end of this one's.
  const CXXRecordDecl *Class = recordOf(Var.getType());
  if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor() ||
      Known.spawner(Var.getType()))
    return;
  forEachWritten<LambdaExpr>(Var.getInit(), [&](const LambdaExpr &Lambda) {
    const CallableBody *Inner = Index.body(Lambda.getCallOperator());
    for (const CallExpr *Call : Inner ? llvm::ArrayRef(Inner->Calls)
                                      : llvm::ArrayRef<const CallExpr *>())
      if (const std::optional<LockCall> Lock = Locks.call(*Call);
          Lock && !Lock->Locks)
        for (const Expr *Object : Lock->Objects)
          Unlock(Question.AtEnd[cast<Decl>(&Var)], *Object);
  });
}
