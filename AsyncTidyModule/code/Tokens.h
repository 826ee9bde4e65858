//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The text of a place, token by token, for what the syntax tree does not keep.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TOKENS_H
#define ASYNCTIDY_TOKENS_H

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::async {

/// True when \p Test holds for a token that begins in [\p Begin, \p End): raw
/// ones, as they are written, comments among them. False when one of the two
/// is invalid or in a macro, or they are in two files.
bool anyToken(SourceLocation Begin, SourceLocation End, const SourceManager &SM,
              const LangOptions &Lang,
              llvm::function_ref<bool(const Token &)> Test);

/// The same for a text that stands in no file.
bool anyToken(llvm::StringRef Text, const LangOptions &Lang,
              llvm::function_ref<bool(const Token &)> Test);

/// True when the code from \p Begin to \p End has the identifier \p Name.
bool hasIdentifier(llvm::StringRef Name, SourceLocation Begin,
                   SourceLocation End, const ASTContext &Ctx);

/// True for the `#` of a preprocessor directive.
bool beginsDirective(const Token &T);

/// The part of \p Loc's line that is in front of it. \p Loc is in no macro.
llvm::StringRef lineBefore(SourceLocation Loc, const SourceManager &SM);

/// The macro that somebody wrote at \p Loc, "" where it is none.
llvm::StringRef writtenMacro(SourceLocation Loc, const ASTContext &Ctx);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TOKENS_H
