//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/LentState.h"
#include "code/Changes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// Of a class, through its bases and members to a depth of four.
static bool hasPartThatRefers(const CXXRecordDecl &Class, unsigned Depth = 0) {
  const auto Refers = [Depth](QualType T) {
    if (T->isReferenceType() || T->isPointerType() || T->isMemberPointerType())
      return true;
    const CXXRecordDecl *Part =
        T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return Part && Part->hasDefinition() && Depth < 4 &&
           hasPartThatRefers(*Part->getDefinition(), Depth + 1);
  };
  return llvm::any_of(
             Class.bases(),
             [&](const CXXBaseSpecifier &B) { return Refers(B.getType()); }) ||
         llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
           return Refers(Field->getType());
         });
}

bool clang::tidy::async::refersToOthers(QualType T, const Names &Known) {
  if (T->isReferenceType() || T->isPointerType() || Known.isView(T))
    return true;
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class || !(Class = Class->getDefinition()) ||
      Class->isDependentContext())
    return false;
  if (Class->isInStdNamespace() && Class->getIdentifier() &&
      (Class->getName() == "function" ||
       Class->getName() == "move_only_function"))
    return true;
  // Who has something to end owns what it points to. A handle is no object.
  return Class->hasTrivialDestructor() && hasPartThatRefers(*Class) &&
         !(Class->isInStdNamespace() && Class->getIdentifier() &&
           Class->getName() == "coroutine_handle");
}

/// True when \p Local refers into what its function was lent: a reference to a
/// member of a parameter, an iterator of one, a view, a pointer.
static bool refersToLent(const VarDecl &Local, const Names &Known,
                         unsigned Depth = 4) {
  const Expr *Init = Local.isLocalVarDecl() && Local.hasLocalStorage()
                         ? Local.getInit()
                         : nullptr;
  if (!Init || Depth == 0)
    return false;
  Init = stripImplicit(Init);
  const bool KeepsValue =
      Local.getType()->isReferenceType() && Init->isPRValue();
  if (isa<CXXNewExpr>(Init) ||
      !refersToOthers(KeepsValue ? Init->getType() : Local.getType(), Known))
    return false;
  const auto IsLent = [&](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var)
      return isa<CXXThisExpr>(S);
    return Ref->refersToEnclosingVariableOrCapture() ||
           (isa<ParmVarDecl>(Var) ? refersToOthers(Var->getType(), Known)
                                  : refersToLent(*Var, Known, Depth - 1));
  };
  return anyWritten(Init, IsLent, Parts::Own);
}

/// What \p Ref names, if that is the caller's.
static std::optional<LentUse>
lentAt(const DeclRefExpr &Ref, const BodyIndex &Index, const Names &Known) {
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  if (!Var || Var->isConstexpr())
    return std::nullopt;
  if (Ref.refersToEnclosingVariableOrCapture())
    return LentUse{LentUse::Object, Var};
  if (isa<ParmVarDecl>(Var))
    return refersToOthers(Var->getType(), Known)
               ? std::optional<LentUse>({LentUse::Object, Var})
               : std::nullopt;
  if (refersToLent(*Var, Known))
    return LentUse{LentUse::Object, Var};
  const bool Written = Var->hasGlobalStorage() && !Var->isLocalVarDecl() &&
                       changeAt(Ref, Index) != Change::None;
  return Written ? std::optional<LentUse>({LentUse::Written, Var})
                 : std::nullopt;
}

LentState::Uses LentState::usesIn(const CallableBody &Body,
                                  const BodyIndex &Index, const Names &Known) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  Uses Found;
  const auto Visit = [&](const Expr &E) {
    std::optional<LentUse> Use;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
      Use = lentAt(*Ref, Index, Known);
    else if (isa<CXXThisExpr>(E))
      Use = {LentUse::This, nullptr};
    if (Use)
      Found.push_back(
          {SM.getFileLoc(E.getBeginLoc()).getRawEncoding(), &E, *Use});
  };
  forEachWritten<Expr>(Body.Callable->getBody(), Visit, Parts::Own);
  llvm::sort(Found, [](const Mention &A, const Mention &B) {
    return A.Place < B.Place;
  });
  return Found;
}

/// True when all that is taken of the object at \p At is a value, before \p
/// Site is suspended: not when a task or what needs the value of \p Site has
/// it.
static bool isReadAtOnce(const Stmt *At, const Expr &Site,
                         const BodyIndex &Index, const AsyncTypes &Types) {
  const auto Refers = [&Types](const Expr &E) {
    return E.isGLValue() || refersToOthers(E.getType(), Types.names());
  };
  for (const Stmt *P = Index.parent(At);
       isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       At = P, P = Index.parent(P)) {
    const auto &E = *cast<Expr>(P);
    const auto *Cast = dyn_cast<CastExpr>(P);
    const auto *Binary = dyn_cast<BinaryOperator>(P);
    const bool IsRead = (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
                        isa<CXXConstructExpr>(P);
    if (isa<CallExpr, CXXConstructExpr>(P) ||
        (Binary && Binary->isAssignmentOp()))
      if (isWithin(&Site, P, Index) ||
          Types.classify(E.getType()).canBeAwaited())
        return false;
    if ((IsRead || isa<CallExpr>(P)) && !Refers(E))
      return true;
    if (Binary && Binary->isAssignmentOp() && At == Binary->getLHS())
      return true;
  }
  return false;
}

/// True for the object of the operation that \p Site is, which ends with it; a
/// task is still to run.
static bool isOperatedOn(const Stmt *At, const Expr &Site,
                         const BodyIndex &Index, const AsyncTypes &Types) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(stripImplicit(&Site));
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  return Object && isWithin(At, Object, Index) &&
         !Types.classify(Object->getType()).canBeAwaited();
}

/// The expression around \p E that is part of none.
static const Expr &fullExpression(const Expr &E, const BodyIndex &Index) {
  const Expr *Whole = &E;
  for (const Stmt *P = Index.parent(Whole);
       isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P); P = Index.parent(P))
    Whole = cast<Expr>(P);
  return *Whole;
}

/// The outermost loop around \p Site in its callable, or null.
static const Stmt *outermostLoop(const Expr &Site, const BodyIndex &Index) {
  const Stmt *Found = nullptr;
  for (const Stmt *P = Index.parent(&Site); P && !isa<LambdaExpr>(P);
       P = Index.parent(P))
    if (isLoop(P))
      Found = P;
  return Found;
}

std::optional<LentUse> LentState::usedBehind(const Expr &Site,
                                             const CallableBody &Body,
                                             const BodyIndex &Index,
                                             const AsyncTypes &Types) {
  const auto [It, IsNew] = Of.try_emplace(&Body);
  if (IsNew)
    It->second = usesIn(Body, Index, Types.names());
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const auto PlaceOf = [&SM](SourceLocation Loc) {
    return SM.getFileLoc(Loc).getRawEncoding();
  };
  const Stmt *Loop = outermostLoop(Site, Index);
  const unsigned Begin = PlaceOf(
      Loop ? Loop->getBeginLoc() : fullExpression(Site, Index).getBeginLoc());
  const unsigned Behind = PlaceOf(Site.getEndLoc());
  const bool Waits = !Types.classify(Site.getType()).isTask();
  for (auto Next = llvm::partition_point(
           It->second, [=](const Mention &M) { return M.Place < Begin; });
       Next != It->second.end(); ++Next) {
    // A dropped task has what it was given as it had before.
    const bool IsOwn = isWithin(Next->At, &Site, Index);
    if (!Loop && IsOwn && isOperatedOn(Next->At, Site, Index, Types))
      continue;
    if (Loop || Next->Place > Behind ||
        ((Waits || !IsOwn) && !isReadAtOnce(Next->At, Site, Index, Types)))
      return Next->Use;
  }
  return std::nullopt;
}
