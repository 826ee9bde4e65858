//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/NameWords.h"
#include "clang/Basic/CharInfo.h"

std::vector<std::string> clang::tidy::async::wordsOfName(llvm::StringRef Name) {
  std::vector<std::string> Words;
  while (!Name.empty()) {
    size_t End = 1;
    while (End < Name.size() && Name[End] != '_' &&
           !(isUppercase(Name[End]) && !isUppercase(Name[End - 1])))
      ++End;
    if (std::string Word = Name.substr(0, End).ltrim('_').lower();
        !Word.empty())
      Words.push_back(std::move(Word));
    Name = Name.drop_front(End);
  }
  return Words;
}
