//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Handlers.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

static bool mentionsMacro(llvm::StringRef Text,
                          llvm::ArrayRef<llvm::StringRef> Macros) {
  llvm::SmallVector<llvm::StringRef, 4> Words;
  Text.split(Words, ' ', -1, false);
  return llvm::any_of(Words, [&](llvm::StringRef Word) {
    return llvm::is_contained(Macros, Word.trim());
  });
}

/// Qt's `public slots:` leaves nothing in the AST, so look at its text.
static bool isMarkedByMacro(const CXXMethodDecl &Method, const Names &Known) {
  llvm::ArrayRef<llvm::StringRef> Macros = Known.handlerMacros();
  if (Macros.empty())
    return false;
  const ASTContext &Ctx = Method.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  const auto TextOf = [&](SourceLocation Begin, SourceLocation End) {
    return Lexer::getSourceText(
        CharSourceRange::getCharRange(SM.getFileLoc(Begin), SM.getFileLoc(End)),
        SM, Ctx.getLangOpts());
  };
  const CXXMethodDecl *Declared = Method.getCanonicalDecl();
  const AccessSpecDecl *Access = nullptr;
  for (const Decl *D : Declared->getParent()->decls()) {
    if (const auto *Spec = dyn_cast<AccessSpecDecl>(D))
      Access = Spec;
    if (D == Declared)
      break;
  }
  if (Access && mentionsMacro(TextOf(Access->getAccessSpecifierLoc(),
                                     Access->getColonLoc()),
                              Macros))
    return true;
  SourceLocation Begin = SM.getFileLoc(Declared->getBeginLoc());
  const unsigned Column = SM.getSpellingColumnNumber(Begin);
  return mentionsMacro(
      TextOf(Begin.getLocWithOffset(-static_cast<int>(Column - 1)), Begin),
      Macros);
}

namespace {
/// Looks for `&Class::method` among the arguments of handler registrations.
class Registrations : public RecursiveASTVisitor<Registrations> {
public:
  Registrations(const FunctionDecl *Wanted, const Names &Known)
      : Wanted(Wanted->getCanonicalDecl()), Known(Known) {}

  bool VisitCallExpr(CallExpr *Call) {
    if (!Known.call(Call, CallRole::Handler))
      return true;
    for (const Expr *Arg : Call->arguments()) {
      const auto *Unary = dyn_cast<UnaryOperator>(stripImplicit(Arg));
      const auto *Ref = dyn_cast<DeclRefExpr>(
          Unary ? stripImplicit(Unary->getSubExpr()) : stripImplicit(Arg));
      if (Ref && Ref->getDecl()->getCanonicalDecl() == Wanted)
        Found = true;
    }
    return !Found;
  }

  const Decl *Wanted;
  const Names &Known;
  bool Found = false;
};
} // namespace

static bool isRegistered(const FunctionDecl &Function, const Names &Known) {
  ASTContext &Ctx = Function.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  Registrations Search(&Function, Known);
  for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
    if (!Search.Found && !SM.isInSystemHeader(D->getLocation()))
      Search.TraverseDecl(D);
  return Search.Found;
}

bool clang::tidy::async::isEventHandler(const CallableBody &Body,
                                        const BodyIndex &Index,
                                        const Names &Known) {
  if (Body.Lambda) {
    const Expr *Taker = Index.handedTo(Body.Lambda);
    return Taker && Known.call(Taker, CallRole::Handler);
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable);
  if (Method && isMarkedByMacro(*Method, Known))
    return true;
  return Method && !Known.handlerMacros().empty() &&
         isRegistered(*Method, Known);
}
