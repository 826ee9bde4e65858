//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/NameList.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

NameList::NameList(llvm::StringRef Option, Match How) : Text(Option.str()) {
  llvm::SmallVector<llvm::StringRef, 4> Entries;
  Option.split(Entries, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Entry : Entries) {
    Entry = Entry.trim();
    const bool IsName = llvm::all_of(
        Entry, [](char C) { return llvm::isAlnum(C) || C == '_' || C == ':'; });
    if (Entry.empty())
      continue;
    if (IsName) {
      Entry.consume_front("::");
      Exact.insert(Entry);
      continue;
    }
    llvm::Regex Pattern(How == Match::Whole ? ("^(::)?(" + Entry + ")$").str()
                                            : Entry.str());
    std::string Error;
    if (Pattern.isValid(Error))
      Patterns.push_back(std::move(Pattern));
    else
      Errors.push_back(("'" + Entry + "': " + Error).str());
  }
}

/// The name as a user would write it from the outside: no template arguments,
/// no inline or unnamed namespaces. NamedDecl's own printer has all of these.
static std::string qualifiedNameOf(const NamedDecl &D) {
  std::string Name = D.getNameAsString();
  for (const DeclContext *Scope = D.getDeclContext(); Scope;
       Scope = Scope->getParent()) {
    if (const auto *Space = dyn_cast<NamespaceDecl>(Scope);
        Space && (Space->isInline() || Space->isAnonymousNamespace()))
      continue;
    if (const auto *Named = dyn_cast<NamedDecl>(Scope))
      Name = Named->getNameAsString() + "::" + Name;
  }
  return Name;
}

bool NameList::contains(const NamedDecl *D) const {
  if (!D || (Exact.empty() && Patterns.empty()))
    return false;
  const std::string Name = qualifiedNameOf(*D);
  return Exact.count(Name) || llvm::any_of(Patterns, [&](llvm::Regex &R) {
           return R.match("::" + Name);
         });
}

bool NameList::contains(QualType T) const {
  if (T.isNull() || (Exact.empty() && Patterns.empty()))
    return false;
  T = T.getNonReferenceType();
  while (const auto *Alias = T->getAs<TypedefType>()) {
    if (contains(Alias->getDecl()))
      return true;
    T = Alias->desugar();
  }
  if (const auto *Spec = T->getAs<TemplateSpecializationType>())
    if (contains(Spec->getTemplateName().getAsTemplateDecl()))
      return true;
  return contains(T->getAsCXXRecordDecl());
}
