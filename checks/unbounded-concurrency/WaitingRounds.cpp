//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/WaitingRounds.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

WaitingRounds::WaitingRounds(const CallableBody &Body, const BodyIndex &Index,
                             const AsyncTypes &Types)
    : Body(Body), Index(Index), Types(Types), Known(Types.names()),
      SM(Types.context().getSourceManager()) {}

static const Stmt *loopBody(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return Range->getBody();
  return Loop;
}

bool WaitingRounds::isStartedItself(const CXXMemberCallExpr &Call) const {
  const AsyncType Type = Types.classify(objectType(Call));
  return Type.canBeAwaited() && Type.Start == TaskStart::Lazy;
}

/// The variable or field that a member function is called on, through pointers;
/// null for others.
const ValueDecl *WaitingRounds::objectOf(const CXXMemberCallExpr &Call) const {
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
bool WaitingRounds::isLookedAt(const ValueDecl &Scope, const Iteration &Round,
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
bool WaitingRounds::waitsForRoom(const Iteration &Round) const {
  return anyWritten(loopBody(Round.Loop), [this](const Stmt &S) {
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

bool WaitingRounds::mayWait(llvm::ArrayRef<Iteration> Rounds,
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
static bool keepsReference(const Expr &Site, const VarDecl &Var) {
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

/// \p S, which stands behind \p Site, runs whenever that has run, and starts
/// nothing.
bool WaitingRounds::alwaysFollows(const Stmt &S, const Expr &Site) const {
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
    if (const auto *Call = dyn_cast<CallExpr>(P);
        Call && Known.isStarter(*Call))
      return false;
  }
  return true;
}

/// `f.wait()`, `p.get_future().get()`
bool WaitingRounds::isWaitedOn(const Expr &E) const {
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
bool WaitingRounds::waits(const Iteration &Round, const Expr &Site) const {
  const Stmt *In = loopBody(Round.Loop);
  const auto StandsInRound = [&](SourceLocation Loc) {
    return standsIn(Loc, *In, SM);
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
    const bool Refers = !Leaves && keepsReference(Site, *Local);
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

void WaitingRounds::mark(llvm::MutableArrayRef<Iteration> Rounds,
                         const Expr &Site) const {
  bool Waits = false;
  for (Iteration &Round : Rounds) {
    // A round that waits has the loops around it wait.
    Waits = Waits || waits(Round, Site);
    Round.Bounded |= Waits;
  }
}
