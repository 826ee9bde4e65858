//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/ObjectsInReach.h"
#include "code/Changes.h"
#include "knowledge/AsyncTypes.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include <optional>

using namespace clang;
using namespace clang::tidy::async;

namespace {
class ObjectSearch {
public:
  ObjectSearch(const Expr &Place, llvm::StringRef Class, const BodyIndex &Index,
               const Names &Known, Reach Wanted)
      : Place(Place), Index(Index), Ctx(Known.context()),
        Classes(findDeclarations(Ctx, Class)), Wanted(Wanted) {}

  llvm::SmallVector<ReachableObject, 2> run();

private:
  /// How a value of type \p T leads to an object; nothing when it does not.
  std::optional<ReachableObject::Kind> kindOf(QualType T) const;
  bool isOfClass(QualType T) const;
  void add(const ValueDecl &Holder, const ValueDecl *Property, QualType T,
           std::string Text);

  void lookAtVariables(const CallableBody &Body);
  void lookAtCaptures(const LambdaExpr &Lambda);
  void lookAtFields(const CXXRecordDecl &Class, bool IsConst, bool OfBase);
  void lookAtProperties(const ValueDecl &Holder);
  void lookAtGlobals(const DeclContext &Scope);
  bool isNamed(const VarDecl &Var) const;
  bool isHidden(const NamedDecl &D) const;
  bool isMember(const NamedDecl &D) const;
  /// The member function whose object is in reach, or null.
  const CXXMethodDecl *method() const;

  const Expr &Place;
  const BodyIndex &Index;
  const ASTContext &Ctx;
  const llvm::SmallVector<const NamedDecl *, 2> Classes;
  const Reach Wanted;
  const CallableBody *Around = nullptr;
  llvm::SmallVector<ReachableObject, 2> Found;
};
} // namespace

std::string ReachableObject::fillIn(llvm::StringRef Code) const {
  static constexpr llvm::StringLiteral Access = "{object}.";
  std::string Written = Code.str();
  for (size_t At; (At = Written.find(Access.data())) != std::string::npos;)
    Written.replace(At, Access.size(), access());
  return clang::tidy::async::fillIn(
      Written, {{"{object}", object()}, {"{pointer}", pointer()}});
}

QualType ReachableObject::type() const {
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Property))
    return Method->getReturnType();
  return (Property ? Property : Holder)->getType();
}

bool ObjectSearch::isOfClass(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record ||
      (Wanted != Reach::Handles && T.getNonReferenceType().isConstQualified()))
    return false;
  const CXXRecordDecl *Defined = Record->getDefinition();
  return llvm::any_of(Classes, [&](const NamedDecl *D) {
    const auto *Base = dyn_cast<CXXRecordDecl>(D);
    return primaryDecl(Record) == primaryDecl(D) ||
           (Base && Base->getDefinition() && Defined &&
            Defined->isDerivedFrom(Base->getDefinition()));
  });
}

/// What `->` of \p T, a smart pointer, leads to; null for other types.
static QualType pointeeOfOwner(QualType T, const ASTContext &Ctx) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  if (!Spec ||
      membersNamed(Spec, Ctx.DeclarationNames.getCXXOperatorName(OO_Arrow))
          .empty())
    return {};
  return typeArgument(Spec);
}

std::optional<ReachableObject::Kind> ObjectSearch::kindOf(QualType T) const {
  T = T.getNonReferenceType();
  if (Wanted != Reach::Owned && isOfClass(T))
    return ReachableObject::Itself;
  if (T->isPointerType())
    return Wanted != Reach::Owned && isOfClass(T->getPointeeType())
               ? std::optional(ReachableObject::Pointer)
               : std::nullopt;
  if (const QualType Pointee = pointeeOfOwner(T, Ctx); !Pointee.isNull())
    return isOfClass(Pointee) ? std::optional(ReachableObject::Owner)
                              : std::nullopt;
  return std::nullopt;
}

void ObjectSearch::add(const ValueDecl &Holder, const ValueDecl *Property,
                       QualType T, std::string Text) {
  if (const auto How = kindOf(T))
    Found.push_back({*How, &Holder, Property, std::move(Text)});
}

/// True when another variable of this name stands in the callable, or in one
/// around it.
bool ObjectSearch::isHidden(const NamedDecl &D) const {
  const auto IsOther = [&D](const VarDecl *Var) {
    return Var != &D && Var->getDeclName() == D.getDeclName();
  };
  for (const CallableBody *Body = Around; Body && Body->Callable;
       Body = Body->Lambda ? Index.enclosing(Body->Lambda) : nullptr)
    if (llvm::any_of(Body->Locals, IsOther) ||
        llvm::any_of(Body->Callable->parameters(), IsOther))
      return true;
  return false;
}

/// True when something like `owner.reset()` is called on \p Owner, a smart
/// pointer.
static bool mayBeEmptied(const VarDecl &Owner, const BodyIndex &Index) {
  return llvm::any_of(Index.mentions(&Owner), [&Index](
                                                  const DeclRefExpr *Mention) {
    const auto *Member =
        dyn_cast_or_null<MemberExpr>(Index.spelledParent(Mention));
    const auto *Method = Member && !Member->isArrow()
                             ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl())
                             : nullptr;
    return Method && !Method->isConst();
  });
}

/// True for a context or a pool, which stays what it is, whoever gets it.
static bool cannotBeMoved(QualType T) {
  const CXXRecordDecl *Class = recordOf(T.getNonReferenceType());
  Class = Class ? Class->getDefinition() : nullptr;
  return Class &&
         (!Class->needsImplicitCopyConstructor() ||
          Class->defaultedCopyConstructorIsDeleted()) &&
         (!Class->needsImplicitMoveConstructor() ||
          Class->defaultedMoveConstructorIsDeleted()) &&
         llvm::all_of(Class->ctors(), [](const CXXConstructorDecl *Made) {
           return !Made->isCopyOrMoveConstructor() || Made->isDeleted();
         });
}

/// True when \p Var has a name at the place, and is still what it was made of.
bool ObjectSearch::isNamed(const VarDecl &Var) const {
  return Var.getIdentifier() && !isHidden(Var) &&
         (cannotBeMoved(Var.getType()) ||
          changeOf(Var, Index) < Change::Moved) &&
         (kindOf(Var.getType()) != ReachableObject::Owner ||
          !mayBeEmptied(Var, Index));
}

void ObjectSearch::lookAtVariables(const CallableBody &Body) {
  const SourceManager &SM = Ctx.getSourceManager();
  for (const ParmVarDecl *Param : Body.Callable->parameters())
    if (isNamed(*Param))
      add(*Param, nullptr, Param->getType(), Param->getNameAsString());
  for (const VarDecl *Local : Body.Locals) {
    const Stmt *Made =
        Local->getInit() ? Index.parent(Local->getInit()) : nullptr;
    const Stmt *Block = Made ? Index.parent(Made) : nullptr;
    if (isa_and_nonnull<CompoundStmt>(Block) && isNamed(*Local) &&
        kindOf(Local->getType()) &&
        (Local->getType()->isReferenceType() ||
         *kindOf(Local->getType()) != ReachableObject::Itself) &&
        isWithin(&Place, Block, Index) &&
        SM.isBeforeInTranslationUnit(Made->getEndLoc(), Place.getBeginLoc()))
      add(*Local, nullptr, Local->getType(), Local->getNameAsString());
  }
}

void ObjectSearch::lookAtCaptures(const LambdaExpr &Lambda) {
  for (const LambdaCapture &Capture : Lambda.captures())
    if (Capture.capturesVariable())
      if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
          Var && isNamed(*Var)) {
        // What was copied is const.
        const bool IsCopy = Capture.getCaptureKind() == LCK_ByCopy &&
                            !Lambda.isMutable() &&
                            !Var->getType()->isReferenceType();
        if (!IsCopy || kindOf(Var->getType()) != ReachableObject::Itself)
          add(*Var, nullptr, Var->getType(), Var->getNameAsString());
      }
}

void ObjectSearch::lookAtFields(const CXXRecordDecl &Class, bool IsConst,
                                bool OfBase) {
  for (const Decl *D : Class.decls()) {
    const auto *Field = dyn_cast<FieldDecl>(D);
    const auto *Static = dyn_cast<VarDecl>(D);
    const auto *Member = dyn_cast<ValueDecl>(D);
    if ((!Field && !Static) || !Member->getIdentifier() || isHidden(*Member) ||
        (OfBase && Member->getAccess() == AS_private))
      continue;
    if (IsConst && Field && !Field->isMutable() &&
        !Field->getType()->isReferenceType() &&
        kindOf(Field->getType()) == ReachableObject::Itself)
      continue;
    add(*Member, nullptr, Member->getType(), Member->getNameAsString());
  }
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Record = recordOf(Base.getType());
        Record && Record->getDefinition() && !Base.getType()->isDependentType())
      lookAtFields(*Record->getDefinition(), IsConst, true);
}

void ObjectSearch::lookAtProperties(const ValueDecl &Holder) {
  QualType T = Holder.getType().getNonReferenceType();
  bool IsArrow = T->isPointerType();
  if (IsArrow) {
    T = T->getPointeeType();
  } else if (const QualType Pointee = pointeeOfOwner(T, Ctx);
             !Pointee.isNull()) {
    T = Pointee;
    IsArrow = true;
  }
  const CXXRecordDecl *Class = recordOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isLambda())
    return;
  const std::string Way = Holder.getNameAsString() + (IsArrow ? "->" : ".");
  for (const FieldDecl *Field : Class->fields())
    if (Field->getAccess() == AS_public && Field->getIdentifier() &&
        (Field->getType()->isReferenceType() || !T.isConstQualified() ||
         kindOf(Field->getType()) != ReachableObject::Itself))
      add(Holder, Field, Field->getType(), Way + Field->getNameAsString());
  for (const CXXMethodDecl *Method : Class->methods()) {
    const QualType Given = Method->getReturnType();
    // One that only gives what is there.
    if (Method->getAccess() == AS_public && Method->getIdentifier() &&
        Method->getNumParams() == 0 && Method->isConst() &&
        (Given->isReferenceType() || kindOf(Given) == ReachableObject::Owner ||
         kindOf(Given) == ReachableObject::Pointer))
      add(Holder, Method, Given, Way + Method->getNameAsString() + "()");
  }
}

/// True when the class around the place has a member of this name.
bool ObjectSearch::isMember(const NamedDecl &D) const {
  const auto *Method =
      dyn_cast<CXXMethodDecl>(outermostFunction(Around->Callable));
  return Method && !membersNamed(Method->getParent(), D.getDeclName()).empty();
}

void ObjectSearch::lookAtGlobals(const DeclContext &Scope) {
  const SourceManager &SM = Ctx.getSourceManager();
  for (const Decl *D : Scope.noload_decls())
    if (const auto *Var = dyn_cast<VarDecl>(D);
        Var && Var->getIdentifier() && !isHidden(*Var) &&
        Var->getTLSKind() == VarDecl::TLS_None && !isMember(*Var) &&
        !SM.isInSystemHeader(Var->getLocation()) &&
        SM.isBeforeInTranslationUnit(Var->getLocation(), Place.getBeginLoc()))
      add(*Var, nullptr, Var->getType(), Var->getNameAsString());
}

const CXXMethodDecl *ObjectSearch::method() const {
  const CallableBody *Body = Around;
  for (; Body && Body->Lambda; Body = Index.enclosing(Body->Lambda))
    if (llvm::none_of(Body->Lambda->captures(),
                      [](const LambdaCapture &C) { return C.capturesThis(); }))
      return nullptr;
  const auto *Method =
      Body ? dyn_cast_or_null<CXXMethodDecl>(Body->Callable) : nullptr;
  return Method && !Method->isStatic() ? Method : nullptr;
}

llvm::SmallVector<ReachableObject, 2> ObjectSearch::run() {
  Around = Index.enclosing(&Place);
  if (Classes.empty() || !Around || !Around->Callable)
    return {};
  lookAtVariables(*Around);
  if (Found.empty() && Around->Lambda)
    lookAtCaptures(*Around->Lambda);
  const CXXMethodDecl *Method = method();
  if (Found.empty() && Method)
    lookAtFields(*Method->getParent(), Method->isConst(), false);
  if (Found.empty()) {
    for (const ParmVarDecl *Param : Around->Callable->parameters())
      if (isNamed(*Param))
        lookAtProperties(*Param);
    if (Found.empty() && Method)
      for (const FieldDecl *Field : Method->getParent()->fields())
        if (Field->getIdentifier() && !isHidden(*Field))
          lookAtProperties(*Field);
  }
  for (const DeclContext *Scope = outermostFunction(Around->Callable);
       Scope && Found.empty(); Scope = Scope->getParent())
    if (Scope->isFileContext())
      lookAtGlobals(*Scope);
  return std::move(Found);
}

llvm::SmallVector<ReachableObject, 2>
clang::tidy::async::objectsInReach(const Expr &Place, llvm::StringRef Class,
                                   const BodyIndex &Index, const Names &Known,
                                   Reach Wanted) {
  return ObjectSearch(Place, Class, Index, Known, Wanted).run();
}
