//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/UITouches.h"
#include "checks/resume-context/ContextChanges.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// Deeper than this, anything may happen.
static constexpr unsigned MaxCalls = 32;

/// The body that \p Function has here, without what the compiler adds to a
/// coroutine; null for others and for code of the system.
static const Stmt *bodySeen(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->hasBody(Definition) ||
      Function->getASTContext().getSourceManager().isInSystemHeader(
          Definition->getLocation()))
    return nullptr;
  const Stmt *Body = Definition->getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    return Coroutine->getBody();
  return Body;
}

static bool isVirtual(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->isVirtual();
}

/// True when \p Test holds for a template argument of \p Record that is a type.
static bool anyTypeArgument(const CXXRecordDecl &Record,
                            llvm::function_ref<bool(QualType)> Test) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  return Spec &&
         llvm::any_of(Spec->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Type &&
                               Test(Arg.getAsType());
                      });
}

static bool anyPart(const CXXRecordDecl &Record,
                    llvm::function_ref<bool(QualType)> Test) {
  return llvm::any_of(
             Record.fields(),
             [&](const FieldDecl *Field) { return Test(Field->getType()); }) ||
         llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
           return Test(Base.getType());
         });
}

/// True for handles, of which copies are the same object. Others die with it.
static bool canBeCopied(const CXXRecordDecl &Record) {
  if (Record.needsImplicitCopyConstructor())
    return !Record.defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Record.ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() &&
           C->getAccess() == AS_public;
  });
}

bool UITouches::isTouch(const Stmt &S) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && !isa<CXXConversionDecl, CXXDestructorDecl>(Method) &&
         Known.isUIType(objectType(*Call)) && Known.isUIMember(*Method) &&
         !Known.call(Call, CallRole::AnyThread);
}

//===--- For certain ------------------------------------------------------===//

bool UITouches::touches(const Stmt *S) {
  if (!S)
    return false;
  if (isTouch(*S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(S);
  return Call && !Known.call(Call, CallRole::AnyThread) &&
         beginsWithTouch(Call->getDirectCallee());
}

bool UITouches::beginsWithTouch(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodySeen(Function));
  if (!Body || isVirtual(*Function) || isCoroutine(*Function) ||
      Depth >= MaxCalls)
    return false;
  const auto [It, New] =
      AtOnce.try_emplace(Function->getCanonicalDecl(), false);
  if (!New)
    return It->second;
  ++Depth;
  bool Found = false;
  for (const Stmt *S : Body->body()) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    if (!Return && !isa<Expr, DeclStmt, NullStmt>(S))
      break; // It branches.
    if ((Found = touchesAtOnce(S)) || Return)
      break;
  }
  --Depth;
  return AtOnce[Function->getCanonicalDecl()] = Found;
}

/// In \p S, where nothing decides whether it is evaluated.
bool UITouches::touchesAtOnce(const Stmt *S) {
  if (!S || isa<LambdaExpr, AbstractConditionalOperator>(S))
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && Binary->isLogicalOp())
    return touchesAtOnce(Binary->getLHS());
  return touches(S) || llvm::any_of(S->children(), [this](const Stmt *Child) {
           return touchesAtOnce(Child);
         });
}

//===--- Perhaps ----------------------------------------------------------===//

bool UITouches::mayTouch(const FlowStep &Step) {
  return Step.Destroyed ? mayTouchAtEnd(*Step.Destroyed) : mayTouch(Step.At);
}

bool UITouches::mayTouch(const Stmt *S) {
  if (isTouch(*S))
    return true;
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    return mayTouchWhenDestroyed(Delete->getDestroyedType());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    // What keeps a callable is asked when it calls that.
    const auto IsLambda = [](const Expr *Arg) {
      const CXXRecordDecl *Record = recordOf(Arg->getType());
      return Record && Record->isLambda();
    };
    return (!Constructor->isCopyOrMoveConstructor() &&
            isGivenInterface(*Construct, *Constructor)) ||
           (llvm::none_of(Construct->arguments(), IsLambda) &&
            mayTouchIn(Constructor));
  }
  const auto *Call = dyn_cast<CallExpr>(S);
  if (!Call)
    return false;
  // What these get runs where it belongs.
  for (const CallRole Role :
       {CallRole::AnyThread, CallRole::Hop, CallRole::AgileWrapper})
    if (Known.call(Call, Role))
      return false;
  const FunctionDecl *Callee = Call->getDirectCallee();
  return (Callee ? mayTouchIn(Callee) || isGivenInterface(*Call, *Callee)
                 : mayTouchWhenCalled(Call->getCallee())) ||
         llvm::any_of(Call->arguments(), [this](const Expr *Arg) {
           return mayTouchWhenCalled(Arg);
         });
}

bool UITouches::mayTouchIn(const FunctionDecl *Function) {
  const Stmt *Body = bodySeen(Function);
  if (!Body)
    return false;
  if (Depth >= MaxCalls)
    return true;
  const auto [It, New] =
      Perhaps.try_emplace(Function->getCanonicalDecl(), false);
  if (!New)
    return It->second;
  ++Depth;
  bool Found = mayTouchWithin(Body);
  const FunctionDecl *Definition = nullptr;
  if (Function->hasBody(Definition))
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
      Found |= llvm::any_of(Constructor->inits(),
                            [this](const CXXCtorInitializer *Init) {
                              return mayTouchWithin(Init->getInit());
                            });
  --Depth;
  return Perhaps[Function->getCanonicalDecl()] = Found;
}

bool UITouches::comesBack(const Stmt *S) const {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Await = E ? dyn_cast<CoawaitExpr>(stripImplicit(E)) : nullptr;
  return Await && contextChange(*Await, Types) == ContextChange::Returns;
}

/// In \p S or below it, where it is run at once.
bool UITouches::mayTouchWithin(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(), [this](const Expr *Init) {
      return mayTouchWithin(Init);
    });
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    return mayTouchWithin(Await->getOperand());
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return mayTouchWithin(Return->getOperand());
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && mayTouchAtEnd(*Var))
        return true;
  if (mayTouch(S))
    return true;
  for (const Stmt *Child : S->children()) {
    if (comesBack(Child))
      return false;
    if (mayTouchWithin(Child))
      return true;
  }
  return false;
}

bool UITouches::mayTouchWhenCalled(const Expr *Callable) {
  if (!Callable || Depth >= MaxCalls)
    return Callable;
  ++Depth;
  const bool Found = mayTouchWhenCalled(*Callable);
  --Depth;
  return Found;
}

bool UITouches::mayTouchWhenCalled(const Expr &Callable) {
  const Expr *E = stripCopies(&Callable);
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(E))
    return mayTouchIn(Lambda->getCallOperator());
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(E))
    return mayTouchWhenCalled(Cast->getSubExpr());
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E))
    return mayTouchWhenCalled(Address->getSubExpr());
  const auto AnyOf = [this](const auto &Call) {
    return llvm::any_of(Call.arguments(), [this](const Expr *Arg) {
      return mayTouchWhenCalled(Arg);
    });
  };
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E))
    return AnyOf(*Construct);
  // `std::bind(f, x)`
  if (const auto *Call = dyn_cast_or_null<CallExpr>(E))
    return !Known.call(Call, CallRole::AnyThread) && AnyOf(*Call);
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  if (!Ref)
    return false;
  if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
    return bodySeen(Function) ? mayTouchIn(Function)
                              : takesInterface(*Function);
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  return Var && !isa<ParmVarDecl>(Var) && Var->getInit() &&
         mayTouchWhenCalled(Var->getInit());
}

bool UITouches::takesInterface(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return (Method && Method->isInstance() &&
          holdsInterface(Method->getThisType())) ||
         llvm::any_of(Function.parameters(), [this](const ParmVarDecl *P) {
           return holdsInterface(P->getType());
         });
}

/// True when \p Callee, of which only the declaration is here, gets an object
/// of the interface.
bool UITouches::isGivenInterface(const Expr &Call, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if ((bodySeen(&Callee) && !isVirtual(Callee)) || Callee.isDefaulted() ||
      Known.context().getSourceManager().isInSystemHeader(
          Callee.getLocation()) ||
      isa<CXXConversionDecl>(Callee) ||
      (Method && (Method->isCopyAssignmentOperator() ||
                  Method->isMoveAssignmentOperator())))
    return false;
  const auto Gives = [this](const Expr *Arg) {
    return holdsInterface(stripImplicit(Arg)->getType());
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return llvm::any_of(Construct->arguments(), Gives);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
      Member && holdsInterface(objectType(*Member)))
    return true;
  return llvm::any_of(cast<CallExpr>(Call).arguments(), Gives);
}

/// True for the interface's types, pointers to them, and classes with such a
/// member or template argument. What a lambda holds, its body tells.
bool UITouches::holdsInterface(QualType T) {
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || Record->isLambda())
    return false;
  if (Known.isUIType(T))
    return true;
  Record = Record->getDefinition();
  if (!Record)
    return false;
  const auto [It, New] = Holders.try_emplace(Record, false);
  if (!New)
    return It->second;
  const auto Holds = [this](QualType Part) { return holdsInterface(Part); };
  const bool Found = anyTypeArgument(*Record, Holds) ||
                     (!Record->isInStdNamespace() && anyPart(*Record, Holds));
  return Holders[Record] = Found;
}

//===--- Destructors ------------------------------------------------------===//

bool UITouches::mayTouchAtEnd(const VarDecl &Var) {
  if (Var.getType()->isReferenceType() || Var.hasGlobalStorage())
    return false;
  if (mayTouchWhenDestroyed(Var.getType()))
    return true;
  // `auto restore = finally([&] { button.IsEnabled(true); });`
  const CXXRecordDecl *Record = recordOf(Var.getType());
  return Record && !Record->isLambda() && !Record->isInStdNamespace() &&
         Record->hasDefinition() && !Record->hasTrivialDestructor() &&
         !isa<ParmVarDecl>(Var) && Var.getInit() &&
         mayTouchWhenCalled(Var.getInit());
}

bool UITouches::mayTouchWhenDestroyed(QualType T) {
  if (T.isNull() || T->isDependentType())
    return false;
  T = Known.context().getBaseElementType(T);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->hasTrivialDestructor())
    return false;
  if (Known.isUIType(T))
    return !canBeCopied(*Record);
  const auto [It, New] = AtEnd.try_emplace(Record, false);
  if (!New)
    return It->second;
  const auto Part = [this](QualType T) { return mayTouchWhenDestroyed(T); };
  bool Found = anyTypeArgument(*Record, Part);
  if (!Record->isInStdNamespace()) {
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    Found |= anyPart(*Record, Part) || mayTouchIn(Destructor) ||
             (Destructor && Destructor->isUserProvided() &&
              !bodySeen(Destructor) && holdsInterface(T));
  }
  return AtEnd[Record] = Found;
}

/// The names of the namespaces that \p Record is in, innermost first.
static llvm::SmallVector<llvm::StringRef, 4>
spacesAround(const CXXRecordDecl &Record) {
  llvm::SmallVector<llvm::StringRef, 4> Found;
  for (const DeclContext *In = Record.getDeclContext(); In;
       In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In);
        Space && !Space->isInline())
      Found.push_back(Space->getName());
  return Found;
}

/// True when \p Record is in the namespace of \p Other's library, or in one for
/// its implementation: `winrt`, `winrt::Windows`, `winrt::impl`.
static bool isOfSameLibrary(const CXXRecordDecl &Record,
                            const CXXRecordDecl &Other) {
  const auto A = spacesAround(Record), B = spacesAround(Other);
  if (A.empty() || B.empty() || A.back() != B.back())
    return false;
  const llvm::StringRef Second = A.size() > 1 ? A[A.size() - 2] : "";
  return Second.empty() || Second == "impl" || Second == "detail" ||
         Second == "details" || (B.size() > 1 && B[B.size() - 2] == Second);
}

bool UITouches::isHarmlessToDestroy(QualType T,
                                    const CXXRecordDecl *Task) const {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return isHarmlessToDestroy(T, Task, Seen);
}

bool UITouches::isHarmlessToDestroy(
    QualType T, const CXXRecordDecl *Task,
    llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) const {
  const ASTContext &Ctx = Known.context();
  T = Ctx.getBaseElementType(T);
  if (T->isDependentType())
    return false;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->hasTrivialDestructor() || !Seen.insert(Record).second)
    return true;
  const auto Harmful = [&](QualType Part) {
    return !isHarmlessToDestroy(Part, Task, Seen);
  };
  if (anyTypeArgument(*Record, Harmful))
    return false;
  if (Record->isInStdNamespace() || Types.classify(Record) ||
      Ctx.getSourceManager().isInSystemHeader(Record->getLocation()) ||
      (Task && isOfSameLibrary(*Record, *Task)))
    return true;
  const CXXDestructorDecl *Destructor = Record->getDestructor();
  return (!Destructor || !Destructor->isUserProvided()) &&
         !anyPart(*Record, Harmful);
}
