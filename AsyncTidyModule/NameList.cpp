//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "NameList.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

NameList::NameList(llvm::StringRef Option) : Text(Option.str()) {
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
    llvm::Regex Pattern(Entry);
    std::string Error;
    if (Pattern.isValid(Error))
      Patterns.push_back(std::move(Pattern));
    else
      Errors.push_back(("'" + Entry + "': " + Error).str());
  }
}

bool NameList::contains(const NamedDecl *D) const {
  if (!D || (Exact.empty() && Patterns.empty()))
    return false;
  std::string Name = D->getQualifiedNameAsString();
  if (Exact.count(Name))
    return true;
  Name.insert(0, "::");
  return llvm::any_of(Patterns, [&](llvm::Regex &R) { return R.match(Name); });
}
