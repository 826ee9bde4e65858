//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/ObjectGuards.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when something looks through \p E, and does not take it: `self->x`,
/// `*self`, `self.get()`.
static bool isLookedThrough(const Expr &E, const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&E);
  if (isa_and_nonnull<MemberExpr>(Around))
    return true;
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
  if (Operator)
    return llvm::is_contained({OO_Arrow, OO_Star, OO_Exclaim},
                              Operator->getOperator());
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around);
  return Unary && Unary->getOpcode() != UO_AddrOf;
}

static bool isBefore(const Stmt &A, const Stmt &B, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  return SM.isBeforeInTranslationUnit(SM.getFileLoc(A.getBeginLoc()),
                                      SM.getFileLoc(B.getBeginLoc()));
}

/// The strongest that \p E or a part of it makes.
Keeps ObjectGuards::madeBy(const Expr &E) const {
  Keeps Most = Keeps::Nothing;
  forEachWritten<Expr>(
      &E,
      [&](const Expr &Part) { Most = std::max(Most, Owners.byMaking(Part)); },
      Parts::Own);
  return Most;
}

bool ObjectGuards::holdsInside(const Expr &E) const {
  return anyWritten(
      &E,
      [&](const Stmt &S) {
        return isa<Expr>(S) && holdsGate(cast<Expr>(S), Types);
      },
      Parts::Own);
}

//===--- In the coroutine -------------------------------------------------===//

/// True for a parameter or capture: it lives as long as the coroutine. One that
/// can only be asked must be asked.
bool ObjectGuards::protectsWhole(const VarDecl &Var,
                                 const BodyIndex &Index) const {
  switch (Owners.byType(Var.getType())) {
  case Keeps::Alive:
    return true;
  case Keeps::Weakly:
    return !Index.mentions(&Var).empty();
  case Keeps::Nothing:
    return isGateHolder(Var.getType(), Types);
  }
  llvm_unreachable("all kinds are handled");
}

/// A promise may look at the object, too; not a library's that takes whatever
/// the coroutine does, and looks for its own.
static bool isGivenToPromise(const FunctionDecl &Coroutine) {
  const auto *Body = dyn_cast<CoroutineBodyStmt>(Coroutine.getBody());
  const VarDecl *Promise = Body ? Body->getPromiseDecl() : nullptr;
  const Expr *Init = Promise ? Promise->getInit() : nullptr;
  const auto *Made =
      Init ? dyn_cast<CXXConstructExpr>(stripImplicit(Init)) : nullptr;
  return Made &&
         !Coroutine.getASTContext().getSourceManager().isInSystemHeader(
             Made->getConstructor()->getLocation()) &&
         llvm::any_of(Made->arguments(),
                      [](const Expr *Arg) { return isObjectItself(*Arg); });
}

/// True when \p Mention ends what its variable keeps.
static bool endsAt(const DeclRefExpr &Mention, const BodyIndex &Index) {
  if (changeAt(Mention, Index) >= Change::Moved)
    return true;
  const auto *Member =
      dyn_cast_or_null<MemberExpr>(Index.spelledParent(&Mention));
  const auto *Method =
      Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  static constexpr llvm::StringLiteral Ends[] = {"reset", "release", "detach",
                                                 "clear"};
  return llvm::is_contained(Ends, plainName(Method));
}

/// True when \p Mention, of a variable, gives it an owner of the object.
bool ObjectGuards::isGivenOwnerAt(const DeclRefExpr &Mention,
                                  const BodyIndex &Index) const {
  const auto *Assign =
      dyn_cast_or_null<CXXOperatorCallExpr>(Index.spelledParent(&Mention));
  return Assign && Assign->getOperator() == OO_Equal &&
         stripImplicit(Assign->getArg(0)) == &Mention &&
         madeBy(*Assign->getArg(1)) != Keeps::Nothing;
}

/// True when a function of the class puts an owner of its object into \p Field.
bool ObjectGuards::keepsObject(const FieldDecl &Field) const {
  return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
    const FunctionDecl *Definition = nullptr;
    return Method->getBody(Definition) &&
           anyWritten(Definition->getBody(), [&](const Stmt &S) {
             const auto *Assign = dyn_cast<CXXOperatorCallExpr>(&S);
             const auto *Member =
                 Assign && Assign->getOperator() == OO_Equal
                     ? dyn_cast<MemberExpr>(stripImplicit(Assign->getArg(0)))
                     : nullptr;
             return Member && Member->getMemberDecl() == &Field &&
                    madeBy(*Assign->getArg(1)) == Keeps::Alive;
           });
  });
}

/// What \p Local, which is made or assigned before \p Point, does for the
/// object by its value.
Keeps ObjectGuards::keptBy(const VarDecl &Local, const Expr &Point,
                           const BodyIndex &Index) const {
  const Expr *Init = Local.getInit();
  // A reference may be what keeps a temporary.
  const QualType T = stripImplicit(Init)->isPRValue()
                         ? Local.getType().getNonReferenceType()
                         : Local.getType();
  if (T->isReferenceType())
    return Keeps::Nothing;
  const Keeps Made = madeBy(*Init);
  // What a projection has for the object, or a part that owns the whole.
  if (Made == Keeps::Alive && recordOf(T) &&
      Owners.byMaking(*stripCopies(Init)) == Keeps::Alive)
    return Keeps::Alive;
  const Keeps OfType = Owners.byType(T);
  if (OfType == Keeps::Nothing)
    return recordOf(T) && holdsInside(*Init) ? Keeps::Alive : Keeps::Nothing;
  if (Made != Keeps::Nothing)
    return std::min(Made, OfType);
  const bool Later =
      llvm::any_of(Index.mentions(&Local), [&](const DeclRefExpr *Mention) {
        return isBefore(*Mention, Point, Types.context()) &&
               isGivenOwnerAt(*Mention, Index);
      });
  const bool TakesKept = anyWritten(Init, [&](const Stmt &S) {
    const auto *Member = dyn_cast<MemberExpr>(&S);
    const auto *Field =
        Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    return Field && isObjectItself(*Member->getBase()) && keepsObject(*Field);
  });
  // What nobody uses is there to keep something.
  const bool OnlyKeeps = Index.mentions(&Local).empty();
  return Later || TakesKept || OnlyKeeps ? OfType : Keeps::Nothing;
}

bool ObjectGuards::isProtectedBy(const VarDecl &Local, const BodyIndex &Index,
                                 const ObjectUse &Use) const {
  const Expr *Init = Local.getInit();
  const ASTContext &Ctx = Types.context();
  if (!Init || !isBefore(*Init, *Use.Suspension, Ctx) ||
      isWithin(Use.Suspension, Init, Index))
    return false;
  const Keeps Does = keptBy(Local, *Use.Suspension, Index);
  if (Does == Keeps::Nothing ||
      (Does == Keeps::Weakly && Index.mentions(&Local).empty()))
    return false;
  const Stmt *Scope = Index.parent(Init);
  while (Scope && !isa<CompoundStmt>(Scope))
    Scope = Index.parent(Scope);
  const Expr *At = Index.enclosing(Use.Use) ? Use.Use : Use.Suspension;
  if (Scope && !isWithin(At, Scope, Index))
    return false;
  return llvm::none_of(Index.mentions(&Local), [&](const DeclRefExpr *Mention) {
    return isBefore(*Mention, *At, Ctx) && endsAt(*Mention, Index) &&
           !isGivenOwnerAt(*Mention, Index);
  });
}

/// True when \p Made, a new owner, is kept by somebody else: not by a local
/// variable, not looked through. What \p Except is given does not count.
bool ObjectGuards::isGivenAway(const Expr &Made, const Expr *Except,
                               const BodyIndex &Index) const {
  for (const Stmt *At = &Made, *P = Index.parent(At); P;
       At = P, P = Index.parent(P)) {
    if (P == Except || isa<LambdaExpr>(P))
      return false;
    if (isa<MemberExpr>(P))
      return false;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P)) {
      if (llvm::is_contained({OO_Arrow, OO_Star, OO_Exclaim},
                             Operator->getOperator()))
        return false;
      const auto *Ref =
          dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0)));
      return Operator->getOperator() != OO_Equal || !Ref ||
             !isa<VarDecl>(Ref->getDecl()) ||
             !cast<VarDecl>(Ref->getDecl())->isLocalVarDecl();
    }
    if (const auto *Call = dyn_cast<CallExpr>(P))
      return Owners.byMaking(*Call) == Keeps::Nothing
                 ? true
                 : isGivenAway(*Call, Except, Index);
    if (isa<DeclStmt>(P) || !isa<Expr>(P))
      return false;
  }
  return false;
}

bool ObjectGuards::hasParameter(const FunctionDecl &Coroutine) const {
  return llvm::any_of(Coroutine.parameters(), [&](const ParmVarDecl *Param) {
    return Owners.byType(Param->getType()) == Keeps::Alive ||
           isGateHolder(Param->getType(), Types);
  });
}

bool ObjectGuards::inside(const CallableBody &Body, const BodyIndex &Index,
                          const ObjectUse &Use) const {
  const FunctionDecl &Coroutine = *Body.Callable;
  if (hasParameter(Coroutine) || isGivenToPromise(Coroutine) ||
      llvm::any_of(Coroutine.parameters(), [&](const ParmVarDecl *Param) {
        return protectsWhole(*Param, Index);
      }))
    return true;
  if (Body.Lambda && hasCapture(*Body.Lambda, /*OwnersOnly=*/false))
    return true;
  if (llvm::any_of(Body.Locals, [&](const VarDecl *Local) {
        return isProtectedBy(*Local, Index, Use);
      }))
    return true;
  const ASTContext &Ctx = Types.context();
  return anyWritten(
      Coroutine.getBody(),
      [&](const Stmt &S) {
        const auto *E = dyn_cast<Expr>(&S);
        if (!E || isa<CoroutineSuspendExpr>(E))
          return false;
        if (!isBefore(*E, *Use.Suspension, Ctx) &&
            !isWithin(E, Use.Suspension, Index))
          return false;
        if (holdsGate(*E, Types))
          return E->getType()->isVoidType() ||
                 Types.classify(E->getType()).canBeAwaited();
        return Owners.byMaking(*E) == Keeps::Alive &&
               isGivenAway(*E, nullptr, Index);
      },
      Parts::Own);
}

//===--- Where it is started ----------------------------------------------===//

bool ObjectGuards::hasCapture(const LambdaExpr &Lambda, bool OwnersOnly) const {
  const auto *Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    const Expr *Value = *Init++;
    if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByCopy)
      continue;
    const QualType T =
        Capture.getCapturedVar()->getType().getNonReferenceType();
    const Keeps OfType = Owners.byType(T);
    if (OfType == Keeps::Alive ||
        (!OwnersOnly && (OfType != Keeps::Nothing || isGateHolder(T, Types) ||
                         (Value && holdsInside(*Value)))))
      return true;
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (!OwnersOnly && Var && Var->isInitCapture() && Var->getInit() &&
        (holdsInside(*Var->getInit()) ||
         Owners.byMaking(*stripCopies(Var->getInit())) != Keeps::Nothing))
      return true;
  }
  return false;
}

bool ObjectGuards::isGiven(const Expr &Whole, const BodyIndex &Index,
                           bool OwnersOnly) const {
  return anyWritten(
      &Whole,
      [&](const Stmt &S) {
        const auto *E = dyn_cast<Expr>(&S);
        // What a lambda captures, it is asked for.
        if (!E || isa_and_nonnull<LambdaExpr>(Index.spelledParent(E)))
          return false;
        if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
          return hasCapture(*Lambda, OwnersOnly);
        if (!OwnersOnly &&
            (holdsGate(*E, Types) ||
             (isa<DeclRefExpr>(E) && isGateHolder(E->getType(), Types))))
          return true;
        const auto *Ref = dyn_cast<DeclRefExpr>(E);
        const bool IsVariable = Ref && isa<VarDecl>(Ref->getDecl());
        const Keeps What = IsVariable || isa<MemberExpr>(E)
                               ? Owners.byType(E->getType())
                               : Owners.byMaking(*E);
        return What != Keeps::Nothing &&
               (What == Keeps::Alive || !OwnersOnly) &&
               !isLookedThrough(*E, Index);
      },
      Parts::Own);
}

bool ObjectGuards::atStart(const Expr &Whole, const BodyIndex &Index) const {
  return isGiven(Whole, Index, /*OwnersOnly=*/false);
}

bool ObjectGuards::refersToFrame(const Expr &Whole,
                                 const CallableBody &Body) const {
  return isCoroutine(*Body.Callable) &&
         anyWritten(
             &Whole,
             [&](const Stmt &S) {
               const auto *Lambda = dyn_cast<LambdaExpr>(&S);
               return Lambda &&
                      llvm::any_of(
                          Lambda->captures(), [&](const LambdaCapture &Of) {
                            const auto *Var =
                                Of.capturesVariable() &&
                                        Of.getCaptureKind() == LCK_ByRef
                                    ? dyn_cast<VarDecl>(Of.getCapturedVar())
                                    : nullptr;
                            return Var &&
                                   llvm::is_contained(Body.Locals, Var) &&
                                   Owners.byType(Var->getType()) ==
                                       Keeps::Nothing;
                          });
             },
             Parts::Own);
}

bool ObjectGuards::givesOwner(const Expr &Whole, const BodyIndex &Index) const {
  return isGiven(Whole, Index, /*OwnersOnly=*/true);
}

bool ObjectGuards::before(const Expr &Start, const CallableBody &Body,
                          const BodyIndex &Index) const {
  const ASTContext &Ctx = Types.context();
  const auto Owns = [&](const Expr &E) {
    if (Owners.byMaking(E) == Keeps::Alive)
      return true;
    // `auto self = shared_from_this(); keep(self);`
    const auto *Ref = dyn_cast<DeclRefExpr>(&E);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->isLocalVarDecl() && Var->getInit() &&
           Owners.byMaking(*stripCopies(Var->getInit())) == Keeps::Alive;
  };
  return anyWritten(
      Body.Callable->getBody(),
      [&](const Stmt &S) {
        const auto *E = dyn_cast<Expr>(&S);
        if (!E || !isBefore(*E, Start, Ctx) || isWithin(E, &Start, Index))
          return false;
        if (holdsGate(*E, Types) && E->getType()->isVoidType())
          return true;
        return Owns(*E) && isGivenAway(*E, &Start, Index);
      },
      Parts::Own);
}
