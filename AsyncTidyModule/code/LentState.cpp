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

static bool refersByParts(const CXXRecordDecl &Class, const Names &Known,
                          unsigned Depth);

static bool refersAtDepth(QualType T, const Names &Known, unsigned Depth) {
  if (T->isFunctionPointerType())
    return false;
  if (T->isReferenceType() || T->isPointerType() || Known.isView(T))
    return true;
  const CXXRecordDecl *Class =
      recordOf(QualType(T->getBaseElementTypeUnsafe(), 0));
  if (!Class || !(Class = Class->getDefinition()) ||
      Class->isDependentContext() || Depth == 0)
    return false;
  if (!Class->isInStdNamespace())
    return refersByParts(*Class, Known, Depth - 1);
  if (Class->getIdentifier() && (Class->getName() == "function" ||
                                 Class->getName() == "move_only_function"))
    return true;
  if (Class->getIdentifier() && Class->getName() == "coroutine_handle")
    return false; // No object.
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (Spec &&
      !findTypeArgument(Spec->getTemplateArgs().asArray(), [&](QualType Arg) {
         return refersAtDepth(Arg, Known, Depth - 1);
       }).isNull())
    return true;
  return Class->hasTrivialDestructor() &&
         refersByParts(*Class, Known, Depth - 1);
}

/// By a base or member. Who ends by code of its own owns what it points to.
static bool refersByParts(const CXXRecordDecl &Class, const Names &Known,
                          unsigned Depth) {
  const CXXDestructorDecl *End = Class.getDestructor();
  const bool Owns = End && End->isUserProvided();
  return llvm::any_of(Class.bases(),
                      [&](const CXXBaseSpecifier &B) {
                        return refersAtDepth(B.getType(), Known, Depth);
                      }) ||
         llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
           const QualType T = Field->getType();
           return T->isPointerType() ? !Owns && !T->isFunctionPointerType()
                                     : refersAtDepth(T, Known, Depth);
         });
}

bool clang::tidy::async::refersToOthers(QualType T, const Names &Known) {
  return refersAtDepth(T, Known, /*Depth=*/5);
}

/// True when all that is taken of the object at \p At is a value, before any
/// \p Site is suspended: not when a task has it, or what needs the value of
/// \p Site. Nothing around \p Whole is looked at.
static bool isReadAtOnce(const Stmt *At, const Expr *Site,
                         const BodyIndex &Index, const AsyncTypes &Types,
                         const Expr *Whole = nullptr) {
  const auto Refers = [&Types](const Expr &E) {
    return E.isGLValue() || refersToOthers(E.getType(), Types.names());
  };
  for (const Stmt *P = Index.parent(At);
       At != Whole && isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       At = P, P = Index.parent(P)) {
    const auto &E = *cast<Expr>(P);
    const auto *Cast = dyn_cast<CastExpr>(P);
    const auto *Binary = dyn_cast<BinaryOperator>(P);
    const bool IsRead = (Cast && Cast->getCastKind() == CK_LValueToRValue) ||
                        isa<CXXConstructExpr>(P);
    if (isa<CallExpr, CXXConstructExpr>(P) ||
        (Binary && Binary->isAssignmentOp()))
      if ((Site && isWithin(Site, P, Index)) ||
          Types.classify(E.getType()).canBeAwaited())
        return false;
    if ((IsRead || isa<CallExpr>(P)) && !Refers(E))
      return true;
    if (Binary && Binary->isAssignmentOp() && At == Binary->getLHS())
      return true;
  }
  return false;
}

namespace {
/// What the variables of a body refer to.
class LentVariables {
public:
  LentVariables(const BodyIndex &Index, const AsyncTypes &Types)
      : Index(Index), Types(Types) {}

  /// What \p Ref names, if that is the caller's.
  std::optional<LentUse> at(const DeclRefExpr &Ref) const;
  /// True when \p Local refers into what its function was lent: a reference to
  /// a member of a parameter, an iterator of one, a view, a pointer, an object
  /// that has one of these, by its initializer or given to it later.
  bool reaches(const VarDecl &Local, unsigned Depth = 4) const;

private:
  bool isLentIn(const Expr *E, unsigned Depth) const;
  bool isLent(const Expr &E, unsigned Depth) const;

  const BodyIndex &Index;
  const AsyncTypes &Types;
};
} // namespace

/// The variable that \p Ref names, also by one of its bindings.
static const VarDecl *variableAt(const DeclRefExpr &Ref) {
  if (const auto *Binding = dyn_cast<BindingDecl>(Ref.getDecl()))
    return dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  return dyn_cast<VarDecl>(Ref.getDecl());
}

bool LentVariables::isLent(const Expr &E, unsigned Depth) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const VarDecl *Var = Ref ? variableAt(*Ref) : nullptr;
  if (!Var)
    return isa<CXXThisExpr>(E);
  return Ref->refersToEnclosingVariableOrCapture() ||
         (isa<ParmVarDecl>(Var) ? refersToOthers(Var->getType(), Types.names())
                                : reaches(*Var, Depth - 1));
}

bool LentVariables::isLentIn(const Expr *E, unsigned Depth) const {
  return anyWritten(
      E,
      [&](const Stmt &S) {
        const auto *Part = dyn_cast<Expr>(&S);
        return Part && isa<DeclRefExpr, CXXThisExpr>(S) &&
               isLent(*Part, Depth) &&
               !isReadAtOnce(&S, /*Site=*/nullptr, Index, Types, E);
      },
      Parts::Own);
}

/// What \p Mention, of a variable, is given there: assigned, or handed to a
/// member function that may keep it. None for other uses.
static llvm::SmallVector<const Expr *, 2> givenAt(const DeclRefExpr &Mention,
                                                  const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Mention);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
    if (Binary->isAssignmentOp() && stripImplicit(Binary->getLHS()) == &Mention)
      return {Binary->getRHS()};
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    if (Operator->getOperator() == OO_Equal &&
        stripImplicit(Operator->getArg(0)) == &Mention)
      return {Operator->getArg(1)};
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(
      isa_and_nonnull<MemberExpr>(Around) ? Index.spelledParent(Around)
                                          : nullptr);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || Method->isConst())
    return {};
  return {Call->arg_begin(), Call->arg_end()};
}

bool LentVariables::reaches(const VarDecl &Local, unsigned Depth) const {
  if (!Local.isLocalVarDecl() || !Local.hasLocalStorage() || Depth == 0)
    return false;
  const Expr *Init = Local.getInit() ? stripImplicit(Local.getInit()) : nullptr;
  const bool KeepsValue =
      Init && Local.getType()->isReferenceType() && Init->isPRValue();
  if (!refersToOthers(KeepsValue ? Init->getType() : Local.getType(),
                      Types.names()))
    return false;
  if (Init && !isa<CXXNewExpr>(Init) && isLentIn(Init, Depth))
    return true;
  return llvm::any_of(Index.mentions(&Local), [&](const DeclRefExpr *Mention) {
    return llvm::any_of(givenAt(*Mention, Index), [&](const Expr *Given) {
      return isLentIn(Given, Depth);
    });
  });
}

std::optional<LentUse> LentVariables::at(const DeclRefExpr &Ref) const {
  const VarDecl *Var = variableAt(Ref);
  if (!Var || Var->isConstexpr())
    return std::nullopt;
  if (Ref.refersToEnclosingVariableOrCapture())
    return LentUse{LentUse::Object, Var};
  if (isa<ParmVarDecl>(Var))
    return refersToOthers(Var->getType(), Types.names())
               ? std::optional<LentUse>({LentUse::Object, Var})
               : std::nullopt;
  if (reaches(*Var))
    return LentUse{LentUse::Object, Ref.getDecl()};
  const bool Written = Var->hasGlobalStorage() && !Var->isLocalVarDecl() &&
                       changeAt(Ref, Index) != Change::None;
  return Written ? std::optional<LentUse>({LentUse::Written, Var})
                 : std::nullopt;
}

LentState::Uses LentState::usesIn(const CallableBody &Body,
                                  const BodyIndex &Index,
                                  const AsyncTypes &Types) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const LentVariables Lent(Index, Types);
  Uses Found;
  const auto PlaceOf = [&SM](SourceLocation Loc) {
    return SM.getFileLoc(Loc).getRawEncoding();
  };
  // What ends with its block may look at what it refers to.
  for (const VarDecl *Local : Body.Locals) {
    const Stmt *Scope =
        Local->getInit() ? Index.parent(Local->getInit()) : nullptr;
    while (Scope && !isa<CompoundStmt>(Scope))
      Scope = Index.parent(Scope);
    const CXXRecordDecl *Class = recordOf(Local->getType());
    if (Scope && Class && Class->hasDefinition() &&
        !Class->hasTrivialDestructor() && Lent.reaches(*Local))
      Found.push_back({PlaceOf(Scope->getEndLoc()),
                       Local->getInit(),
                       {LentUse::Object, Local}});
  }
  const auto Visit = [&](const Expr &E) {
    std::optional<LentUse> Use;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
      Use = Lent.at(*Ref);
    else if (isa<CXXThisExpr>(E))
      Use = {LentUse::This, nullptr};
    if (Use)
      Found.push_back({PlaceOf(E.getBeginLoc()), &E, *Use});
  };
  forEachWritten<Expr>(Body.Callable->getBody(), Visit, Parts::Own);
  llvm::sort(Found, [](const Mention &A, const Mention &B) {
    return A.Place < B.Place;
  });
  return Found;
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
    It->second = usesIn(Body, Index, Types);
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
        ((Waits || !IsOwn) && !isReadAtOnce(Next->At, &Site, Index, Types)))
      return Next->Use;
  }
  return std::nullopt;
}
