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
  const bool Written = Var->hasGlobalStorage() && !Var->isLocalVarDecl() &&
                       changeAt(Ref, Index) != Change::None;
  return Written ? std::optional<LentUse>({LentUse::Written, Var})
                 : std::nullopt;
}

LentState::Uses LentState::usesIn(const CallableBody &Body,
                                  const BodyIndex &Index, const Names &Known) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  Uses Found;
  const auto Note = [&](SourceLocation Loc, LentUse Use) {
    Found.emplace_back(SM.getFileLoc(Loc).getRawEncoding(), Use);
  };
  const auto Visit = [&](const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      if (const auto Use = lentAt(*Ref, Index, Known))
        Note(Ref->getLocation(), *Use);
    } else if (isa<CXXThisExpr>(S)) {
      Note(S.getBeginLoc(), {LentUse::This, nullptr});
    }
    return false;
  };
  anyWritten(Body.Callable->getBody(), Visit, Parts::Own);
  llvm::sort(Found,
             [](const auto &A, const auto &B) { return A.first < B.first; });
  return Found;
}

std::optional<LentUse> LentState::usedBehind(SourceLocation Place,
                                             const CallableBody &Body,
                                             const BodyIndex &Index,
                                             const Names &Known) {
  const auto [It, IsNew] = Of.try_emplace(&Body);
  if (IsNew)
    It->second = usesIn(Body, Index, Known);
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const unsigned Behind = SM.getFileLoc(Place).getRawEncoding();
  const auto Next = llvm::partition_point(
      It->second, [Behind](const auto &Use) { return Use.first <= Behind; });
  return Next == It->second.end() ? std::nullopt : std::optional(Next->second);
}
