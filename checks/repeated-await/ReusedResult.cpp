//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/repeated-await/ReusedResult.h"
#include "code/Changes.h"

using namespace clang;
using namespace clang::tidy::async;

/// The local that \p Value initializes, or null.
static const VarDecl *initializedLocal(const Expr &Value,
                                       const BodyIndex &Index) {
  const Stmt *S = &Value;
  for (;;) {
    const auto *E = dyn_cast<Expr>(S);
    if (const VarDecl *Var = E ? Index.initialized(E) : nullptr)
      return Var;
    const Stmt *P = Index.parent(S);
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(P);
    const bool IsCopy = Construct && Construct->getNumArgs() == 1 &&
                        Construct->getConstructor()->isCopyOrMoveConstructor();
    if (!P ||
        !(IsCopy || isa<ImplicitCastExpr, ParenExpr, ExprWithCleanups,
                        MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P)))
      return nullptr;
    S = P;
  }
}

/// True when copying an object of this type compiles and means the same value,
/// whatever its template arguments are.
static bool isPlainValue(QualType T, const ASTContext &Ctx) {
  T = T.getNonReferenceType();
  if (T->isScalarType() || T.isTriviallyCopyableType(Ctx))
    return !T->isArrayType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (Record && Record->isInStdNamespace() && Record->getIdentifier() &&
      (Record->getName() == "basic_string" ||
       Record->getName() == "shared_ptr"))
    return true;
  // A class of its own says whether it can be copied.
  return Record && Record->hasDefinition() &&
         !isa<ClassTemplateSpecializationDecl>(Record) &&
         !Record->isPolymorphic() &&
         llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *Made) {
           return Made->isCopyConstructor() && !Made->isDeleted() &&
                  Made->getAccess() == AS_public;
         });
}

/// True when a variable can stand in place of \p Value: it is read, copied, or
/// bound to a reference to const.
static bool isReadOrCopied(const Expr &Value, const BodyIndex &Index) {
  bool Copied = Value.isPRValue();
  for (const Stmt *P = Index.parent(&Value); P; P = Index.parent(P)) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(P)) {
      if (!Temporary->isLValue())
        return false;
      Copied = true;
    } else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P)) {
      if (Cast->getCastKind() == CK_LValueToRValue)
        return true;
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(P)) {
      return Construct->getNumArgs() == 1 &&
             Construct->getConstructor()->isCopyOrMoveConstructor();
    } else if (!isa<ParenExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P)) {
      return Copied && !isa<MemberExpr, CompoundStmt>(P);
    }
  }
  return false;
}

/// The statement in whose part \p Var can be named, or null.
static const Stmt *declaringBlock(const VarDecl &Var, const BodyIndex &Index) {
  const Expr *Init = Var.getInit();
  const Stmt *Declaration = Init ? Index.parent(Init) : nullptr;
  const Stmt *Scope = Declaration ? Index.parent(Declaration) : nullptr;
  return isa_and_nonnull<CompoundStmt>(Scope) ? Scope : nullptr;
}

/// False when another declaration of the same name is nearer.
static bool isVisible(const VarDecl &Var, const CallableBody &Body,
                      const BodyIndex &Index) {
  return !isa<ParmVarDecl>(Var) && Var.getIdentifier() &&
         llvm::none_of(Body.Locals,
                       [&](const VarDecl *Other) {
                         return Other != &Var &&
                                Other->getIdentifier() == Var.getIdentifier();
                       }) &&
         declaringBlock(Var, Index);
}

void clang::tidy::async::reuseResult(const Expr &First, const Expr &Second,
                                     const BodyIndex &Index, Rewrite &Edits) {
  if (First.getType()->isVoidType())
    return Edits.refuse("there is no result to use again");
  const VarDecl *Var = initializedLocal(First, Index);
  if (!Var)
    return Edits.refuse("no variable keeps the first result");
  const std::string Name = Var->getNameAsString();
  const CallableBody *Body = Index.enclosing(&Second);
  const ASTContext &Ctx = Var->getASTContext();
  if (!Body || !isVisible(*Var, *Body, Index) ||
      !isWithin(&Second, declaringBlock(*Var, Index), Index))
    return Edits.refuse("'" + Name + "' cannot be named here");
  if (changeOf(*Var, Index) != Change::None)
    return Edits.refuse("'" + Name + "' may have changed since");
  if (!Ctx.hasSameUnqualifiedType(Var->getType().getNonReferenceType(),
                                  Second.getType()) ||
      !isPlainValue(Var->getType(), Ctx) || !isReadOrCopied(Second, Index))
    return Edits.refuse("'" + Name + "' cannot simply be copied here");
  Edits.replace(Second.getSourceRange(), Name);
}
