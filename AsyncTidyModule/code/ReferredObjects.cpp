//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/ReferredObjects.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Classes ----------------------------------------------------------===//

/// True when \p Record or a base has a member called \p Name.
static bool hasMemberCalled(const CXXRecordDecl *Record, DeclarationName Name,
                            unsigned Depth = 0) {
  if (!Record || !Record->hasDefinition() || Depth > 4)
    return false;
  Record = Record->getDefinition();
  if (!Record->lookup(Name).empty())
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return hasMemberCalled(Base.getType()->getAsCXXRecordDecl(), Name,
                           Depth + 1);
  });
}

static bool hasMemberCalled(const CXXRecordDecl *Record, llvm::StringRef Name) {
  if (!Record)
    return false;
  ASTContext &Ctx = Record->getASTContext();
  return hasMemberCalled(Record, DeclarationName(&Ctx.Idents.get(Name)));
}

bool clang::tidy::async::isIterator(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return false;
  DeclarationNameTable &Table = Record->getASTContext().DeclarationNames;
  return hasMemberCalled(Record, Table.getCXXOperatorName(OO_Star)) &&
         hasMemberCalled(Record, Table.getCXXOperatorName(OO_PlusPlus));
}

std::optional<ContainerKind>
clang::tidy::async::containerKind(QualType T, const Names &Known) {
  const CXXRecordDecl *Record = recordOf(T);
  if (const auto Kind = Known.container(Record))
    return Kind;
  if (!Record || Known.isView(T) || isIterator(T) || heldIn(T).isNull() ||
      (Record->isInStdNamespace() && Record->getIdentifier() &&
       Record->getName() == "array"))
    return std::nullopt;
  return hasMemberCalled(Record, "data") ? ContainerKind::Contiguous
                                         : ContainerKind::Nodes;
}

//===--- Expressions ------------------------------------------------------===//

namespace {
class ReferenceTracer {
public:
  explicit ReferenceTracer(const Names &Known) : Known(Known) {}

  ReferredObject object(const Expr *E);
  ReferredObject pointee(const Expr *E);
  ReferredObject iterator(const Expr *E);
  ReferredObject range(const Expr *E);
  ReferredObject variable(const VarDecl &Var);
  ReferredObject element(const Expr *Container, bool IsPointer = false,
                         bool ByIterator = false);

private:
  ReferredObject deref(const Expr *E);
  ReferredObject member(const MemberExpr &Member);
  ReferredObject named(const DeclRefExpr &Ref);
  ReferredObject binding(const BindingDecl &Binding);
  ReferredObject call(const CallExpr &Call);
  ReferredObject memberCall(const CXXMemberCallExpr &Call);
  ReferredObject owned(const Expr *E, ContainerKind Kind);
  ReferredObject pointer(const Expr *E);
  ReferredObject view(const Expr *E);
  ReferredObject gotten(const CallExpr &Call);
  ReferredObject ofCallObject(const CXXMemberCallExpr &Call);
  bool ownsTogether(const VarDecl &Var);

  const Names &Known;
  unsigned Steps = 0, Getters = 0;
};
} // namespace

static const Expr *withoutCasts(const Expr *E) {
  E = stripImplicit(E);
  while (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E)) {
    if (isa<CXXFunctionalCastExpr>(Cast) && !E->isGLValue() &&
        !E->getType()->isPointerType())
      return E;
    E = stripImplicit(Cast->getSubExpr());
  }
  return E;
}

static ReferredObject sharedAs(const ValueDecl *What, unsigned Depth = 0) {
  ReferredObject Found;
  Found.IsShared = true;
  Found.Key = {What, Depth};
  return Found;
}

/// `std::pair` and what else only puts together.
static bool isOfStdPair(const FieldDecl &Field) {
  return Field.getParent()->isInStdNamespace();
}

/// The object or pointer that \p Call, of a member, is made on.
ReferredObject ReferenceTracer::ofCallObject(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Object)
    return {};
  return Object->getType()->isPointerType() ? deref(Object) : object(Object);
}

ReferredObject ReferenceTracer::deref(const Expr *E) {
  ReferredObject Found = pointee(E);
  if (!Found.Into.empty())
    Found.Into.back().ByIterator = false;
  return Found;
}

/// An element of \p Container, or of what that points to.
ReferredObject ReferenceTracer::element(const Expr *Container, bool IsPointer,
                                        bool ByIterator) {
  ReferredObject Found = IsPointer ? deref(Container) : object(Container);
  if (!Found.IsShared)
    return {};
  Container = stripImplicit(Container);
  QualType T = Container->getType();
  if (IsPointer && T->isPointerType())
    T = T->getPointeeType();
  const auto Kind = containerKind(T, Known);
  if (!Found.Key.What || !Kind)
    return Found;
  Found.Into.push_back({Found.Key, *Kind, ByIterator});
  ++Found.Key.Depth;
  return Found;
}

ReferredObject ReferenceTracer::member(const MemberExpr &Member) {
  if (const auto *Var = dyn_cast<VarDecl>(Member.getMemberDecl()))
    return Var->getType().isConstQualified() ? ReferredObject() : sharedAs(Var);
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!Field || Field->getType().isConstQualified())
    return {};
  ReferredObject Found =
      Member.isArrow() ? deref(Member.getBase()) : object(Member.getBase());
  if (!Found.IsShared || isOfStdPair(*Field))
    return Found;
  if (Field->getType()->isReferenceType()) {
    Found.Into.clear();
    Found.Temporary = nullptr;
  }
  Found.Key = {Field, 0};
  return Found;
}

ReferredObject ReferenceTracer::binding(const BindingDecl &Binding) {
  const auto *Whole = dyn_cast_or_null<VarDecl>(Binding.getDecomposedDecl());
  if (!Whole || !Whole->getType()->isReferenceType())
    return {};
  ReferredObject Found = variable(*Whole);
  const auto *Field = dyn_cast_or_null<MemberExpr>(
      Binding.getBinding() ? Binding.getBinding()->IgnoreImplicit() : nullptr);
  if (Found.IsShared && Field && isa<FieldDecl>(Field->getMemberDecl()) &&
      !isOfStdPair(*cast<FieldDecl>(Field->getMemberDecl())))
    Found.Key = {Field->getMemberDecl(), 0};
  return Found;
}

ReferredObject ReferenceTracer::named(const DeclRefExpr &Ref) {
  if (const auto *Binding = dyn_cast<BindingDecl>(Ref.getDecl()))
    return binding(*Binding);
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  if (!Var)
    return {};
  if (Var->hasGlobalStorage() && !isa<ParmVarDecl>(Var))
    return Var->getType().isConstQualified() || Var->isConstexpr()
               ? ReferredObject()
               : sharedAs(Var);
  if (!Var->getType()->isReferenceType())
    return {};
  if (isa<ParmVarDecl>(Var))
    return Var->getType()->isRValueReferenceType() ? ReferredObject()
                                                   : sharedAs(Var);
  return variable(*Var);
}

ReferredObject ReferenceTracer::object(const Expr *E) {
  E = E ? withoutCasts(E) : nullptr;
  if (!E || E->getType().isNull() || ++Steps > 64)
    return {};
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return member(*Member);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return named(*Ref);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref    ? deref(Unary->getSubExpr())
           : Unary->isIncrementDecrementOp() ? object(Unary->getSubExpr())
                                             : ReferredObject();
  if (const auto *Array = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = stripImplicit(Array->getBase());
    return Base->getType()->isArrayType() ? object(Base) : deref(Base);
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    ReferredObject Found = object(Choice->getTrueExpr());
    return Found.refers() ? Found : object(Choice->getFalseExpr());
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->getOpcode() == BO_Comma ? object(Binary->getRHS())
           : Binary->isAssignmentOp()      ? object(Binary->getLHS())
                                           : ReferredObject();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Call->isGLValue() ? call(*Call) : ReferredObject();
  return {};
}

ReferredObject ReferenceTracer::memberCall(const CXXMemberCallExpr &Call) {
  if (!Call.getImplicitObjectArgument() || !Call.getMethodDecl())
    return {};
  const Expr *Object = stripImplicit(Call.getImplicitObjectArgument());
  if (ReferredObject Found = gotten(Call); Found.IsShared)
    return Found;
  const bool IsPointer = Object->getType()->isPointerType();
  const QualType T =
      IsPointer ? Object->getType()->getPointeeType() : Object->getType();
  const auto Kind = containerKind(T, Known);
  if (!Kind)
    return isIterator(T) ? iterator(Object) : ReferredObject();
  if (*Kind >= ContainerKind::Owner)
    return owned(Object, *Kind);
  return element(Object, IsPointer);
}

/// What \p Call, an lvalue, gives.
ReferredObject ReferenceTracer::call(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const Expr *First = Operator->getArg(0);
    switch (Operator->getOperator()) {
    case OO_Star:
    case OO_Arrow:
      return deref(First);
    case OO_Subscript:
      if (ReferredObject Found = gotten(Call); Found.IsShared)
        return Found;
      return isIterator(First->getType()) ? deref(First) : element(First);
    default:
      return Operator->isAssignmentOp() ||
                     Operator->getOperator() == OO_PlusPlus ||
                     Operator->getOperator() == OO_MinusMinus
                 ? object(First)
                 : ReferredObject();
    }
  }
  if (const Expr *Same = castByStd(&Call))
    return object(Same);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return memberCall(*Member);
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && Callee->isInStdNamespace() && Call.getNumArgs() > 0)
    return object(Call.getArg(0)); // std::get<0>(x)
  return gotten(Call);
}

//===--- What is pointed to -----------------------------------------------===//

/// True when a copy of a smart pointer in \p Var shares what it points to with
/// others than this frame.
bool ReferenceTracer::ownsTogether(const VarDecl &Var) {
  if (isa<ParmVarDecl>(Var))
    return true;
  const Expr *Init = Var.getInit() ? stripCopies(Var.getInit()) : nullptr;
  if (!Init)
    return false;
  const auto *Call = dyn_cast<CallExpr>(Init);
  const llvm::StringRef Name = Call ? calleeName(Call) : "";
  return Name == "lock" || Name == "shared_from_this" ||
         (Init->isGLValue() && object(Init).IsShared);
}

static const VarDecl *localByValue(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType()
             ? Var
             : nullptr;
}

/// What the owner \p E, or what that points to by `->`, has.
ReferredObject ReferenceTracer::owned(const Expr *E, ContainerKind Kind) {
  E = withoutCasts(E);
  if (const VarDecl *Var = localByValue(E)) {
    if (Kind != ContainerKind::SharedOwner || !ownsTogether(*Var))
      return {};
    return sharedAs(Var, 1);
  }
  const CXXRecordDecl *Record = recordOf(E->getType());
  const bool IsPointer = hasMemberCalled(Record, "get");
  if (E->isPRValue() && !E->getType()->isPointerType()) {
    ReferredObject Found;
    if (!IsPointer || !isa<CallExpr>(E))
      return Found;
    Found.IsShared = true;
    Found.Temporary = E;
    return Found;
  }
  ReferredObject Found = E->getType()->isPointerType() ? deref(E) : object(E);
  if (!Found.IsShared)
    return {};
  for (ReferredInto &Outer : Found.Into)
    Outer.ThroughOwner |= IsPointer;
  if (Found.Key.What) {
    Found.Into.push_back({Found.Key, Kind});
    ++Found.Key.Depth;
  }
  return Found;
}

/// What the raw pointer \p E points to.
ReferredObject ReferenceTracer::pointer(const Expr *E) {
  if (isa<CXXThisExpr>(E)) {
    ReferredObject Found;
    Found.IsShared = true;
    return Found;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    return object(Unary->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType())
      return isa<ParmVarDecl>(Var) ? sharedAs(Var, 1)
             : Var->getInit()      ? pointee(Var->getInit())
                                   : ReferredObject();
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && !Call->isGLValue()) {
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      return memberCall(*Member);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
      return Operator->getOperator() == OO_Arrow ? pointee(Operator->getArg(0))
                                                 : ReferredObject();
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (ReferredObject Found = gotten(*Call);
        Found.IsShared || !Callee || Call->getNumArgs() == 0)
      return Found;
    const Expr *First = Call->getArg(0);
    if (Callee->isInStdNamespace())
      return First->isGLValue() ? object(First) : pointee(First);
    // `get_ptr(map, key)`
    const QualType Held = heldIn(First->getType());
    return !Held.isNull() && Call->getType()->isPointerType() &&
                   First->getType().getCanonicalType() !=
                       Call->getType().getCanonicalType() &&
                   Held.getCanonicalType().getUnqualifiedType() ==
                       Call->getType()
                           ->getPointeeType()
                           .getCanonicalType()
                           .getUnqualifiedType()
               ? element(First)
               : ReferredObject();
  }
  // Whoever keeps a pointer there, where it leads is not told.
  ReferredObject Found = E->isGLValue() ? object(E) : ReferredObject();
  if (!Found.IsShared)
    return {};
  Found.Into.clear();
  Found.Temporary = nullptr;
  ++Found.Key.Depth;
  return Found;
}

ReferredObject ReferenceTracer::pointee(const Expr *E) {
  E = E ? withoutCasts(E) : nullptr;
  if (!E || E->getType().isNull() || ++Steps > 64)
    return {};
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    ReferredObject Found = pointee(Choice->getTrueExpr());
    return Found.refers() ? Found : pointee(Choice->getFalseExpr());
  }
  const QualType T = E->getType();
  if (T->isPointerType())
    return pointer(E);
  if (T->isArrayType())
    return object(E);
  if (const auto Kind = containerKind(T, Known))
    return *Kind >= ContainerKind::Owner ? owned(E, *Kind) : element(E);
  if (isIterator(T))
    return iterator(E);
  return Known.isView(T) ? view(E) : ReferredObject();
}

/// An expression that gives a container in one of the forms of \p E, or null.
static bool isFirstOfPair(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  return Field && isOfStdPair(*Field) && Field->getName() == "first";
}

ReferredObject ReferenceTracer::iterator(const Expr *E) {
  E = E ? withoutCasts(E) : nullptr;
  if (!E || E->getType().isNull() || ++Steps > 64)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var)
               ? iterator(Var->getInit())
               : ReferredObject();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isFirstOfPair(*Member) ? iterator(Member->getBase())
                                  : ReferredObject();
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() >= 1 ? iterator(Made->getArg(0))
                                   : ReferredObject();
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return iterator(Cast->getSubExpr());
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  const Expr *Object = nullptr;
  bool IsPointer = false;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    if (ReferredObject Found = gotten(*Call); Found.IsShared)
      return Found;
    Object = Member->getImplicitObjectArgument();
    IsPointer = Object && Object->getType()->isPointerType();
  } else if (Call->getNumArgs() > 0) {
    Object = Call->getArg(0);
  }
  if (!Object)
    return {};
  Object = stripImplicit(Object);
  const QualType T =
      IsPointer ? Object->getType()->getPointeeType() : Object->getType();
  const auto Kind = containerKind(T, Known);
  if (Kind && *Kind < ContainerKind::Owner)
    return element(Object, IsPointer, /*ByIterator=*/true);
  return isIterator(T) ? iterator(Object) : ReferredObject();
}

ReferredObject ReferenceTracer::view(const Expr *E) {
  if (++Steps > 64)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->isLocalVarDecl() && Var->hasLocalStorage() &&
        Var->getInit())
      return pointee(Var->getInit());
    return {};
  }
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return pointee(Cast->getSubExpr());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() > 0 ? pointee(Made->getArg(0)) : ReferredObject();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Object && !Object->getType()->isPointerType() &&
        Known.isView(Object->getType()))
      return pointee(Object);
    return memberCall(*Member);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return gotten(*Call);
  return {};
}

//===--- Getters ----------------------------------------------------------===//

/// What a short function of the program returns, seen into.
ReferredObject ReferenceTracer::gotten(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee || Getters >= 2 || !Callee->hasBody(Definition) ||
      Callee->isInStdNamespace() ||
      Callee->getASTContext().getSourceManager().isInSystemHeader(
          Definition->getLocation()))
    return {};
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() > 8)
    return {};
  ReferredObject Around;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Around = ofCallObject(*Member);
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    Around = isa<CXXMethodDecl>(Callee) ? object(Operator->getArg(0))
                                        : ReferredObject();
  else
    Around.IsShared = true; // A function that is no member.
  if (!Around.IsShared)
    return {};
  ++Getters;
  ReferredObject Found;
  for (const ReturnStmt *Return : returnsOf(*Definition)) {
    const Expr *Value = Return->getRetValue();
    if (!Value)
      continue;
    Found = Value->isGLValue() ? object(Value) : pointee(Value);
    if (Found.IsShared && !Found.Temporary)
      break;
    Found = {};
  }
  --Getters;
  // What it was given is the caller's.
  if (!Found.IsShared || (Found.Key.What && isa<ParmVarDecl>(Found.Key.What)))
    return {};
  Found.Into.insert(Found.Into.begin(), Around.Into.begin(), Around.Into.end());
  return Found;
}

//===--- Variables --------------------------------------------------------===//

/// What a loop over \p E goes through, by elements.
ReferredObject ReferenceTracer::range(const Expr *E) {
  E = E ? withoutCasts(E) : nullptr;
  if (!E || E->getType().isNull() || ++Steps > 64)
    return {};
  // `map_ | std::views::keys`
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && Operator->getOperator() == OO_Pipe)
    return range(Operator->getArg(0));
  if (const auto Kind = containerKind(E->getType(), Known);
      Kind && *Kind < ContainerKind::Owner)
    return E->isGLValue() ? element(E) : ReferredObject();
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() > 0 && E->isPRValue() ? range(Made->getArg(0))
                                                    : ReferredObject();
  if (Known.isView(E->getType()))
    return pointee(E);
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && !isa<CXXMemberCallExpr>(Call) && Call->getNumArgs() == 1 &&
                 Call->isPRValue()
             ? range(Call->getArg(0))
             : ReferredObject();
}

ReferredObject ReferenceTracer::variable(const VarDecl &Var) {
  if (const Expr *Range = rangeOf(Var))
    return Var.getType()->isReferenceType() ? range(Range) : ReferredObject();
  const Expr *Init = Var.getInit();
  if (!Init || isa<ParmVarDecl>(Var))
    return {};
  const QualType T = Var.getType().getNonReferenceType();
  if (Var.getType()->isReferenceType()) {
    const Expr *Bound = stripImplicit(Init);
    if (Bound->isGLValue() && Init->isGLValue())
      return object(Init);
  }
  if (isa<DecompositionDecl>(Var) || T->isPointerType() || isIterator(T) ||
      (Known.isView(T) && !containerKind(T, Known)))
    return isa<DecompositionDecl>(Var) ? iterator(Init) : pointee(Init);
  return {};
}

ReferredObject clang::tidy::async::objectOf(const Expr &E, const Names &Known) {
  return ReferenceTracer(Known).object(&E);
}

ReferredObject clang::tidy::async::pointedToBy(const Expr &E,
                                               const Names &Known) {
  return ReferenceTracer(Known).pointee(&E);
}

ReferredObject clang::tidy::async::referredBy(const VarDecl &Var,
                                              const Names &Known) {
  return ReferenceTracer(Known).variable(Var);
}

ReferredObject clang::tidy::async::referredBy(const CXXForRangeStmt &Loop,
                                              const Names &Known) {
  ReferredObject Found = ReferenceTracer(Known).range(Loop.getRangeInit());
  if (!Found.Into.empty())
    Found.Into.back().ByIterator = true;
  return Found;
}
