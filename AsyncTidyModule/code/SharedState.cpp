//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/SharedState.h"
#include "code/Shapes.h"
#include "knowledge/Names.h"
#include "clang/Basic/SourceManager.h"
#include <map>

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// An object by a path that is written: the variable or, for null, `this`, and
/// the member that is named last, or null.
using Path = std::pair<const ValueDecl *, const ValueDecl *>;
} // namespace

/// The variable that \p E names, if others can reach what it names.
static const VarDecl *sharedVariable(const Expr &E, bool ThroughPointer) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || Var->isConstexpr())
    return nullptr;
  const bool IsLent =
      isa<ParmVarDecl>(Var) && Var->getType()->isReferenceType();
  return ThroughPointer || IsLent || !Var->hasLocalStorage() ? Var : nullptr;
}

/// The object that \p E, an lvalue, names, if others can change it.
static std::optional<Path> sharedObject(const Expr &E) {
  const ValueDecl *Last = nullptr;
  const Expr *Base = &E;
  bool ThroughPointer = false;
  while (true) {
    if (const auto *Member = dyn_cast<MemberExpr>(Base)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType().isConstQualified())
        return std::nullopt;
      Last = Last ? Last : Field;
      ThroughPointer |= Member->isArrow();
      Base = stripImplicit(Member->getBase());
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Base);
               Unary && Unary->getOpcode() == UO_Deref) {
      ThroughPointer = true;
      Base = stripImplicit(Unary->getSubExpr());
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Base);
               Call && (Call->getOperator() == OO_Arrow ||
                        Call->getOperator() == OO_Star)) {
      ThroughPointer = true;
      Base = stripImplicit(Call->getArg(0));
    } else {
      break;
    }
  }
  if (isa<CXXThisExpr>(Base))
    return Last ? std::optional<Path>({nullptr, Last}) : std::nullopt;
  const VarDecl *Var = sharedVariable(*Base, ThroughPointer);
  return Var ? std::optional<Path>({Var, Last}) : std::nullopt;
}

/// What stands around \p S, without parentheses.
static const Stmt *writtenAround(const Stmt *S, const BodyIndex &Index) {
  do
    S = Index.spelledParent(S);
  while (isa_and_nonnull<ParenExpr>(S));
  return S;
}

/// The assignment or call that gives \p Object, or an element of it, another
/// value, or null.
static const Expr *writeOf(const Expr &Object, const BodyIndex &Index) {
  const Stmt *Around = writtenAround(&Object, Index);
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(Around))
    return stripImplicit(Element->getBase()) == &Object
               ? writeOf(*Element, Index)
               : nullptr;
  if (const auto *Element = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
      Element && Element->getOperator() == OO_Subscript)
    return stripImplicit(Element->getArg(0)) == &Object
               ? writeOf(*Element, Index)
               : nullptr;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
    return Binary->getOpcode() == BO_Assign &&
                   stripImplicit(Binary->getLHS()) == &Object
               ? Binary
               : nullptr;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    return Operator->getOperator() == OO_Equal &&
                   stripImplicit(Operator->getArg(0)) == &Object
               ? Operator
               : nullptr;
  if (isa_and_nonnull<MemberExpr>(Around))
    if (const auto *Call =
            dyn_cast_or_null<CXXMemberCallExpr>(writtenAround(Around, Index)))
      if (const auto Put = fillOf(*Call))
        return Put->Container == &Object ? Call : nullptr;
  return nullptr;
}

/// True when only the value of \p Object, or of a part of it, is asked for.
static bool isRead(const Expr &Object, const BodyIndex &Index) {
  if (const auto *Cast =
          dyn_cast_or_null<ImplicitCastExpr>(Index.parent(&Object)))
    if (Cast->getCastKind() == CK_LValueToRValue)
      return true;
  const Stmt *Around = writtenAround(&Object, Index);
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Around))
    return Construct->getConstructor()->isCopyConstructor();
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around)) {
    const auto *Method =
        dyn_cast_or_null<CXXMethodDecl>(Operator->getCalleeDecl());
    return Method && Method->isConst();
  }
  if (!isa_and_nonnull<MemberExpr>(Around))
    return false;
  const auto *Call =
      dyn_cast_or_null<CXXMemberCallExpr>(writtenAround(Around, Index));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->isConst();
}

/// True when a variable gets a value from \p Read, or a statement decides by
/// it.
static bool isTakenAlong(const Stmt *Read, const BodyIndex &Index) {
  for (const Stmt *Child = Read, *P = Index.parent(Read); P;
       Child = P, P = Index.parent(P)) {
    if (isa<DeclStmt>(P))
      return true;
    if (const auto *Binary = dyn_cast<BinaryOperator>(P);
        Binary && Binary->isAssignmentOp())
      return Child == Binary->getRHS();
    if (const auto *If = dyn_cast<IfStmt>(P))
      return Child == If->getCond();
    if (const auto *Switch = dyn_cast<SwitchStmt>(P))
      return Child == Switch->getCond();
    if (isLoop(P))
      return Child == conditionOf(P);
    if (!isa<Expr>(P) || isa<LambdaExpr>(P))
      return false;
  }
  return false;
}

/// The container \p E, if it is a global or a member.
static const ValueDecl *sharedContainer(const Expr &E) {
  const Expr &Container = *stripImplicit(&E);
  if (heldIn(Container.getType()).isNull())
    return nullptr;
  const auto Object = sharedObject(Container);
  if (!Object || (Object->first && isa<ParmVarDecl>(Object->first)))
    return nullptr;
  return Object->second ? Object->second : Object->first;
}

/// The container that \p Var refers into: an iterator, a reference or a pointer
/// to an element; or null.
static const ValueDecl *containerBehind(const VarDecl &Var) {
  if (!Var.getInit() || !Var.hasLocalStorage())
    return nullptr;
  const Expr *Init = stripImplicit(Var.getInit());
  bool IsElement = Var.getType()->isReferenceType();
  if (const auto *Address = dyn_cast<UnaryOperator>(Init);
      Address && Address->getOpcode() == UO_AddrOf) {
    IsElement = true;
    Init = stripImplicit(Address->getSubExpr());
  }
  const auto *Call = dyn_cast<CallExpr>(Init);
  const auto *Named = dyn_cast<CXXMemberCallExpr>(Init);
  const auto *Method =
      Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl()) : nullptr;
  if (!Method || !(Named || isa<CXXOperatorCallExpr>(Call)))
    return nullptr;
  const Expr &Container =
      Named ? *Named->getImplicitObjectArgument() : *Call->getArg(0);
  const CXXRecordDecl *Class = recordOf(Call->getType());
  const bool Refers =
      Call->isGLValue()
          ? IsElement
          : Call->getType()->isPointerType() ||
                (Class && Class->hasTrivialDestructor() &&
                 !Class->field_empty() && heldIn(Call->getType()).isNull());
  return Refers ? sharedContainer(Container) : nullptr;
}

SharedState::Spans
SharedState::references(const CallableBody &Body, const BodyIndex &Index,
                        llvm::function_ref<unsigned(SourceLocation)> PlaceOf) {
  Spans Found;
  for (const VarDecl *Local : Body.Locals)
    if (const ValueDecl *Container = containerBehind(*Local)) {
      Span Known{PlaceOf(Local->getLocation()), 0, Container, true};
      for (const DeclRefExpr *Mention : Index.mentions(Local))
        Known.Write = std::max(Known.Write, PlaceOf(Mention->getLocation()));
      Found.push_back(Known);
    }
  forEachWritten<CXXForRangeStmt>(
      Body.Callable->getBody(),
      [&](const CXXForRangeStmt &Loop) {
        if (const ValueDecl *Container = sharedContainer(*Loop.getRangeInit()))
          Found.push_back({PlaceOf(Loop.getRangeInit()->getEndLoc()),
                           PlaceOf(Loop.getEndLoc()), Container, true});
      },
      Parts::Own);
  return Found;
}

SharedState::Spans SharedState::spansIn(const CallableBody &Body,
                                        const BodyIndex &Index) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const auto PlaceOf = [&SM](SourceLocation Loc) {
    return SM.getFileLoc(Loc).getRawEncoding();
  };
  std::vector<unsigned> Suspensions;
  for (const CoawaitExpr *Await : Body.Awaits)
    Suspensions.push_back(PlaceOf(Await->getEndLoc()));
  llvm::sort(Suspensions);
  // The first read between two suspensions, and the last write after it.
  std::map<std::pair<Path, size_t>, Span> Found;
  const auto Visit = [&](const Stmt &S) {
    const auto *E = dyn_cast<Expr>(&S);
    if (!E ||
        !isa<DeclRefExpr, MemberExpr, UnaryOperator, CXXOperatorCallExpr>(E))
      return false;
    const auto Object = sharedObject(*E);
    if (!Object)
      return false;
    // The value that an assignment gives is made first.
    const Expr *Write = writeOf(*E, Index);
    if (!Write && !(isRead(*E, Index) && isTakenAlong(E, Index)))
      return false;
    const unsigned At = PlaceOf(Write ? Write->getEndLoc() : E->getBeginLoc());
    const size_t Stretch =
        llvm::lower_bound(Suspensions, At) - Suspensions.begin();
    const auto [It, IsNew] = Found.try_emplace({*Object, Stretch});
    Span &Known = It->second;
    if (IsNew)
      Known.What = Object->second ? Object->second : Object->first;
    if (Write)
      Known.Write = std::max(Known.Write, At);
    else if (!Known.Read)
      Known.Read = At;
    return false;
  };
  anyWritten(Body.Callable->getBody(), Visit, Parts::Own);

  Spans Sorted;
  // What is suspended on the way already is the code's own affair.
  for (const Span &Known : references(Body, Index, PlaceOf))
    if (llvm::upper_bound(Suspensions, Known.Read) ==
        llvm::lower_bound(Suspensions, Known.Write))
      Sorted.push_back(Known);
  for (const auto &[Key, Known] : Found)
    if (Known.Read && Known.Read < Known.Write)
      Sorted.push_back(Known);
  llvm::sort(Sorted, [](const Span &A, const Span &B) {
    return std::tie(A.Read, A.Write) < std::tie(B.Read, B.Write);
  });
  for (size_t I = 1; I < Sorted.size(); ++I)
    if (Sorted[I - 1].Write > Sorted[I].Write) {
      Sorted[I].Write = Sorted[I - 1].Write;
      Sorted[I].What = Sorted[I - 1].What;
      Sorted[I].Refers = Sorted[I - 1].Refers;
    }
  return Sorted;
}

std::optional<SharedState::Across>
SharedState::acrossSuspension(const Expr &Site, const CallableBody &Body,
                              const BodyIndex &Index) {
  const auto [It, IsNew] = Of.try_emplace(&Body);
  if (IsNew)
    It->second = spansIn(Body, Index);
  const Spans &Known = It->second;
  if (Known.empty())
    return std::nullopt;
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const unsigned At = SM.getFileLoc(Site.getBeginLoc()).getRawEncoding();
  const auto Next = std::partition_point(
      Known.begin(), Known.end(), [At](const Span &S) { return S.Read < At; });
  if (Next == Known.begin() || std::prev(Next)->Write <= At)
    return std::nullopt;
  return Across{std::prev(Next)->What, std::prev(Next)->Refers};
}
