//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/KeepAlives.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

/// Hands \p Class and its bases, nearest first, to \p Test until that holds.
static bool anyOfClasses(const CXXRecordDecl &Class, bool PublicOnly,
                         llvm::function_ref<bool(const CXXRecordDecl &)> Test) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (Test(Definition ? *Definition : Class))
    return true;
  if (!Definition)
    return false;
  return llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Record = recordOf(Base.getType());
    return Record && (!PublicOnly || Base.getAccessSpecifier() == AS_public) &&
           anyOfClasses(*Record, PublicOnly, Test);
  });
}

static const CXXMethodDecl *methodOf(const CXXRecordDecl &Class,
                                     DeclarationName Name) {
  for (const NamedDecl *D : membersNamed(&Class, Name))
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D->getUnderlyingDecl()))
      return Method;
  return nullptr;
}

/// What `->` of \p Class leads to; null without one.
static QualType arrowTarget(const CXXRecordDecl &Class, const ASTContext &Ctx) {
  const CXXMethodDecl *Arrow =
      methodOf(Class, Ctx.DeclarationNames.getCXXOperatorName(OO_Arrow));
  if (!Arrow)
    return {};
  const QualType Result = Arrow->getReturnType();
  if (Result->isPointerType() && !Result->isDependentType())
    return Result->getPointeeType();
  // By way of another class, or written by the template's own words.
  return typeArgument(dyn_cast<ClassTemplateSpecializationDecl>(&Class));
}

//===--- By type ----------------------------------------------------------===//

bool KeepAlives::isRelated(QualType T) const {
  if (T.isNull())
    return false;
  if (T->isVoidType())
    return true;
  const CXXRecordDecl *Other = recordOf(T);
  Other = Other ? Other->getDefinition() : nullptr;
  const CXXRecordDecl *Own = Class.getDefinition();
  return Other && Own &&
         (Other->getCanonicalDecl() == Own->getCanonicalDecl() ||
          Other->isDerivedFrom(Own) || Own->isDerivedFrom(Other));
}

/// True for a class with a member `lock()` that gives something.
static QualType lockedBy(const CXXRecordDecl &Record, const ASTContext &Ctx) {
  const CXXMethodDecl *Lock = methodOf(Record, &Ctx.Idents.get("lock"));
  return Lock && Lock->getNumParams() == 0 ? Lock->getReturnType() : QualType();
}

Keeps KeepAlives::byTypeAt(QualType T, unsigned Depth) const {
  const CXXRecordDecl *Record = T->isReferenceType() ? nullptr : recordOf(T);
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isDependentContext() || Depth == 0 ||
      Record->getCanonicalDecl() == Class.getCanonicalDecl())
    return Keeps::Nothing;
  const Names &Known = Types.names();
  const ASTContext &Ctx = Types.context();
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (Known.lists(Listed::WeakHandles, T)) {
    const QualType Of = typeArgument(Spec);
    return Of.isNull() || isRelated(Of) ? Keeps::Weakly : Keeps::Nothing;
  }
  if (const QualType Locked = lockedBy(*Record, Ctx); !Locked.isNull())
    if (byTypeAt(Locked, Depth - 1) == Keeps::Alive)
      return Keeps::Weakly;
  if (Record->hasTrivialDestructor())
    return Keeps::Nothing; // It points, and owns nothing.
  if (const QualType Pointee = arrowTarget(*Record, Ctx);
      !Pointee.isNull() && !Known.isView(T))
    return isRelated(Pointee) ? Keeps::Alive : byTypeAt(Pointee, Depth - 1);
  Keeps Most = Keeps::Nothing;
  const auto Add = [&](QualType Part) {
    Most = std::max(Most, byTypeAt(Part, Depth - 1));
    return false;
  };
  if (Record->isInStdNamespace()) {
    if (Spec)
      findTypeArgument(Spec->getTemplateArgs().asArray(), Add);
    return Most;
  }
  for (const FieldDecl *Field : Record->fields())
    Add(Field->getType());
  return Most;
}

//===--- By what makes it -------------------------------------------------===//

bool clang::tidy::async::isObjectItself(const Expr &Written) {
  const Expr *E = stripImplicit(&Written);
  while (true) {
    if (isa<CXXThisExpr>(E))
      return true;
    const Expr *Inner = nullptr;
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary &&
        (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
      Inner = Unary->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E))
      Inner = Cast->getSubExpr();
    else if (const Expr *Moved = castByStd(E))
      Inner = Moved;
    if (!Inner)
      return false;
    E = stripImplicit(Inner);
  }
}

/// True when some part of \p Function's body makes such a value.
bool KeepAlives::makesInside(const FunctionDecl &Function, Keeps What,
                             unsigned Depth) const {
  return anyWritten(
      Function.getBody(),
      [&](const Stmt &S) {
        const auto *E = dyn_cast<Expr>(&S);
        return E && byMakingAt(*E, Depth) >= What;
      },
      Parts::Own);
}

/// \p Call, which gives what \p OfType says.
Keeps KeepAlives::byMember(const CXXMemberCallExpr &Call, Keeps OfType,
                           unsigned Depth) const {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || isa<CXXConversionDecl>(Method))
    return Keeps::Nothing;
  if (Types.names().keepAlive(Method->getParent()))
    return OfType;
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Object || !isObjectItself(*Object)) {
    // `weak_from_this().lock()`
    return Object && Depth && byMakingAt(*Object, Depth - 1) == Keeps::Weakly
               ? OfType
               : Keeps::Nothing;
  }
  const FunctionDecl *Definition = nullptr;
  if (!Method->getBody(Definition))
    return Method->getTemplateInstantiationPattern() ? Keeps::Nothing : OfType;
  return Depth && makesInside(*Definition, OfType, Depth - 1) ? OfType
                                                              : Keeps::Nothing;
}

Keeps KeepAlives::byMakingAt(const Expr &Written, unsigned Depth) const {
  const Expr &E = *stripImplicit(&Written);
  if (!isa<CallExpr, CXXConstructExpr, CXXUnresolvedConstructExpr,
           ExplicitCastExpr, InitListExpr>(E) ||
      E.isTypeDependent())
    return Keeps::Nothing;
  QualType T = E.getType();
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (Call && Call->getDirectCallee() &&
      !Call->getCallReturnType(Types.context())->isReferenceType())
    T = Call->getDirectCallee()->getReturnType();
  // A copy of the object, or what a projection has for it.
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E))
    if (isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl()))
      return isObjectItself(*Member->getImplicitObjectArgument()) && recordOf(T)
                 ? Keeps::Alive
                 : Keeps::Nothing;
  const Keeps OfType = byType(T);
  if (OfType == Keeps::Nothing) {
    // `shared_ptr<int>(self(), &member)`
    const auto *Part = dyn_cast<CXXConstructExpr>(&E);
    return Part && Part->getNumArgs() == 2 && Depth &&
                   byMakingAt(*Part->getArg(0), Depth - 1) == Keeps::Alive
               ? Keeps::Alive
               : Keeps::Nothing;
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E))
    if (const Keeps Made = byMember(*Member, OfType, Depth);
        Made != Keeps::Nothing)
      return Made;
  // `owner<T>(this)`, `addRef(*this)`, `static_pointer_cast<T>(self())`,
  // `weak(owner)`.
  for (const Stmt *Child : E.children()) {
    const auto *Part = dyn_cast_or_null<Expr>(Child);
    if (!Part || Part == (Call ? Call->getCallee() : nullptr))
      continue;
    if (isObjectItself(*Part))
      return OfType;
    if (Depth && byMakingAt(*Part, Depth - 1) != Keeps::Nothing)
      return OfType;
  }
  return Keeps::Nothing;
}

//===--- How a class does it ----------------------------------------------===//

/// \p Text with the name of \p Class for `{class}`.
static std::string withClass(llvm::StringRef Text, const CXXRecordDecl &Class) {
  std::string Filled = Text.str();
  static constexpr llvm::StringLiteral Placeholder = "{class}";
  for (size_t At; (At = Filled.find(Placeholder)) != std::string::npos;)
    Filled.replace(At, Placeholder.size(), Class.getName().str());
  return Filled;
}

/// Member functions of the program's own that make an owner of the object.
void KeepAlives::addMembers(const CXXRecordDecl &From,
                            SelfReference &Found) const {
  for (const CXXMethodDecl *Method : From.methods()) {
    if (Method->isStatic() || Method->getNumParams() || Method->isDeleted() ||
        !Method->getIdentifier())
      continue;
    const Keeps Gives = byType(Method->getReturnType());
    std::string &Text = Gives == Keeps::Alive ? Found.Strong : Found.Weak;
    const FunctionDecl *Definition = nullptr;
    if (Gives == Keeps::Nothing || !Text.empty() ||
        !Method->getBody(Definition) ||
        !makesInside(*Definition, Gives, MaxDepth))
      continue;
    Text = (Method->getName() + "()").str();
  }
}

std::optional<SelfReference> KeepAlives::selfReference() const {
  SelfReference Found;
  anyOfClasses(Class, /*PublicOnly=*/true, [&](const CXXRecordDecl &Base) {
    if (const KeepAliveEntry *Entry = Types.names().keepAlive(&Base)) {
      if (Found.Strong.empty())
        Found.Strong = withClass(Entry->Strong, Class);
      if (Found.Weak.empty())
        Found.Weak = withClass(Entry->Weak, Class);
    } else if (!Base.isInStdNamespace()) {
      addMembers(Base, Found);
    }
    return false;
  });
  if (Found.Strong.empty() && Found.Weak.empty())
    return std::nullopt;
  return Found;
}

//===--- Whose object -----------------------------------------------------===//

const CXXRecordDecl *clang::tidy::async::objectClassOf(const CallableBody &Body,
                                                       const BodyIndex &Index) {
  if (!Body.Callable)
    return nullptr;
  for (const CallableBody *Around = &Body; Around && Around->Lambda;
       Around = Index.enclosing(Index.parent(Around->Lambda))) {
    bool Captures = false;
    for (const LambdaCapture &Capture : Around->Lambda->captures()) {
      if (Capture.getCaptureKind() == LCK_StarThis)
        return nullptr;
      Captures |= Capture.capturesThis();
    }
    if (!Captures)
      return nullptr;
    if (!Index.parent(Around->Lambda))
      break;
  }
  const auto *Method =
      dyn_cast<CXXMethodDecl>(outermostFunction(Body.Callable));
  if (!Method || !Method->isInstance())
    return nullptr;
  const CXXRecordDecl *Class = Method->getParent();
  return Class->isLambda() || Class->isDependentContext()
             ? nullptr
             : Class->getDefinition();
}

//===--- Gates ------------------------------------------------------------===//

bool clang::tidy::async::isClosingGate(QualType T, const AsyncTypes &Types) {
  const Names &Known = Types.names();
  if (Known.closingGate(T))
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isInStdNamespace() || Record->isDependentContext())
    return false;
  bool Closes = false, Holds = false;
  for (const CXXMethodDecl *Method : Record->methods()) {
    if (!Method->getIdentifier() || Method->getNumParams())
      continue;
    Holds |= Known.usual().tell(Usual::HoldsGate, Method);
    Closes |= (Known.usual().tell(Usual::Cleanup, Method) ||
               Known.usual().tell(Usual::Join, Method)) &&
              Types.classify(Method->getReturnType()).canBeAwaited();
  }
  return Closes && Holds;
}

const FieldDecl *clang::tidy::async::closingGateOf(const CXXRecordDecl &Class,
                                                   const AsyncTypes &Types) {
  const FieldDecl *Found = nullptr;
  anyOfClasses(Class, /*PublicOnly=*/false, [&](const CXXRecordDecl &Base) {
    for (const FieldDecl *Field : Base.fields())
      if (!Found && !Field->getType()->isReferenceType() &&
          isClosingGate(Field->getType(), Types))
        Found = Field;
    return Found != nullptr;
  });
  return Found;
}

bool clang::tidy::async::isGateHolder(QualType T, const AsyncTypes &Types) {
  const CXXRecordDecl *Record = T->isReferenceType() ? nullptr : recordOf(T);
  return Record && (Types.names().classEntry(Record, CallRole::HoldsGate) ||
                    Types.names().usual().tell(Usual::Guard, Record));
}

bool clang::tidy::async::holdsGate(const Expr &E, const AsyncTypes &Types) {
  const Names &Known = Types.names();
  if (!isa<CallExpr, CXXConstructExpr>(E) || E.isTypeDependent())
    return false;
  if (Known.call(&E, CallRole::HoldsGate))
    return true;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&E))
    if (const Expr *Object = Member->getImplicitObjectArgument())
      return Known.usual().tell(Usual::HoldsGate, Member->getMethodDecl()) &&
             isClosingGate(Object->getType()->isPointerType()
                               ? Object->getType()->getPointeeType()
                               : Object->getType(),
                           Types);
  // `with_gate(gate, f)`, `holder(gate)`
  const auto IsGate = [&](const Expr *Arg) {
    return Arg && isClosingGate(Arg->getType(), Types);
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return !Construct->getConstructor()->isCopyOrMoveConstructor() &&
           llvm::any_of(Construct->arguments(), IsGate);
  const auto &Call = cast<CallExpr>(E);
  return !isa<CXXOperatorCallExpr>(Call) &&
         llvm::any_of(Call.arguments(), IsGate);
}
