//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/GuardedState.h"
#include "code/LentState.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
using ValueSet = llvm::SmallPtrSet<const ValueDecl *, 8>;

/// Looks through one region.
class Protection {
public:
  Protection(const LockedRegion &Region, const BodyIndex &Index,
             const Names &Known);

  GuardedUse inRest();

private:
  llvm::ArrayRef<Stmt *> statements(unsigned From, unsigned To) const {
    return llvm::ArrayRef(Region.Block->body_begin(), Region.Block->size())
        .slice(From, To - From);
  }
  void addLocals(const Stmt &Statement);
  const ValueDecl *sharedAt(const Expr &E, unsigned Depth = 2) const;
  bool isExempt(const ValueDecl &D) const;
  bool goesWithLockElsewhere(const ValueDecl &D) const;
  bool isOwnCall(const CallExpr &Call) const;
  void look(const Expr &E);
  void lookAtCall(const CallExpr &Call);
  void found(GuardedUse::Kind How, const NamedDecl &What, const Expr &At) {
    const GuardedUse Use{How, &What, At.getExprLoc()};
    GuardedUse &Into = Use.isSure() ? Sure : Maybe;
    if (Into.How == GuardedUse::None)
      Into = Use;
  }

  const LockedRegion &Region;
  const BodyIndex &Index;
  const Names &Known;
  const ValueDecl *Mutex = nullptr;
  bool LocksObject = false;  ///< The mutex is the whole object.
  bool BeforeUnseen = false; ///< Something happens before that nobody can see.
  ValueSet Before, Referring, Copied;
  GuardedUse Sure, Maybe;
};
} // namespace

static const FunctionDecl *seenBody(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee(), *Definition = nullptr;
  return Callee && Callee->hasBody(Definition) ? Definition : nullptr;
}

/// `this->f()`, `f()`, or a call that is given `this`.
bool Protection::isOwnCall(const CallExpr &Call) const {
  const auto IsThis = [](const Expr *E) {
    return isa<CXXThisExpr>(stripImplicit(E));
  };
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return (Member && IsThis(Member->getImplicitObjectArgument())) ||
         llvm::any_of(Call.arguments(), IsThis);
}

/// What \p E names, if others can see it, too.
const ValueDecl *Protection::sharedAt(const Expr &E, unsigned Depth) const {
  if (const auto *Member = dyn_cast<MemberExpr>(&E)) {
    const ValueDecl *D = Member->getMemberDecl();
    const bool IsOwn = isa<CXXThisExpr>(stripImplicit(Member->getBase()));
    return isa<VarDecl>(D) || (IsOwn && isa<FieldDecl>(D)) ? D : nullptr;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var)
    return nullptr;
  const QualType T = Var->getType();
  if (Var->hasGlobalStorage() || Ref->refersToEnclosingVariableOrCapture())
    return Var;
  if (!T->isReferenceType() && !T->isPointerType())
    return nullptr;
  if (isa<ParmVarDecl>(Var))
    return Var;
  // It leads to others where it was made of something that does.
  return Depth > 0 && anyWritten(Var->getInit(),
                                 [&](const Stmt &S) {
                                   const auto *Part = dyn_cast<Expr>(&S);
                                   return Part && sharedAt(*Part, Depth - 1);
                                 })
             ? Var
             : nullptr;
}

/// True for what needs no lock.
bool Protection::isExempt(const ValueDecl &D) const {
  const QualType T = D.getType();
  const CXXRecordDecl *Class = recordOf(T.getNonReferenceType());
  const llvm::StringRef Name =
      Class && Class->getIdentifier() ? Class->getName() : "";
  const auto *Var = dyn_cast<VarDecl>(&D);
  return &D == Mutex || T.getNonReferenceType().isConstQualified() ||
         (Var && Var->isConstexpr()) || T->isFunctionType() ||
         Name.contains_insensitive("atomic") ||
         Name.contains_insensitive("mutex") ||
         Name.contains_insensitive("condition_variable");
}

void Protection::addLocals(const Stmt &Statement) {
  const auto Add = [&](const VarDecl &Var) {
    const bool Shared = anyWritten(Var.getInit(), [this](const Stmt &S) {
      const auto *E = dyn_cast<Expr>(&S);
      const ValueDecl *D = E ? sharedAt(*E) : nullptr;
      return D && !isExempt(*D);
    });
    if (!Shared || !refersToOthers(Var.getType(), Known))
      return;
    // A pointer that was kept elsewhere is a copy; what it points to is not.
    const Expr *Init = stripCopies(Var.getInit());
    const bool IsCopy =
        Var.getType()->isPointerType() && !isa<UnaryOperator, CallExpr>(Init);
    (IsCopy ? Copied : Referring).insert(&Var);
  };
  forEachWritten<DeclStmt>(&Statement, [&](const DeclStmt &Declaration) {
    for (const Decl *D : Declaration.decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit()) {
        Add(*Var);
        if (const auto *Several = dyn_cast<DecompositionDecl>(Var);
            Several && Referring.contains(Var))
          Referring.insert(Several->bindings().begin(),
                           Several->bindings().end());
      }
  });
}

Protection::Protection(const LockedRegion &Region, const BodyIndex &Index,
                       const Names &Known)
    : Region(Region), Index(Index), Known(Known) {
  if (Region.Mutex) {
    const Expr *Written = stripCopies(Region.Mutex);
    const auto *Unary = dyn_cast<UnaryOperator>(Written);
    if (Unary && Unary->getOpcode() == UO_AddrOf)
      Written = stripCopies(Unary->getSubExpr());
    Mutex = namedBy(*Written);
    LocksObject = isa<CXXThisExpr>(Written) ||
                  (Unary && isa<CXXThisExpr>(stripCopies(Unary->getSubExpr())));
  }
  for (const Stmt *Statement : statements(Region.First, Region.Rest)) {
    addLocals(*Statement);
    forEachWritten<Expr>(Statement, [this](const Expr &E) {
      if (const ValueDecl *D = sharedAt(E); D && !isExempt(*D))
        Before.insert(D);
      const auto *Call = dyn_cast<CallExpr>(&E);
      if (!Call || !isOwnCall(*Call))
        return;
      const FunctionDecl *Callee = seenBody(*Call);
      BeforeUnseen |= !Callee;
      if (Callee)
        for (const ValueDecl *D : mentionedIn(Callee->getBody()))
          if (isa<FieldDecl>(D) && !isExempt(*D))
            Before.insert(D);
    });
  }
}

/// True when another function of the class, or of the file, uses \p D and what
/// is locked here.
bool Protection::goesWithLockElsewhere(const ValueDecl &D) const {
  const auto *Class = dyn_cast<CXXRecordDecl>(D.getDeclContext());
  if (!Mutex || !Class)
    return false;
  const FunctionDecl *Here = Index.enclosing(Region.Block)->Callable;
  return llvm::any_of(Class->methods(), [&](const CXXMethodDecl *Method) {
    const FunctionDecl *Definition = nullptr;
    return Method->hasBody(Definition) && Definition != Here &&
           !isa<CXXConstructorDecl, CXXDestructorDecl>(Definition) &&
           mentions(Definition->getBody(), Mutex) &&
           mentions(Definition->getBody(), &D);
  });
}

/// True when \p E is the object whose member function is awaited.
static bool isAwaitedObject(const Expr &E, const BodyIndex &Index) {
  const Stmt *Child = &E, *P = Index.spelledParent(&E);
  bool IsCalled = false;
  for (; P; Child = P, P = Index.spelledParent(P)) {
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(P)) {
      if (llvm::is_contained(Call->arguments(), Child))
        return false;
      IsCalled = true;
    } else if (!isa<MemberExpr, ParenExpr, UnaryOperator, CXXOperatorCallExpr>(
                   P)) {
      return isa<CoawaitExpr>(P) && (IsCalled || Child == &E);
    }
  }
  return false;
}

/// `x = ...`, `++x`
static bool isAssigned(const Expr &E, const BodyIndex &Index) {
  const Stmt *P = Index.spelledParent(&E);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P))
    return Binary->isAssignmentOp() && stripImplicit(Binary->getLHS()) == &E;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->isIncrementDecrementOp();
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P);
  return Operator && Operator->isAssignmentOp() &&
         stripImplicit(Operator->getArg(0)) == &E;
}

void Protection::lookAtCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Body = seenBody(Call);
  if (!Callee)
    return;
  if (!Body) {
    if (isOwnCall(Call))
      found(GuardedUse::MaybeInside, *Callee, Call);
    return;
  }
  if (isa<CXXConstructorDecl>(Body) ||
      (Mutex && mentions(Body->getBody(), Mutex)))
    return; // It locks by itself.
  for (const ValueDecl *D : mentionedIn(Body->getBody()))
    if (Before.contains(D) ||
        (LocksObject && isa<FieldDecl>(D) && !isExempt(*D))) {
      // A closure has no name to tell.
      if (isLambdaCallOperator(Body))
        return found(GuardedUse::Data, *D, Call);
      return found(GuardedUse::Inside, *Callee, Call);
    }
}

void Protection::look(const Expr &E) {
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    lookAtCall(*Call);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E)) {
    if (Referring.contains(Ref->getDecl()))
      return found(GuardedUse::Reference, *Ref->getDecl(), E);
    if (Copied.contains(Ref->getDecl()))
      return found(GuardedUse::MaybeData, *Ref->getDecl(), E);
  }
  const ValueDecl *D = sharedAt(E);
  if (!D || isExempt(*D))
    return;
  if (Before.contains(D) || D->hasAttr<GuardedByAttr>() ||
      D->hasAttr<PtGuardedByAttr>() || (LocksObject && isa<FieldDecl>(D)) ||
      isAssigned(E, Index) || goesWithLockElsewhere(*D))
    return found(GuardedUse::Data, *D, E);
  if (!isAwaitedObject(E, Index))
    found(GuardedUse::MaybeData, *D, E);
}

GuardedUse Protection::inRest() {
  if (Before.empty() && !BeforeUnseen)
    return {GuardedUse::Alone, nullptr, {}};
  for (const Stmt *Statement : statements(Region.Rest, Region.End))
    forEachWritten<Expr>(
        Statement, [this](const Expr &E) { look(E); }, Parts::Evaluated);
  return Sure.How != GuardedUse::None ? Sure : Maybe;
}

GuardedUse clang::tidy::async::usedInRest(const LockedRegion &Region,
                                          const BodyIndex &Index,
                                          const Names &Known) {
  return Protection(Region, Index, Known).inRest();
}
