//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Outliving.h"
#include "code/Shapes.h"
#include "flow/HeldLocks.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// The task is stored in a variable that is declared outside of \p Scope, and
/// nothing in \p Scope looks at it again.
static bool leavesScope(const Stmt &Scope, const VarDecl &Holder,
                        const Destination &Way, const BodyIndex &Index) {
  if (isWithin(scopeOf(Holder, *Way.Where, Index), &Scope, Index))
    return false;
  return llvm::all_of(Index.mentions(&Holder), [&](const DeclRefExpr *M) {
    return !isWithin(M, &Scope, Index) || fillAt(*M, Index) ||
           looksAtNoElement(*M, Index) || isWithin(M, Way.Where, Index);
  });
}

/// The return statement that \p Holder's tasks leave through; else null.
static const ReturnStmt *returned(const VarDecl &Holder, const BodyIndex &Index,
                                  const CallableBody &Body) {
  for (const DeclRefExpr *Mention : Index.mentions(&Holder)) {
    const Stmt *S = Index.parent(Mention);
    // `return t;`, `return std::move(t);`
    while (isa_and_nonnull<CastExpr, ParenExpr, FullExpr, CXXConstructExpr,
                           MaterializeTemporaryExpr, CXXBindTemporaryExpr>(S) ||
           movedBy(S))
      S = Index.parent(S);
    const auto *Return = dyn_cast_or_null<ReturnStmt>(S);
    if (Return && Index.enclosing(Return) == &Body)
      return Return;
  }
  return nullptr;
}

/// True for the end of a function at which nothing is called or awaited.
static bool onlyReturns(const Stmt *S) {
  return isa<ReturnStmt, CoreturnStmt, NullStmt>(S) &&
         !anyWritten(S, [](const Stmt &Part) {
           return isa<CallExpr, CoawaitExpr, CXXConstructExpr>(Part);
         });
}

/// True when \p Scope, or for null the function, ends behind \p Statement.
static bool isLastIn(const Stmt *Scope, const Stmt *Statement,
                     const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(Statement); P;
       Statement = P, P = Index.parent(P)) {
    if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      const auto At = llvm::find(Block->body(), Statement);
      if (At == Block->body_end())
        return false;
      const bool Returns = std::next(At) != Block->body_end();
      if (!std::all_of(std::next(At), Block->body_end(), onlyReturns))
        return false;
      if (P == Scope || (Returns && !Scope))
        return true;
      if (Returns)
        Scope = nullptr; // It leaves all that is around.
    } else if (P == Scope) {
      return true;
    } else if (!isa<IfStmt>(P)) {
      return false;
    }
  }
  return !Scope;
}

/// The variable dies right behind the statement that hands the task over, or
/// leaves it running, and nothing local has the task.
static bool diesBehind(const VarDecl &Var, const Destination &Way,
                       const Expr &Task, const Stmt *Scope,
                       const CallableBody &Body, const BodyIndex &Index) {
  const Stmt *Statement = Way.To ? Way.To : Way.Where;
  while (isa_and_nonnull<Expr>(Index.parent(Statement)) &&
         !isa<LambdaExpr>(Index.parent(Statement)))
    Statement = Index.parent(Statement);
  if (!isLastIn(Scope, Statement, Index) || Body.Callable->isMain())
    return false;
  // A pool or scope of this function may join in its destructor, and what the
  // other arguments mention may wait.
  return !anyWritten(Statement, [&](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Local && Local != &Var && Local->isLocalVarDecl() &&
           Local->getDeclContext() == Body.Callable &&
           !Local->getType()->isReferenceType() &&
           Local->getType().isDestructedType() != QualType::DK_none &&
           !isWithin(Ref, &Task, Index);
  });
}

/// `std::move(Var)`, `Var.release()`: what it owned has another owner then.
static bool givesAway(const VarDecl &Var, const BodyIndex &Index) {
  return llvm::any_of(Index.mentions(&Var), [&](const DeclRefExpr *Mention) {
    const Stmt *Around = Index.spelledParent(Mention);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Around))
      return Call->isCallToStdMove();
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    return Member && Member->getMemberDecl()->getIdentifier() &&
           llvm::is_contained(
               std::initializer_list<llvm::StringRef>{"release", "swap"},
               Member->getMemberDecl()->getName());
  });
}

static bool isClosure(const VarDecl &Var) {
  const CXXRecordDecl *Class = Var.getType()->getAsCXXRecordDecl();
  return Class && Class->isLambda();
}

bool clang::tidy::async::outlives(const Destination &Way, const Borrow &B,
                                  const Expr &Task, const CallableBody &Body,
                                  const BodyIndex &Index,
                                  SourceLocation &Where) {
  if (B.Temporary)
    return true;
  const VarDecl &Var = *B.Variable;
  if (Var.getDeclContext() != Body.Callable ||
      (B.IsOwned && givesAway(Var, Index)))
    return false;
  const bool Plain = !isCoroutine(*Body.Callable);
  if (Way.Kind == DestinationKind::Returned || Way.ResultReturned)
    return Plain || !isa<ParmVarDecl>(Var);
  const Stmt *Scope = scopeOf(Var, *Way.Where, Index);
  if (Way.Kind == DestinationKind::HandedOver ||
      (Way.Kind == DestinationKind::Dropped && isClosure(Var)))
    return diesBehind(Var, Way, Task, Scope, Body, Index);
  const VarDecl *Holder = Way.Holder;
  if (Way.Kind == DestinationKind::Dropped || !Holder ||
      !Holder->isLocalVarDecl() || Holder->getType()->isReferenceType() ||
      Holder->getDeclContext() != Body.Callable)
    return false;
  if (Scope && leavesScope(*Scope, *Holder, Way, Index))
    return true;
  if (const ReturnStmt *Return =
          Plain ? returned(*Holder, Index, Body) : nullptr) {
    Where = Return->getReturnLoc();
    return true;
  }
  return false;
}

static bool isGuard(const VarDecl &Var, const AsyncTypes &Types,
                    const BodyIndex &Index) {
  const CXXRecordDecl *Class = recordOf(Var.getType());
  if (!Class || Var.getType()->isReferenceType() || !Var.hasLocalStorage() ||
      !Class->hasDefinition() || !Class->hasNonTrivialDestructor() ||
      !Class->getIdentifier() || !Var.hasInit() ||
      Var.getLocation().isMacroID())
    return false;
  // `auto self = shared_from_this();`
  if (Class->isInStdNamespace() && Class->getName() == "shared_ptr") {
    const auto *Call = dyn_cast<CallExpr>(stripImplicit(Var.getInit()));
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() &&
           Callee->getName() == "shared_from_this";
  }
  return HeldLocks(Index, Types).mayBeHeldBy(Var.getType()) ||
         Types.names().usual().tell(Usual::Guard, Class);
}

/// Reads nothing that a guard could protect.
static bool readsOnlyLocals(const Stmt *S) {
  const auto ReadsOther = [](const Stmt &Part) {
    if (const auto *Member = dyn_cast<MemberExpr>(&Part))
      return isa<FieldDecl>(Member->getMemberDecl());
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && !Var->hasLocalStorage() && !Var->isConstexpr();
  };
  return !anyWritten(S, ReadsOther, Parts::Evaluated);
}

const VarDecl *clang::tidy::async::guardBefore(const Stmt &Return,
                                               const AsyncTypes &Types,
                                               const BodyIndex &Index) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&Return));
  if (!Block)
    return nullptr;
  const Stmt *Before = nullptr;
  for (const Stmt *S : Block->body()) {
    if (S == &Return)
      break;
    Before = S;
  }
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Before);
  const auto *Var = Declaration && Declaration->isSingleDecl()
                        ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                        : nullptr;
  return Var && isGuard(*Var, Types, Index) && Index.mentions(Var).empty() &&
                 readsOnlyLocals(&Return)
             ? Var
             : nullptr;
}
