//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/TokenArguments.h"
#include "code/Tokens.h"
#include "code/Waits.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

/// True where the task of \p Call ends before anything else does.
static bool isAwaitedInPlace(const CallExpr &Call, const BodyIndex &Index) {
  return isa_and_nonnull<CoawaitExpr, DependentCoawaitExpr>(
      Index.spelledParent(&Call));
}

/// Nothing of \p Var is needed behind \p Call.
static bool isLastUse(const ValueDecl *Var, const CallExpr &Call,
                      const BodyIndex &Index) {
  const SourceManager &SM = Var->getASTContext().getSourceManager();
  for (const Stmt *P = Index.parent(&Call); P; P = Index.parent(P))
    if (isLoop(P) || isa<LambdaExpr>(P))
      return false;
  return llvm::none_of(Index.mentions(Var), [&](const DeclRefExpr *Mention) {
    return SM.isBeforeInTranslationUnit(Call.getBeginLoc(),
                                        Mention->getBeginLoc());
  });
}

std::string clang::tidy::async::argumentFor(const ReachableToken &Token,
                                            const TokenTaker &Taker,
                                            const CallExpr &Call,
                                            const BodyIndex &Index,
                                            const AsyncTypes &Types) {
  const TokenType &Have = Token.Type, &Want = Taker.Type;
  if (Have.Entry != Want.Entry)
    return "";
  // A std::reference_wrapper converts to what it refers to.
  const bool IsObject = Have.How == TokenType::Object ||
                        (Have.How == TokenType::OptionalReference &&
                         !Have.MayBeNone && Want.How == TokenType::Object);
  const bool CanCopy = Have.Entry->Passed == PassedBy::Value;
  bool Refers = false;
  std::string Text;
  switch (Want.How) {
  case TokenType::Object:
    if (!IsObject)
      return "";
    if (Want.Reference == TokenType::Value) {
      Text = CanCopy ? Token.Text : "";
    } else if (Want.Reference == TokenType::RValue) {
      if (Have.How != TokenType::Object)
        return "";
      Refers = true;
      if (Token.IsTemporary)
        Text = Token.Text;
      else if (Token.IsOwned && Token.Text == Token.Holder->getName() &&
               !Have.Const && isLastUse(Token.Holder, Call, Index))
        Text = "std::move(" + Token.Text + ")";
    } else {
      Refers = Have.How == TokenType::Object;
      if (Want.Const || (!Have.Const && !Token.IsTemporary))
        Text = Token.Text;
    }
    break;
  case TokenType::Pointer:
    if (Have.Const && !Want.Const)
      return "";
    if (Have.How == TokenType::Pointer) {
      Text = Token.Text;
    } else if (IsObject && !Token.IsTemporary) {
      Refers = true;
      Text = "&" + Token.Text;
    }
    break;
  case TokenType::Optional:
    if ((IsObject && CanCopy) || Have.How == TokenType::Optional)
      Text = Token.Text;
    break;
  case TokenType::OptionalReference:
    if (IsObject && !Token.IsTemporary && (Want.Const || !Have.Const)) {
      Refers = true;
      Text = Token.Text;
    } else if (Have.How == TokenType::OptionalReference &&
               (Want.MayBeNone || !Have.MayBeNone)) {
      Text = Token.Text;
    }
    break;
  case TokenType::Carrier:
    Text = IsObject ? Token.Text : "";
    break;
  case TokenType::Source:
    return "";
  }
  if (Refers && (Token.IsOwned || Token.IsTemporary) &&
      Types.classify(Call.getType()) && !isAwaitedInPlace(Call, Index))
    return "";
  return Text;
}

bool clang::tidy::async::wouldBeArgument(ReachableToken Token,
                                         const TokenTaker &Taker,
                                         const CallExpr &Call,
                                         const BodyIndex &Index,
                                         const AsyncTypes &Types) {
  if (!Token.Type.MayBeNone || Token.IsTemporary)
    return false;
  Token.IsOwned &= Token.Type.How == TokenType::Optional;
  Token.Type.How = TokenType::Object;
  Token.Type.MayBeNone = false;
  if (argumentFor(Token, Taker, Call, Index, Types).empty())
    return false;
  const ValueDecl &Named = Token.Property ? *Token.Property : *Token.Holder;
  return !mentions(
      outermostFunction(Index.enclosing(&Call)->Callable)->getBody(), &Named);
}

/// True when \p Text means the same anywhere: literals, and names of std.
static bool meansTheSameAnywhere(llvm::StringRef Text,
                                 const LangOptions &Lang) {
  bool AfterColons = false, InStd = false;
  const auto IsOther = [&](const Token &T) {
    const bool IsMember = std::exchange(AfterColons, T.is(tok::coloncolon));
    if (T.isNot(tok::raw_identifier)) {
      InStd &= T.is(tok::coloncolon);
      return false;
    }
    if (IsMember && InStd)
      return false;
    const llvm::StringRef Word = T.getRawIdentifier();
    InStd = Word == "std";
    return !InStd && Word != "true" && Word != "false" && Word != "nullptr";
  };
  return !anyToken(Text, Lang, IsOther);
}

void clang::tidy::async::addToken(const CallExpr &Call, const TokenTaker &Taker,
                                  llvm::StringRef Argument, Rewrite &Edits) {
  const unsigned Written = writtenArguments(Call).size();
  if (Taker.Position < Written)
    return Edits.insertBefore(Call.getArg(Taker.Position)->getBeginLoc(),
                              (Argument + ", ").str());
  std::string Text;
  for (unsigned I = Written; I < Taker.Position; ++I) {
    const ParmVarDecl *Param = Taker.Function->getParamDecl(I);
    const SourceRange Range = Param->getDefaultArgRange();
    const llvm::StringRef Default = Range.isValid() &&
                                            !Range.getBegin().isMacroID() &&
                                            !Range.getEnd().isMacroID()
                                        ? Edits.text(Range)
                                        : "";
    if (Default.empty() || Default.starts_with("{") ||
        !meansTheSameAnywhere(Default, Param->getASTContext().getLangOpts()))
      return Edits.refuse("the default of '" + Param->getNameAsString() +
                          "', which comes first, cannot be repeated here");
    Text += Default.str() + ", ";
  }
  Edits.addArgument(Call, Text + Argument.str());
}
