//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/UnlookedLoops.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

/// `for (x : range)` and `for (i = 0; i < n; ++i)` end by themselves.
static bool isOpenEnded(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return !For->getCond() || !For->getInc();
  return isa<WhileStmt, DoStmt>(Loop);
}

/// `token.stop_requested()`, or another member.
static bool isLookedAt(const DeclRefExpr *Mention, const BodyIndex &Index) {
  const auto *Member =
      dyn_cast_or_null<MemberExpr>(Index.spelledParent(Mention));
  return Member &&
         isa_and_nonnull<CXXMemberCallExpr>(Index.spelledParent(Member));
}

const Stmt *clang::tidy::async::unlookedLoop(const ParmVarDecl &Token,
                                             const CallableBody &Body,
                                             const BodyIndex &Index) {
  const llvm::ArrayRef<const DeclRefExpr *> Mentions = Index.mentions(&Token);
  // Whoever else got it may stop what the loop waits for.
  if (!llvm::all_of(Mentions, [&](const DeclRefExpr *Mention) {
        return isLookedAt(Mention, Index);
      }))
    return nullptr;
  for (const CoawaitExpr *Await : Body.Awaits) {
    const Stmt *Found = nullptr;
    bool Looks = false;
    for (const Stmt *S = Index.parent(Await); S; S = Index.parent(S)) {
      if (isa<LambdaExpr>(S))
        break;
      if (!isLoop(S))
        continue;
      Looks |= llvm::any_of(Mentions, [&](const DeclRefExpr *Mention) {
        return isWithin(Mention, S, Index);
      });
      if (isOpenEnded(S))
        Found = S;
    }
    if (Found && !Looks)
      return Found;
  }
  return nullptr;
}

static bool isAlwaysTrue(const Expr *Condition) {
  const auto *Literal = dyn_cast<CXXBoolLiteralExpr>(stripImplicit(Condition));
  return Literal && Literal->getValue();
}

/// Where the condition of `for (;;)` would stand.
static SourceLocation missingCondition(const ForStmt &For,
                                       const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation After =
      For.getInit() ? For.getInit()->getEndLoc() : For.getLParenLoc();
  if (After.isMacroID())
    return {};
  const auto First = Lexer::findNextToken(After, SM, Ctx.getLangOpts());
  if (!First)
    return {};
  // A declaration ends with the semicolon.
  if (isa_and_nonnull<DeclStmt>(For.getInit()))
    return First->is(tok::semi) ? First->getLocation() : SourceLocation();
  if (First->isNot(tok::semi))
    return {};
  const auto Second =
      Lexer::findNextToken(First->getLocation(), SM, Ctx.getLangOpts());
  return Second && Second->is(tok::semi) ? Second->getLocation()
                                         : SourceLocation();
}

/// True when a coroutine may end without `co_return`.
static bool mayRunOut(const FunctionDecl &Coroutine) {
  const CXXRecordDecl *Promise = promiseOfCoroutine(Coroutine);
  if (!Promise)
    return false;
  const ASTContext &Ctx = Coroutine.getASTContext();
  const auto Name = DeclarationName(&Ctx.Idents.get("return_void"));
  return Promise->hasDefinition() &&
         Promise->getDefinition()->hasMemberName(Name);
}

void clang::tidy::async::lookInCondition(const Stmt &Loop,
                                         llvm::StringRef Asked,
                                         const CallableBody &Body,
                                         Rewrite &Edits) {
  const std::string Goes = ("!" + Asked + "()").str();
  if (!mayRunOut(*Body.Callable))
    return Edits.refuse("what to return then is for you to decide");
  const auto *While = dyn_cast<WhileStmt>(&Loop);
  const auto *For = dyn_cast<ForStmt>(&Loop);
  if ((While && While->getConditionVariable()) ||
      (For && For->getConditionVariable()))
    return Edits.refuse("the condition declares a variable");
  const Expr *Condition = conditionOf(&Loop);
  if (!Condition) {
    const SourceLocation At =
        missingCondition(*For, Body.Callable->getASTContext());
    if (At.isInvalid())
      return Edits.refuse("its source text cannot be found");
    return Edits.insertBefore(At, " " + Goes);
  }
  const SourceRange Range = Condition->getSourceRange();
  if (isAlwaysTrue(Condition))
    return Edits.replace(Range, Goes);
  const Expr *Written = stripImplicit(Condition);
  if (isa<BinaryOperator, CXXOperatorCallExpr, AbstractConditionalOperator,
          CXXRewrittenBinaryOperator>(Written) &&
      !isa<ParenExpr>(Condition->IgnoreImplicit()))
    return Edits.wrap(Range, Goes + " && (", ")");
  Edits.insertBefore(Range.getBegin(), Goes + " && ");
}

bool clang::tidy::async::worksOn(const CallableBody &Body,
                                 const AsyncTypes &Types) {
  return !Body.Awaits.empty() ||
         llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
           return Types.classify(Call->getType()).canBeAwaited();
         });
}
