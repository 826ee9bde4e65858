//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/CoroutineEdits.h"
#include "code/Origins.h"
#include "code/Tokens.h"
#include "flow/HeldLocks.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::isMovable(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (T->isReferenceType() || !Record)
    return !T->isArrayType();
  Record = Record->getDefinition();
  if (!Record)
    return false;
  // A const object is copied where another one would be moved.
  const bool Const = T.isConstQualified();
  bool Movable = false, Declared = false;
  for (const CXXConstructorDecl *C : Record->ctors())
    if (C->isCopyConstructor() || (!Const && C->isMoveConstructor())) {
      Movable |= !C->isDeleted() && C->getAccess() == AS_public;
      Declared |= C->isMoveConstructor();
    }
  if (Movable)
    return true;
  if (!Const && !Declared && Record->needsImplicitMoveConstructor() &&
      !Record->defaultedMoveConstructorIsDeleted())
    return true;
  return Record->needsImplicitCopyConstructor() &&
         !Record->defaultedCopyConstructorIsDeleted() &&
         Record->hasSimpleCopyConstructor();
}

static bool isTemplated(const FunctionDecl &Function) {
  return Function.isTemplated() || Function.isTemplateInstantiation() ||
         Function.getTemplateSpecializationInfo() ||
         Function.getMemberSpecializationInfo();
}

/// Attributes that stay true of a coroutine.
static bool isHarmless(const Attr *A) {
  return A->isImplicit() || A->isInherited() ||
         isa<WarnUnusedResultAttr, UnusedAttr, UsedAttr, NoInlineAttr,
             DeprecatedAttr, VisibilityAttr, HotAttr, ColdAttr, OverrideAttr,
             FinalAttr>(A); // Virtual functions have an obstacle of their own.
}

/// What no walk over the expressions sees: the specifiers of a lambda.
static std::string obstacleInLambda(const FunctionDecl &Operator) {
  const auto &Method = cast<CXXMethodDecl>(Operator);
  const ASTContext &Ctx = Operator.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Begin = Method.getParent()->getBeginLoc(),
                       Body = Operator.getBody()->getBeginLoc();
  if (Begin.isMacroID() || Body.isMacroID() || Begin.isInvalid())
    return "it is inside a macro";
  std::string Found;
  const auto IsObstacle = [&Found](const Token &T) {
    if (beginsDirective(T))
      Found = "a preprocessor directive stands in the way";
    if (T.is(tok::raw_identifier))
      for (llvm::StringRef Specifier :
           {"constexpr", "consteval", "noexcept", "requires", "static"})
        if (T.getRawIdentifier() == Specifier)
          Found = "the lambda is '" + Specifier.str() + "'";
    return !Found.empty();
  };
  anyToken(Begin, Body, SM, Ctx.getLangOpts(), IsObstacle);
  return Found;
}

/// `[[clang::musttail]] return f();`
static bool isTailCall(const Stmt &S) {
  const auto *Marked = dyn_cast<AttributedStmt>(&S);
  return Marked && llvm::any_of(Marked->getAttrs(), [](const Attr *A) {
           return isa<MustTailAttr>(A);
         });
}

/// `alloca(n)`, by any of its names.
static bool allocatesOnStack(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const unsigned Builtin = Callee->getBuiltinID();
  return Builtin == Builtin::BIalloca ||
         Builtin == Builtin::BI__builtin_alloca ||
         Builtin == Builtin::BI__builtin_alloca_uninitialized ||
         Builtin == Builtin::BI__builtin_alloca_with_align ||
         Builtin == Builtin::BI__builtin_alloca_with_align_uninitialized ||
         Builtin == Builtin::BI_alloca;
}

/// What a body holds that has no place in a coroutine; lambdas left out.
static std::string obstacleInBody(const FunctionDecl &Function) {
  std::string Found;
  const auto IsObstacle = [&](const Stmt &S) {
    if (isa<StmtExpr>(S))
      Found = "it has a statement expression";
    else if (isa<AddrLabelExpr, IndirectGotoStmt>(S))
      Found = "it has a computed 'goto'";
    else if (isTailCall(S))
      Found = "a 'return' of it is marked 'musttail'";
    else if (allocatesOnStack(S))
      Found = "it calls 'alloca', whose memory a coroutine does not keep";
    else if (isa<VAArgExpr>(S))
      Found = "it has variable arguments";
    else if (const auto *Statement = dyn_cast<DeclStmt>(&S))
      for (const Decl *D : Statement->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D)) {
          if (Var->getType()->isVariablyModifiedType())
            Found = "'" + Var->getNameAsString() + "' has a variable length";
          else if (Var->getTLSKind() != VarDecl::TLS_None)
            Found = "'" + Var->getNameAsString() +
                    "' is thread-local, and a coroutine may change threads";
        }
    return !Found.empty();
  };
  anyWritten(Function.getBody(), IsObstacle, Parts::Own);
  return Found;
}

bool clang::tidy::async::hasConditionalParts(const Stmt &Body,
                                             const ASTContext &Ctx) {
  bool IsDirective = false;
  const auto IsCondition = [&IsDirective](const Token &T) {
    return std::exchange(IsDirective, beginsDirective(T)) &&
           T.is(tok::raw_identifier) && T.getRawIdentifier().starts_with("if");
  };
  return anyToken(Body.getBeginLoc(), Body.getEndLoc(), Ctx.getSourceManager(),
                  Ctx.getLangOpts(), IsCondition);
}

/// True for what somebody may see: a call of a function that is no member, a
/// global variable.
static bool showsItself(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->hasGlobalStorage() && !Var->getType().isConstQualified();
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && !Callee->isInStdNamespace() && !Callee->isConstexpr() &&
         !Callee->isCXXInstanceMember() && !Callee->getBuiltinID() &&
         !Callee->getMemoryFunctionKind();
}

/// True when \p Class, or a part of it, does something that shows when it is
/// moved, or copied for want of a move.
static bool showsItsMove(const CXXRecordDecl *Class, unsigned Depth = 3) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Depth == 0 ||
      Class->getASTContext().getSourceManager().isInSystemHeader(
          Class->getLocation()))
    return false;
  const CXXConstructorDecl *Moves = nullptr;
  for (const CXXConstructorDecl *Each : Class->ctors())
    if (Each->isMoveConstructor() || (!Moves && Each->isCopyConstructor()))
      Moves = Each;
  if (!Moves || !Moves->isUserProvided()) {
    const auto Shows = [Depth](QualType T) {
      return showsItsMove(T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl(),
                          Depth - 1);
    };
    return llvm::any_of(
               Class->fields(),
               [&](const FieldDecl *F) { return Shows(F->getType()); }) ||
           llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &B) {
             return Shows(B.getType());
           });
  }
  const FunctionDecl *Body = nullptr;
  if (!Moves->hasBody(Body))
    return false;
  return anyWritten(Body->getBody(), showsItself, Parts::Own) ||
         llvm::any_of(cast<CXXConstructorDecl>(Body)->inits(),
                      [](const CXXCtorInitializer *Part) {
                        return anyWritten(Part->getInit(), showsItself,
                                          Parts::Own);
                      });
}

/// The constructor, `main` and the like are told before.
static std::string obstacleInSignature(const FunctionDecl &Function) {
  const std::string Name = "'" + Function.getNameAsString() + "' ";
  if (!isLambdaCallOperator(&Function)) {
    if (Function.isConstexpr())
      return Name + "is 'constexpr' or 'consteval'";
    if (Function.getReturnType()->getContainedAutoType() ||
        Function.getDeclaredReturnType()->getContainedAutoType())
      return Name + "has a deduced return type";
  }
  if (Function.isVariadic())
    return Name + "has variable arguments";
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  if (!Type || (Type->getExceptionSpecType() != EST_None &&
                Type->getExceptionSpecType() != EST_NoexceptFalse))
    return Name + "is 'noexcept', and a coroutine stores what it throws";
  return "";
}

static std::string obstacleInAttributes(const FunctionDecl &Function) {
  for (const FunctionDecl *Declaration : Function.redecls())
    for (const Attr *A : Declaration->attrs())
      if (!isHarmless(A))
        return "'" + Function.getNameAsString() + "' has the attribute '" +
               A->getSpelling() + "'";
  return "";
}

std::string
clang::tidy::async::obstacleToDeclared(const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    return "a constructor or destructor cannot be a coroutine";
  if (Function.isMain())
    return "'main' cannot be a coroutine";
  if (isTemplated(Function))
    return "'" + Function.getNameAsString() +
           "' is a template or a template's member";
  if (std::string Why = obstacleInSignature(Function); !Why.empty())
    return Why;
  return obstacleInAttributes(Function);
}

std::string
clang::tidy::async::obstacleToCoroutine(const FunctionDecl &Function) {
  const std::string Name = "'" + Function.getNameAsString() + "' ";
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    return "a constructor or destructor cannot be a coroutine";
  if (!Function.doesThisDeclarationHaveABody())
    return Name + "is not defined here";
  if (Function.isMain())
    return "'main' cannot be a coroutine";
  const bool Lambda = isLambdaCallOperator(&Function);
  if (isTemplated(Function))
    return Lambda ? "the lambda stands in a template"
                  : Name + "is a template or a template's member";
  if (Lambda)
    if (std::string Why = obstacleInLambda(Function); !Why.empty())
      return Why;
  if (std::string Why = obstacleInSignature(Function); !Why.empty())
    return Why;
  if (!isa<CompoundStmt>(Function.getBody()))
    return isa<CXXTryStmt>(Function.getBody())
               ? Name + "has a function try block"
               : Name + "is a coroutine already";
  if (hasConditionalParts(*Function.getBody(), Function.getASTContext()))
    return Name + "has parts under '#if'";
  for (const ParmVarDecl *Param : Function.parameters())
    if (!isMovable(Param->getType()))
      return "parameter '" + Param->getNameAsString() +
             "' cannot be moved into a coroutine";
  for (const ParmVarDecl *Param : Function.parameters())
    if (showsItsMove(Param->getType()->getAsCXXRecordDecl()))
      return "parameter '" + Param->getNameAsString() +
             "' would be moved into the coroutine, which its class shows";
  if (std::string Why = obstacleInAttributes(Function); !Why.empty())
    return Why;
  return obstacleInBody(Function);
}

bool clang::tidy::async::isInNamespaceOf(const FunctionDecl &Function,
                                         const Library &Lib) {
  for (const DeclContext *Scope = Function.getDeclContext(); Scope;
       Scope = Scope->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Scope))
      if (llvm::is_contained(Lib.Namespaces, Space->getQualifiedNameAsString()))
        return true;
  return false;
}

std::string clang::tidy::async::obstacleToNewType(const FunctionDecl &Function,
                                                  const Library *Lib,
                                                  bool WithOverrides) {
  const std::string Name = "'" + Function.getNameAsString() + "' ";
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
      Method && Method->isVirtual() && !WithOverrides)
    return Name + "is virtual";
  if (Function.isOverloadedOperator() && !isLambdaCallOperator(&Function))
    return Name + "is an operator";
  if (isa<CXXConversionDecl>(Function))
    return Name + "is a conversion";
  if (Function.isExternC() || Function.isInExternCContext())
    return Name + "is 'extern \"C\"'";
  if (Function.getReturnType()->isReferenceType())
    return Name + "returns a reference";
  // What only declares it need not know what it returns.
  const QualType Returned = Function.getReturnType();
  if ((Function.doesThisDeclarationHaveABody() ||
       !Returned->isIncompleteType() || Returned->isVoidType()) &&
      !isMovable(Returned))
    return Name + "returns what cannot be moved";
  if (Lib && isInNamespaceOf(Function, *Lib))
    return Name + "belongs to the library";
  for (const FunctionDecl *Declaration : Function.redecls()) {
    if (SM.isInSystemHeader(Declaration->getLocation()))
      return Name + "is declared in a system header";
    // Written in the template, whose own declaration is linked with nothing.
    if (const auto *Class =
            dyn_cast<CXXRecordDecl>(Declaration->getLexicalDeclContext());
        Class && Class->getTemplateInstantiationPattern())
      return Name + "is a friend of a template";
  }
  return "";
}

/// `[](int) {}`, not `[] {}`.
static bool hasParentheses(const FunctionDecl &Operator) {
  const SourceManager &SM = Operator.getASTContext().getSourceManager();
  FunctionTypeLoc Written = Operator.getFunctionTypeLoc();
  return Written && Written.getRParenLoc().isFileID() &&
         *SM.getCharacterData(Written.getRParenLoc()) == ')';
}

/// Where the parentheses of a lambda without them go: in front of `mutable`,
/// which C++23 allows there, or of \p Body.
static SourceLocation specifierOf(const FunctionDecl &Operator,
                                  SourceLocation Body) {
  const ASTContext &Ctx = Operator.getASTContext();
  SourceLocation Found = Body;
  unsigned Depth = 0;
  anyToken(cast<CXXMethodDecl>(Operator).getParent()->getBeginLoc(), Body,
           Ctx.getSourceManager(), Ctx.getLangOpts(), [&](const Token &T) {
             if (T.is(tok::l_square))
               ++Depth;
             else if (T.is(tok::r_square))
               --Depth;
             else if (Depth == 0 && T.is(tok::raw_identifier) &&
                      T.getRawIdentifier() == "mutable")
               Found = T.getLocation();
             return Found != Body;
           });
  return Found;
}

/// True when a function or variable has the name of the class, too.
static bool isHiddenTag(const TagDecl &Tag) {
  return llvm::any_of(
      Tag.getDeclContext()->lookup(Tag.getDeclName()), [](const NamedDecl *D) {
        return !isa<TypeDecl, TemplateDecl>(D->getUnderlyingDecl());
      });
}

/// Where a lambda's return type goes when none is written, and its text.
static void returnFromLambda(const FunctionDecl &Operator,
                             const TaskChoice &Task, Rewrite &Edits) {
  const ASTContext &Ctx = Operator.getASTContext();
  const SourceLocation Body = Operator.getBody()->getBeginLoc();
  QualType Result = Operator.getReturnType();
  if (const CXXRecordDecl *Record = recordOf(Result);
      Record && (Record->isLambda() || !Record->getIdentifier() ||
                 Record->isLocalClass()))
    return Edits.refuse("the lambda's return type has no name");
  // What it was deduced from may be spelled in ways that mean nothing here.
  PrintingPolicy Policy(Ctx.getPrintingPolicy());
  Policy.SuppressTagKeyword = true;
  std::string Name =
      TypeName::getFullyQualifiedName(Result.getCanonicalType(), Ctx, Policy);
  if (const auto *Tag = Result->getAsTagDecl(); Tag && isHiddenTag(*Tag))
    Name = (Tag->getKindName() + " " + Name).str();
  const std::string Text =
      Task.spell(Name, Result->isVoidType(), &Operator, Body);
  Edits.insertBefore(Body, "-> " + Text + " ");
  if (!hasParentheses(Operator))
    Edits.insertBefore(specifierOf(Operator, Body), "() ");
}

static bool hasWrittenResult(const FunctionDecl &Operator) {
  const auto *Type = Operator.getType()->getAs<FunctionProtoType>();
  FunctionTypeLoc Written = Operator.getFunctionTypeLoc();
  return Type && Type->hasTrailingReturn() && Written &&
         hasParentheses(Operator) &&
         Written.getRParenLoc() < Written.getReturnLoc().getBeginLoc();
}

void clang::tidy::async::returnTask(const FunctionDecl &Function,
                                    const TaskChoice &Task, Rewrite &Edits) {
  if (isLambdaCallOperator(&Function) && !hasWrittenResult(Function)) {
    Task.declareAt(Function.getBody()->getBeginLoc(), Edits);
    return returnFromLambda(Function, Task, Edits);
  }
  Edits.changeReturnType(
      Function, [&](const FunctionDecl &Declaration, llvm::StringRef Written) {
        Task.declareAt(Declaration.getLocation(), Edits);
        return Task.spell(Written, Function.getReturnType()->isVoidType(),
                          isLambdaCallOperator(&Declaration)
                              ? static_cast<const DeclContext *>(&Declaration)
                              : Declaration.getLexicalDeclContext(),
                          Declaration.getBeginLoc());
      });
}

void clang::tidy::async::returnEmptyTask(const FunctionDecl &Function,
                                         const TaskChoice &Task,
                                         Rewrite &Edits) {
  Edits.changeReturnType(Function, [&](const FunctionDecl &Declaration,
                                       llvm::StringRef) {
    Task.declareAt(Declaration.getLocation(), Edits);
    return Task.spell("", /*IsVoid=*/true, Declaration.getLexicalDeclContext(),
                      Declaration.getBeginLoc());
  });
}

/// True when a promise that makes a \p Class from a \p From may pick an
/// explicit constructor, which a `return` does not see. The library's own are
/// constrained.
static bool hasExplicitConversion(const CXXRecordDecl &Class, QualType From) {
  const auto Takes = [From](const NamedDecl *D) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const auto *C = dyn_cast<CXXConstructorDecl>(
        Template ? Template->getTemplatedDecl() : D);
    if (!C || !C->isExplicit() || C->getNumParams() == 0 ||
        C->getMinRequiredArguments() > 1)
      return false;
    const QualType T = C->getParamDecl(0)->getType().getNonReferenceType();
    return Template ? !C->getParent()->isInStdNamespace()
                    : C->getASTContext().hasSameUnqualifiedType(T, From) ||
                          (T->isArithmeticType() && From->isArithmeticType());
  };
  return llvm::any_of(Class.decls(), [&Takes](const Decl *D) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    return Named && Takes(Named);
  });
}

static bool takesPointer(const CXXConstructorDecl &Constructor) {
  const QualType T = Constructor.getParamDecl(0)->getType();
  return T->isAnyPointerType() || T->isNullPtrType();
}

/// What \p Written, a `return` of it converts, a promise may make in another
/// way.
static std::string obstacleInConversion(const Expr &Written, QualType Result) {
  const auto *Class = Result->getAsCXXRecordDecl();
  const auto *Made = dyn_cast<CXXConstructExpr>(&Written);
  if (!Class || !Class->hasDefinition() || !Made ||
      isa<CXXTemporaryObjectExpr>(Made) || Made->getNumArgs() == 0 ||
      Made->getConstructor()->isCopyOrMoveConstructor())
    return "";
  auto &Ctx = Class->getASTContext();
  const Expr *Given = stripImplicit(Made->getArg(0));
  if (Given->getType()->isIntegerType() &&
      Given->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) &&
      takesPointer(*Made->getConstructor()))
    return "it returns a number as '" + typeName(Result, Ctx) + "'";
  if (Made->getConstructor()->getAccess() != AS_public)
    return "it returns by a constructor of '" + typeName(Result, Ctx) +
           "' that is not public";
  return hasExplicitConversion(*Class, Given->getType())
             ? "a promise may call another constructor of '" +
                   typeName(Result, Ctx) + "'"
             : "";
}

/// A promise takes the value by a parameter of its own type, often a forwarding
/// reference: what gets its meaning from the return type loses it.
static std::string obstacleInValue(const Expr &Value, QualType Result) {
  const Expr *Written = stripImplicit(&Value);
  if (isa<InitListExpr, CXXStdInitializerListExpr>(Written))
    return "it returns a braced list";
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written);
      Construct && !isa<CXXTemporaryObjectExpr>(Construct) &&
      Construct->isListInitialization())
    return "it returns a braced list";
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Written)) {
    if (isa<FunctionDecl>(Ref->getDecl()))
      return "it returns a function's address";
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isStaticDataMember() && !Var->getDefinition())
      return "it returns '" + Var->getNameAsString() +
             "', which has no address";
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(Written);
      Unary && Unary->getOpcode() == UO_AddrOf)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(stripImplicit(Unary->getSubExpr()));
        Ref && isa<FunctionDecl>(Ref->getDecl()))
      return "it returns a function's address";
  if (Written->refersToBitField())
    return "it returns a bit-field";
  // The literal 0 is a null pointer only where a pointer is asked for.
  if (!Result->isArithmeticType() && !Result->isRecordType() &&
      Written->getType()->isIntegerType() && !Result->isEnumeralType())
    return "it returns a number as '" + Result.getAsString() + "'";
  return obstacleInConversion(*Written, Result);
}

void clang::tidy::async::coReturn(const FunctionDecl &Function,
                                  Rewrite &Edits) {
  for (const ReturnStmt *Return : returnsOf(Function)) {
    if (const Expr *Value = Return->getRetValue())
      if (std::string Why = obstacleInValue(*Value, Function.getReturnType());
          !Why.empty())
        return Edits.refuse(Why);
    Edits.replace(Return->getReturnLoc(), "co_return");
  }
}

/// True in a handler of \p Function, where `co_await` is not allowed.
static bool isInHandler(const Stmt *S, const BodyIndex &Index) {
  for (; S && !isa<LambdaExpr>(S); S = Index.parent(S))
    if (isa<CXXCatchStmt>(S))
      return true;
  return false;
}

/// Why \p Body, whose type may stay, would be wrong as a coroutine.
static std::string obstacleInLambda(const CallableBody &Body) {
  if (Body.Lambda) {
    if (!Body.Lambda->hasExplicitResultType())
      return "the lambda's return type is deduced";
    if (Body.Lambda->capture_size() > 0)
      return "as a coroutine, the lambda would refer to its captures";
  }
  return "";
}

void clang::tidy::async::becomeCoroutine(const FunctionDecl &Function,
                                         const BodyIndex &Index,
                                         const AsyncTypes &Types,
                                         Rewrite &Edits) {
  if (std::string Why = obstacleToCoroutine(Function); !Why.empty())
    return Edits.refuse(Why);
  const CallableBody *Body = Index.body(&Function);
  const QualType Type = Function.getReturnType();
  if (!Body || !Types.classify(Type).isTask())
    return Edits.refuse("it returns no task");
  if (std::string Why = obstacleInLambda(*Body); !Why.empty())
    return Edits.refuse(Why);
  const HeldLocks Locks(Index, Types);
  const ASTContext &Ctx = Function.getASTContext();
  for (const ReturnStmt *Return : returnsOf(Function)) {
    if (isInHandler(Return, Index))
      return Edits.refuse("'co_await' is not allowed in a catch handler");
    const Expr *Value = stripCopies(Return->getRetValue());
    if (!Value || isa<InitListExpr>(Value) ||
        !Ctx.hasSameUnqualifiedType(Value->getType(), Type) ||
        (Value->isPRValue() && isa<CXXConstructExpr>(Value)))
      return Edits.refuse("what it returns elsewhere cannot be awaited");
    if (!Types.accepts(nullptr, Type, Value->getType()))
      return Edits.refuse("the promise does not accept '" +
                          typeName(Value->getType(), Ctx) + "'");
    if (const std::optional<HeldLock> Lock = Locks.at(*Value))
      return Edits.refuse(Lock->clause());
    Edits.replace(Return->getReturnLoc(), "co_return");
    Edits.await(*Value, Types.classify(Value->getType()).Await);
  }
}
