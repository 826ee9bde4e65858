//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Spelling.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <mutex>

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// The aliases of namespaces in the user's part of a unit, with which they die.
/// Each scope is looked through once.
class UnitAliases {
public:
  static UnitAliases &of(const ASTContext &Ctx);
  ~UnitAliases();
  /// Those in \p Scope, a namespace or the unit, in the order of the source.
  llvm::ArrayRef<const NamespaceAliasDecl *> in(const DeclContext &Scope);

private:
  using Units = llvm::DenseMap<const ASTContext *, UnitAliases *>;
  /// With a lock, for editors look at several units at once.
  static std::pair<Units, std::mutex> &all() {
    static std::pair<Units, std::mutex> All;
    return All;
  }
  explicit UnitAliases(const ASTContext &Ctx) : Ctx(Ctx) {}

  const ASTContext &Ctx;
  llvm::DenseMap<const DeclContext *, std::vector<const NamespaceAliasDecl *>>
      Found;
};
} // namespace

UnitAliases &UnitAliases::of(const ASTContext &Ctx) {
  auto &[Known, Lock] = all();
  const std::lock_guard<std::mutex> Guard(Lock);
  UnitAliases *&Of = Known[&Ctx];
  if (!Of) {
    Of = new UnitAliases(Ctx);
    Ctx.AddDeallocation(
        [](void *Unit) { delete static_cast<UnitAliases *>(Unit); }, Of);
  }
  return *Of;
}

UnitAliases::~UnitAliases() {
  auto &[Known, Lock] = all();
  const std::lock_guard<std::mutex> Guard(Lock);
  Known.erase(&Ctx);
}

llvm::ArrayRef<const NamespaceAliasDecl *>
UnitAliases::in(const DeclContext &Scope) {
  const auto [It, IsNew] = Found.try_emplace(Scope.getPrimaryContext());
  if (IsNew) {
    llvm::SmallVector<DeclContext *, 4> Parts;
    const_cast<DeclContext &>(Scope).collectAllContexts(Parts);
    for (const DeclContext *Part : Parts)
      for (const Decl *D : Part->noload_decls())
        if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D);
            Alias &&
            !Ctx.getSourceManager().isInSystemHeader(Alias->getLocation()))
          It->second.push_back(Alias);
  }
  return It->second;
}

/// What unqualified look-up of \p Name from \p Scope outward finds first, as
/// far as it is declared before \p Loc. \p Aliases: an alias of a namespace is
/// given itself.
static llvm::SmallVector<const NamedDecl *, 2>
unqualifiedLookup(const ASTContext &Ctx, llvm::StringRef Name,
                  const DeclContext *Scope, SourceLocation Loc,
                  bool Aliases = false) {
  llvm::SmallVector<const NamedDecl *, 2> Found;
  const SourceManager &SM = Ctx.getSourceManager();
  const IdentifierInfo &Identifier = Ctx.Idents.get(Name);
  for (; Scope && Found.empty(); Scope = Scope->getLookupParent()) {
    if (Scope->isFunctionOrMethod())
      continue;
    for (const NamedDecl *D : Scope->getRedeclContext()->lookup(&Identifier))
      if (D->getLocation().isInvalid() || isa<CXXRecordDecl>(Scope) ||
          SM.isBeforeInTranslationUnit(D->getLocation(), Loc))
        Found.push_back(
            Aliases && isa<NamespaceAliasDecl>(D) ? D : D->getUnderlyingDecl());
  }
  return Found;
}

/// True when \p Name means something nearer than what is declared at the top.
static bool isHidden(const ASTContext &Ctx, llvm::StringRef Name,
                     const DeclContext *Scope, SourceLocation Loc) {
  return !llvm::all_of(
      unqualifiedLookup(Ctx, Name, Scope, Loc, /*Aliases=*/true),
      [](const NamedDecl *Found) {
        return Found->getDeclContext()->getRedeclContext()->isTranslationUnit();
      });
}

/// The longest part of \p Name that an alias of the program stands for at
/// \p Loc in \p Scope; with the alias, or null.
static const NamespaceAliasDecl *
aliasFor(llvm::StringRef Name, const DeclContext *Scope, SourceLocation Loc) {
  const ASTContext &Ctx = Scope->getParentASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  const NamespaceAliasDecl *Found = nullptr;
  size_t Longest = 0;
  const auto Consider = [&](const NamespaceAliasDecl &Alias) {
    if (!SM.isBeforeInTranslationUnit(Alias.getLocation(), Loc))
      return;
    const std::string Target =
        Alias.getNamespace()->getQualifiedNameAsString() + "::";
    if (Target.size() <= Longest || !Name.starts_with(Target))
      return;
    const auto Meant = unqualifiedLookup(Ctx, Alias.getName(), Scope, Loc);
    if (!llvm::is_contained(Meant, Alias.getNamespace()))
      return;
    Longest = Target.size();
    Found = &Alias;
  };
  UnitAliases &Aliases = UnitAliases::of(Ctx);
  for (const DeclContext *At = Scope; At; At = At->getLookupParent())
    if (At->isFileContext())
      for (const NamespaceAliasDecl *Alias : Aliases.in(*At))
        Consider(*Alias);
  return Found;
}

/// \p Name, a qualified name, as it is written at \p Loc in \p Scope.
static std::string qualifiedSpelling(llvm::StringRef Name,
                                     const DeclContext *Scope,
                                     SourceLocation Loc) {
  if (const NamespaceAliasDecl *Alias = aliasFor(Name, Scope, Loc))
    return Alias->getNameAsString() +
           Name.drop_front(
                   Alias->getNamespace()->getQualifiedNameAsString().size())
               .str();
  const ASTContext &Ctx = Scope->getParentASTContext();
  return (isHidden(Ctx, Name.split("::").first, Scope, Loc) ? "::" : "") +
         Name.str();
}

std::string clang::tidy::async::spelling(const NamedDecl &D,
                                         llvm::StringRef Name,
                                         const DeclContext *Scope,
                                         SourceLocation Loc) {
  const auto [Qualifier, Last] = Name.rsplit("::");
  auto Short = unqualifiedLookup(D.getASTContext(), Last.empty() ? Name : Last,
                                 Scope, Loc);
  if (Short.size() == 1 && Short[0]->getCanonicalDecl() == D.getCanonicalDecl())
    return (Last.empty() ? Name : Last).str();
  return qualifiedSpelling(Name, Scope, Loc);
}

/// `a::b` of `a::b::~c(d)`. \p Text begins with an identifier.
static llvm::StringRef leadingName(llvm::StringRef Text) {
  size_t End = 0;
  while (true) {
    End =
        std::min(Text.find_if_not(
                     [](char C) { return isAsciiIdentifierContinue(C); }, End),
                 Text.size());
    if (!Text.drop_front(End).starts_with("::") || End + 2 >= Text.size() ||
        !isAsciiIdentifierStart(Text[End + 2]))
      return Text.take_front(End);
    End += 2;
  }
}

std::string clang::tidy::async::libraryText(llvm::StringRef Text,
                                            const DeclContext &Scope,
                                            SourceLocation Loc) {
  std::string Written;
  bool Qualified = false; // The name before goes on.
  while (!Text.empty()) {
    if (!isAsciiIdentifierStart(Text.front())) {
      Qualified = Text.front() == ':' || Text.front() == '.' ||
                  Text.front() == '>' || isDigit(Text.front());
      Written += Text.front();
      Text = Text.drop_front();
      continue;
    }
    const llvm::StringRef Name = leadingName(Text);
    Text = Text.drop_front(Name.size());
    Written += Qualified || !Name.contains("::")
                   ? Name.str()
                   : qualifiedSpelling(Name, &Scope, Loc);
    Qualified = true;
  }
  return Written;
}
