//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Tokens.h"

using namespace clang;
using namespace clang::tidy::async;

/// From where \p Lex stands to \p End; to the end of the text without that.
static bool anyTokenOf(Lexer &Lex, SourceLocation End,
                       llvm::function_ref<bool(const Token &)> Test) {
  Lex.SetCommentRetentionState(true);
  Token Next;
  for (bool IsLast = false; !IsLast;) {
    IsLast = Lex.LexFromRawLexer(Next);
    if (Next.is(tok::eof) || (End.isValid() && Next.getLocation() >= End))
      return false;
    if (Test(Next))
      return true;
  }
  return false;
}

bool clang::tidy::async::anyToken(
    SourceLocation Begin, SourceLocation End, const SourceManager &SM,
    const LangOptions &Lang, llvm::function_ref<bool(const Token &)> Test) {
  if (!Begin.isFileID() || !End.isFileID() || Begin.isInvalid() ||
      End.isInvalid() || !SM.isWrittenInSameFile(Begin, End))
    return false;
  const auto [File, Offset] = SM.getDecomposedLoc(Begin);
  const llvm::StringRef Text = SM.getBufferData(File);
  Lexer Lex(SM.getLocForStartOfFile(File), Lang, Text.begin(),
            Text.begin() + Offset, Text.end());
  return anyTokenOf(Lex, End, Test);
}

bool clang::tidy::async::anyToken(
    llvm::StringRef Text, const LangOptions &Lang,
    llvm::function_ref<bool(const Token &)> Test) {
  const std::string Copy = Text.str(); // The lexer wants an end.
  Lexer Lex(SourceLocation(), Lang, Copy.data(), Copy.data(),
            Copy.data() + Copy.size());
  return anyTokenOf(Lex, SourceLocation(), Test);
}

bool clang::tidy::async::hasIdentifier(llvm::StringRef Name,
                                       SourceLocation Begin, SourceLocation End,
                                       const ASTContext &Ctx) {
  return anyToken(Begin, End, Ctx.getSourceManager(), Ctx.getLangOpts(),
                  [Name](const Token &T) {
                    return T.is(tok::raw_identifier) &&
                           T.getRawIdentifier() == Name;
                  });
}

bool clang::tidy::async::beginsDirective(const Token &T) {
  return T.is(tok::hash) && T.isAtStartOfLine();
}

llvm::StringRef clang::tidy::async::lineBefore(SourceLocation Loc,
                                               const SourceManager &SM) {
  const auto [File, Offset] = SM.getDecomposedLoc(Loc);
  const llvm::StringRef Before = SM.getBufferData(File).take_front(Offset);
  return Before.drop_front(Before.rfind('\n') + 1);
}

llvm::StringRef clang::tidy::async::writtenMacro(SourceLocation Loc,
                                                 const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  llvm::StringRef Name;
  // An argument of a macro is written outside of it.
  while (Loc.isMacroID()) {
    if (SM.isMacroArgExpansion(Loc)) {
      Loc = SM.getImmediateSpellingLoc(Loc);
      Name = "";
      continue;
    }
    Name = Lexer::getImmediateMacroName(Loc, SM, Ctx.getLangOpts());
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
  return Name;
}
