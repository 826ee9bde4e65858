//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/Scopes.h"
#include "code/KeepAlives.h"
#include "code/Origins.h"

using namespace clang;
using namespace clang::tidy::async;

/// The member of the object that \p E is, or belongs to; null for what that
/// only refers to. `context_`, `context_.get_executor()`, `*context_`.
static const FieldDecl *ownMember(const Expr *E) {
  while (E) {
    E = stripImplicit(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      return Field && isObjectItself(*Member->getBase()) ? Field : nullptr;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      E = Call->getNumArgs() ? nullptr : Call->getImplicitObjectArgument();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Operator->getNumArgs() == 1 ? Operator->getArg(0) : nullptr;
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      E = Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// What \p Field owns: its own type, or that of a unique_ptr's object. Null for
/// what it only refers to.
static QualType ownedType(const FieldDecl &Field) {
  const QualType T = Field.getType();
  const CXXRecordDecl *Class = T->isReferenceType() ? nullptr : recordOf(T);
  if (!Class)
    return {};
  return Class->isInStdNamespace() && Class->getIdentifier() &&
                 (Class->getName() == "unique_ptr" ||
                  Class->getName() == "optional")
             ? typeArgument(specializationOf(T))
             : T;
}

static const CXXRecordDecl *ownDefinition(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : recordOf(T);
  return Class ? Class->getDefinition() : nullptr;
}

static bool mayBeCopied(const CXXRecordDecl &Class) {
  if (Class.defaultedCopyConstructorIsDeleted())
    return false;
  for (const CXXConstructorDecl *Constructor : Class.ctors())
    if (Constructor->isCopyConstructor())
      return !Constructor->isDeleted() && Constructor->getAccess() == AS_public;
  return llvm::all_of(Class.bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Record = recordOf(Base.getType());
    return !Record || !Record->hasDefinition() ||
           mayBeCopied(*Record->getDefinition());
  });
}

static bool endsWork(const FunctionDecl *Function, const Names &Known) {
  return Known.usual().tell(Usual::Cleanup, Function) ||
         Known.usual().tell(Usual::Join, Function);
}

/// True when the class ends or joins \p Scope, or what it does is not seen.
static bool isJoined(const FieldDecl &Scope, const CXXRecordDecl &Class,
                     const Names &Known) {
  for (const CXXMethodDecl *Method : Class.methods()) {
    const FunctionDecl *Definition = nullptr;
    if (!Method->getBody(Definition)) {
      if (!Method->isImplicit() && !Method->isDefaulted() &&
          (isa<CXXDestructorDecl>(Method) || endsWork(Method, Known)))
        return true;
      continue;
    }
    if (anyWritten(Definition->getBody(), [&](const Stmt &S) {
          const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
          return Call &&
                 ownMember(Call->getImplicitObjectArgument()) == &Scope &&
                 endsWork(Call->getMethodDecl(), Known);
        }))
      return true;
  }
  return false;
}

bool clang::tidy::async::isScopeOfObject(const CallExpr &Call,
                                         const CXXRecordDecl &Class,
                                         const AsyncTypes &Types) {
  const Names &Known = Types.names();
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  if (Object) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Object));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->isLocalVarDecl() && !Var->isStaticLocal() &&
        !Var->getType()->isReferenceType() &&
        !Var->getType()->isPointerType() &&
        !Types.classify(Var->getType()).canBeAwaited())
      return true;
    const FieldDecl *Field = ownMember(Object);
    const QualType Owned = Field ? ownedType(*Field) : QualType();
    const CXXRecordDecl *Scope = ownDefinition(Owned);
    if (Scope) {
      const CXXDestructorDecl *End = Scope->getDestructor();
      const bool IsLibrarys = Known.closingGate(Owned) != nullptr;
      if ((!IsLibrarys && End && End->isUserProvided()) ||
          isJoined(*Field, Class, Known))
        return true;
    }
  }
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    const FieldDecl *Field = ownMember(Arg);
    const QualType Owned = Field ? ownedType(*Field) : QualType();
    const CXXRecordDecl *Executor = ownDefinition(Owned);
    return Executor && Known.lists(Listed::Runners, Owned) &&
           !mayBeCopied(*Executor);
  });
}

bool clang::tidy::async::isContinuationOf(const Expr &Lambda,
                                          const BodyIndex &Index,
                                          const Names &Known) {
  const auto *Itself = dyn_cast<LambdaExpr>(&Lambda);
  const auto *Taker =
      Itself ? dyn_cast_or_null<CXXMemberCallExpr>(Index.handedTo(Itself))
             : nullptr;
  return Taker && (Known.call(Taker, CallRole::DropsCallable) ||
                   Known.call(Taker, CallRole::Continuation) ||
                   Known.call(Taker, CallRole::Consume));
}

const Expr *clang::tidy::async::firstUseIn(const LambdaExpr &Lambda) {
  const Expr *Found = nullptr;
  anyWritten(Lambda.getCallOperator()->getBody(), [&](const Stmt &S) {
    if (isa<CXXThisExpr>(S))
      Found = cast<Expr>(&S);
    return Found != nullptr;
  });
  return Found;
}
