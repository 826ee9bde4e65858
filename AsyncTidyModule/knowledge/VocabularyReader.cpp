//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/VocabularyReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
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
/// What a section's names have been, so that none stands there twice.
using SeenNames = llvm::StringSet<>;

/// `a::b::c` or `::a::b`.
struct QualifiedName {
  std::string Text;
};
/// The same, for the names that a section lists.
struct EntryName {
  std::string Text;
};
/// The same, but a `*` at the end stands for the rest of a name.
struct EntryPattern {
  std::string Text;
};
/// As between quotes or angle brackets.
struct HeaderName {
  std::string Text;
};
/// For people.
struct FreeText {
  std::string Text;
};
/// Whole words of names, or a stem.
struct UsualWord {
  std::string Text;
};
} // namespace

/// What a file may have at most, in bytes, and in lists and mappings around one
/// thing.
static constexpr unsigned MaxSize = 1 << 20, MaxNesting = 64;

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

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(TokenEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(ReadyValueEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(PerElementEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(StopTokenEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(IncludeEntry)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(QualifiedName)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(HeaderName)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(UsualWord)

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

namespace llvm::yaml {

// What input() returns is an error and follows the word it is about.
template <> struct ScalarTraits<QualifiedName> {
  static void output(const QualifiedName &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, QualifiedName &Name) {
    Name.Text = showColons(Text);
    return isQualifiedName(Name.Text) ? "" : "is not a qualified name";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<EntryName> {
  static void output(const EntryName &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *Seen, EntryName &Name) {
    Name.Text = showColons(Text);
    if (!isQualifiedName(Name.Text))
      return "is not a qualified name";
    StringRef Plain(Name.Text);
    Plain.consume_front("::");
    return static_cast<SeenNames *>(Seen)->insert(Plain).second
               ? ""
               : "stands twice in this section";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<EntryPattern> {
  static void output(const EntryPattern &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *Seen, EntryPattern &Name) {
    EntryName Plain;
    StringRef Error =
        ScalarTraits<EntryName>::input(Text.rtrim('*'), Seen, Plain);
    Name.Text = Plain.Text + (Text.ends_with("*") ? "*" : "");
    return Text.ends_with("**") ? "is not a qualified name" : Error;
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<HeaderName> {
  static void output(const HeaderName &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, HeaderName &Name) {
    Name.Text = Text.str();
    return Text.empty() || Text.find_first_of("<>\"' ") != StringRef::npos
               ? "is not a header's name without quotes or brackets"
               : "";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<UsualWord> {
  static void output(const UsualWord &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, UsualWord &Word) {
    Word.Text = Text.str();
    Text.consume_back("*");
    const std::vector<std::string> Words = wordsOfName(Text);
    return Text.empty() || llvm::join(Words, "_") != Text
               ? "is not a word in lower case, or several with '_' between them"
               : "";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<FreeText> {
  static void output(const FreeText &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, FreeText &Free) {
    Free.Text = showColons(Text);
    return "";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

/// Reads a required word as \p Kind, which checks it.
template <typename Kind>
static void mapName(IO &IO, const char *Key, std::string &Name) {
  Kind Checked;
  IO.mapRequired(Key, Checked);
  Name = std::move(Checked.Text);
}

/// The same for one that may be left out.
template <typename Kind>
static void mapOptionalName(IO &IO, const char *Key, std::string &Name) {
  std::optional<Kind> Checked;
  IO.mapOptional(Key, Checked);
  if (Checked)
    Name = std::move(Checked->Text);
}

template <typename Kind = QualifiedName>
static void mapNames(IO &IO, const char *Key, std::vector<std::string> &Names) {
  std::vector<Kind> Checked;
  IO.mapOptional(Key, Checked);
  for (Kind &Name : Checked)
    Names.push_back(std::move(Name.Text));
}

template <> struct ScalarEnumerationTraits<TypeRole> {
  static void enumeration(IO &IO, TypeRole &Role) {
    IO.enumCase(Role, "task", TypeRole::Task);
    IO.enumCase(Role, "awaitable", TypeRole::Awaitable);
    IO.enumCase(Role, "future", TypeRole::Future);
    IO.enumCase(Role, "detached", TypeRole::Detached);
    IO.enumCase(Role, "generator", TypeRole::Generator);
    IO.enumCase(Role, "not-async", TypeRole::NotAsync);
  }
};

template <> struct ScalarEnumerationTraits<TaskStart> {
  static void enumeration(IO &IO, TaskStart &Start) {
    IO.enumCase(Start, "lazy", TaskStart::Lazy);
    IO.enumCase(Start, "eager", TaskStart::Eager);
  }
};

template <> struct ScalarEnumerationTraits<AwaitForm> {
  static void enumeration(IO &IO, AwaitForm &Form) {
    IO.enumCase(Form, "as-named", AwaitForm::AsNamed);
    IO.enumCase(Form, "moved", AwaitForm::Moved);
    IO.enumCase(Form, "in-place", AwaitForm::InPlace);
    IO.enumCase(Form, "never", AwaitForm::Never);
  }
};

template <> struct ScalarEnumerationTraits<Shots> {
  static void enumeration(IO &IO, Shots &S) {
    IO.enumCase(S, "single", Shots::Single);
    IO.enumCase(S, "many", Shots::Many);
    IO.enumCase(S, "moves-value", Shots::MovesValue);
    IO.enumCase(S, "shared", Shots::Shared);
  }
};

template <> struct ScalarEnumerationTraits<Policy> {
  static void enumeration(IO &IO, Policy &P) {
    IO.enumCase(P, "report", Policy::Report);
    IO.enumCase(P, "allow", Policy::Allow);
  }
};

template <> struct ScalarEnumerationTraits<SpawnTime> {
  static void enumeration(IO &IO, SpawnTime &Time) {
    IO.enumCase(Time, "called", SpawnTime::Called);
    IO.enumCase(Time, "awaited", SpawnTime::Awaited);
  }
};

template <> struct ScalarEnumerationTraits<LimitPlace> {
  static void enumeration(IO &IO, LimitPlace &Place) {
    IO.enumCase(Place, "last", LimitPlace::Last);
    IO.enumCase(Place, "before-last", LimitPlace::BeforeLast);
  }
};

template <> struct ScalarEnumerationTraits<ExceptionFate> {
  static void enumeration(IO &IO, ExceptionFate &Fate) {
    IO.enumCase(Fate, "terminates", ExceptionFate::Terminates);
    IO.enumCase(Fate, "swallows", ExceptionFate::Swallows);
    IO.enumCase(Fate, "rethrows", ExceptionFate::Rethrows);
    IO.enumCase(Fate, "handed-on", ExceptionFate::HandedOn);
  }
};

template <> struct ScalarEnumerationTraits<WaitValue> {
  static void enumeration(IO &IO, WaitValue &Value) {
    IO.enumCase(Value, "same", WaitValue::Same);
    IO.enumCase(Value, "status", WaitValue::Status);
    IO.enumCase(Value, "optional", WaitValue::Optional);
    IO.enumCase(Value, "tuple", WaitValue::Tuple);
  }
};

template <> struct ScalarEnumerationTraits<CallbackForm> {
  static void enumeration(IO &IO, CallbackForm &Form) {
    IO.enumCase(Form, "call", CallbackForm::Call);
    IO.enumCase(Form, "thread", CallbackForm::Thread);
    IO.enumCase(Form, "loop", CallbackForm::Loop);
  }
};

template <> struct ScalarEnumerationTraits<TimeUnit> {
  static void enumeration(IO &IO, TimeUnit &Unit) {
    IO.enumCase(Unit, "ns", TimeUnit::Nanoseconds);
    IO.enumCase(Unit, "us", TimeUnit::Microseconds);
    IO.enumCase(Unit, "ms", TimeUnit::Milliseconds);
    IO.enumCase(Unit, "s", TimeUnit::Seconds);
  }
};

static void mapBlockingFacts(IO &IO, BlockingFacts &Facts) {
  mapOptionalName<FreeText>(IO, "until", Facts.Until);
  IO.mapOptional("time", Facts.Time);
  IO.mapOptional("unit", Facts.Unit);
  IO.mapOptional("sleep", Facts.Sleep);
  IO.mapOptional("known-time", Facts.KnownTime);
  IO.mapOptional("lock", Facts.Lock);
  IO.mapOptional("blocks", Facts.Blocks);
  mapOptionalName<QualifiedName>(IO, "of", Facts.Of);
  mapNames(IO, "unless", Facts.Unless);
  mapOptionalName<QualifiedName>(IO, "twin", Facts.Twin);
  IO.mapOptional("token", Facts.Token);
  mapOptionalName<QualifiedName>(IO, "needs", Facts.Needs);
  mapOptionalName<FreeText>(IO, "write", Facts.Write);
  IO.mapOptional("same-value", Facts.SameValue);
  mapOptionalName<HeaderName>(IO, "header", Facts.Header);
  mapOptionalName<QualifiedName>(IO, "header-declares", Facts.HeaderDeclares);
}

/// What keeps \p Expression from being used, or "". LLVM's expressions take
/// memory, or time, without end for nested counts and for back references.
static std::string whatIsWrongWith(StringRef Expression) {
  constexpr size_t MaxLength = 200;
  if (Expression.size() > MaxLength)
    return "it is longer than " + std::to_string(MaxLength);
  for (size_t I = 0; I + 1 < Expression.size(); ++I)
    if (StringRef("\\{").contains(Expression[I]) && isDigit(Expression[I + 1]))
      return "counts and back references are not for this key";
  std::string Wrong;
  llvm::Regex(Expression).isValid(Wrong);
  return Wrong;
}

template <> struct MappingTraits<TypeEntry> {
  static void mapping(IO &IO, TypeEntry &Entry) {
    mapName<EntryName>(IO, "name", Entry.Name);
    IO.mapRequired("role", Entry.Role);
    IO.mapOptional("start", Entry.Start);
    IO.mapOptional("await", Entry.Await);
    IO.mapOptional("shots", Entry.MayAwait);
    mapOptionalName<FreeText>(IO, "shared-form", Entry.SharedForm);
    IO.mapOptional("discard", Entry.Discard);
    IO.mapOptional("unread-local", Entry.UnreadLocal);
    mapNames(IO, "accepts", Entry.Accepts);
    mapOptionalName<FreeText>(IO, "resumes", Entry.Resumes);
    mapOptionalName<FreeText>(IO, "captures", Entry.Captures);
    mapOptionalName<FreeText>(IO, "agile", Entry.Agile);
    mapOptionalName<HeaderName>(IO, "header", Entry.Header);
    mapOptionalName<QualifiedName>(IO, "header-declares", Entry.HeaderDeclares);
    mapOptionalName<FreeText>(IO, "not-fixed", Entry.NotFixed);
    mapOptionalName<FreeText>(IO, "not-fixed-argument", Entry.NotFixedArgument);
    mapOptionalName<QualifiedName>(IO, "nothrow-parameter",
                                   Entry.NothrowParameter);
    IO.mapOptional("exceptions", Entry.Exceptions);
    mapOptionalName<FreeText>(IO, "instead", Entry.Instead);
    mapOptionalName<FreeText>(IO, "structured", Entry.Structured);
  }

  static std::string validate(IO &, TypeEntry &Entry) {
    if (!Entry.NotFixedArgument.empty()) {
      if (std::string Wrong = whatIsWrongWith(Entry.NotFixedArgument);
          !Wrong.empty())
        return "key 'not-fixed-argument': " + Wrong;
      if (Entry.NotFixed.empty())
        return "key 'not-fixed-argument': belongs to 'not-fixed'";
    }
    if (!Entry.Accepts.empty() &&
        (Entry.Role == TypeRole::Awaitable || Entry.Role == TypeRole::Future))
      return "key 'accepts': belongs to types of coroutines only";
    if (Entry.Role != TypeRole::Detached) {
      if (Entry.Exceptions != ExceptionFate::Unknown)
        return "key 'exceptions': belongs to detached types only";
      if (!Entry.Instead.empty())
        return "key 'instead': belongs to detached types only";
      if (!Entry.Structured.empty())
        return "key 'structured': belongs to detached types only";
    }
    return "";
  }
};

static void mapBoundFacts(IO &IO, BoundFacts &Facts) {
  IO.mapOptional("starts", Facts.Starts);
  mapOptionalName<FreeText>(IO, "before", Facts.Before);
  mapOptionalName<FreeText>(IO, "declare", Facts.Declare);
  mapOptionalName<FreeText>(IO, "token", Facts.Token);
  mapOptionalName<QualifiedName>(IO, "token-type", Facts.TokenType);
  IO.mapOptional("in-coroutines", Facts.InCoroutines);
  mapOptionalName<FreeText>(IO, "changes", Facts.Changes);
  mapNames<HeaderName>(IO, "headers", Facts.Headers);
}

static void mapDropFacts(IO &IO, DropFacts &Facts) {
  IO.mapOptional("runs", Facts.Runs);
  mapOptionalName<QualifiedName>(IO, "becomes", Facts.Becomes);
  mapOptionalName<FreeText>(IO, "adds", Facts.Adds);
  mapOptionalName<HeaderName>(IO, "header", Facts.Header);
}

static void mapDetachFacts(IO &IO, DetachFacts &Facts) {
  IO.mapRequired("exceptions", Facts.Exceptions);
  mapOptionalName<QualifiedName>(IO, "token", Facts.Token);
  IO.mapOptional("callback", Facts.Callback);
  mapOptionalName<FreeText>(IO, "handler", Facts.Handler);
  mapOptionalName<FreeText>(IO, "value-handler", Facts.ValueHandler);
  mapOptionalName<FreeText>(IO, "structured", Facts.Structured);
}

template <> struct MappingTraits<CallEntry> {
  static void mapping(IO &IO, CallEntry &Entry) {
    if (Entry.Role == CallRole::Executor)
      mapName<EntryPattern>(IO, "name", Entry.Name);
    else
      mapName<EntryName>(IO, "name", Entry.Name);
    switch (Entry.Role) {
    case CallRole::Wait:
      IO.mapOptional("arguments", Entry.Arguments);
      IO.mapOptional("value", Entry.Value);
      mapOptionalName<FreeText>(IO, "effect", Entry.Effect);
      IO.mapOptional("timed", Entry.Timed);
      IO.mapOptional("in-threads", Entry.InThreads);
      mapOptionalName<FreeText>(IO, "not-fixed", Entry.NotFixed);
      break;
    case CallRole::Spawn:
      mapBoundFacts(IO, Entry.Bound.edit());
      break;
    case CallRole::Hop:
      IO.mapOptional("blocking", Entry.MayBlock);
      IO.mapOptional("back", Entry.Back);
      mapNames(IO, "back-with", Entry.BackWith);
      break;
    case CallRole::ContinuationContext:
      mapOptionalName<FreeText>(IO, "agile", Entry.Agile);
      break;
    case CallRole::MustUse:
      mapName<FreeText>(IO, "because", Entry.Because);
      mapOptionalName<FreeText>(IO, "not-fixed", Entry.NotFixed);
      break;
    case CallRole::DropsResult:
      mapDropFacts(IO, Entry.Dropped.edit());
      break;
    case CallRole::Blocking:
      mapBlockingFacts(IO, Entry.Blocking.edit());
      IO.mapOptional("arguments", Entry.Arguments);
      mapOptionalName<FreeText>(IO, "not-fixed", Entry.NotFixed);
      break;
    case CallRole::Detaches:
      mapDetachFacts(IO, Entry.Detached.edit());
      break;
    case CallRole::HandOver:
      IO.mapOptional("callable", Entry.Callable);
      IO.mapOptional("at-once", Entry.AtOnce);
      break;
    case CallRole::DropsCallable:
      mapOptionalName<QualifiedName>(IO, "keep-with", Entry.KeepWith);
      break;
    case CallRole::OwnToken:
      mapOptionalName<FreeText>(IO, "stops-at", Entry.Because);
      break;
    case CallRole::LosesToken:
      mapOptionalName<FreeText>(IO, "pass-on", Entry.PassOn);
      mapNames<HeaderName>(IO, "headers", Entry.Headers);
      break;
    default:
      break;
    }
  }

  static std::string validate(IO &, CallEntry &Entry) {
    const BlockingFacts &Facts = *Entry.Blocking;
    if ((Facts.Sleep || Facts.KnownTime) && !Facts.Time)
      return "key 'time': is needed to tell how long";
    if (!Facts.Twin.empty() && !Facts.Write.empty())
      return "key 'write': stands beside 'twin'; one of them can be";
    if (Facts.Token && Facts.Twin.empty())
      return "key 'token': needs a 'twin' that takes it";
    return "";
  }
};

template <> struct MappingTraits<IncludeEntry> {
  static void mapping(IO &IO, IncludeEntry &Entry) {
    mapName<HeaderName>(IO, "header", Entry.Header);
    mapName<QualifiedName>(IO, "declares", Entry.Declares);
  }
};

template <> struct MappingTraits<SleepEntry> {
  static void mapping(IO &IO, SleepEntry &Entry) {
    mapOptionalName<FreeText>(IO, "write", Entry.Write);
    IO.mapOptional("finest", Entry.Finest);
    IO.mapOptional("includes", Entry.Includes);
    mapOptionalName<FreeText>(IO, "hint", Entry.Hint);
  }

  static std::string validate(IO &, SleepEntry &Entry) {
    if (Entry.Write.empty() == Entry.Hint.empty())
      return "key 'sleep': needs either 'write' or 'hint'";
    return "";
  }
};

template <> struct MappingTraits<CompletionEntry> {
  static void mapping(IO &IO, CompletionEntry &Entry) {
    mapName<QualifiedName>(IO, "task", Entry.Task);
    mapName<QualifiedName>(IO, "token", Entry.Token);
    mapName<HeaderName>(IO, "header", Entry.Header);
    mapName<QualifiedName>(IO, "error", Entry.Error);
    mapName<QualifiedName>(IO, "redirect", Entry.Redirect);
    mapName<HeaderName>(IO, "redirect-header", Entry.RedirectHeader);
    mapOptionalName<QualifiedName>(IO, "context", Entry.Context);
    mapNames(IO, "unless", Entry.Unless);
  }
};

template <> struct ScalarEnumerationTraits<PassedBy> {
  static void enumeration(IO &IO, PassedBy &By) {
    IO.enumCase(By, "value", PassedBy::Value);
    IO.enumCase(By, "reference", PassedBy::Reference);
  }
};

template <> struct MappingTraits<StopTokenEntry> {
  static void mapping(IO &IO, StopTokenEntry &Entry) {
    mapName<EntryName>(IO, "name", Entry.Name);
    IO.mapOptional("pass-by", Entry.Passed);
    IO.mapOptional("ambient", Entry.Ambient);
    mapName<QualifiedName>(IO, "requested", Entry.Requested);
    mapNames(IO, "sources", Entry.Sources);
    mapNames(IO, "requests", Entry.Requests);
    mapNames(IO, "none", Entry.None);
    mapNames(IO, "carriers", Entry.Carriers);
  }
};

template <> struct MappingTraits<TokenEntry> {
  static void mapping(IO &IO, TokenEntry &Entry) {
    mapName<EntryName>(IO, "blocking", Entry.Blocking);
    mapName<QualifiedName>(IO, "awaiting", Entry.Awaiting);
    mapName<HeaderName>(IO, "header", Entry.Header);
  }
};

template <> struct MappingTraits<ReadyValueEntry> {
  static void mapping(IO &IO, ReadyValueEntry &Entry) {
    mapName<EntryName>(IO, "type", Entry.Type);
    mapName<FreeText>(IO, "value", Entry.Value);
    mapName<FreeText>(IO, "void", Entry.Void);
    mapOptionalName<HeaderName>(IO, "header", Entry.Header);
  }
};

template <> struct MappingTraits<PerElementEntry> {
  static void mapping(IO &IO, PerElementEntry &Entry) {
    mapName<EntryName>(IO, "name", Entry.Name);
    mapOptionalName<QualifiedName>(IO, "bounded", Entry.Bounded);
    IO.mapOptional("limit", Entry.Limit);
    IO.mapOptional("rereads", Entry.Rereads);
    mapOptionalName<QualifiedName>(IO, "callable-returns",
                                   Entry.CallableReturns);
    mapOptionalName<HeaderName>(IO, "header", Entry.Header);
    mapOptionalName<FreeText>(IO, "not-fixed", Entry.NotFixed);
  }
};

template <> struct MappingTraits<BoundedAwaitEntry> {
  static void mapping(IO &IO, BoundedAwaitEntry &Entry) {
    mapName<FreeText>(IO, "before", Entry.Before);
    mapOptionalName<QualifiedName>(IO, "needs", Entry.Needs);
    mapNames<HeaderName>(IO, "headers", Entry.Headers);
  }
};

template <> struct MappingTraits<ConversionEntry> {
  static void mapping(IO &IO, ConversionEntry &Entry) {
    mapName<QualifiedName>(IO, "task", Entry.Task);
    mapOptionalName<QualifiedName>(IO, "wait", Entry.Wait);
    mapOptionalName<HeaderName>(IO, "header", Entry.Header);
  }
};

template <> struct MappingTraits<LockEntry> {
  static void mapping(IO &IO, LockEntry &Entry) {
    mapNames(IO, "guards", Entry.Guards);
    mapNames(IO, "mutexes", Entry.Mutexes);
  }
};

template <> struct MappingTraits<UsualLists> {
  static void mapping(IO &IO, UsualLists &Words) {
    for (const auto &[Kind, List] : llvm::zip(usualKinds(), Words.Lists))
      mapNames<UsualWord>(IO, Kind.Key.data(), List);
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

template <> struct MappingTraits<Library> {
  static void mapping(IO &IO, Library &Lib) {
    auto &Seen = *static_cast<SeenNames *>(IO.getContext());
    mapName<FreeText>(IO, "library", Lib.Name);
    mapNames(IO, "namespaces", Lib.Namespaces);
    IO.mapOptional("types", Lib.Types);
    Seen.clear();
    IO.mapOptional("tokens", Lib.Tokens);
    Seen.clear();
    IO.mapOptional("ready-values", Lib.ReadyValues);
    Seen.clear();
    IO.mapOptional("per-element", Lib.PerElement);
    IO.mapOptional("bounded-await", Lib.BoundedAwait);
    mapNames(IO, "machine-counts", Lib.MachineCounts);
    mapNames(IO, "runners", Lib.Runners);
    mapNames(IO, "holders", Lib.Holders);
    IO.mapOptional("usual", Lib.UsualWords);
    mapNames(IO, "ui-types", Lib.UITypes);
    mapOptionalName<FreeText>(IO, "bound-idiom", Lib.BoundIdiom);
    mapNames(IO, "pools", Lib.Pools);
    IO.mapOptional("sleep", Lib.Sleep);
    IO.mapOptional("completion", Lib.Completion);
    IO.mapOptional("stop-tokens", Lib.StopTokens);
    IO.mapOptional("locks", Lib.Locks);
    mapNames(IO, "views", Lib.Views);
    mapNames(IO, "handler-macros", Lib.HandlerMacros);
    mapOptionalName<QualifiedName>(IO, "callback-adaptor", Lib.CallbackAdaptor);
    mapOptionalName<FreeText>(IO, "starts-tasks", Lib.StartsTasks);
    mapNames(IO, "errors", Lib.Errors);
    mapOptionalName<QualifiedName>(IO, "await-all", Lib.AwaitAll);
    IO.mapOptional("conversion", Lib.Conversion);
    const std::pair<const char *, CallRole> Sections[] = {
        {"waits", CallRole::Wait},
        {"ready", CallRole::Ready},
        {"make-ready", CallRole::MakeReady},
        {"fan-out", CallRole::FanOut},
        {"consumers", CallRole::Consume},
        {"continuations", CallRole::Continuation},
        {"handlers", CallRole::Handler},
        {"executors", CallRole::Executor},
        {"threads", CallRole::Thread},
        {"tests", CallRole::Test},
        {"hops", CallRole::Hop},
        {"must-use", CallRole::MustUse},
        {"may-drop", CallRole::MayDrop},
        {"receives", CallRole::Receives},
        {"spawns", CallRole::Spawn},
        {"agile-wrappers", CallRole::AgileWrapper},
        {"moves-work", CallRole::MovesWork},
        {"continuation-contexts", CallRole::ContinuationContext},
        {"any-thread", CallRole::AnyThread},
        {"gates", CallRole::Gate},
        {"drops-result", CallRole::DropsResult},
        {"binders", CallRole::Binder},
        {"blocking-calls", CallRole::Blocking},
        {"detaches", CallRole::Detaches},
        {"task-handlers", CallRole::TaskHandler},
        {"does-not-throw", CallRole::NoThrow},
        {"hand-over", CallRole::HandOver},
        {"borrows", CallRole::Borrow},
        {"drops-callable", CallRole::DropsCallable},
        {"cleanup", CallRole::Cleanup},
        {"own-token", CallRole::OwnToken},
        {"condition-waits", CallRole::StopsEarly},
        {"loses-token", CallRole::LosesToken}};
    for (const auto &[Key, Role] : Sections) {
      Seen.clear();
      CallSection Section{Role, {}};
      IO.mapOptional(Key, Section);
      llvm::move(Section.Entries, std::back_inserter(Lib.Calls));
    }
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
  Lines.back() = Lines.back().drop_back(Word.size());
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
/// null. LLVM's reader calls itself for each level.
static const yaml::Node *deeperThan(unsigned Levels, yaml::Node *Node) {
  if (!Levels &&
      llvm::isa_and_nonnull<yaml::SequenceNode, yaml::MappingNode>(Node))
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

/// The line of what is nested too deep, or 0.
static unsigned findTooDeep(llvm::StringRef Text) {
  llvm::SourceMgr Manager;
  // What is wrong otherwise is said when it is read.
  Manager.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
  yaml::Stream Stream(Text, Manager, /*ShowColors=*/false);
  const yaml::Node *Deep = deeperThan(MaxNesting, Stream.begin()->getRoot());
  return Deep ? Text.take_front(Deep->getSourceRange().Start.getPointer() -
                                Text.data())
                        .count('\n') +
                    1
              : 0;
}

std::optional<Library>
clang::tidy::async::parseVocabulary(llvm::StringRef File, llvm::StringRef Text,
                                    VocabularyError &Error) {
  FirstDiagnostic First{Text, 0, ""};
  First.Line = findOverlooked(Text, First.Message);
  Library Lib;
  if (!First.Line) {
    SeenNames Seen;
    const std::string Hidden = hideColons(Text);
    if ((First.Line = findTooDeep(Hidden))) {
      First.Message = "nested deeper than " + std::to_string(MaxNesting);
    } else {
      yaml::Input In(Hidden, &Seen, remember, &First);
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
