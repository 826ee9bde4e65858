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
  auto &Looks = factsOf(Round.Loop).Looks;
  const auto Found = Looks.find(&Scope);
  return Found != Looks.end() &&
         llvm::any_of(Found->second, [&](const CXXMemberCallExpr *Call) {
           return !standsIn(Call->getBeginLoc(), Spawning, SM);
         });
}

static bool compares(const Stmt &S) {
  const auto *Binary = dyn_cast<BinaryOperator>(&S);
  return Binary && (Binary->isRelationalOp() || Binary->getOpcode() == BO_Rem);
}

/// What \p S tests before it runs the other; null for both when it is nothing
/// of the kind.
static std::pair<const Expr *, const Stmt *> testedIn(const Stmt &S) {
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return {If->getCond(), If->getThen()};
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return {While->getCond(), While->getBody()};
  return {};
}

const WaitingRounds::LoopFacts &WaitingRounds::factsOf(const Stmt *Loop) const {
  const auto [It, IsNew] = Loops.try_emplace(Loop);
  if (!IsNew)
    return *It->second;
  It->second = std::make_unique<LoopFacts>();
  LoopFacts &Facts = *It->second;
  anyWritten(Loop, [&](const Stmt &S) {
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
        Call && !Known.call(Call, CallRole::Spawn))
      if (const ValueDecl *Scope = objectOf(*Call))
        Facts.Looks[Scope].push_back(Call);
    return false;
  });
  // `while (running >= limit) co_await ended;`, `if (++n % limit == 0) co_await
  // all;`
  Facts.WaitsForRoom = anyWritten(loopBody(Loop), [&](const Stmt &S) {
    const auto [Condition, Then] = testedIn(S);
    return Condition && awaitsIn(Then) && anyWritten(Condition, compares);
  });
  return Facts;
}

/// True when this callable awaits something in \p S.
bool WaitingRounds::awaitsIn(const Stmt *S) const {
  if (Awaiting.empty())
    for (const CoawaitExpr *Await : Body.Awaits)
      for (const Stmt *P = Await; P && Awaiting.insert(P).second;)
        P = Index.parent(P);
  return Awaiting.contains(S);
}

bool WaitingRounds::mayWait(llvm::ArrayRef<Iteration> Rounds,
                            const Expr &Spawning) const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Spawning);
  const ValueDecl *Scope = Member && Known.call(Member, CallRole::Spawn)
                               ? objectOf(*Member)
                               : nullptr;
  return llvm::any_of(Rounds, [&](const Iteration &Round) {
    return (Scope && isLookedAt(*Scope, Round, Spawning)) ||
           factsOf(Round.Loop).WaitsForRoom;
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

/// What decides whether \p Child, a part of \p P, runs, or starts it.
static bool decidesOn(const Stmt *P, const Stmt *Child, const Names &Known) {
  if (isa<LambdaExpr, CXXCatchStmt, SwitchCase>(P))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(P))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P))
    return Child != Choice->getCond();
  const auto *Call = dyn_cast<CallExpr>(P);
  return Call && Known.isStarter(*Call);
}

/// The innermost statement that decides whether \p S runs, or null. What
/// stands behind a site follows it always when that is null or holds the site.
static const Stmt *deciderOf(const Stmt &S, const BodyIndex &Index,
                             const Names &Known) {
  const Stmt *Child = &S;
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P))
    if (decidesOn(P, Child, Known))
      return P;
  return nullptr;
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

const WaitingRounds::LocalUses &WaitingRounds::usesOf(const VarDecl &Local,
                                                      const Stmt *Loop) const {
  const auto [It, IsNew] = Uses.try_emplace({&Local, Loop});
  if (!IsNew)
    return *It->second;
  It->second = std::make_unique<LocalUses>();
  LocalUses &Result = *It->second;
  const auto Later = [this](SourceLocation &Last, SourceLocation Loc) {
    if (Last.isInvalid() || SM.isBeforeInTranslationUnit(Last, Loc))
      Last = Loc;
  };
  for (const DeclRefExpr *Ref : Index.mentions(&Local)) {
    const SourceLocation Loc = Ref->getLocation();
    LastUses &Last = Result.Last[deciderOf(*Ref, Index, Known)];
    Later(Last.Any, Loc);
    if (isInCondition(*Ref, Loop, Index))
      Later(Last.InCondition, Loc);
    if (isWaitedOn(*Ref))
      Later(Last.WaitedOn, Loc);
    const auto *Move = dyn_cast_or_null<CallExpr>(Index.spelledParent(Ref));
    if (Move && Move->isCallToStdMove())
      Later(Result.LastMove, Loc);
  }
  // `auto done = promise.get_future();`
  for (const VarDecl *Got : gotFrom(Local))
    if (standsIn(Got->getLocation(), *loopBody(Loop), SM))
      for (const DeclRefExpr *Ref : Index.mentions(Got))
        if (isWaitedOn(*Ref))
          Later(Result.Last[deciderOf(*Ref, Index, Known)].WaitedOn,
                Ref->getLocation());
  return Result;
}

/// The locals that a member function of \p Local has given.
llvm::ArrayRef<const VarDecl *>
WaitingRounds::gotFrom(const VarDecl &Local) const {
  if (!Gotten) {
    Gotten.emplace();
    for (const VarDecl *Other : Body.Locals)
      if (const auto *Getter = dyn_cast_or_null<CXXMemberCallExpr>(
              Other->getInit() ? stripCopies(Other->getInit()) : nullptr);
          Getter && Other->hasLocalStorage())
        for (const ValueDecl *D :
             mentionedIn(Getter->getImplicitObjectArgument()))
          (*Gotten)[D].push_back(Other);
  }
  const auto Found = Gotten->find(&Local);
  return Found == Gotten->end() ? llvm::ArrayRef<const VarDecl *>()
                                : llvm::ArrayRef(Found->second);
}

/// What \p Site starts refers to an object of the round, which is used again
/// behind it: for an object that stays in place, that is to wait.
bool WaitingRounds::waits(const Iteration &Round, const Expr &Site) const {
  const auto IsBehind = [&](SourceLocation Loc) {
    return Loc.isValid() && SM.isBeforeInTranslationUnit(Site.getEndLoc(), Loc);
  };
  for (const ValueDecl *Mentioned : mentionedIn(&Site)) {
    const auto *Local = dyn_cast<VarDecl>(Mentioned);
    if (!Local || !Local->isLocalVarDecl() || !Local->hasLocalStorage() ||
        Local->getDeclContext() != Body.Callable ||
        Local->getType()->isReferenceType() ||
        !standsIn(Local->getLocation(), *loopBody(Round.Loop), SM))
      continue;
    const LocalUses &Used = usesOf(*Local, Round.Loop);
    // Not when it goes elsewhere, and lives on.
    const bool Refers =
        !IsBehind(Used.LastMove) && keepsReference(Site, *Local);
    const bool InPlace = Refers && !isCopyable(Local->getType());
    const auto IsUsed = [&](const Stmt *Decider) {
      const auto Last = Used.Last.find(Decider);
      return Last != Used.Last.end() &&
             ((InPlace && IsBehind(Last->second.Any)) ||
              (Refers && IsBehind(Last->second.InCondition)) ||
              IsBehind(Last->second.WaitedOn));
    };
    if (IsUsed(nullptr))
      return true;
    for (const Stmt *P = &Site; P; P = Index.parent(P))
      if (IsUsed(P))
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
