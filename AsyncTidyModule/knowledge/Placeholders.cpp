//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Placeholders.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang::tidy::async;

std::vector<llvm::StringRef>
clang::tidy::async::placeholdersIn(llvm::StringRef Text) {
  std::vector<llvm::StringRef> Found;
  for (size_t Open = Text.find('{'); Open != llvm::StringRef::npos;
       Open = Text.find('{', Open + 1)) {
    llvm::StringRef Word = Text.drop_front(Open + 1).take_while(
        [](char C) { return C >= 'a' && C <= 'z'; });
    if (!Word.empty() &&
        Text.drop_front(Open + 1 + Word.size()).starts_with("}"))
      Found.push_back(Text.substr(Open, Word.size() + 2));
  }
  return Found;
}

std::string clang::tidy::async::fillIn(llvm::StringRef Text,
                                       llvm::ArrayRef<Filling> Values) {
  std::string Filled;
  const char *Rest = Text.begin();
  for (llvm::StringRef Placeholder : placeholdersIn(Text)) {
    const auto *Value = llvm::find_if(Values, [Placeholder](const Filling &F) {
      return F.first == Placeholder;
    });
    if (Value == Values.end())
      continue;
    Filled.append(Rest, Placeholder.begin());
    Filled += Value->second;
    Rest = Placeholder.end();
  }
  return Filled.append(Rest, Text.end());
}

std::pair<std::string, std::string>
clang::tidy::async::fillAround(llvm::StringRef Text,
                               llvm::StringRef Placeholder,
                               llvm::ArrayRef<Filling> Values) {
  const auto [Before, Behind] = Text.split(Placeholder);
  return {fillIn(Before, Values), fillIn(Behind, Values)};
}
