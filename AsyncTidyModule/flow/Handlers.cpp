//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Handlers.h"
#include "clang/Basic/SourceManager.h"
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

/// True when \p S names \p Wanted outside of lambdas: `&Class::method`,
/// `qOverload<int>(&Class::method)`, `function`.
static bool names(const Stmt *S, const Decl *Wanted) {
  const auto IsWanted = [Wanted](const Stmt &Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    return Ref && Ref->getDecl()->getCanonicalDecl() == Wanted;
  };
  return anyWritten(S, IsWanted, Parts::Own);
}

/// True when some function gives \p Function to a registration of handlers.
static bool isRegistered(const FunctionDecl &Function, const Names &Known,
                         const CallGraph &Graph) {
  const Decl *Wanted = Function.getCanonicalDecl();
  const auto Registers = [&](const CallSite &Site) {
    const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
    return Call && Known.call(Call, CallRole::Handler) &&
           llvm::any_of(Call->arguments(), [Wanted](const Expr *Arg) {
             return names(Arg, Wanted);
           });
  };
  const CallNode *Node = Graph.node(&Function);
  return Node && llvm::any_of(Node->Mentions, [&](const CallMention &Mention) {
           const CallNode *By = Mention.In ? Graph.node(Mention.In) : nullptr;
           return Mention.Kind == MentionKind::Address && By &&
                  llvm::any_of(By->Calls, Registers);
         });
}

bool clang::tidy::async::isEventHandler(
    const CallableBody &Body, const BodyIndex &Index, const Names &Known,
    llvm::function_ref<const CallGraph &()> Graph) {
  if (Body.Lambda) {
    const Expr *Taker = Index.handedTo(Body.Lambda);
    return Taker && Known.call(Taker, CallRole::Handler);
  }
  if (Known.handlerMacros().empty())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable);
  return (Method && isMarkedByMacro(*Method, Known)) ||
         isRegistered(*Body.Callable, Known, Graph());
}
