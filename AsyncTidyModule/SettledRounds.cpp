//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "SettledRounds.h"
#include "Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

SettledRounds::SettledRounds(const CallableBody &Body, const BodyIndex &Index,
                             const AsyncTypes &Types)
    : Body(Body), Index(Index), Types(Types), Known(Types.names()),
      SM(Types.context().getSourceManager()) {}

bool SettledRounds::isTask(QualType T) const {
  return !T.isNull() && Types.classify(T).canBeAwaited();
}

static bool isPush(const CallExpr &Call) {
  llvm::StringRef Name = calleeName(&Call);
  return Name == "push_back" || Name == "emplace_back";
}

/// The variable that \p E is, written casts and moves looked through.
static const VarDecl *variableIn(const Expr *E) {
  while ((E = stripCopies(E))) {
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      E = Cast->getSubExpr();
      continue;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return dyn_cast<VarDecl>(Ref->getDecl());
    const Access A = accessOf(E);
    if (A.Part != Access::Whole || A.IsDeref)
      return nullptr;
    E = A.Object;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Somebody else has decided
//===----------------------------------------------------------------------===//

/// True for `x`, `*it` or `v[i]` in the loop whose `x`, `it` or `i` that is,
/// for a part of it, and for a reference to it.
bool SettledRounds::isElement(const Expr *E, const Iteration &Round) const {
  if (!Round.Element)
    return false;
  for (unsigned Step = 0; E && Step < 8; ++Step) {
    E = stripCopies(E);
    if (!E)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
      if (Ref->getDecl() == Round.Element ||
          (Binding && Binding->getDecomposedDecl() == Round.Element))
        return true;
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var || !Var->getType()->isReferenceType())
        return false;
      E = Var->getInit();
      continue;
    }
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    if (Unary && Unary->getOpcode() == UO_AddrOf) {
      E = Unary->getSubExpr();
      continue;
    }
    const Access A = accessOf(E);
    if (A.Part == Access::Unknown)
      return false;
    if (A.Part == Access::Element && A.Selector == selector(Round.Element))
      return true;
    E = A.Object;
  }
  return false;
}

/// `for (auto &t : tasks) wrapped.push_back(wrap(std::move(t)));`
bool SettledRounds::isGiven(const Iteration &Round, const Expr &Site) const {
  // Unless they were made here.
  const VarDecl *Range = Round.Range ? variableIn(Round.Range) : nullptr;
  if (Range && !isa<ParmVarDecl>(Range) && Range->hasLocalStorage() &&
      !Range->getType()->isReferenceType() &&
      !(Range->getInit() && isa<CallExpr>(stripCopies(Range->getInit()))))
    return false;
  if (Range)
    for (const DeclRefExpr *Ref : Index.mentions(Range)) {
      const Stmt *Around = Index.spelledParent(Ref);
      if (isa_and_nonnull<MemberExpr>(Around))
        Around = Index.spelledParent(Around);
      const auto *Call = dyn_cast_or_null<CallExpr>(Around);
      if (Call && (isPush(*Call) || calleeName(Call) == "back_inserter"))
        return false;
    }
  return anyWritten(&Site, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Call->getNumArgs() != 1 || !isElement(Call->getArg(0), Round))
      return false;
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && Callee->isInStdNamespace() &&
           (calleeName(Call) == "move" || calleeName(Call) == "forward") &&
           isTask(Call->getArg(0)->getType());
  });
}

static bool isObject(QualType T) {
  T = T.getNonReferenceType();
  return T->isRecordType() ||
         (T->isPointerType() && T->getPointeeType()->isRecordType());
}

/// `for (auto &context : contexts) co_spawn(context, serve(), detached);`
bool SettledRounds::isPerExecutor(const Iteration &Round,
                                  const Expr &Site) const {
  return anyWritten(&Site, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Call->getNumArgs() < 2 || isa<CXXOperatorCallExpr>(Call) ||
        !Known.call(Call, CallRole::Executor))
      return false;
    const Expr *Executor = stripCopies(Call->getArg(0));
    return Executor && !isTask(Executor->getType()) &&
           isObject(Executor->getType()) && isElement(Executor, Round);
  });
}

/// `for (auto &pool : pools) pool->spawn(work());`
bool SettledRounds::isRunner(const Iteration &Round) const {
  return (Round.Range && Known.isRunner(elementType(Round.Range->getType()))) ||
         (isa_and_nonnull<VarDecl>(Round.Element) &&
          Known.isRunner(Round.Element->getType()));
}

/// `co_spawn(session->executor(), greet(session))`: where each element is at
/// home, and not more than one for each.
bool SettledRounds::runsAtElement(const Expr &Site,
                                  const Iteration &Round) const {
  return Round.Range && Round.Element && anyWritten(&Site, [&](const Stmt &S) {
           const auto *E = dyn_cast<Expr>(&S);
           return E && Known.isRunner(E->getType()) &&
                  rootOf(E, Round) == Round.Element;
         });
}

/// `x` in `x->pool().executor()`, through variables of the function.
const ValueDecl *SettledRounds::rootOf(const Expr *E,
                                       const Iteration &Round) const {
  for (unsigned Depth = 0; E && Depth < 16; ++Depth) {
    E = stripCopies(E);
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
    if (!Ref) {
      const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(E);
      E = Member ? Member->getImplicitObjectArgument()
                 : (E ? accessOf(E).Object : nullptr);
      continue;
    }
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      return dyn_cast<ValueDecl>(Binding->getDecomposedDecl());
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var || Var == Round.Element || !Var->getInit() ||
        !llvm::is_contained(Body.Locals, Var))
      return D;
    E = Var->getInit();
  }
  return nullptr;
}

static bool isCallable(QualType T) {
  T = T.getNonReferenceType();
  if (T->isDependentType() || T->isFunctionType() || T->isFunctionPointerType())
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->hasDefinition())
    return false;
  DeclarationName Name =
      Record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  return Record->isLambda() || !Record->lookup(Name).empty() ||
         llvm::any_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
           return isCallable(Base.getType());
         });
}

static bool isParameterOf(const Expr *E, const DeclContext &Function) {
  const auto *Param = dyn_cast_or_null<ParmVarDecl>(variableIn(E));
  return Param && Param->getDeclContext() == &Function;
}

/// What the only statement of \p Body evaluates, or null.
static const Expr *onlyExpression(const Stmt *Body) {
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Block || Block->size() != 1)
    return nullptr;
  const Stmt *Only = Block->body_front();
  if (const auto *Return = dyn_cast<ReturnStmt>(Only))
    Only = Return->getRetValue();
  else if (const auto *Return = dyn_cast<CoreturnStmt>(Only))
    Only = Return->getOperand();
  const Expr *Value = stripCopies(dyn_cast_or_null<Expr>(Only));
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(Value);
  return Await ? Await->getOperand() : Value;
}

/// `make(i)` with a parameter of \p Function; also in what wraps or starts it.
bool SettledRounds::isMadeBy(const Expr *E, const DeclContext &Function) const {
  E = stripCopies(E);
  if (!E)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return isMadeBy(onlyExpression(Lambda->getBody()), Function);
  const auto *Call = dyn_cast<CallExpr>(E);
  if (Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    if (isParameterOf(Operator && Operator->getOperator() == OO_Call
                          ? Operator->getArg(0)
                          : Call->getCallee(),
                      Function))
      return true;
  }
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const bool TakesCallable = !Call || isStarter(*Call) || isPush(*Call) ||
                             (Callee && Callee->isInStdNamespace());
  llvm::SmallVector<const Expr *, 4> Args;
  if (Call)
    Args.append(Call->arg_begin(), Call->arg_end());
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    Args.append(Construct->arg_begin(), Construct->arg_end());
  // The first of them is what is started; others are handlers.
  for (const Expr *Arg : Args) {
    if (isTask(Arg->getType()))
      return isMadeBy(Arg, Function);
    const Expr *Written = stripCopies(Arg);
    if (TakesCallable && Written && isCallable(Written->getType()))
      return isParameterOf(Arg, Function) || isMadeBy(Arg, Function);
  }
  return false;
}

bool SettledRounds::isCallers(const Expr *Bound, const Expr &Task) const {
  const auto *Param =
      dyn_cast_or_null<ParmVarDecl>(Bound ? variableIn(Bound) : nullptr);
  if (!Param)
    return false;
  const DeclContext &Function = *Param->getDeclContext();
  return isMadeBy(&Task, Function) ||
         (isCallable(Task.getType()) && isParameterOf(&Task, Function));
}

void SettledRounds::markDecided(llvm::MutableArrayRef<Iteration> Rounds,
                                const Expr &Site) const {
  for (Iteration &Round : Rounds)
    Round.Bounded |= isGiven(Round, Site) || isRunner(Round) ||
                     isPerExecutor(Round, Site) || runsAtElement(Site, Round) ||
                     isCallers(Round.Range ? Round.Range : Round.End, Site);
}

//===----------------------------------------------------------------------===//
// The round waits
//===----------------------------------------------------------------------===//

static const Stmt *bodyOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return Range->getBody();
  return Loop;
}

bool SettledRounds::isStartedItself(const CXXMemberCallExpr &Call) const {
  const AsyncType Type = Types.classify(objectType(Call));
  return Type.canBeAwaited() && Type.Start == TaskStart::Lazy;
}

/// The variable or field that a member function is called on, through pointers;
/// null for others.
const ValueDecl *SettledRounds::objectOf(const CXXMemberCallExpr &Call) const {
  if (isStartedItself(Call))
    return nullptr;
  const Expr *Object = stripCopies(Call.getImplicitObjectArgument());
  if (const Access Step = accessOf(Object);
      Step.IsDeref && !isa<MemberExpr>(Object))
    Object = stripCopies(Step.Object);
  return namedBy(*Object);
}

/// The round has something else to do with \p Scope than to add to it. One that
/// is made anew in each round runs one.
bool SettledRounds::isLookedAt(const ValueDecl &Scope, const Iteration &Round,
                               const Expr &Spawning) const {
  if (standsIn(Scope.getLocation(), *Round.Loop, SM))
    return true;
  return anyWritten(Round.Loop, [&](const Stmt &S) {
    const auto *Other = dyn_cast<CXXMemberCallExpr>(&S);
    return Other && objectOf(*Other) == &Scope &&
           !Known.call(Other, CallRole::Spawn) &&
           !standsIn(Other->getBeginLoc(), Spawning, SM);
  });
}

static bool compares(const Stmt &S) {
  const auto *Binary = dyn_cast<BinaryOperator>(&S);
  return Binary && (Binary->isRelationalOp() || Binary->getOpcode() == BO_Rem);
}

/// `while (running >= limit) co_await ended;`, `if (++n % limit == 0) co_await
/// all;`
bool SettledRounds::waitsForRoom(const Iteration &Round) const {
  return anyWritten(bodyOf(Round.Loop), [this](const Stmt &S) {
    const Expr *Condition = nullptr;
    const Stmt *Then = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(&S)) {
      Condition = If->getCond();
      Then = If->getThen();
    } else if (const auto *While = dyn_cast<WhileStmt>(&S)) {
      Condition = While->getCond();
      Then = While->getBody();
    }
    return Condition && anyWritten(Condition, compares) &&
           llvm::any_of(Body.Awaits, [&](const CoawaitExpr *Await) {
             return standsIn(Await->getBeginLoc(), *Then, SM);
           });
  });
}

bool SettledRounds::mayWait(llvm::ArrayRef<Iteration> Rounds,
                            const Expr &Spawning) const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Spawning);
  const ValueDecl *Scope = Member && Known.call(Member, CallRole::Spawn)
                               ? objectOf(*Member)
                               : nullptr;
  return llvm::any_of(Rounds, [&](const Iteration &Round) {
    return (Scope && isLookedAt(*Scope, Round, Spawning)) ||
           waitsForRoom(Round);
  });
}

static bool isCopyable(QualType T) {
  const CXXRecordDecl *Record =
      T.isNull() ? nullptr
                 : T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return true;
  Record = Record->getDefinition();
  for (const CXXConstructorDecl *Ctor : Record->ctors())
    if (Ctor->isCopyConstructor())
      return !Ctor->isDeleted() && Ctor->getAccess() != AS_private;
  return !Record->hasUserDeclaredMoveConstructor() &&
         llvm::all_of(Record->bases(),
                      [](const CXXBaseSpecifier &Base) {
                        return isCopyable(Base.getType());
                      }) &&
         llvm::all_of(Record->fields(), [](const FieldDecl *Field) {
           return isCopyable(Field->getType());
         });
}

/// \p Site keeps a reference to \p Var: captured so, as an argument, or by a
/// member such as `get_executor()`.
static bool refersTo(const Expr &Site, const VarDecl &Var) {
  const auto IsVar = [&Var](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(E));
    return Ref && Ref->getDecl() == &Var;
  };
  return anyWritten(&Site, [&](const Stmt &S) {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
      return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
        return C.capturesVariable() && C.getCapturedVar() == &Var &&
               C.getCaptureKind() == LCK_ByRef;
      });
    if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
      return Unary->getOpcode() == UO_AddrOf && IsVar(Unary->getSubExpr());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&S);
        Member && IsVar(Member->getImplicitObjectArgument()))
      return true;
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Call->isCallToStdMove() || isa<CXXOperatorCallExpr>(Call))
      return false;
    const unsigned N = std::min(Call->getNumArgs(), Callee->getNumParams());
    for (unsigned I = 0; I < N; ++I)
      if (QualType T = Callee->getParamDecl(I)->getType();
          T->isLValueReferenceType() &&
          !T->getPointeeType().isConstQualified() && IsVar(Call->getArg(I)))
        return true;
    return false;
  });
}

bool SettledRounds::isStarter(const CallExpr &Call) const {
  return Known.call(&Call, CallRole::Spawn) ||
         Known.call(&Call, CallRole::Executor);
}

/// \p S, which stands behind \p Site, runs whenever that has run, and starts
/// nothing.
bool SettledRounds::alwaysFollows(const Stmt &S, const Expr &Site) const {
  const Stmt *Child = &S;
  for (const Stmt *P = Index.parent(Child); P && !isWithin(&Site, P, Index);
       Child = P, P = Index.parent(P)) {
    if (isa<LambdaExpr, CXXCatchStmt, SwitchCase>(P))
      return false;
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && (Child == If->getThen() || Child == If->getElse()))
      return false;
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P);
        Choice && Child != Choice->getCond())
      return false;
    if (const auto *Call = dyn_cast<CallExpr>(P); Call && isStarter(*Call))
      return false;
  }
  return true;
}

/// `f.wait()`, `p.get_future().get()`
bool SettledRounds::isWaitedOn(const Expr &E) const {
  for (const Stmt *P = Index.spelledParent(&E);
       isa_and_nonnull<MemberExpr, CallExpr>(P); P = Index.spelledParent(P))
    if (const auto *Call = dyn_cast<CallExpr>(P);
        Call && Known.call(Call, CallRole::Wait))
      return true;
  return false;
}

static bool isInCondition(const Stmt &S, const Stmt *Round,
                          const BodyIndex &Index) {
  const Stmt *Child = &S;
  for (const Stmt *P = Index.parent(Child); P && P != Round;
       Child = P, P = Index.parent(P))
    if (const Expr *Condition = conditionOf(P); Condition == Child && Condition)
      return true;
  return false;
}

/// What \p Site starts refers to an object of the round, which is used again
/// behind it: for an object that stays in place, that is to wait.
bool SettledRounds::waits(const Iteration &Round, const Expr &Site) const {
  const Stmt *In = bodyOf(Round.Loop);
  const auto StandsInRound = [&](SourceLocation Loc) {
    return !SM.isBeforeInTranslationUnit(Loc, In->getBeginLoc()) &&
           !SM.isBeforeInTranslationUnit(In->getEndLoc(), Loc);
  };
  llvm::SmallVector<const VarDecl *, 4> Locals;
  for (const VarDecl *Local : Body.Locals)
    if (Local->hasLocalStorage() && StandsInRound(Local->getLocation()))
      Locals.push_back(Local);
  for (const VarDecl *Local : Locals) {
    if (Local->getType()->isReferenceType() || !mentions(&Site, Local))
      continue;
    llvm::SmallVector<const DeclRefExpr *, 4> Behind;
    const auto AddMentions = [&](const VarDecl *Var) {
      for (const DeclRefExpr *Ref : Index.mentions(Var))
        if (StandsInRound(Ref->getLocation()) &&
            SM.isBeforeInTranslationUnit(Site.getEndLoc(), Ref->getLocation()))
          Behind.push_back(Ref);
    };
    AddMentions(Local);
    // It goes elsewhere, and lives on.
    const bool Leaves = llvm::any_of(Behind, [this](const DeclRefExpr *Ref) {
      const auto *Move = dyn_cast_or_null<CallExpr>(Index.spelledParent(Ref));
      return Move && Move->isCallToStdMove();
    });
    const bool Refers = !Leaves && refersTo(Site, *Local);
    const bool InPlace = Refers && !isCopyable(Local->getType());
    for (const DeclRefExpr *Ref : Behind)
      if (alwaysFollows(*Ref, Site) &&
          (InPlace || (Refers && isInCondition(*Ref, Round.Loop, Index)) ||
           isWaitedOn(*Ref)))
        return true;
    // `auto done = promise.get_future();`
    Behind.clear();
    for (const VarDecl *Other : Locals) {
      const auto *Getter = dyn_cast_or_null<CXXMemberCallExpr>(
          Other->getInit() ? stripCopies(Other->getInit()) : nullptr);
      if (Getter && mentions(Getter->getImplicitObjectArgument(), Local))
        AddMentions(Other);
    }
    for (const DeclRefExpr *Ref : Behind)
      if (alwaysFollows(*Ref, Site) && isWaitedOn(*Ref))
        return true;
  }
  return false;
}

void SettledRounds::markWaiting(llvm::MutableArrayRef<Iteration> Rounds,
                                const Expr &Site) const {
  bool Waits = false;
  for (Iteration &Round : Rounds) {
    // A round that waits has the loops around it wait.
    Waits = Waits || waits(Round, Site);
    Round.Bounded |= Waits;
  }
}
