//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Spelling.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// What unqualified look-up of \p Name from \p Scope outward finds first, as
/// far as it is declared before \p Loc.
static llvm::SmallVector<const NamedDecl *, 2>
unqualifiedLookup(const ASTContext &Ctx, llvm::StringRef Name,
                  const DeclContext *Scope, SourceLocation Loc) {
  llvm::SmallVector<const NamedDecl *, 2> Found;
  const SourceManager &SM = Ctx.getSourceManager();
  const IdentifierInfo &Identifier = Ctx.Idents.get(Name);
  for (; Scope && Found.empty(); Scope = Scope->getLookupParent()) {
    if (Scope->isFunctionOrMethod())
      continue;
    for (const NamedDecl *D : Scope->getRedeclContext()->lookup(&Identifier))
      if (D->getLocation().isInvalid() || isa<CXXRecordDecl>(Scope) ||
          SM.isBeforeInTranslationUnit(D->getLocation(), Loc))
        Found.push_back(D->getUnderlyingDecl());
  }
  return Found;
}

/// True when \p Name means something nearer than what is declared at the top.
static bool isHidden(const ASTContext &Ctx, llvm::StringRef Name,
                     const DeclContext *Scope, SourceLocation Loc) {
  return !llvm::all_of(
      unqualifiedLookup(Ctx, Name, Scope, Loc), [](const NamedDecl *Found) {
        return Found->getDeclContext()->getRedeclContext()->isTranslationUnit();
      });
}

std::string clang::tidy::async::spelling(const NamedDecl &D,
                                         llvm::StringRef Name,
                                         const DeclContext *Scope,
                                         SourceLocation Loc) {
  const ASTContext &Ctx = D.getASTContext();
  const auto [Qualifier, Last] = Name.rsplit("::");
  auto Short = unqualifiedLookup(Ctx, Last.empty() ? Name : Last, Scope, Loc);
  if (Short.size() == 1 && Short[0]->getCanonicalDecl() == D.getCanonicalDecl())
    return (Last.empty() ? Name : Last).str();
  return isHidden(Ctx, Name.split("::").first, Scope, Loc) ? "::" + Name.str()
                                                           : Name.str();
}

std::string clang::tidy::async::libraryText(llvm::StringRef Text,
                                            const DeclContext &Scope,
                                            SourceLocation Loc) {
  const ASTContext &Ctx = Scope.getParentASTContext();
  std::string Written;
  bool Qualified = false; // The name before goes on.
  while (!Text.empty()) {
    const llvm::StringRef Word =
        isAsciiIdentifierStart(Text.front())
            ? Text.take_while(
                  [](char C) { return isAsciiIdentifierContinue(C); })
            : Text.take_front(Text.starts_with("::") ? 2 : 1);
    Text = Text.drop_front(Word.size());
    if (!Qualified && isAsciiIdentifierStart(Word.front()) &&
        Text.starts_with("::") && isHidden(Ctx, Word, &Scope, Loc))
      Written += "::";
    Qualified = Word == "::" || Word == "." || Word == ">";
    Written += Word;
  }
  return Written;
}
