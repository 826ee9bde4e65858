//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a library calls things, as data: one YAML file per library, which
// VocabularyReader reads. Vocabulary.def says what can stand there and what it
// means, a row for each fact.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_VOCABULARY_H
#define ASYNCTIDY_VOCABULARY_H

#include "knowledge/UsualNames.h"
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace clang::tidy::async {

//===--- What may stand behind a key: the kinds of Vocabulary.def ---------===//
// Value is what it is read into.

/// `a::b::c` or `::a::b`.
struct IsName {
  using Value = std::string;
};
/// The same, for what its section lists: it stands there once.
struct IsNewName : IsName {};
/// The same, but a `*` at the end stands for the rest of a name.
struct IsNewPattern : IsName {};
/// As between quotes or angle brackets.
struct IsHeader : IsName {};
/// Words of names, as UsualNames takes them.
struct IsUsualWord : IsName {};
/// For people, or code; without placeholders.
struct IsText : IsName {};
/// A regular expression.
struct IsExpression : IsName {};
/// Which vocabulary.
struct IsVersion : IsName {};
struct IsFlag {
  using Value = bool;
};
struct IsNumber {
  using Value = unsigned;
};
/// A number that can be 0 and can be left out.
struct IsCount {
  using Value = std::optional<unsigned>;
};
/// One of the words of an enumeration.
template <typename Enum> struct IsOneOf {
  using Value = Enum;
};
/// A list of one of the kinds for text, or of entries.
template <typename Element> struct IsList {
  using Of = Element;
  using Value =
      std::vector<std::conditional_t<std::is_base_of_v<IsName, Element>,
                                     std::string, Element>>;
};
/// One entry, which may be left out as a whole.
template <typename Entry> struct IsMaybe {
  using Value = std::optional<Entry>;
};
/// One entry of which every part may be left out.
template <typename Entry> struct IsPart {
  using Value = Entry;
};

//===--- What stands there ------------------------------------------------===//

// clang-format off
#define WORDS(Enum) enum class Enum {
#define WORDS_OR(Enum, Unsaid) enum class Enum { Unsaid,
#define WORD(Value, Word, Text) Value,
#define END_WORDS };
#include "knowledge/Vocabulary.def"

#define ENTRY(Type) struct Type {
#define CALLS_WITH(Role, Member, Type, ...) struct Type {
#define REQUIRED(Member, Kind, Key, Text) Kind::Value Member{};
#define FACT(Member, Kind, Key, Default, Text) Kind::Value Member{};
#define FACT_IS(Member, Kind, Initial, Key, Default, Text)                     \
  Kind::Value Member = Initial;
#define FILLED(Member, Once, Any, Key, Default, Text) std::string Member;
#define END_ENTRY };
#include "knowledge/Vocabulary.def"
// clang-format on

/// What a function, member function or function object does: the section that
/// lists it.
enum class CallRole {
#define CALLS(Role, ...) Role,
#define CALLS_WITH(Role, ...) Role,
#include "knowledge/Vocabulary.def"
};

/// A T of which most are as they were made: those cost a pointer.
template <typename T> class Rare {
public:
  const T &operator*() const {
    static const T Unchanged;
    return Value ? *Value : Unchanged;
  }
  const T *operator->() const { return &**this; }

  /// The T itself, to be changed.
  T &edit() {
    if (!Value)
      Value = std::make_unique<T>();
    return *Value;
  }

private:
  std::unique_ptr<T> Value;
};

/// One function, by its qualified name; all overloads. What its role has to
/// say of it besides.
struct CallEntry {
  CallRole Role = CallRole::Wait;
  std::string Name;
#define CALLS_WITH(Role, Member, Type, ...) Rare<Type> Member;
#include "knowledge/Vocabulary.def"
};

/// One vocabulary file.
struct Library : LibraryFacts {
  std::vector<CallEntry> Calls;
};

/// How a list of names is asked for: by a name that stands there, or, for
/// classes, by one that is derived from such a class, too.
enum class ListQuery { Itself, Derived };

/// The lists of names that Names::lists() looks into.
enum class Listed {
#define NAMES(Member, Query, Key, Default, Text) Member,
#include "knowledge/Vocabulary.def"
};
inline constexpr unsigned ListedCount = 0
#define NAMES(Member, Query, Key, Default, Text) +1
#include "knowledge/Vocabulary.def"
    ;

} // namespace clang::tidy::async

#endif // ASYNCTIDY_VOCABULARY_H
