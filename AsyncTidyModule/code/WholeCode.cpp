//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/WholeCode.h"
#include "code/BodyIndex.h"
#include "code/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {

/// Looks for something that is not as it is written.
class HoleFinder {
public:
  explicit HoleFinder(const ASTContext &Ctx)
      : SM(Ctx.getSourceManager()), Lang(Ctx.getLangOpts()) {}

  bool isWhole(const FunctionDecl &Function) const {
    if (Function.isInvalidDecl() || !arePartsWhole(Function.getBody()))
      return false;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (!arePartsWhole(Init->getInit()))
          return false;
    return areParametersWhole(Function);
  }

private:
  static bool areParametersWhole(const FunctionDecl &Function) {
    return llvm::none_of(Function.parameters(), [](const ParmVarDecl *P) {
      return P->isInvalidDecl();
    });
  }

  bool arePartsWhole(const Stmt *S) const {
    return !anyWritten(S, [this](const Stmt &Part) { return hasHole(Part); });
  }

  /// In \p S itself, what stands in it left out.
  bool hasHole(const Stmt &S) const {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
      return Lambda->containsErrors() ||
             Lambda->getLambdaClass()->isInvalidDecl() ||
             Lambda->getCallOperator()->isInvalidDecl() ||
             !areParametersWhole(*Lambda->getCallOperator());
    if (const auto *E = dyn_cast<Expr>(&S))
      return E->containsErrors();
    if (const auto *Catch = dyn_cast<CXXCatchStmt>(&S))
      return Catch->getExceptionDecl() &&
             Catch->getExceptionDecl()->isInvalidDecl();
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
      return llvm::any_of(Declaration->decls(),
                          [this](const Decl *D) { return hasHole(*D); });
    const auto *Block = dyn_cast<CompoundStmt>(&S);
    return Block && hasHoleBetween(*Block);
  }

  /// In a local declaration, its initializer left out.
  bool hasHole(const Decl &D) const {
    if (D.isInvalidDecl())
      return true;
    if (const auto *Function = dyn_cast<FunctionDecl>(&D))
      return Function->doesThisDeclarationHaveABody() && !isWhole(*Function);
    if (const auto *Field = dyn_cast<FieldDecl>(&D))
      return Field->hasInClassInitializer() &&
             !arePartsWhole(Field->getInClassInitializer());
    const auto *Class = dyn_cast<CXXRecordDecl>(&D);
    return Class && !Class->isImplicit() &&
           llvm::any_of(Class->decls(), [this](const Decl *Member) {
             return hasHole(*Member);
           });
  }

  bool hasHoleBetween(const CompoundStmt &Block) const {
    SourceLocation From = Block.getLBracLoc().getLocWithOffset(1);
    for (const Stmt *Child : Block.body()) {
      if (hasText(From, Child->getBeginLoc()))
        return true;
      From = Lexer::getLocForEndOfToken(
          SM.getExpansionRange(Child->getEndLoc()).getEnd(), 0, SM, Lang);
    }
    return hasText(From, Block.getRBracLoc());
  }

  /// True when tokens besides `;` stand there: of a statement that was left
  /// out, or of the preprocessor, where nobody knows.
  bool hasText(SourceLocation From, SourceLocation To) const {
    // Of the macro that brought it along.
    From = SM.getExpansionLoc(From);
    To = SM.getExpansionLoc(To);
    return anyToken(From, To, SM, Lang, [](const Token &T) {
      return !T.isOneOf(tok::semi, tok::comment);
    });
  }

  const SourceManager &SM;
  const LangOptions &Lang;
};

} // namespace

bool clang::tidy::async::isWhole(const FunctionDecl &Function) {
  const ASTContext &Ctx = Function.getASTContext();
  if (!Ctx.getDiagnostics().hasUncompilableErrorOccurred())
    return true;
  return HoleFinder(Ctx).isWhole(Function);
}
