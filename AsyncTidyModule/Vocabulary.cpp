//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Vocabulary.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang::tidy::async;
namespace yaml = llvm::yaml;

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(TokenEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallEntry)

/// `a::b::c` or `::a::b`: what a name in a vocabulary must look like.
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

static std::string badName(llvm::StringRef Name) {
  return ("'" + Name + "' is not a qualified name").str();
}

namespace llvm::yaml {

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

template <> struct ScalarEnumerationTraits<Policy> {
  static void enumeration(IO &IO, Policy &P) {
    IO.enumCase(P, "report", Policy::Report);
    IO.enumCase(P, "allow", Policy::Allow);
  }
};

template <> struct ScalarEnumerationTraits<WaitValue> {
  static void enumeration(IO &IO, WaitValue &Value) {
    IO.enumCase(Value, "same", WaitValue::Same);
    IO.enumCase(Value, "status", WaitValue::Status);
  }
};

template <> struct MappingTraits<TypeEntry> {
  static void mapping(IO &IO, TypeEntry &Entry) {
    IO.mapRequired("name", Entry.Name);
    IO.mapRequired("role", Entry.Role);
    IO.mapOptional("start", Entry.Start);
    IO.mapOptional("await", Entry.Await);
    IO.mapOptional("discard", Entry.Discard);
    IO.mapOptional("unread-local", Entry.UnreadLocal);
    IO.mapOptional("accepts", Entry.Accepts);
    IO.mapOptional("resumes", Entry.Resumes);
    IO.mapOptional("header", Entry.Header);
  }

  static std::string validate(IO &, TypeEntry &Entry) {
    if (!isQualifiedName(Entry.Name))
      return badName(Entry.Name);
    for (const std::string &Name : Entry.Accepts)
      if (!isQualifiedName(Name))
        return badName(Name);
    if (!Entry.Accepts.empty() && Entry.Role != TypeRole::Task)
      return "'accepts' belongs to tasks";
    return "";
  }
};

template <> struct MappingTraits<CallEntry> {
  static void mapping(IO &IO, CallEntry &Entry) {
    IO.mapRequired("name", Entry.Name);
    switch (Entry.Role) {
    case CallRole::Wait:
      IO.mapOptional("arguments", Entry.Arguments);
      IO.mapOptional("value", Entry.Value);
      IO.mapOptional("effect", Entry.Effect);
      IO.mapOptional("timed", Entry.Timed);
      IO.mapOptional("not-fixed", Entry.NotFixed);
      break;
    case CallRole::MustUse:
      IO.mapRequired("because", Entry.Because);
      IO.mapOptional("not-fixed", Entry.NotFixed);
      break;
    default:
      break;
    }
  }

  static std::string validate(IO &, CallEntry &Entry) {
    return isQualifiedName(Entry.Name) ? "" : badName(Entry.Name);
  }
};

template <> struct MappingTraits<TokenEntry> {
  static void mapping(IO &IO, TokenEntry &Entry) {
    IO.mapRequired("blocking", Entry.Blocking);
    IO.mapRequired("awaiting", Entry.Awaiting);
    IO.mapRequired("header", Entry.Header);
  }

  static std::string validate(IO &, TokenEntry &Entry) {
    if (!isQualifiedName(Entry.Blocking))
      return badName(Entry.Blocking);
    return isQualifiedName(Entry.Awaiting) ? "" : badName(Entry.Awaiting);
  }
};

template <> struct MappingTraits<LockEntry> {
  static void mapping(IO &IO, LockEntry &Entry) {
    IO.mapRequired("guards", Entry.Guards);
    IO.mapRequired("mutexes", Entry.Mutexes);
  }

  static std::string validate(IO &, LockEntry &Entry) {
    for (const auto *Names : {&Entry.Guards, &Entry.Mutexes})
      for (const std::string &Name : *Names)
        if (!isQualifiedName(Name))
          return badName(Name);
    return "";
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
    IO.mapRequired("library", Lib.Name);
    IO.mapOptional("namespaces", Lib.Namespaces);
    IO.mapOptional("types", Lib.Types);
    IO.mapOptional("tokens", Lib.Tokens);
    IO.mapOptional("locks", Lib.Locks);
    IO.mapOptional("handler-macros", Lib.HandlerMacros);
    IO.mapOptional("await-all", Lib.AwaitAll);
    const std::pair<const char *, CallRole> Sections[] = {
        {"waits", CallRole::Wait},
        {"ready", CallRole::Ready},
        {"make-ready", CallRole::MakeReady},
        {"fan-out", CallRole::FanOut},
        {"continuations", CallRole::Continuation},
        {"handlers", CallRole::Handler},
        {"must-use", CallRole::MustUse}};
    for (const auto &[Key, Role] : Sections) {
      CallSection Section{Role, {}};
      IO.mapOptional(Key, Section);
      llvm::move(Section.Entries, std::back_inserter(Lib.Calls));
    }
  }

  static std::string validate(IO &, Library &Lib) {
    for (const std::string &Name : Lib.Namespaces)
      if (!isQualifiedName(Name))
        return badName(Name);
    return "";
  }
};

} // namespace llvm::yaml

std::string VocabularyError::str() const {
  if (!Line)
    return File + ": " + Message;
  return File + ":" + std::to_string(Line) + ": " + Message;
}

namespace {
/// The first complaint of LLVM's YAML reader; later ones follow from it.
struct FirstDiagnostic {
  unsigned Line = 0;
  std::string Message;
};
} // namespace

/// LLVM's reader says where and what, but for a bad word not which key; the
/// key stands on the line it shows.
static void remember(const llvm::SMDiagnostic &Diag, void *Context) {
  auto &First = *static_cast<FirstDiagnostic *>(Context);
  if (First.Line)
    return;
  First.Line = Diag.getLineNo() > 0 ? Diag.getLineNo() : 1;
  First.Message = Diag.getMessage().str();
  llvm::StringRef Key =
      Diag.getLineContents().take_until([](char C) { return C == ':'; });
  Key = Key.ltrim(" -{").rtrim();
  if (!Key.empty() && Diag.getLineContents().contains(':') &&
      !llvm::StringRef(First.Message).contains(Key))
    First.Message = ("key '" + Key + "': " + First.Message).str();
}

std::optional<Library>
clang::tidy::async::parseVocabulary(llvm::StringRef File, llvm::StringRef Text,
                                    VocabularyError &Error) {
  FirstDiagnostic First;
  Library Lib;
  yaml::Input In(Text, nullptr, remember, &First);
  In >> Lib;
  if (!In.error() && !First.Line)
    return Lib;
  Error.File = File.str();
  Error.Line = std::max(First.Line, 1U);
  Error.Message =
      First.Message.empty() ? In.error().message() : std::move(First.Message);
  return std::nullopt;
}
