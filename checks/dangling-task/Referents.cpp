//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Referents.h"
#include "code/BodyIndex.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "knowledge/ClangVersions.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::isBoundToObject(const FunctionDecl &Function) {
  const TypeSourceInfo *Info = Function.getTypeSourceInfo();
  if (!Info)
    return false;
  AttributedTypeLoc Attributed;
  for (TypeLoc Type = Info->getTypeLoc();
       (Attributed = Type.getAsAdjusted<AttributedTypeLoc>());
       Type = Attributed.getModifiedLoc())
    if (Attributed.getAttrAs<LifetimeBoundAttr>())
      return true;
  return false;
}

static bool hasObjectArgument(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && hasImplicitObject(*Method);
}

const Expr *clang::tidy::async::objectArgument(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !hasObjectArgument(*Callee))
    return nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return Member->getImplicitObjectArgument();
  return isa<CXXOperatorCallExpr>(Call) && Call.getNumArgs() > 0
             ? Call.getArg(0)
             : nullptr;
}

llvm::SmallVector<Argument, 4>
clang::tidy::async::argumentsOf(const CallExpr &Call) {
  llvm::SmallVector<Argument, 4> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return Found;
  const unsigned First =
      isa<CXXOperatorCallExpr>(Call) && hasObjectArgument(*Callee);
  for (unsigned I = First;
       I < Call.getNumArgs() && I - First < Callee->getNumParams(); ++I)
    Found.push_back({Call.getArg(I), Callee->getParamDecl(I - First)});
  return Found;
}

bool clang::tidy::async::canReferTo(QualType T, const Names &Known) {
  return T->isReferenceType() || T->isPointerType() || Known.isView(T);
}

/// A variable that is initialized where it is declared and not assigned to: a
/// constant or a reference. Others may refer to something else later.
static const Expr *lastingValue(const VarDecl &Var) {
  return isa<ParmVarDecl>(Var) || !Var.hasInit() ? nullptr : Var.getInit();
}

/// Member functions of owners (containers, strings, optional, unique_ptr) give
/// references, pointers, iterators and views into their object.
static bool ownsWhatItGives(const CXXRecordDecl *Class) {
  return Class && Class->hasAttr<OwnerAttr>();
}

/// `return member;`
static bool isGetter(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.getReturnType()->isReferenceType() ||
      !Function.hasBody(Definition))
    return false;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  const auto *Return = Body && Body->size() == 1
                           ? dyn_cast<ReturnStmt>(Body->body_back())
                           : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  const auto *Member =
      dyn_cast_or_null<MemberExpr>(Value ? stripImplicit(Value) : nullptr);
  return Member && isa<FieldDecl>(Member->getMemberDecl()) &&
         !Member->getMemberDecl()->getType()->isReferenceType() &&
         isa<CXXThisExpr>(stripImplicit(Member->getBase()));
}

/// The types of the parts of a pair or a tuple; empty for other classes.
static llvm::ArrayRef<TemplateArgument> partsOf(QualType T) {
  const ClassTemplateSpecializationDecl *Spec =
      specializationOf(T.getNonReferenceType());
  if (!Spec || !Spec->isInStdNamespace() ||
      (Spec->getName() != "pair" && Spec->getName() != "tuple"))
    return {};
  llvm::ArrayRef<TemplateArgument> Parts = Spec->getTemplateArgs().asArray();
  return Parts.size() == 1 && Parts.front().getKind() == TemplateArgument::Pack
             ? Parts.front().getPackAsArray()
             : Parts;
}

static bool refers(const TemplateArgument &Part, const Names &Known) {
  return Part.getKind() == TemplateArgument::Type &&
         canReferTo(Part.getAsType(), Known);
}

namespace {
class Collector {
public:
  Collector(const Names &Known, const BodyIndex *Index)
      : Known(Known), Index(Index) {}
  Referents Found;

  /// \p ByValue: what the value of \p E refers to; else what \p E itself is.
  void collect(const Expr *E, bool ByValue) {
    if (!E || E->isTypeDependent())
      return;
    E = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return collect(Full->getSubExpr(), ByValue);
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (ByValue)
        return collect(Temporary->getSubExpr(), ByValue);
      if (Temporary->getStorageDuration() == SD_FullExpression)
        Found.push_back({Temporary, nullptr, false, Temporary->getSubExpr()});
      else if (const auto *Holder =
                   dyn_cast_or_null<VarDecl>(Temporary->getExtendingDecl());
               Holder && Temporary->getStorageDuration() == SD_Automatic)
        Found.push_back({nullptr, Holder, false, Temporary->getSubExpr()});
      return;
    }
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      return collect(Bound->getSubExpr(), ByValue);
    if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      if (Cast->getCastKind() == CK_ArrayToPointerDecay)
        return collect(Cast->getSubExpr(), false);
      // The value of a variable; what a class holds is known by its
      // constructor.
      return collect(Cast->getSubExpr(), ByValue);
    }
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
      collect(Choice->getTrueExpr(), ByValue);
      return collect(Choice->getFalseExpr(), ByValue);
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      if (Binary->getOpcode() == BO_Comma)
        return collect(Binary->getRHS(), ByValue);
      if (Binary->isAssignmentOp() || Binary->isAdditiveOp())
        return collect(Binary->getLHS(), ByValue);
      return;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->getOpcode() == UO_AddrOf)
        return collect(Unary->getSubExpr(), false);
      if (Unary->getOpcode() == UO_Deref && !ByValue)
        return collect(Unary->getSubExpr(), true);
      return;
    }
    if (isa<CXXThisExpr>(E)) {
      if (ByValue)
        Found.push_back({nullptr, nullptr, true, E});
      return;
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      if (!ByValue)
        collect(Subscript->getBase(), true);
      return;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!ByValue && isa<FieldDecl>(Member->getMemberDecl()) &&
          !Member->getMemberDecl()->getType()->isReferenceType())
        collect(Member->getBase(), Member->isArrow());
      return;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return collectNamed(*Ref, ByValue);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return ByValue ? collectCaptures(*Lambda) : void();
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      return collect(List->getSubExpr(), false);
    if (const auto *List = dyn_cast<InitListExpr>(E))
      return ByValue ? collectAggregate(*List) : void();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return ByValue ? collectConstruction(*Construct) : void();
    if (const auto *Call = dyn_cast<CallExpr>(E))
      collectCall(*Call, ByValue);
  }

private:
  /// A variable, or what it refers to.
  void collectNamed(const DeclRefExpr &Ref, bool ByValue) {
    const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref.getDecl()))
      Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    // A captured one may be a copy.
    if (!Var || !Var->hasLocalStorage() ||
        Ref.refersToEnclosingVariableOrCapture())
      return;
    if (Var->getType()->isReferenceType() && !isa<ParmVarDecl>(Var)) {
      if (const Expr *Range = rangeOf(*Var)) {
        // The element, unless it is made anew each time.
        if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(
                Var->getInit()->IgnoreParens());
            Made && !ByValue)
          Found.push_back({nullptr, Var, false, &Ref});
        else if (!ByValue && !Known.isView(Range->getType()))
          collect(Range, false);
        return;
      }
      return collect(lastingValue(*Var), ByValue);
    }
    if (!ByValue) {
      Found.push_back(
          {nullptr, Var, false, &Ref, Var->getType()->isReferenceType()});
      return;
    }
    // What a pointer, view or closure in a variable refers to. A parameter's
    // is the caller's.
    const CXXRecordDecl *Class = recordOf(Var->getType());
    if (isa<ParmVarDecl>(Var)) {
      if (canReferTo(Var->getType().getNonReferenceType(), Known))
        Found.push_back({nullptr, Var, false, &Ref, true, true});
      return;
    }
    if (Var->getType()->isPointerType()
            ? Var->getType().isConstQualified() ||
                  (Index && changeOf(*Var, *Index) == Change::None)
            : Class && (Known.isView(Var->getType()) || Class->isLambda() ||
                        llvm::any_of(partsOf(Var->getType()),
                                     [this](const TemplateArgument &Part) {
                                       return refers(Part, Known);
                                     })))
      collect(lastingValue(*Var), true);
  }

  /// An aggregate with references or views in it.
  void collectAggregate(const InitListExpr &List) {
    if (!List.getType()->isRecordType())
      return;
    const CXXRecordDecl *Class = recordOf(List.getType());
    if (!Class || Class->isUnion() || Class->getNumBases() > 0)
      return;
    auto Field = Class->field_begin();
    for (const Expr *Init : List.inits()) {
      if (Field == Class->field_end())
        return;
      if (Field->getType()->isReferenceType())
        collect(Init, false);
      else if (canReferTo(Field->getType(), Known))
        collect(Init, true);
      ++Field;
    }
  }

  void collectCaptures(const LambdaExpr &Lambda) {
    auto Init = Lambda.capture_init_begin();
    for (const LambdaCapture &Capture : Lambda.captures()) {
      const Expr *Value = *Init++;
      if (Capture.capturesThis() && Capture.getCaptureKind() != LCK_StarThis)
        Found.push_back({nullptr, nullptr, true, Value});
      if (!Capture.capturesVariable() || !Value)
        continue;
      const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
      if (Capture.getCaptureKind() == LCK_ByRef)
        collect(Value, false);
      else if (Var && Var->isInitCapture() && canReferTo(Var->getType(), Known))
        collect(Value, !Var->getType()->isReferenceType());
    }
  }

  void collectConstruction(const CXXConstructExpr &Construct) {
    if (Construct.getNumArgs() == 0)
      return;
    const CXXConstructorDecl &Constructor = *Construct.getConstructor();
    if (Constructor.isCopyOrMoveConstructor())
      return collect(Construct.getArg(0), true);
    const bool IsView = Known.isView(Construct.getType());
    const auto Parts = partsOf(Construct.getType());
    for (unsigned I = 0; I < Construct.getNumArgs(); ++I) {
      const Expr *Arg = Construct.getArg(I);
      const ParmVarDecl *Param = I < Constructor.getNumParams()
                                     ? Constructor.getParamDecl(I)
                                     : nullptr;
      if (isa<CXXDefaultArgExpr>(Arg) || !Param)
        continue;
      QualType T = Param->getType();
      if (!Parts.empty()) {
        collectPart(Parts, I, *Arg);
      } else if (Param->hasAttr<LifetimeBoundAttr>() || IsView) {
        // A view of a view refers to what that refers to.
        const bool ByReference =
            T->isReferenceType() &&
            !canReferTo(T.getNonReferenceType(), Known) &&
            !isa_and_nonnull<StringLiteral>(Arg->IgnoreParenImpCasts());
        if (T->isReferenceType() || canReferTo(T, Known))
          collect(Arg, !ByReference);
      } else if (const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(Arg));
                 Lambda && Construct.getNumArgs() == 1) {
        // In a std::function or the like.
        collectCaptures(*Lambda);
      }
    }
  }

  /// \p Given becomes the part \p I of a pair or tuple, or all of them.
  void collectPart(llvm::ArrayRef<TemplateArgument> Parts, unsigned I,
                   const Expr &Given) {
    if (!partsOf(Given.getType()).empty())
      collect(&Given, true);
    else if (I < Parts.size() && refers(Parts[I], Known))
      collect(&Given, canReferTo(Given.getType(), Known));
  }

  void collectCall(const CallExpr &Call, bool ByValue) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    const QualType Result = Callee->getReturnType();
    // `make_pair`, `forward_as_tuple`.
    if (const auto Parts = partsOf(Result);
        ByValue && !Parts.empty() && Callee->isInStdNamespace())
      for (unsigned I = 0; I < Call.getNumArgs(); ++I)
        collectPart(Parts, I, *Call.getArg(I));
    // A copy of what a reference refers to, or a value that refers to nothing.
    if (ByValue ? !canReferTo(Result, Known) : !Result->isReferenceType())
      return;
    if (const Expr *Object = objectArgument(Call))
      collectFromObject(Call, *Callee, *Object,
                        ByValue && Result->isReferenceType());
    const llvm::StringRef Name = plainName(Callee);
    const bool Std = Callee->isInStdNamespace();
    if (const Expr *Same = castByStd(&Call))
      return collect(Same, ByValue);
    const bool All =
        (Std && (Name == "ref" || Name == "cref" || Name == "addressof" ||
                 Name == "begin" || Name == "end" || Name == "data" ||
                 Name == "get")) ||
        Known.call(&Call, CallRole::Borrow);
    for (const auto &[Given, Parameter] : argumentsOf(Call)) {
      const QualType T = Parameter->getType();
      if ((All || Parameter->hasAttr<LifetimeBoundAttr>()) &&
          canReferTo(T, Known))
        collect(Given, !T->isReferenceType() ||
                           canReferTo(T.getNonReferenceType(), Known));
    }
  }

  /// What a member function gives of its object. \p Copied: of what it refers
  /// to, only a copy.
  void collectFromObject(const CallExpr &Call, const FunctionDecl &Callee,
                         const Expr &Object, bool Copied) {
    // `view.substr()`, `*iterator`: what the view refers to. A pointer that an
    // element is leads elsewhere.
    if (Known.isView(Object.getType()))
      return Copied ? void() : collect(&Object, true);
    const CXXRecordDecl *Pointer =
        recordOf(Object.IgnoreParenImpCasts()->getType());
    if (isa<CXXOperatorCallExpr>(Call) && Pointer &&
        Pointer->isInStdNamespace() && Pointer->getIdentifier() &&
        Pointer->getName() == "shared_ptr") {
      // Only `make_shared()->f()` has sure no other owner.
      const auto *Made = dyn_cast<CallExpr>(stripImplicit(&Object));
      const FunctionDecl *Maker = Made ? Made->getDirectCallee() : nullptr;
      if (Maker && Maker->isInStdNamespace() &&
          plainName(Maker) == "make_shared")
        collect(&Object, false);
    } else if (!Copied &&
               (isBoundToObject(Callee) || isGetter(Callee) ||
                ownsWhatItGives(cast<CXXMethodDecl>(Callee).getParent()))) {
      const size_t Before = Found.size();
      collect(&Object, Object.getType()->isPointerType());
      if (!isGetter(Callee))
        for (size_t I = Before; I < Found.size(); ++I)
          Found[I].IsOwned |= Found[I].Variable != nullptr;
    }
  }

  const Names &Known;
  const BodyIndex *Index;
};
} // namespace

Referents clang::tidy::async::objectsOf(const Expr *E, const Names &Known,
                                        const BodyIndex *Index) {
  Collector C(Known, Index);
  C.collect(E, /*ByValue=*/false);
  return std::move(C.Found);
}

Referents clang::tidy::async::pointeesOf(const Expr *E, const Names &Known,
                                         const BodyIndex *Index) {
  Collector C(Known, Index);
  C.collect(E, /*ByValue=*/true);
  return std::move(C.Found);
}
