//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/TokenTakers.h"
#include "code/Waits.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

static const FunctionDecl &patternOf(const FunctionDecl &F) {
  if (const FunctionTemplateDecl *Template = F.getPrimaryTemplate())
    return *Template->getTemplatedDecl();
  return F;
}

/// The default of \p Param as an expression, seen through templates.
static const Expr *defaultOf(const ParmVarDecl &Param) {
  if (Param.hasUninstantiatedDefaultArg())
    return Param.getUninstantiatedDefaultArg();
  return Param.hasUnparsedDefaultArg() ? nullptr : Param.getDefaultArg();
}

/// The one parameter of \p F that takes a token, or the number of parameters.
static unsigned tokenParameter(const FunctionDecl &F, const Names &Known) {
  unsigned Position = F.getNumParams();
  for (unsigned I = 0; I < F.getNumParams(); ++I) {
    const TokenType Type = tokenType(F.getParamDecl(I)->getType(), Known);
    if (!Type)
      continue;
    if (Position != F.getNumParams() || Type.How == TokenType::Source ||
        Type.Entry->Ambient)
      return F.getNumParams();
    Position = I;
  }
  return Position;
}

/// The same type as far as overloads go: top-level const does not count.
static bool sameParameter(const FunctionDecl &F, unsigned I,
                          const FunctionDecl &G, unsigned J) {
  const ASTContext &Ctx = F.getASTContext();
  return Ctx.hasSameUnqualifiedType(
      F.getType()->castAs<FunctionProtoType>()->getParamType(I),
      G.getType()->castAs<FunctionProtoType>()->getParamType(J));
}

/// True when a call of \p G gives what a call of \p F does, awaited where that
/// is what one does with it.
static bool sameResult(const FunctionDecl &F, const FunctionDecl &G,
                       const AsyncTypes &Types, bool IsConditionWait) {
  const ASTContext &Ctx = F.getASTContext();
  QualType Left = F.getReturnType(), Right = G.getReturnType();
  if (Left->getContainedAutoType() || Right->getContainedAutoType())
    return false;
  if (Ctx.hasSameType(Left, Right))
    return true;
  if (IsConditionWait && Left->isVoidType() && Right->isBooleanType())
    return true;
  if (Left->isDependentType() || Right->isDependentType())
    return false;
  Left = Types.awaitResult(Left);
  Right = Types.awaitResult(Right);
  if (Left.isNull() || Right.isNull())
    return false;
  return Ctx.hasSameType(Left, Right) ||
         (IsConditionWait && Left->isVoidType() && Right->isBooleanType());
}

static bool sameKind(const FunctionDecl &F, const FunctionDecl &G) {
  const auto *Left = dyn_cast<CXXMethodDecl>(&F);
  const auto *Right = dyn_cast<CXXMethodDecl>(&G);
  if (!Left || !Right)
    return !Left && !Right;
  return Left->isStatic() == Right->isStatic() &&
         Left->getRefQualifier() == Right->getRefQualifier() &&
         (Left->isConst() == Right->isConst() || Right->isConst()) &&
         Left->isVolatile() == Right->isVolatile() &&
         (Right->getAccess() == AS_public ||
          Right->getAccess() == Left->getAccess());
}

static bool sameTemplate(const FunctionDecl &F, const FunctionDecl &G) {
  const FunctionTemplateDecl *Left = F.getDescribedFunctionTemplate();
  const FunctionTemplateDecl *Right = G.getDescribedFunctionTemplate();
  if (!Left || !Right)
    return !Left && !Right;
  const TemplateParameterList *A = Left->getTemplateParameters();
  const TemplateParameterList *B = Right->getTemplateParameters();
  return A->size() == B->size() && !A->hasParameterPack() &&
         (!B->hasAssociatedConstraints() || A->hasAssociatedConstraints());
}

/// True when \p G is \p F with a token at \p Position and nothing else.
static bool differByToken(const FunctionDecl &F, const FunctionDecl &G,
                          unsigned Position) {
  for (unsigned I = 0; I < F.getNumParams(); ++I) {
    const unsigned J = I < Position ? I : I + 1;
    if (!sameParameter(F, I, G, J) || F.getParamDecl(I)->isParameterPack() ||
        F.getParamDecl(I)->hasDefaultArg() > G.getParamDecl(J)->hasDefaultArg())
      return false;
  }
  return true;
}

TokenTaker TokenTakers::overload(const FunctionDecl &Callee,
                                 const AsyncTypes &Types,
                                 bool IsConditionWait) {
  auto [It, IsNew] =
      Overloads.try_emplace(Callee.getCanonicalDecl(), TokenTaker());
  if (!IsNew)
    return It->second;
  const FunctionDecl &F = patternOf(Callee);
  llvm::SmallVector<TokenTaker, 1> Found;
  for (const NamedDecl *D :
       F.getDeclContext()->getRedeclContext()->lookup(F.getDeclName())) {
    D = D->getUnderlyingDecl();
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    const auto *G = dyn_cast<FunctionDecl>(D);
    if (!G || G->getNumParams() != F.getNumParams() + 1 || G->isVariadic())
      continue;
    const unsigned Position = tokenParameter(*G, Types.names());
    if (Position == G->getNumParams() || G->isDeleted() ||
        G->getAvailability() != AR_Available ||
        G->getFriendObjectKind() == Decl::FOK_Undeclared ||
        !differByToken(F, *G, Position) || !sameKind(F, *G) ||
        !sameTemplate(F, *G) || !sameResult(F, *G, Types, IsConditionWait))
      continue;
    Found.push_back(
        {G, Position,
         tokenType(G->getParamDecl(Position)->getType(), Types.names())});
  }
  if (Found.size() == 1)
    It->second = Found.front();
  return It->second;
}

/// True when \p Place stands in \p F, or in a lambda in it.
static bool isPartOf(const FunctionDecl &F, const CallableBody &Body) {
  return primaryDecl(outermostFunction(Body.Callable)) == primaryDecl(&F);
}

/// Operators are no functions that could take one more argument.
static const FunctionDecl *plainCallee(const CallExpr &Call) {
  if (isa<CXXOperatorCallExpr, UserDefinedLiteral>(Call))
    return nullptr;
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->getIdentifier() && !Callee->isVariadic() &&
                 Callee->getType()->getAs<FunctionProtoType>()
             ? Callee
             : nullptr;
}

TokenTaker TokenTakers::find(const CallExpr &Call, const CallableBody &Body,
                             const AsyncTypes &Types) {
  const Names &Known = Types.names();
  const FunctionDecl *Callee = plainCallee(Call);
  if (!Callee)
    return {};
  const unsigned Written = writtenArguments(Call).size();
  TokenTaker Taker;
  const unsigned Position = tokenParameter(*Callee, Known);
  if (Position < Callee->getNumParams()) {
    if (Position >= Written &&
        isNoToken(defaultOf(*Callee->getParamDecl(Position)), Known))
      Taker = {Callee, Position,
               tokenType(Callee->getParamDecl(Position)->getType(), Known)};
  } else {
    const bool IsConditionWait = Known.call(&Call, CallRole::StopsEarly);
    Taker = overload(*Callee, Types, IsConditionWait);
    // The result is there now, and what stands around may not want it.
    if (Taker && IsConditionWait &&
        !Callee->getASTContext().hasSameType(Callee->getReturnType(),
                                             Taker.Function->getReturnType()) &&
        !Body.discards(Call) && !Body.discardsAwaited(Call))
      return {};
    if (Taker && !isa<CXXMethodDecl>(Callee) &&
        !Callee->getASTContext().getSourceManager().isBeforeInTranslationUnit(
            Taker.Function->getCanonicalDecl()->getLocation(),
            Call.getBeginLoc()))
      return {};
  }
  if (!Taker || isPartOf(*Taker.Function, Body))
    return {};
  for (const Expr *Arg : Call.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg) &&
        tokenType(stripImplicit(Arg)->getType(), Known))
      return {};
  if (const CallEntry *Own = Known.call(&Call, CallRole::OwnToken);
      Own && Own->OwnToken->StopsAt.empty())
    return {};
  return Taker;
}

/// What a condition depends on: variables and members that it mentions.
static void collectMentions(const Stmt *S,
                            llvm::SmallVectorImpl<const ValueDecl *> &Found) {
  forEachWritten<Expr>(S, [&](const Expr &E) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E);
        Ref && isa<VarDecl>(Ref->getDecl()))
      Found.push_back(Ref->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(&E);
        Member && isa<FieldDecl>(Member->getMemberDecl()))
      Found.push_back(Member->getMemberDecl());
  });
}

bool clang::tidy::async::isConditionTestedAgain(const CallExpr &Wait,
                                                const BodyIndex &Index) {
  if (Wait.getNumArgs() == 0)
    return false;
  llvm::SmallVector<const ValueDecl *, 4> Names;
  collectMentions(Wait.getArg(Wait.getNumArgs() - 1), Names);
  const Stmt *S = &Wait;
  const Stmt *Block = Index.parent(S);
  for (; Block && !isa<CompoundStmt>(Block); Block = Index.parent(Block))
    S = Block;
  if (!Block)
    return false;
  const auto *Next = llvm::find(cast<CompoundStmt>(Block)->body(), S);
  if (++Next == cast<CompoundStmt>(Block)->body_end())
    return false;
  const Expr *Condition = conditionOf(*Next);
  if (const auto *If = dyn_cast<IfStmt>(*Next))
    Condition = If->getCond();
  return llvm::any_of(Names, [&](const ValueDecl *D) {
    return Condition && mentions(Condition, D);
  });
}
