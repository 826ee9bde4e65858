//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/VocabularyReader.h"
#include "knowledge/Placeholders.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang::tidy::async;
namespace yaml = llvm::yaml;

namespace {
/// What the checks of single words must know of what stands around them.
struct Surroundings {
  /// What a section's names have been, so that none stands there twice.
  llvm::StringSet<> Seen;
  /// The placeholders that a text has once, and those that it may have.
  llvm::StringRef Once, Any;
  /// What is wrong, as long as LLVM's reader looks at it.
  std::string Wrong;
};

/// A word, or words, that \p Kind checks.
template <typename Kind> struct Checked {
  std::string Text;
};
} // namespace

/// What a file may have at most, in bytes, and in lists and mappings around one
/// thing.
static constexpr unsigned MaxSize = 1 << 20, MaxNesting = 64;
/// In a regular expression.
static constexpr size_t MaxExpression = 200;

// LLVM 16 takes `::` in flow style for the end of a key, so its reader never
// gets to see one: another character of two bytes, which keeps the columns.
static constexpr llvm::StringLiteral Colons = "::", NoColons = "\xcb\x90";

static std::string hideColons(llvm::StringRef Text) {
  std::string Hidden = Text.str();
  for (size_t At = 0;
       (At = Hidden.find(Colons.data(), At)) != std::string::npos;
       At += Colons.size())
    if (const char Next = Hidden[At + 2]; llvm::isAlnum(Next) || Next == '_')
      Hidden.replace(At, Colons.size(), NoColons.data());
  return Hidden;
}

static std::string showColons(llvm::StringRef Text) {
  std::string Shown = Text.str();
  for (size_t At = 0;
       (At = Shown.find(NoColons.data(), At)) != std::string::npos;)
    Shown.replace(At, NoColons.size(), Colons.data());
  return Shown;
}

static bool isQualifiedName(llvm::StringRef Name) {
  Name.consume_front("::");
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::");
  return llvm::all_of(Parts, [](llvm::StringRef Part) {
    return !Part.empty() && !llvm::isDigit(Part.front()) &&
           llvm::all_of(Part,
                        [](char C) { return llvm::isAlnum(C) || C == '_'; });
  });
}

// What is wrong with a value, or "". What begins with "is " or "stands "
// follows the word it is about.
static std::string whatIsWrong(IsName, llvm::StringRef Text, Surroundings &) {
  return isQualifiedName(Text) ? "" : "is not a qualified name";
}

static std::string whatIsWrong(IsNewName, llvm::StringRef Text,
                               Surroundings &Around) {
  if (!isQualifiedName(Text))
    return "is not a qualified name";
  Text.consume_front("::");
  return Around.Seen.insert(Text).second ? "" : "stands twice in this section";
}

static std::string whatIsWrong(IsNewPattern, llvm::StringRef Text,
                               Surroundings &Around) {
  Text.consume_back("*");
  return whatIsWrong(IsNewName(), Text, Around);
}

static std::string whatIsWrong(IsHeader, llvm::StringRef Text, Surroundings &) {
  return Text.empty() || Text.find_first_of("<>\"' ") != llvm::StringRef::npos
             ? "is not a header's name without quotes or brackets"
             : "";
}

static std::string whatIsWrong(IsUsualWord, llvm::StringRef Text,
                               Surroundings &) {
  Text.consume_back("*");
  return Text.empty() || llvm::join(wordsOfName(Text), "_") != Text
             ? "is not a word in lower case, or several with '_' between them"
             : "";
}

static std::string whatIsWrong(IsText, llvm::StringRef Text,
                               Surroundings &Around) {
  const std::vector<llvm::StringRef> Found = placeholdersIn(Text);
  for (llvm::StringRef Placeholder : Found)
    if (!Around.Once.contains(Placeholder) && !Around.Any.contains(Placeholder))
      return ("'" + Placeholder + "' is no placeholder of this key").str();
  if (Around.Once.empty())
    return "";
  const auto Times = llvm::count(Found, Around.Once);
  return Times == 1
             ? ""
             : ("needs '" + Around.Once + "'" + (Times ? " once" : "")).str();
}

/// LLVM's expressions take memory, or time, without end for nested counts and
/// for back references.
static std::string whatIsWrong(IsExpression, llvm::StringRef Text,
                               Surroundings &) {
  if (Text.size() > MaxExpression)
    return "it is longer than " + std::to_string(MaxExpression);
  for (size_t I = 0; I + 1 < Text.size(); ++I)
    if (llvm::StringRef("\\{").contains(Text[I]) && llvm::isDigit(Text[I + 1]))
      return "counts and back references are not for this key";
  std::string Wrong;
  llvm::Regex(Text).isValid(Wrong);
  return Wrong;
}

static std::string whatIsWrong(IsVersion, llvm::StringRef Text,
                               Surroundings &) {
  return Text == "1" ? "" : "is no version that is known here; 1 is";
}

// What the rules of Vocabulary.def take for said.
static bool isSaid(const std::string &Text) { return !Text.empty(); }
static bool isSaid(bool Flag) { return Flag; }
static bool isSaid(unsigned Number) { return Number; }
template <typename T> static bool isSaid(const std::vector<T> &List) {
  return !List.empty();
}
template <typename Enum>
static std::enable_if_t<std::is_enum_v<Enum>, bool> isSaid(Enum Word) {
  return Word != Enum();
}

namespace llvm::yaml {

template <typename Kind> struct ScalarTraits<Checked<Kind>> {
  static void output(const Checked<Kind> &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *Context, Checked<Kind> &Value) {
    auto &Around = *static_cast<Surroundings *>(Context);
    Value.Text = showColons(Text);
    Around.Wrong = whatIsWrong(Kind(), Value.Text, Around);
    return Around.Wrong;
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <typename Kind> struct SequenceElementTraits<Checked<Kind>> {
  static const bool flow = true;
};

// clang-format off
#define WORDS(Enum)                                                            \
  template <> struct ScalarEnumerationTraits<Enum> {                           \
    static void enumeration(IO &IO, Enum &Read) {                              \
      using Words = Enum;
#define WORD(Value, Word, Text) IO.enumCase(Read, Word, Words::Value);
#define END_WORDS } };
// Entries stand in lists, each on lines of its own.
#define ENTRY(Type)                                                            \
  template <> struct SequenceElementTraits<Type> {                             \
    static const bool flow = false;
#define END_ENTRY };
#define CALLS_WITH(Role, Member, Type, ...) ENTRY(Type)
#include "knowledge/Vocabulary.def"
// clang-format on
template <> struct SequenceElementTraits<CallEntry> {
  static const bool flow = false;
};

template <typename T> static constexpr bool IsVector = false;
template <typename T> static constexpr bool IsVector<std::vector<T>> = true;

/// Reads what stands behind \p Key, if anything does.
template <typename Kind, bool IsRequired = false>
static void readFact(IO &IO, const char *Key, typename Kind::Value &Value) {
  using T = typename Kind::Value;
  auto &Around = *static_cast<Surroundings *>(IO.getContext());
  if constexpr (std::is_same_v<T, std::string>) {
    std::optional<Checked<Kind>> Found;
    if constexpr (IsRequired)
      IO.mapRequired(Key, Found.emplace());
    else
      IO.mapOptional(Key, Found);
    if (Found)
      Value = std::move(Found->Text);
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    std::vector<Checked<typename Kind::Of>> Found;
    IO.mapOptional(Key, Found);
    for (Checked<typename Kind::Of> &One : Found)
      Value.push_back(std::move(One.Text));
  } else {
    if constexpr (IsVector<T>)
      Around.Seen.clear();
    if constexpr (IsRequired)
      IO.mapRequired(Key, Value);
    else
      IO.mapOptional(Key, Value);
  }
}

/// Reads a text that has placeholders.
template <bool IsRequired = false>
static void readFilled(IO &IO, const char *Key, StringRef Once, StringRef Any,
                       std::string &Value) {
  auto &Around = *static_cast<Surroundings *>(IO.getContext());
  Around.Once = Once;
  Around.Any = Any;
  readFact<IsText, IsRequired>(IO, Key, Value);
  Around.Once = Around.Any = "";
}

template <> struct MappingTraits<UsualLists> {
  static void mapping(IO &IO, UsualLists &Words) {
#define USUAL(Value, Place, Key, Text)                                         \
  readFact<IsList<IsUsualWord>>(IO, Key, Words[Usual::Value]);
#include "knowledge/Vocabulary.def"
  }
};

/// What CALLS_WITH says of a function besides its name.
template <typename Facts> struct CallFacts;

// clang-format off
#define ENTRY(Type)                                                            \
  template <> struct MappingTraits<Type> {                                     \
    static void mapping(IO &IO, Type &Entry) {
#define CALLS_WITH(Role, Member, Type, ...)                                    \
  template <> struct CallFacts<Type> {                                         \
    static void read(IO &IO, Type &Entry) {
#define END_ENTRY } };
#define REQUIRED(Member, Kind, Key, Text)                                      \
  readFact<Kind, /*IsRequired=*/true>(IO, Key, Entry.Member);
#define FACT(Member, Kind, Key, Default, Text)                                 \
  readFact<Kind>(IO, Key, Entry.Member);
#define FILLED(Member, Once, Any, Key, Default, Text)                          \
  readFilled(IO, Key, Once, Any, Entry.Member);
#define REQUIRED_FILLED(Member, Once, Any, Key, Text)                          \
  readFilled</*IsRequired=*/true>(IO, Key, Once, Any, Entry.Member);
#define FORMER_WORDS(Key, Value, Now)                                          \
  readFact<IsList<IsUsualWord>>(IO, Key, Entry.UsualWords[Usual::Value]);
#define NEEDS(Member, Key, Other, OtherKey)                                    \
  if (isSaid(Entry.Member) && !isSaid(Entry.Other))                            \
    IO.setError("key '" Key "': needs '" OtherKey "'");
#define EXCLUDES(Member, Key, Other, OtherKey)                                 \
  if (isSaid(Entry.Member) && isSaid(Entry.Other))                             \
    IO.setError("key '" Key "': excludes '" OtherKey "'");
#define EITHER(Member, Key, Other, OtherKey)                                   \
  if (isSaid(Entry.Member) == isSaid(Entry.Other))                             \
    IO.setError("needs either key '" Key "' or key '" OtherKey "'");
#define NOT_WITH(Member, Key, Other, OtherKey, Value, Word)                    \
  if (isSaid(Entry.Member) && Entry.Other == Value)                            \
    IO.setError("key '" Key "': does not go with '" OtherKey ": " Word "'");
#define ONLY_WITH(Member, Key, Other, OtherKey, Value, Word)                   \
  if (isSaid(Entry.Member) && Entry.Other != Value)                            \
    IO.setError("key '" Key "': goes with '" OtherKey ": " Word "' only");
#include "knowledge/Vocabulary.def"
// clang-format on

template <> struct MappingTraits<CallEntry> {
  static void mapping(IO &IO, CallEntry &Entry) {
    switch (Entry.Role) {
#define CALLS(Role, NameKind, ...)                                             \
  case CallRole::Role:                                                         \
    readFact<NameKind, /*IsRequired=*/true>(IO, "name", Entry.Name);           \
    break;
#define CALLS_WITH(Role, Member, Type, NameKind, ...)                          \
  case CallRole::Role:                                                         \
    readFact<NameKind, /*IsRequired=*/true>(IO, "name", Entry.Name);           \
    CallFacts<Type>::read(IO, Entry.Member.edit());                            \
    break;
#include "knowledge/Vocabulary.def"
    }
  }
};

/// The entries of one section share their role, which stands in the key.
struct CallSection {
  CallRole Role;
  std::vector<CallEntry> Entries;

  auto begin() const { return Entries.begin(); }
  auto end() const { return Entries.end(); }
};

template <> struct SequenceTraits<CallSection> {
  static size_t size(IO &, CallSection &Section) {
    return Section.Entries.size();
  }
  static CallEntry &element(IO &, CallSection &Section, size_t Index) {
    while (Index >= Section.Entries.size()) {
      Section.Entries.emplace_back();
      Section.Entries.back().Role = Section.Role;
    }
    return Section.Entries[Index];
  }
};

static void readCalls(IO &IO, const char *Key, CallRole Role, Library &Lib) {
  static_cast<Surroundings *>(IO.getContext())->Seen.clear();
  CallSection Section{Role, {}};
  IO.mapOptional(Key, Section);
  llvm::move(Section.Entries, std::back_inserter(Lib.Calls));
}

template <> struct MappingTraits<Library> {
  static void mapping(IO &IO, Library &Lib) {
    MappingTraits<LibraryFacts>::mapping(IO, Lib);
#define CALLS(Role, NameKind, Key, ...) readCalls(IO, Key, CallRole::Role, Lib);
#define CALLS_WITH(Role, Member, Type, NameKind, Key, ...)                     \
  readCalls(IO, Key, CallRole::Role, Lib);
#include "knowledge/Vocabulary.def"
  }
};

} // namespace llvm::yaml

std::string VocabularyError::str() const {
  if (!Line)
    return File + ": " + Message;
  return File + ":" + std::to_string(Line) + ": " + Message;
}

/// The last key on \p Line, a line or the beginning of one: `word:`.
static llvm::StringRef lastKey(llvm::StringRef Line) {
  for (size_t Colon = Line.rfind(':'); Colon != llvm::StringRef::npos;
       Colon = Colon ? Line.rfind(':', Colon) : llvm::StringRef::npos) {
    if (Colon + 1 < Line.size() && Line[Colon + 1] != ' ')
      continue;
    llvm::StringRef Before = Line.take_front(Colon).rtrim();
    const size_t Begin = Before.find_last_of(" \t{[,\"'") + 1;
    if (Begin < Before.size())
      return Before.drop_front(Begin);
  }
  return "";
}

static size_t indentation(llvm::StringRef Line) {
  return Line.size() - Line.ltrim(" \t").size();
}

/// The key whose value the place \p Lines.back() ends at belongs to.
static llvm::StringRef keyAt(llvm::ArrayRef<llvm::StringRef> Lines) {
  llvm::StringRef Last = Lines.back();
  if (llvm::StringRef Key = lastKey(Last); !Key.empty())
    return Key;
  // An item of a list, which may stand right below its key.
  const size_t Limit = indentation(Last) + Last.ltrim().starts_with("-");
  for (llvm::StringRef Line : llvm::reverse(Lines.drop_back()))
    if (indentation(Line) < Limit && !Line.trim().empty() &&
        !Line.ltrim().starts_with("#"))
      if (llvm::StringRef Key = lastKey(Line); !Key.empty())
        return Key;
  return "";
}

namespace {
/// The first complaint of LLVM's YAML reader; later ones follow from it.
struct FirstDiagnostic {
  llvm::StringRef Text;
  unsigned Line = 0;
  std::string Message;
};
} // namespace

/// LLVM's reader says where and what, but not always of which key.
static void remember(const llvm::SMDiagnostic &Diag, void *Context) {
  auto &First = *static_cast<FirstDiagnostic *>(Context);
  if (First.Line)
    return;
  const size_t Number = std::max(Diag.getLineNo(), 1);
  const size_t Column = std::max(Diag.getColumnNo(), 0);
  llvm::SmallVector<llvm::StringRef, 32> Lines;
  First.Text.split(Lines, '\n');
  Lines.resize(std::min(Number, Lines.size()));
  llvm::StringRef Word =
      Lines.back().drop_front(std::min(Column, Lines.back().size()));
  // What stands on lines of its own is said to begin with the first of these.
  Lines.back() = Lines.back().take_front(
      std::max(Lines.back().size() - Word.size(), indentation(Lines.back())));
  const std::string Shown = showColons(Diag.getMessage());
  llvm::StringRef Message = Shown;
  // A scalar that is missing is found where the next thing stands.
  if (Message == "unexpected scalar" && Lines.size() > 1 &&
      Lines.back().trim().empty() && !Word.starts_with("-") &&
      !Word.starts_with("{")) {
    do
      Lines.pop_back();
    while (Lines.size() > 1 && Lines.back().trim().empty());
    First.Message = "a value is missing";
  }
  First.Line = Lines.size();
  Word = Word.take_until([](char C) { return llvm::is_contained(",}]#\r", C); })
             .rtrim();

  if (!First.Message.empty())
    Message = "";
  else if (Message == "unknown enumerated scalar")
    First.Message = ("'" + Word + "' is not a word for this key").str();
  else if (Message.starts_with("is ") || Message.starts_with("stands "))
    First.Message = ("'" + Word.trim("'\"") + "' " + Message).str();
  else
    First.Message = Message.str();
  if (Message.contains("key '"))
    return;
  if (llvm::StringRef Key = keyAt(Lines); !Key.empty())
    First.Message = ("key '" + Key + "': " + First.Message).str();
  else
    First.Message = "expected key 'library': " + First.Message;
}

/// The line of the first byte that is in no text of UTF-8, or 0.
static unsigned findNoText(llvm::StringRef Text) {
  unsigned Line = 1;
  for (size_t I = 0; I < Text.size();) {
    const size_t Length = llvm::getNumBytesForUTF8(Text[I]);
    const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data() + I);
    if (Text[I] == '\0' || I + Length > Text.size() ||
        !llvm::isLegalUTF8Sequence(Begin, Begin + Length))
      return Line;
    Line += Text[I] == '\n';
    I += Length;
  }
  return 0;
}

/// What the reader lets pass, indentation by tabs, and a second document, which
/// nobody would read; and commas that it would die of. Returns the line, or 0.
static unsigned findOverlooked(llvm::StringRef Text, std::string &Message) {
  llvm::SmallVector<llvm::StringRef, 32> Lines;
  Text.split(Lines, '\n');
  bool Content = false, Ended = false;
  unsigned Commas = 0;
  for (size_t I = 0; I < Lines.size(); ++I) {
    llvm::StringRef Line = Lines[I];
    // LLVM's reader calls itself for each comma that follows another.
    for (char C : Line.split('#').first) {
      if (C == ',' && ++Commas > MaxNesting) {
        Message = "nothing but commas";
        return I + 1;
      }
      if (C != ',' && !llvm::isSpace(C))
        Commas = 0;
    }
    if (Line.trim().empty() || Line.ltrim().starts_with("#"))
      continue;
    if (Line.take_front(indentation(Line)).contains('\t')) {
      Message = "a tab cannot indent";
      if (llvm::StringRef Key = keyAt(llvm::ArrayRef(Lines).take_front(I + 1));
          !Key.empty())
        Message = ("key '" + Key + "': " + Message).str();
      return I + 1;
    }
    if (Ended || (Line.starts_with("---") && std::exchange(Content, true))) {
      Message = "a second document; one file has one 'library'";
      return I + 1;
    }
    Content = true;
    Ended = Line.starts_with("...");
  }
  return 0;
}

/// The first node of \p Text below more than \p Levels lists and mappings, or
/// null; LLVM's reader calls itself for each level. Also the first alias, of
/// which that has no word to say.
static const yaml::Node *deeperThan(unsigned Levels, yaml::Node *Node) {
  if (llvm::isa_and_nonnull<yaml::AliasNode>(Node) ||
      (!Levels &&
       llvm::isa_and_nonnull<yaml::SequenceNode, yaml::MappingNode>(Node)))
    return Node;
  if (auto *List = llvm::dyn_cast_or_null<yaml::SequenceNode>(Node)) {
    for (yaml::Node &Item : *List)
      if (const yaml::Node *Deep = deeperThan(Levels - 1, &Item))
        return Deep;
  } else if (auto *Mapping = llvm::dyn_cast_or_null<yaml::MappingNode>(Node)) {
    for (yaml::KeyValueNode &Pair : *Mapping) {
      // To ask for the value is to be through with the key.
      if (const yaml::Node *Deep = deeperThan(Levels - 1, Pair.getKey()))
        return Deep;
      if (const yaml::Node *Deep = deeperThan(Levels - 1, Pair.getValue()))
        return Deep;
    }
  }
  return nullptr;
}

/// The line of what is nested too deep, or an alias, or 0.
static unsigned findTooDeep(llvm::StringRef Text, std::string &Message) {
  llvm::SourceMgr Manager;
  // What is wrong otherwise is said when it is read.
  Manager.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
  yaml::Stream Stream(Text, Manager, /*ShowColors=*/false);
  const yaml::Node *Deep = deeperThan(MaxNesting, Stream.begin()->getRoot());
  if (!Deep)
    return 0;
  const auto *Alias = llvm::dyn_cast<yaml::AliasNode>(Deep);
  Message = Alias ? "an alias, which is not for vocabulary files"
                  : "nested deeper than " + std::to_string(MaxNesting);
  // An alias is said to begin behind itself.
  const char *Begin = Alias ? Alias->getName().data()
                            : Deep->getSourceRange().Start.getPointer();
  return Text.take_front(Begin - Text.data()).count('\n') + 1;
}

std::optional<Library>
clang::tidy::async::parseVocabulary(llvm::StringRef File, llvm::StringRef Text,
                                    VocabularyError &Error) {
  FirstDiagnostic First{Text, findNoText(Text), "this is no text in UTF-8"};
  if (!First.Line)
    First.Line = findOverlooked(Text, First.Message = "");
  Library Lib;
  if (!First.Line) {
    Surroundings Around;
    const std::string Hidden = hideColons(Text);
    First.Line = findTooDeep(Hidden, First.Message);
    if (!First.Line) {
      First.Message.clear();
      yaml::Input In(Hidden, &Around, remember, &First);
      In >> Lib;
      if (!In.error() && !First.Line) {
        Lib.Calls.shrink_to_fit(); // The longest list, and it stays.
        return Lib;
      }
    }
  }
  Error.File = File.str();
  Error.Line = std::max(First.Line, 1U);
  // Nothing but comments.
  Error.Message = First.Message.empty() ? "missing required key 'library'"
                                        : std::move(First.Message);
  // One line, whatever is quoted there.
  for (char &C : Error.Message)
    if (static_cast<unsigned char>(C) < ' ')
      C = ' ';
  constexpr size_t MaxMessage = 200;
  if (Error.Message.size() > MaxMessage)
    Error.Message = Error.Message.substr(0, MaxMessage) + "...";
  return std::nullopt;
}

static bool isMissing(std::error_code Error) {
  return Error == std::errc::no_such_file_or_directory ||
         Error == std::errc::not_a_directory;
}

/// A virtual file system does not tell.
static bool isLink(llvm::StringRef Path) {
  return llvm::sys::fs::get_file_type(Path, /*Follow=*/false) ==
         llvm::sys::fs::file_type::symlink_file;
}

/// What keeps the file at \p Path from being read, or "".
static std::string obstacleIn(llvm::vfs::FileSystem &FS, llvm::StringRef Path) {
  const auto Status = FS.status(Path);
  if (!Status)
    return isLink(Path) && isMissing(Status.getError())
               ? "it is a link to nothing"
               : Status.getError().message();
  // A pipe would be waited for, and /dev/zero has no end.
  if (!Status->isRegularFile())
    return "it is no regular file";
  return Status->getSize() > MaxSize ? "it is larger than 1 MB" : "";
}

std::optional<Library>
clang::tidy::async::readVocabulary(llvm::vfs::FileSystem &FS,
                                   llvm::StringRef Path, std::string &Error) {
  std::string Why = obstacleIn(FS, Path);
  if (Why.empty()) {
    if (auto Buffer = FS.getBufferForFile(Path)) {
      VocabularyError Wrong;
      auto Lib = parseVocabulary(Path, (*Buffer)->getBuffer(), Wrong);
      if (!Lib)
        Error = "bad vocabulary file, ignored: " + Wrong.str();
      return Lib;
    } else {
      Why = Buffer.getError().message();
    }
  }
  Error = ("cannot read vocabulary file '" + Path + "': " + Why).str();
  return std::nullopt;
}

bool clang::tidy::async::isVocabularyAt(llvm::vfs::FileSystem &FS,
                                        llvm::StringRef Path) {
  const auto Status = FS.status(Path);
  return Status || !isMissing(Status.getError()) || isLink(Path);
}
