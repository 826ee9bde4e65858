//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/UsualNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/IdentifierTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::tidy::async;

static constexpr UsualKind Kinds[] = {
#define USUAL(Value, Place, Key, Text) {Key, WordPlace::Place},
#include "knowledge/Vocabulary.def"
};

llvm::ArrayRef<UsualKind> clang::tidy::async::usualKinds() { return Kinds; }

/// How long the word is that \p Name begins with; not with a `_`.
static size_t lengthOfWord(llvm::StringRef Name) {
  if (isDigit(Name.front()))
    return Name.take_while([](char C) { return isDigit(C); }).size();
  const size_t Capitals =
      Name.take_while([](char C) { return isUppercase(C); }).size();
  const auto IsInWord = [](char C) {
    return C != '_' && !isUppercase(C) && !isDigit(C);
  };
  if (Capitals < 2)
    return 1 + Name.drop_front().take_while(IsInWord).size();
  const llvm::StringRef Rest = Name.drop_front(Capitals);
  if (Rest.empty() || !IsInWord(Rest.front()))
    return Capitals;
  // "CPUs", but "HTTPServer".
  if (Rest.front() == 's' && (Rest.size() == 1 || !IsInWord(Rest[1])))
    return Capitals + 1;
  return Capitals - 1;
}

std::vector<std::string> clang::tidy::async::wordsOfName(llvm::StringRef Name) {
  std::vector<std::string> Words;
  while (!(Name = Name.ltrim('_')).empty()) {
    const size_t Length = lengthOfWord(Name);
    Words.push_back(Name.take_front(Length).lower());
    Name = Name.drop_front(Length);
  }
  return Words;
}

using Words = llvm::ArrayRef<std::string>;

static bool isNumber(llvm::StringRef Word) { return isDigit(Word.front()); }

/// True when \p Name begins with the words of \p Entry. \p Rest: the others.
static bool beginsWith(Words Name, llvm::StringRef Entry, Words &Rest) {
  const bool IsStem = Entry.consume_back("*");
  while (!Name.empty()) {
    auto [Word, More] = Entry.split('_');
    const llvm::StringRef Given = Name.front();
    if (Given != Word && !(IsStem && More.empty() && Given.starts_with(Word)))
      return false;
    Name = Rest = Name.drop_front();
    Entry = More;
    if (Entry.empty())
      return true;
  }
  return false;
}

/// \p Name has \p Entry at its beginning, its end, or anywhere. What something
/// is, begins no name: `closed` tells, `closed_segments` are segments.
static bool has(Words Name, llvm::StringRef Entry, WordPlace Place) {
  if (Place == WordPlace::Last)
    while (!Name.empty() && isNumber(Name.back()))
      Name = Name.drop_back();
  const bool AtEnd = Place == WordPlace::Last || Place == WordPlace::Whole ||
                     (Place == WordPlace::First && Entry.ends_with("ed"));
  const bool AtBegin = Place == WordPlace::First || Place == WordPlace::Whole;
  for (; !Name.empty(); Name = Name.drop_front()) {
    Words Rest;
    if (beginsWith(Name, Entry, Rest) && (!AtEnd || Rest.empty()))
      return true;
    if (AtBegin)
      return false;
  }
  return false;
}

bool UsualNames::tell(Usual What, llvm::StringRef Name) const {
  const auto IsListed = [&](Words Given, WordPlace Place) {
    return llvm::any_of(All, [&](const UsualLists *Lists) {
      return llvm::any_of((*Lists)[What], [&](llvm::StringRef Entry) {
        return has(Given, Entry, Place);
      });
    });
  };
  const std::vector<std::string> Given = wordsOfName(Name);
  const WordPlace Place = Kinds[unsigned(What)].Place;
  if (Place != WordPlace::Every)
    return IsListed(Given, Place);
  return llvm::all_of(Given, [&](const std::string &Word) {
    return isNumber(Word) || IsListed(Word, WordPlace::Whole);
  });
}

bool UsualNames::tell(Usual What, const NamedDecl *D) const {
  const IdentifierInfo *Name = D ? D->getIdentifier() : nullptr;
  if (!Name)
    return false;
  auto [It, IsNew] = Asked.try_emplace({Name, unsigned(What)});
  if (IsNew)
    It->second = tell(What, Name->getName());
  return It->second;
}

std::vector<std::string> UsualNames::spellings(Usual What) const {
  std::vector<std::string> Found;
  for (const UsualLists *Lists : All)
    for (const std::string &Entry : (*Lists)[What]) {
      std::string Camel;
      for (const std::string &Word : wordsOfName(Entry))
        Camel += Camel.empty() ? Word : llvm::toUpper(Word[0]) + Word.substr(1);
      Found.push_back(Entry);
      if (Camel != Entry)
        Found.push_back(std::move(Camel));
    }
  return Found;
}
