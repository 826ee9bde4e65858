//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// docs/async-tidy.schema.json is what Vocabulary.def says. `./dev schema` sets
// ASYNC_TIDY_WRITE_SCHEMA, and the test writes the file that it else compares.
//
//===----------------------------------------------------------------------===//

#include "knowledge/Vocabulary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <cstdlib>

using namespace clang::tidy::async;
using llvm::StringRef;
using llvm::json::OStream;

//===--- What one key takes -----------------------------------------------===//

static const std::string Part = "[A-Za-z_][A-Za-z0-9_]*";
static const std::string Name = "^(::)?" + Part + "(::" + Part + ")*";

static void matches(OStream &J, StringRef Pattern) {
  J.attribute("type", "string");
  J.attribute("pattern", Pattern);
}

static void constraints(OStream &J, IsName) { matches(J, Name + "$"); }
static void constraints(OStream &J, IsNewPattern) {
  matches(J, Name + "\\*?$");
}
static void constraints(OStream &J, IsHeader) { matches(J, "^[^<>\"' ]+$"); }
static void constraints(OStream &J, IsUsualWord) {
  const std::string Word = "([a-z]+|[0-9]+)";
  matches(J, "^" + Word + "(_" + Word + ")*\\*?$");
}
static void constraints(OStream &J, IsText) {
  matches(J, "^(?![\\s\\S]*\\{[a-z]+\\})");
}
static void constraints(OStream &J, IsExpression) {
  matches(J, "^(?![\\s\\S]*[\\\\{][0-9])");
  J.attribute("maxLength", 200);
}
static void constraints(OStream &J, IsVersion) { J.attribute("const", 1); }
static void constraints(OStream &J, IsFlag) { J.attribute("type", "boolean"); }
static void constraints(OStream &J, IsNumber) {
  J.attribute("type", "integer");
  J.attribute("minimum", 0);
}
static void constraints(OStream &J, IsCount) { constraints(J, IsNumber()); }

/// `{a}{b}` as `a|b`.
static std::string alternatives(StringRef Placeholders) {
  std::string Result = Placeholders.trim("{}").str();
  for (size_t At; (At = Result.find("}{")) != std::string::npos;)
    Result.replace(At, 2, "|");
  return Result;
}

static std::string filledPattern(StringRef Once, StringRef Any) {
  const std::string Allowed = alternatives((Once + Any).str());
  std::string Pattern = "^(?![\\s\\S]*\\{(?!(?:" + Allowed + ")\\})[a-z]+\\})";
  if (!Once.empty()) {
    const std::string One = "[\\s\\S]*\\{" + alternatives(Once) + "\\}";
    Pattern += "(?=" + One + ")(?!" + One + One + ")";
  }
  return Pattern;
}

using WordList = std::vector<std::pair<StringRef, StringRef>>;
template <typename Enum> WordList wordsOf();
// clang-format off
#define WORDS(Enum) template <> WordList wordsOf<Enum>() { return {
#define WORD(Value, Word, Text) {Word, Text},
#define END_WORDS }; }
#include "knowledge/Vocabulary.def"
// clang-format on

template <typename Enum> static void constraints(OStream &J, IsOneOf<Enum>) {
  J.attributeArray("enum", [&J] {
    for (const auto &[Word, Text] : wordsOf<Enum>())
      J.value(Word);
  });
}

template <typename Kind> static std::string wordsIn(Kind) { return ""; }
template <typename Enum> static std::string wordsIn(IsOneOf<Enum>) {
  std::string Result;
  for (const auto &[Word, Text] : wordsOf<Enum>())
    Result += (" `" + Word + "`: " + Text).str();
  return Result;
}

//===--- Entries ----------------------------------------------------------===//

template <typename Type> struct EntryRequired;
template <typename Type> struct EntryRules;
template <typename Type> struct EntryProperties;

// clang-format off
#define ENTRY(Type)                                                            \
  template <> struct EntryRequired<Type> {                                     \
    static std::vector<StringRef> keys() { return {
#define CALLS_WITH(Role, Member, Type, NameKind, ...) ENTRY(Type) "name",
#define REQUIRED(Member, Kind, Key, Text) Key,
#define REQUIRED_FILLED(Member, Once, Any, Key, Text) Key,
#define END_ENTRY }; } };
#include "knowledge/Vocabulary.def"

#define ENTRY(Type)                                                            \
  template <> struct EntryRules<Type> {                                        \
    static std::vector<std::string> all() { return {
#define CALLS_WITH(Role, Member, Type, NameKind, ...) ENTRY(Type)
// A flag that is false and an empty text say nothing.
#define NEEDS(Member, Key, Other, OtherKey)                                    \
  R"({"if": {"required": [")" Key R"("], "properties": {")" Key                \
  R"(": {"not": {"enum": [false, ""]}}}}, "then": {"required": [")" OtherKey   \
  R"("]}})",
#define EXCLUDES(Member, Key, Other, OtherKey)                                 \
  R"({"not": {"required": [")" Key R"(", ")" OtherKey R"("]}})",
#define EITHER(Member, Key, Other, OtherKey)                                   \
  R"({"oneOf": [{"required": [")" Key R"("]}, {"required": [")" OtherKey       \
  R"("]}]})",
#define NOT_WITH(Member, Key, Other, OtherKey, Value, Word)                    \
  R"({"not": {"required": [")" Key R"("], "properties": {")" OtherKey          \
  R"(": {"const": ")" Word R"("}}}})",
#define ONLY_WITH(Member, Key, Other, OtherKey, Value, Word)                   \
  R"({"if": {"required": [")" Key R"("]}, "then": {"properties": {")" OtherKey \
  R"(": {"const": ")" Word R"("}}}})",
#define END_ENTRY }; } };
#include "knowledge/Vocabulary.def"
// clang-format on

template <> struct EntryRequired<UsualLists> {
  static std::vector<StringRef> keys() { return {}; }
};
template <> struct EntryRules<UsualLists> {
  static std::vector<std::string> all() { return {}; }
};

/// The attributes of a mapping.
template <typename Type> static void entry(OStream &J) {
  J.attribute("type", "object");
  J.attribute("additionalProperties", false);
  J.attributeObject("properties", [&J] { EntryProperties<Type>::write(J); });
  if (const auto Keys = EntryRequired<Type>::keys(); !Keys.empty())
    J.attributeArray("required", [&] {
      for (StringRef Key : Keys)
        J.value(Key);
    });
  if (const auto Rules = EntryRules<Type>::all(); !Rules.empty())
    J.attributeArray("allOf", [&] {
      for (const std::string &Rule : Rules)
        J.value(llvm::cantFail(llvm::json::parse(Rule)));
    });
}

template <typename Entry> static void constraints(OStream &J, IsMaybe<Entry>) {
  entry<Entry>(J);
}
template <typename Entry> static void constraints(OStream &J, IsPart<Entry>) {
  entry<Entry>(J);
}
template <typename Write> static void list(OStream &J, Write Items) {
  // A key with nothing behind it is an empty list.
  J.attributeArray("type", [&J] {
    J.value("array");
    J.value("null");
  });
  J.attributeObject("items", Items);
}
template <typename Of> static void constraints(OStream &J, IsList<Of>) {
  list(J, [&J] {
    if constexpr (std::is_base_of_v<IsName, Of>)
      constraints(J, Of());
    else
      entry<Of>(J);
  });
}

template <typename Write>
static void property(OStream &J, StringRef Key, StringRef Text,
                     StringRef Default, Write Constraints) {
  J.attributeObject(Key, [&] {
    J.attribute(
        "description",
        (Text + (Default.empty() ? "" : " Default: " + Default + ".")).str());
    Constraints();
  });
}

template <typename Kind>
static void fact(OStream &J, StringRef Key, StringRef Text,
                 StringRef Default = "") {
  property(J, Key, (Text + wordsIn(Kind())).str(), Default,
           [&J] { constraints(J, Kind()); });
}

static void filled(OStream &J, StringRef Key, StringRef Once, StringRef Any,
                   StringRef Text, StringRef Default = "") {
  property(J, Key, Text, Default,
           [&] { matches(J, filledPattern(Once, Any)); });
}

/// Where the words of an entry stand in a name.
static StringRef placeOf(WordPlace Place) {
  switch (Place) {
  case WordPlace::Anywhere:
    return " Anywhere in the name.";
  case WordPlace::First:
    return " At the beginning of the name.";
  case WordPlace::Last:
    return " At the end of the name.";
  case WordPlace::Whole:
    return " The whole name.";
  case WordPlace::Every:
    return " The name has no other words.";
  }
  return "";
}

template <> struct EntryProperties<UsualLists> {
  static void write(OStream &J) {
#define USUAL(Value, Place, Key, Text)                                         \
  fact<IsList<IsUsualWord>>(J, Key, (Text + placeOf(WordPlace::Place)).str());
#include "knowledge/Vocabulary.def"
  }
};

#define FORMER_WORDS(Key, Value, Now)                                          \
  fact<IsList<IsUsualWord>>(J, Key, "Now `" Now "` of `usual`.");
// clang-format off
#define ENTRY(Type)                                                            \
  template <> struct EntryProperties<Type> {                                   \
    static void write(OStream &J) {
#define CALLS_WITH(Role, Member, Type, NameKind, Key, NameText, Text)          \
  ENTRY(Type) fact<NameKind>(J, "name", NameText);
#define REQUIRED(Member, Kind, Key, Text) fact<Kind>(J, Key, Text);
#define FACT(Member, Kind, Key, Default, Text) fact<Kind>(J, Key, Text, Default);
#define FILLED(Member, Once, Any, Key, Default, Text)                          \
  filled(J, Key, Once, Any, Text, Default);
#define END_ENTRY } };
#include "knowledge/Vocabulary.def"
// clang-format on

/// A list of functions with nothing to say but their names.
template <typename NameKind>
static void calls(OStream &J, StringRef Key, StringRef NameText,
                  StringRef Text) {
  property(J, Key, Text, "", [&] {
    list(J, [&] {
      J.attribute("type", "object");
      J.attribute("additionalProperties", false);
      J.attributeObject("properties",
                        [&] { fact<NameKind>(J, "name", NameText); });
      J.attributeArray("required", [&J] { J.value("name"); });
    });
  });
}

template <> struct EntryRequired<Library> : EntryRequired<LibraryFacts> {};
template <> struct EntryRules<Library> : EntryRules<LibraryFacts> {};
template <> struct EntryProperties<Library> {
  static void write(OStream &J) {
    EntryProperties<LibraryFacts>::write(J);
#define CALLS(Role, NameKind, Key, NameText, Text)                             \
  calls<NameKind>(J, Key, NameText, Text);
#define CALLS_WITH(Role, Member, Type, NameKind, Key, NameText, Text)          \
  fact<IsList<Type>>(J, Key, Text);
#include "knowledge/Vocabulary.def"
  }
};

static std::string vocabularySchema() {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  OStream J(Out, /*IndentSize=*/1);
  J.object([&J] {
    J.attribute("$schema", "http://json-schema.org/draft-07/schema#");
    J.attribute("title", "Vocabulary of AsyncTidy");
    J.attribute("description", "What a library calls its tasks, waits and "
                               "stop tokens: .async-tidy.yaml.");
    entry<Library>(J);
  });
  Out << "\n";
  return Out.str();
}

//===----------------------------------------------------------------------===//

TEST(VocabularySchema, IsTheOneInTheDocuments) {
  llvm::SmallString<256> Path(__FILE__);
  for (unsigned Level = 0; Level < 4; ++Level)
    llvm::sys::path::remove_filename(Path);
  llvm::sys::path::append(Path, "docs", "async-tidy.schema.json");
  if (std::getenv("ASYNC_TIDY_WRITE_SCHEMA")) {
    std::error_code Error;
    llvm::raw_fd_ostream Out(Path, Error);
    ASSERT_FALSE(Error) << Error.message();
    Out << vocabularySchema();
  }
  const auto Written = llvm::MemoryBuffer::getFile(Path);
  ASSERT_TRUE(Written) << "run ./dev schema";
  EXPECT_TRUE((*Written)->getBuffer() == vocabularySchema())
      << "run ./dev schema";
}
