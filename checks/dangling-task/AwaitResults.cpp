//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/AwaitResults.h"
#include "checks/dangling-task/LifetimeFixes.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// The temporary that \p Await awaits, if it dies with its full expression.
static const MaterializeTemporaryExpr *
awaitedTemporary(const CoawaitExpr &Await) {
  const Expr *Common = Await.getCommonExpr();
  const MaterializeTemporaryExpr *Found = nullptr;
  const Expr *Operand = stripImplicit(Await.getOperand());
  if (!Operand->isPRValue() || !Common)
    return nullptr;
  anyWritten(Common, [&](const Stmt &S) {
    const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(&S);
    if (Temporary && stripImplicit(Temporary->getSubExpr()) == Operand)
      Found = Temporary;
    return Found != nullptr;
  });
  return Found && Found->getStorageDuration() == SD_FullExpression ? Found
                                                                   : nullptr;
}

/// True when \p Method returns a member of its object by reference.
static bool returnsOwnMember(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = nullptr;
  if (!Method.hasBody(Definition))
    return false;
  const std::vector<const ReturnStmt *> Returns = returnsOf(*Definition);
  return !Returns.empty() && llvm::all_of(Returns, [](const ReturnStmt *R) {
    const Expr *E =
        R->getRetValue() ? stripImplicit(R->getRetValue()) : nullptr;
    if (const Expr *Moved = E ? castByStd(E) : nullptr)
      E = stripImplicit(Moved);
    bool Any = false;
    while (const auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
      const QualType T = Member->getMemberDecl()->getType();
      if (!isa<FieldDecl>(Member->getMemberDecl()) || T->isReferenceType() ||
          (Any && T->isPointerType()))
        return false;
      Any = true;
      E = stripImplicit(Member->getBase());
    }
    return Any && isa_and_nonnull<CXXThisExpr>(E);
  });
}

/// True when a \p T owns what \p Await refers to.
static bool ownsResult(QualType T, const CoawaitExpr &Await,
                       const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(T);
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class || !Types.mayYieldReference(T))
    return false;
  const auto *Resume =
      dyn_cast<CXXMemberCallExpr>(stripImplicit(Await.getResumeExpr()));
  const CXXMethodDecl *Method = Resume ? Resume->getMethodDecl() : nullptr;
  if (Method && Method->getParent() == Class && returnsOwnMember(*Method))
    return true;
  // A task owns its coroutine, which has the value; `task<row &>` does not.
  const QualType Value = typeArgument(specializationOf(T));
  return Type.isTask() && Type.MayAwait != Shots::Shared &&
         Class->hasDefinition() && Class->hasNonTrivialDestructor() &&
         !Class->hasSimpleCopyConstructor() && !Value.isNull() &&
         !Value->isReferenceType() &&
         Types.context().hasSameUnqualifiedType(Value, Await.getType());
}

std::optional<LostResult>
clang::tidy::async::lostResult(const CoawaitExpr &Await, const BodyIndex &Index,
                               const AsyncTypes &Types) {
  if (!Await.isGLValue() || Await.isTypeDependent() ||
      !isKeptByReference(Await, Index) || !awaitedTemporary(Await) ||
      !ownsResult(Await.getOperand()->getType(), Await, Types))
    return std::nullopt;
  LostResult Found;
  Found.Await = &Await;
  const Expr *Child = &Await;
  for (const Stmt *P = Index.parent(Child); P; P = Index.parent(P)) {
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(P)) {
      Found.Loop = Loop;
      return Found;
    }
    if (isa<DeclStmt>(P)) {
      const VarDecl *Var = Index.initialized(Child);
      // The hidden variable of a loop.
      if (const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(Index.parent(P));
          Loop && Var && Var->isImplicit())
        Found.Loop = Loop;
      else
        Found.Reference = Var;
      break;
    }
    Child = dyn_cast<Expr>(P);
    if (!Child)
      return std::nullopt;
  }
  if (Found.Loop)
    return Found;
  const auto IsMentioned = [&Index](const ValueDecl *D) {
    return !Index.mentions(D).empty();
  };
  const auto *Parts = dyn_cast_or_null<DecompositionDecl>(Found.Reference);
  if (!Found.Reference || !(Parts ? llvm::any_of(Parts->bindings(), IsMentioned)
                                  : IsMentioned(Found.Reference)))
    return std::nullopt;
  return Found;
}

/// True when a value can be made of what \p Await refers to.
static bool canBeKept(const CoawaitExpr &Await, QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class)
    return T->isScalarType();
  if (!Class->hasDefinition() || Class->isAbstract())
    return false;
  const auto Has = [Class](bool ByMove) {
    if (ByMove ? Class->needsImplicitMoveConstructor()
               : Class->needsImplicitCopyConstructor())
      return true;
    return llvm::any_of(Class->ctors(), [ByMove](const CXXConstructorDecl *C) {
      return (ByMove ? C->isMoveConstructor() : C->isCopyConstructor()) &&
             !C->isDeleted() && C->getAccess() == AS_public;
    });
  };
  return (Await.isXValue() && Has(true)) || Has(false);
}

/// Takes the `&` or `&&` out of the type of \p Var.
static void dropReference(const VarDecl &Var, Rewrite &Edits) {
  const TypeSourceInfo *Written = Var.getTypeSourceInfo();
  SourceLocation Sign;
  for (TypeLoc Type = Written ? Written->getTypeLoc() : TypeLoc(); Type;
       Type = Type.getNextTypeLoc()) {
    if (const auto LValue = Type.getAs<LValueReferenceTypeLoc>())
      Sign = LValue.getAmpLoc();
    else if (const auto RValue = Type.getAs<RValueReferenceTypeLoc>())
      Sign = RValue.getAmpAmpLoc();
    if (Sign.isValid())
      break;
  }
  if (Sign.isInvalid() || Sign.isMacroID() || Var.getLocation().isMacroID())
    return Edits.refuse("its type is not written as that of a reference");
  const SourceManager &SM = Var.getASTContext().getSourceManager();
  const bool HasSpace =
      isWhitespace(*SM.getCharacterData(Sign.getLocWithOffset(-1)));
  Edits.removeUpTo(Sign, Var.getLocation());
  if (!HasSpace)
    Edits.insertBefore(Var.getLocation(), " ");
}

void clang::tidy::async::keepResult(const LostResult &Lost,
                                    const BodyIndex &Index, TakenNames &Taken,
                                    Rewrite &Edits) {
  const CoawaitExpr &Await = *Lost.Await;
  const ASTContext &Ctx = Index.outermost().Callable->getASTContext();
  if (!canBeKept(Await, Await.getType()))
    return Edits.refuse("what it gives cannot be copied; name the task");
  if (Lost.Reference) {
    const auto *Declaration =
        dyn_cast_or_null<DeclStmt>(Index.parent(Lost.Reference->getInit()));
    if (writtenValue(Lost.Reference->getInit()) != &Await ||
        !Ctx.hasSameUnqualifiedType(
            Lost.Reference->getType().getNonReferenceType(), Await.getType()))
      return Edits.refuse("the reference is to a part of what it gives; name "
                          "the task");
    if (!Declaration || !Declaration->isSingleDecl())
      return Edits.refuse("other variables are declared with it");
    return dropReference(*Lost.Reference, Edits);
  }
  if (!isa_and_nonnull<CompoundStmt>(Index.parent(Lost.Loop)) ||
      Lost.Loop->getInit())
    return Edits.refuse("a variable cannot be declared here");
  const Expr *Whole = &Await;
  while (const auto *Around = dyn_cast_or_null<ParenExpr>(Index.parent(Whole)))
    Whole = Around;
  const std::string Name =
      freshNameFor("result", *Index.outermost().Callable, Taken);
  const llvm::StringRef Text = Edits.text(Await.getSourceRange());
  Edits.insertStatementBefore(*Lost.Loop,
                              ("auto " + Name + " = " + Text + ";").str());
  Edits.replace(Whole->getSourceRange(), Name);
}
