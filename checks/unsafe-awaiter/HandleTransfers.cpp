//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unsafe-awaiter/HandleTransfers.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::tidy::async;

static constexpr unsigned MaxHelperDepth = 3;

//===--- What is called ---------------------------------------------------===//

const Expr *clang::tidy::async::receiverOf(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getNumArgs() ? Operator->getArg(0) : nullptr;
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  return nullptr;
}

/// The name of what is called, also where that depends on a template.
static llvm::StringRef nameOfCalled(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  DeclarationName Name;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Name = Member->getMember();
  else if (const auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee))
    Name = Scoped->getDeclName();
  else if (const auto *Overloads = dyn_cast<OverloadExpr>(Callee))
    Name = Overloads->getName();
  else
    return calleeName(&Call);
  return Name.isIdentifier() ? Name.getAsIdentifierInfo()->getName() : "";
}

const FunctionDecl *clang::tidy::async::writtenCallee(const CallExpr &Call) {
  if (const FunctionDecl *Callee = Call.getDirectCallee())
    return Callee;
  // `push(this)` in a class template.
  const auto *Overloads =
      dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParenImpCasts());
  if (!Overloads || Overloads->getNumDecls() != 1)
    return nullptr;
  const NamedDecl *D = (*Overloads->decls_begin())->getUnderlyingDecl();
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(D);
}

bool clang::tidy::async::isStdFunction(const FunctionDecl &Function) {
  const DeclContext *Context = Function.getDeclContext();
  while (Context->isRecord())
    Context = Context->getParent();
  return Context->isStdNamespace() ||
         (isa<NamespaceDecl>(Context) &&
          cast<NamespaceDecl>(Context)->isInStdNamespace());
}

bool clang::tidy::async::isAtomicExchange(const CallExpr &Call) {
  const llvm::StringRef Name = nameOfCalled(Call);
  return Name.contains("exchange") || Name.starts_with("fetch_") ||
         Name == "test_and_set" || Name.contains("CompareExchange") ||
         Name.starts_with("InterlockedExchange");
}

bool clang::tidy::async::isDecidedBy(const Expr &E, const BodyIndex &Index,
                                     const Expr *&Condition) {
  const Stmt *Part = &E;
  for (const Stmt *P = Index.parent(Part); P; Part = P, P = Index.parent(P)) {
    if (isa<ReturnStmt, SwitchStmt>(P))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(P))
      return If->getCond() == Part;
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P);
        Choice && Choice->getCond() == Part)
      return true;
    if (isLoop(P)) {
      Condition = conditionOf(P) == Part ? cast<Expr>(Part) : nullptr;
      return Condition;
    }
    if (const auto *Expression = dyn_cast<Expr>(P)) {
      if (isa<LambdaExpr>(P))
        return false;
      if (const auto *Binary = dyn_cast<BinaryOperator>(P);
          Binary && Binary->isLogicalOp() && Binary->getLHS() == Part)
        return true;
      const VarDecl *Var = Index.initialized(Expression);
      if (const auto *Binary = dyn_cast<BinaryOperator>(P);
          !Var && Binary && Binary->isAssignmentOp() &&
          Binary->getRHS() == Part)
        Var = dyn_cast_or_null<VarDecl>(namedBy(*Binary->getLHS()));
      if (Var && Var->hasLocalStorage())
        for (const DeclRefExpr *Mention : Index.mentions(Var))
          if (Mention != Part && !isWithin(Mention, P, Index) &&
              isDecidedBy(*Mention, Index, Condition))
            return true;
      continue;
    }
    if (const auto *Declaration = dyn_cast<DeclStmt>(P)) {
      // Without an entry of its own: `const bool taken = !submit(h);`.
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D);
            Var && Var->getInit() == Part)
          for (const DeclRefExpr *Mention : Index.mentions(Var))
            if (isDecidedBy(*Mention, Index, Condition))
              return true;
      const Stmt *Around = Index.parent(P);
      return isa_and_nonnull<IfStmt>(Around) &&
             cast<IfStmt>(Around)->getConditionVariableDeclStmt() == P;
    }
    return false;
  }
  return false;
}

static bool isHandleClass(const CXXRecordDecl *Class) {
  return Class && Class->getIdentifier() &&
         Class->getName() == "coroutine_handle";
}

/// The same for one whose promise depends on a template.
static bool isHandleType(QualType T) {
  const auto *Spec =
      T.getNonReferenceType()->getAs<TemplateSpecializationType>();
  const TemplateDecl *Template =
      Spec ? Spec->getTemplateName().getAsTemplateDecl() : nullptr;
  return isHandleClass(recordOf(T)) ||
         (Template && Template->getName() == "coroutine_handle");
}

/// True for a type whose objects contain what they hold, and lead nowhere else.
static bool isByValue(QualType T) {
  return !T->isReferenceType() && !T->isPointerType();
}

/// True for the promise of a coroutine, as its handle gives it.
static bool isPromise(const Expr *E) {
  E = stripImplicit(E)->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && Var->getType()->isReferenceType() && Var->getInit())
    return isPromise(Var->getInit());
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && nameOfCalled(*Call) == "promise";
}

//===--- What carries the handle ------------------------------------------===//

/// A member of `*this`, or of one that it contains by value; else null.
static const FieldDecl *memberOfThis(const Expr *E) {
  const FieldDecl *Outermost = nullptr;
  for (bool IsFirst = true;; IsFirst = false) {
    E = E->IgnoreParenCasts();
    if (isa<CXXThisExpr>(E))
      return Outermost;
    if (const auto *Part = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Part->getBase();
      continue;
    }
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Field =
        Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!Field || (!IsFirst && !isByValue(Field->getType())))
      return nullptr;
    Outermost = Field;
    E = Member->getBase();
  }
}

const FieldDecl *HandleTransfers::ownField(const Expr *E) const {
  const FieldDecl *Field = OfAwaiter && E ? memberOfThis(E) : nullptr;
  return Field && isByValue(Field->getType()) ? Field : nullptr;
}

const ValueDecl *HandleTransfers::rootOf(const Expr *E) const {
  while (E) {
    E = stripImplicit(E)->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenCasts()))
        return Member->getMemberDecl();
      E = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Part = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Part->getBase();
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      E = receiverOf(*Call);
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

bool HandleTransfers::isHandle(const Expr *E) const {
  E = stripCopies(E);
  // From a handle of one promise to one of any.
  if (const auto *Converted = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Converted &&
      isa_and_nonnull<CXXConversionDecl>(Converted->getMethodDecl()))
    E = stripCopies(Converted->getImplicitObjectArgument());
  if (!E)
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const ValueDecl *D = Ref ? Ref->getDecl() : ownField(E);
  if (!D || !Carriers.contains(D))
    return false;
  // In a template, the parameter may be of any type.
  if (isHandleType(D->getType()) || isa<ParmVarDecl>(D))
    return isHandleType(D->getType()) || D->getType()->isDependentType();
  const auto *Var = dyn_cast<VarDecl>(D);
  return Var && Var->getType()->isDependentType() && Var->getInit() &&
         isHandle(Var->getInit());
}

bool HandleTransfers::carriesAny(llvm::ArrayRef<const Expr *> Parts) const {
  return llvm::any_of(Parts, [this](const Expr *E) { return carries(E); });
}

bool HandleTransfers::capturesIt(const LambdaExpr &Lambda) const {
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    const Expr *Value = *Init++;
    if (Capture.capturesThis() && OfAwaiter && Kept)
      return true;
    if (Capture.capturesVariable() &&
        (Carriers.contains(Capture.getCapturedVar()) ||
         (Lambda.isInitCapture(&Capture) && carries(Value))))
      return true;
  }
  return false;
}

bool HandleTransfers::carriesCall(const CallExpr &Call) const {
  const QualType T = Call.getType();
  const bool MayLead = T->isDependentType() || T->isPointerType() ||
                       T->isReferenceType() || Call.isGLValue() || recordOf(T);
  if (!MayLead)
    return false;
  const Expr *Receiver = receiverOf(Call);
  if (Receiver && !isa<CXXOperatorCallExpr>(Call)) {
    const Expr *Object = stripImplicit(Receiver);
    const auto *Ref = dyn_cast<DeclRefExpr>(Object);
    const ValueDecl *D = Ref ? Ref->getDecl() : rootOf(Object);
    const bool IsDirect = isa<DeclRefExpr>(Object) || isa<MemberExpr>(Object);
    if (IsDirect && D && Carriers.contains(D) && !IntoFrame.contains(D) &&
        Call.getNumArgs() == 0)
      return true;
  }
  const unsigned First =
      isa<CXXOperatorCallExpr>(Call) &&
              isa_and_nonnull<CXXMethodDecl>(Call.getCalleeDecl())
          ? 1
          : 0;
  // What is asked of a promise is not the promise.
  const FunctionDecl *Callee = writtenCallee(Call);
  const bool Forwards = Callee && isStdFunction(*Callee);
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    if ((Forwards || !isPromise(Call.getArg(I))) && carries(Call.getArg(I)))
      return true;
  return false;
}

bool HandleTransfers::carries(const Expr *E) const {
  if (!E)
    return false;
  E = stripImplicit(E)->IgnoreParenCasts();
  if (isa<CXXThisExpr>(E))
    return OfAwaiter && Kept;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Carriers.contains(Ref->getDecl());
  if (isa<MemberExpr>(E)) {
    const FieldDecl *Field = memberOfThis(E);
    return Field && Carriers.contains(Field);
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return (Unary->getOpcode() == UO_AddrOf ||
            Unary->getOpcode() == UO_Deref) &&
           carries(Unary->getSubExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return capturesIt(*Lambda);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return carriesAny({Made->getArgs(), Made->getNumArgs()});
  if (const auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E))
    return llvm::any_of(Made->arguments(),
                        [this](const Expr *Arg) { return carries(Arg); });
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::any_of(List->inits(),
                        [this](const Expr *Arg) { return carries(Arg); });
  if (const auto *List = dyn_cast<ParenListExpr>(E))
    return llvm::any_of(const_cast<ParenListExpr *>(List)->exprs(),
                        [this](const Expr *Arg) { return carries(Arg); });
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return carries(New->getInitializer());
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return carries(Choice->getTrueExpr()) || carries(Choice->getFalseExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return (Binary->getOpcode() == BO_Comma || Binary->isAssignmentOp()) &&
           carries(Binary->getRHS());
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return carriesCall(*Call);
  return false;
}

//===--- Where it goes ----------------------------------------------------===//

HandleTransfers::HandleTransfers(const CallableBody &Body,
                                 const BodyIndex &Index,
                                 const AsyncTypes &Types, const IndexOf &Of,
                                 const HandleSeeds &Seeds, unsigned Depth)
    : Body(Body), Index(Index), Types(Types), Of(Of), Depth(Depth),
      OfAwaiter(Seeds.OfAwaiter), Kept(Seeds.Kept) {
  Carriers.insert(Seeds.Given.begin(), Seeds.Given.end());
  // What is kept in the end may be given away before.
  scan();
  Found.clear();
  scan();
  dropCreations();
}

void HandleTransfers::scan() {
  forEachWritten<Stmt>(
      Body.Callable->getBody(), [this](const Stmt &S) { look(S); }, Parts::Own);
}

void HandleTransfers::look(const Stmt &S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(&S)) {
    if (Binary->getOpcode() == BO_Assign)
      assign(*Binary, *Binary->getLHS(), *Binary->getRHS());
  } else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    if (Operator && Operator->getOperator() == OO_Equal)
      assign(*Call, *Call->getArg(0), *Call->getArg(1));
    else
      call(*Call);
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(&S)) {
    construct(*Made);
  }
}

/// True for `h.promise()`, `&h.promise()`, `this`, a member of it by value.
static bool isPartOfFrame(const Expr *E, const HandleTransfers &Of,
                          bool OfAwaiter) {
  E = stripImplicit(E)->IgnoreParenCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary &&
      (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref))
    return isPartOfFrame(Unary->getSubExpr(), Of, OfAwaiter);
  if (isa<CXXThisExpr>(E))
    return OfAwaiter;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Of.isIntoFrame(Ref->getDecl());
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const Expr *Receiver = receiverOf(*Call);
    return Receiver && nameOfCalled(*Call) == "promise" &&
           Of.isHandle(Receiver);
  }
  const FieldDecl *Field = OfAwaiter ? memberOfThis(E) : nullptr;
  return Field && isByValue(Field->getType());
}

void HandleTransfers::declare(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init)
    return;
  const QualType T = Var.getType();
  const auto *Unary =
      dyn_cast<UnaryOperator>(stripImplicit(Init)->IgnoreParenCasts());
  const bool IsAddress = (Unary && Unary->getOpcode() == UO_AddrOf) ||
                         isa<CXXThisExpr>(stripImplicit(Init));
  if ((T->isReferenceType() || (T->isPointerType() && IsAddress)) &&
      isPartOfFrame(Init, *this, OfAwaiter))
    IntoFrame.insert(&Var);
  if (carries(Init))
    Carriers.insert(&Var);
}

void HandleTransfers::store(const Expr &Whole, const Expr &Target) {
  if (const FieldDecl *Field = ownField(&Target)) {
    Kept = true;
    Carriers.insert(Field);
    return;
  }
  const ValueDecl *Root = rootOf(&Target);
  const auto *Var = dyn_cast_or_null<VarDecl>(Root);
  // A plain store to what others have without a lock is a matter of one thread.
  if (!(Var && Var->isLocalVarDecl() && isByValue(Var->getType())) &&
      HeldLocks(Index, Types).at(Whole))
    return add(Whole);
  if (Root)
    Carriers.insert(Root);
}

static bool isAtomic(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  return T->isAtomicType() || (Class && Class->getIdentifier() &&
                               (Class->getName().starts_with("atomic") ||
                                Class->getName().starts_with("__atomic")));
}

void HandleTransfers::assign(const Expr &Whole, const Expr &Target,
                             const Expr &Value) {
  if (!carries(&Value))
    return;
  if (isAtomic(Target.getType()) && !ownField(&Target))
    return add(Whole);
  store(Whole, Target);
}

void HandleTransfers::construct(const CXXConstructExpr &Made) {
  const Names &Known = Types.names();
  if (carriesAny({Made.getArgs(), Made.getNumArgs()}) &&
      (Known.spawner(Made.getType()) || Known.call(&Made, CallRole::Thread)))
    add(Made);
}

/// A function object: `std::function`, and what is built like it.
static bool isCallOfFunction(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  return Operator && Operator->getOperator() == OO_Call;
}

void HandleTransfers::callOfStd(const CallExpr &Call,
                                const FunctionDecl &Callee) {
  const Names &Known = Types.names();
  const Expr *Receiver = receiverOf(Call);
  if (isCallOfFunction(Call) || Known.call(&Call, CallRole::Thread) ||
      Known.call(&Call, CallRole::Spawn))
    return add(Call);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || Method->isStatic() || !Receiver) {
    // `std::exchange(waiting_, h)`
    if (Callee.getName() == "exchange" && Call.getNumArgs() == 2)
      store(Call, *Call.getArg(0));
    return;
  }
  if (Method->isConst() || isHandleClass(Method->getParent()))
    return;
  if (isAtomic(objectType(cast<CXXMemberCallExpr>(Call))) &&
      !ownField(Receiver))
    return add(Call);
  store(Call, *Receiver);
}

static const FunctionDecl *visibleDefinition(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (Callee.hasBody(Definition))
    return Definition;
  const FunctionDecl *Pattern = Callee.getTemplateInstantiationPattern();
  return Pattern && Pattern->hasBody(Definition) ? Definition : nullptr;
}

HandleSeeds HandleTransfers::seedsOf(const CallExpr &Call) const {
  HandleSeeds Seeds;
  const FunctionDecl *Callee = writtenCallee(Call);
  const FunctionDecl *Definition =
      Callee ? visibleDefinition(*Callee) : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  const Expr *Receiver = receiverOf(Call);
  Seeds.OfAwaiter = OfAwaiter && Method && !Method->isStatic() &&
                    (!Receiver || isa<CXXThisExpr>(stripImplicit(Receiver)));
  Seeds.Kept = Seeds.OfAwaiter && Kept;
  const unsigned Skipped =
      isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic() ? 1 : 0;
  if (Definition)
    for (unsigned I = Skipped; I < Call.getNumArgs(); ++I)
      if (I - Skipped < Definition->getNumParams() && carries(Call.getArg(I)))
        Seeds.Given.push_back(Definition->getParamDecl(I - Skipped));
  return Seeds;
}

bool HandleTransfers::publishesInside(const CallExpr &Call,
                                      const FunctionDecl &Callee) const {
  if (Depth >= MaxHelperDepth)
    return false;
  const SharedIndex Other = Of(Callee);
  const CallableBody *Inside = Other ? Other->body(&Callee) : nullptr;
  return Inside && Inside != &Body &&
         !HandleTransfers(*Inside, *Other, Types, Of, seedsOf(Call), Depth + 1)
              .all()
              .empty();
}

void HandleTransfers::call(const CallExpr &Call) {
  const FunctionDecl *Callee = writtenCallee(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  const Expr *Receiver = receiverOf(Call);
  const bool OnThis =
      OfAwaiter && ((Method && !Method->isStatic() && !Receiver) ||
                    (Receiver && isa<CXXThisExpr>(stripImplicit(Receiver))));
  const unsigned First = isa<CXXOperatorCallExpr>(Call) && Method ? 1 : 0;
  // `get_env(h.promise())` only looks.
  const bool IsQuery = !Body.discards(Call) && !Call.getType()->isVoidType();
  bool Given = false;
  for (unsigned I = First; I < Call.getNumArgs(); ++I)
    Given |= carries(Call.getArg(I)) && !(IsQuery && isPromise(Call.getArg(I)));
  if (!Given && !(OnThis && Kept))
    return;
  const Names &Known = Types.names();
  if (Given && Known.usual().tell(Usual::KeepsHandle, nameOfCalled(Call)) &&
      !(Callee && visibleDefinition(*Callee))) {
    if (Receiver || Call.getNumArgs() > 1)
      store(Call, Receiver ? *Receiver : *Call.getArg(0));
    return;
  }
  if ((Method && isHandleClass(Method->getParent())) ||
      (IsQuery && Known.usual().tell(Usual::Query, nameOfCalled(Call))))
    return;
  if (Callee && isStdFunction(*Callee))
    return callOfStd(Call, *Callee);
  if (Known.usual().tell(Usual::Log, Callee) ||
      Known.usual().tell(Usual::Assertion, Callee) ||
      Known.lists(Listed::CallersThread, Callee) ||
      (Method && Known.lists(Listed::CallersThread, Method->getParent())))
    return;
  const SourceManager &SM = Known.context().getSourceManager();
  const FunctionDecl *Definition =
      Callee ? visibleDefinition(*Callee) : nullptr;
  if (!OnThis && HeldLocks(Index, Types).at(Call))
    return add(Call);
  // `task_.promise().set_continuation(h)`: that one does not run yet.
  if (Receiver && Given && isPromise(Receiver) &&
      !(Definition && publishesInside(Call, *Definition)))
    return store(Call, *Receiver);
  if (Definition && !SM.isInSystemHeader(Definition->getLocation())) {
    if (publishesInside(Call, *Definition))
      add(Call, OnThis ? Definition : nullptr);
    else if (Receiver && Given)
      store(Call, *Receiver);
    else if (OnThis && Given)
      Kept = true;
    return;
  }
  if (OnThis) {
    Kept |= Given;
    return;
  }
  // What depends on a template may be a member that only keeps it.
  if (!Callee && Receiver && ownField(Receiver))
    return;
  add(Call);
}

//===--- What follows from it ---------------------------------------------===//

bool HandleTransfers::decides(const Expr &At, const Expr *&Retried) const {
  if (At.getType()->isVoidType())
    return false;
  if (isDecidedBy(At, Index, Retried))
    return true;
  // `check(submit(h))`
  for (const Stmt *P = Index.spelledParent(&At); isa_and_nonnull<Expr>(P);
       P = Index.spelledParent(P))
    if (const auto *Call = dyn_cast<CallExpr>(P);
        Call &&
        Types.names().usual().tell(Usual::Assertion, Call->getDirectCallee()))
      return true;
  return false;
}

/// The member or local that the result of \p At becomes or goes into.
const ValueDecl *HandleTransfers::keeperOf(const Expr &At) const {
  const Expr *Part = &At;
  for (const Stmt *P = Index.parent(Part);; P = Index.parent(P)) {
    if (const VarDecl *Var = Index.initialized(Part))
      return Var;
    const auto *Around = dyn_cast_or_null<Expr>(P);
    if (!Around)
      return nullptr;
    const auto *Binary = dyn_cast<BinaryOperator>(Around);
    if (Binary && Binary->isAssignmentOp() && Binary->getRHS() == Part)
      return rootOf(Binary->getLHS());
    if (const auto *Call = dyn_cast<CallExpr>(Around)) {
      const Expr *Receiver = receiverOf(*Call);
      const bool IsArgument = llvm::is_contained(
          llvm::ArrayRef(Call->getArgs(), Call->getNumArgs()), Part);
      if (Receiver && IsArgument && Receiver != Part)
        return rootOf(Receiver);
    }
    Part = Around;
  }
}

void HandleTransfers::add(const Expr &At, const FunctionDecl *Inside) {
  if (llvm::any_of(Found, [&](const HandOver &H) { return H.At == &At; }))
    return;
  HandOver New;
  New.At = &At;
  New.Inside = Inside;
  New.Decides = decides(At, New.Retried);
  New.Lock = HeldLocks(Index, Types).at(At);
  if (!At.getType()->isVoidType() && !isa<CXXConstructExpr>(At)) {
    New.KeptIn = keeperOf(At);
    if (New.KeptIn)
      Carriers.insert(New.KeptIn);
  }
  Found.push_back(New);
}

void HandleTransfers::dropCreations() {
  const auto IsStartedLater = [this](const HandOver &Creation) {
    bool Behind = false;
    for (const HandOver &Other : Found) {
      if (Behind && anyWritten(Other.At, [&](const Stmt &S) {
            const auto *E = dyn_cast<Expr>(&S);
            return E && (isa<DeclRefExpr>(E) || isa<MemberExpr>(E)) &&
                   rootOf(E) == Creation.KeptIn;
          }))
        return true;
      Behind |= Other.At == Creation.At;
    }
    return false;
  };
  std::vector<HandOver> Rest;
  for (const HandOver &H : Found)
    if (!H.KeptIn || !IsStartedLater(H))
      Rest.push_back(H);
  Found = std::move(Rest);
}
