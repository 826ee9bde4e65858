//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "WholeCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace {

/// Stops at the first thing that is not as it is written.
class HoleFinder : public RecursiveASTVisitor<HoleFinder> {
public:
  explicit HoleFinder(const ASTContext &Ctx)
      : SM(Ctx.getSourceManager()), Lang(Ctx.getLangOpts()) {}

  bool VisitExpr(Expr *E) { return !E->containsErrors(); }
  bool VisitDecl(Decl *D) { return !D->isInvalidDecl(); }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    SourceLocation From = Block->getLBracLoc().getLocWithOffset(1);
    for (const Stmt *Child : Block->body()) {
      if (hasText(From, Child->getBeginLoc()))
        return false;
      From = Lexer::getLocForEndOfToken(
          SM.getExpansionRange(Child->getEndLoc()).getEnd(), 0, SM, Lang);
    }
    return !hasText(From, Block->getRBracLoc());
  }

private:
  /// True when tokens besides `;` stand there: of a statement that was left
  /// out, or of the preprocessor, where nobody knows.
  bool hasText(SourceLocation From, SourceLocation To) const {
    // Of the macro that brought it along.
    From = SM.getExpansionLoc(From);
    To = SM.getExpansionLoc(To);
    if (From.isInvalid() || To.isInvalid() ||
        SM.getFileID(From) != SM.getFileID(To) || From == To)
      return false;
    const unsigned End = SM.getFileOffset(To);
    Token Next;
    while (SM.getFileOffset(From) < End &&
           !Lexer::getRawToken(From, Next, SM, Lang,
                               /*IgnoreWhiteSpace=*/true) &&
           SM.getFileOffset(Next.getLocation()) < End) {
      if (!Next.isOneOf(tok::semi, tok::comment))
        return true;
      From = Next.getEndLoc();
    }
    return false;
  }

  const SourceManager &SM;
  const LangOptions &Lang;
};

} // namespace

bool clang::tidy::async::isWhole(const FunctionDecl &Function) {
  const ASTContext &Ctx = Function.getASTContext();
  if (!Ctx.getDiagnostics().hasUncompilableErrorOccurred())
    return true;
  return HoleFinder(Ctx).TraverseDecl(const_cast<FunctionDecl *>(&Function));
}
