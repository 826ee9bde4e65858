//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Fields.h"
#include "program/LineWriter.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <numeric>

using namespace async_link;
using clang::tidy::async::SummaryVersion;
using clang::tidy::async::unescaped;

//===--- Reading ----------------------------------------------------------===//

bool Reader::read(StringRef Folder, StringRef Root, std::string &Error,
                  llvm::function_ref<void(std::size_t, std::size_t)> Show) {
  std::error_code Failed;
  std::vector<std::string> Paths;
  for (llvm::sys::fs::directory_iterator It(Folder, Failed), End;
       !Failed && It != End; It.increment(Failed))
    if (llvm::sys::path::extension(It->path()) == ".summary")
      Paths.push_back(It->path());
  if (Failed) {
    Error = (Folder + ": " + Failed.message()).str();
    return false;
  }
  std::size_t Read = 0;
  return llvm::all_of(Paths, [&](StringRef Path) {
    if (Show)
      Show(++Read, Paths.size());
    return readSummary(Path, Root, Error);
  });
}

bool Reader::readSummary(StringRef Path, StringRef Root, std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer) {
    Error = (Path + ": " + Buffer.getError().message()).str();
    return false;
  }
  Unit Of;
  Of.Number = All.Units++;
  All.UnitTable.emplace_back();
  const std::string Inside = Root.str() + "/";
  Of.Root = Inside;
  StringRef Rest = (*Buffer)->getBuffer(), Line;
  std::tie(Line, Rest) = Rest.split('\n');
  bool Fits = Line == SummaryVersion;
  while (Fits && !Rest.empty()) {
    std::tie(Line, Rest) = Rest.split('\n');
    Fits = readLine(Line, Of);
  }
  if (!Fits)
    Error =
        (Path + ": not a summary that this version writes; `find` again").str();
  return Fits;
}

static std::uint32_t flagsOf(StringRef Letters) {
  std::uint32_t Flags = 0;
  for (char C : Letters)
    if (C >= 'a' && C <= 'z')
      Flags |= flag(C);
  return Flags;
}

Id Reader::file(StringRef Path, StringRef Digest) {
  auto [It, IsNew] = FileIds.try_emplace(Path, All.Files.size());
  if (IsNew)
    All.Files.push_back({It->first(), Saver.save(Digest)});
  // A text of its own says that two disagree.
  File &Known = All.Files[It->second];
  if (Known.Digest.empty())
    Known.Digest = Saver.save(Digest);
  else if (!Digest.empty() && Known.Digest != Digest)
    Known.Digest = "-";
  return It->second;
}

/// A key whose path is inside the sources does not say where these stand.
static std::string keyFrom(StringRef Field, StringRef Root) {
  std::string Key = unescaped(Field);
  StringRef Path = Key;
  return Path.consume_front("@") && Path.consume_front(Root) ? "@" + Path.str()
                                                             : Key;
}

Id Reader::function(StringRef Field, const Unit &Of) {
  auto [It, IsNew] =
      FunctionIds.try_emplace(keyFrom(Field, Of.Root), All.Functions.size());
  if (IsNew) {
    All.Functions.emplace_back();
    All.Functions.back().Key = It->first();
  }
  return It->second;
}

StringRef Reader::text(StringRef Field) {
  return Texts.try_emplace(unescaped(Field), 0).first->first();
}

bool Reader::readLine(StringRef Line, Unit &Of) {
  Fields Next(Line);
  bool Fits = true;
  const StringRef Tag = Next.text();
  const auto Relate = [&](std::vector<Relation> &To) {
    const Id From = Next.number(Of.Functions, Fits);
    To.push_back({From, function(Next.text(), Of), Of.Number});
  };
  if (Tag == "c") {
    Call C;
    C.From = Next.number(Of.Functions, Fits);
    C.To = Next.number(Of.Functions, Fits);
    C.Unit = Of.Number;
    const StringRef Flags = Next.text();
    C.Hands = Flags.contains('h');
    C.OnOtherThread = Flags.contains('o');
    C.IsVirtual = Flags.contains('v');
    C.At = Next.place(Of.Files, Fits);
    All.Calls.push_back(C);
  } else if (Tag == "f") {
    readFunction(Next, Of, Fits);
  } else if (Tag == "p") {
    const std::string Path = unescaped(Next.text());
    StringRef Known = Path;
    Known.consume_front(Of.Root);
    Of.Files.push_back(file(Known, Next.text()));
  } else if (Tag == "t") {
    Relate(All.Patterns);
  } else if (Tag == "o") {
    Relate(All.Overridden);
  } else if (Tag == "i") {
    Relate(All.Lambdas);
  } else if (Tag == "u") {
    // Its file has no number yet.
    const std::string Path = unescaped(Next.text());
    StringRef Known = Path;
    Known.consume_front(Of.Root);
    All.UnitTable.back().MainFile = file(Known, "");
    All.UnitTable.back().IsBroken = Next.text() == "b";
    All.IsIncomplete |= All.UnitTable.back().IsBroken;
  } else if (Tag == "x" || Tag == "h" || Tag == "r" || Tag == "g") {
    readUse(Tag, Next, Of, Fits);
  } else if (!readConversion(Tag, Next, Of, Fits) &&
             !readTokens(Tag, Next, Of, Fits)) {
    readFinding(Tag, Next, Of, Fits);
  }
  return Fits;
}

void Reader::readFunction(Fields &Next, Unit &Of, bool &Fits) {
  Definition D;
  D.Function = function(Next.text(), Of);
  D.Unit = Of.Number;
  Function &F = All.Functions[D.Function];
  F.Name = text(Next.text());
  D.Flags = flagsOf(Next.text());
  D.Flags |= D.Flags & NeverSeen ? 0 : SeenToRun;
  F.Flags |= D.Flags;
  if (const Id Main = All.UnitTable.back().MainFile;
      D.Flags & (Used | Escapes | Mentioned))
    F.UsedIn = F.UsedIn == None || F.UsedIn == Main ? Main : SeveralFiles;
  Of.Functions.push_back(D.Function);
  if (!Next.empty()) {
    D.At = Next.place(Of.Files, Fits);
    Definitions.push_back(D);
  }
}

/// What is done with a function besides calling it.
void Reader::readUse(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  const Id First = Next.number(Of.Functions, Fits);
  if (Tag == "x") {
    Taker T;
    T.Function = First;
    T.Unit = Of.Number;
    T.Name = text(Next.text());
    T.IsPool = Next.text() == "p";
    T.At = Next.place(Of.Files, Fits);
    All.Takers.push_back(T);
  } else if (Tag == "h") {
    Handing H;
    H.Callable = First;
    H.By = Next.number(Of.Functions, Fits);
    H.Unit = Of.Number;
    H.To.Function = function(Next.text(), Of);
    H.To.Index = Next.number(Fits);
    H.At = Next.place(Of.Files, Fits);
    All.Handings.push_back(H);
  } else {
    ParameterUse U;
    U.Of = {First, Next.number(Fits)};
    U.Unit = Of.Number;
    if (Tag == "g") {
      U.To.Function = function(Next.text(), Of);
      U.To.Index = Next.number(Fits);
    }
    All.ParameterUses.push_back(U);
  }
}

Question Reader::readQuestion(Fields &Next, Unit &Of, bool &Fits) {
  const Id Function = Next.number(Of.Functions, Fits);
  return {Function, text(Next.text())};
}

void Reader::readFinding(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  if (Tag == "s") {
    Finding F;
    F.Function = Next.number(Of.Functions, Fits);
    F.Unit = Of.Number;
    F.Check = text(Next.text());
    F.States = text(Next.text());
    const StringRef View = Next.text();
    F.View = View.empty() ? '0' : View.front();
    const StringRef Flags = Next.text();
    F.NotOnPool = Flags.contains('p');
    F.IsConverted = Flags.contains('c');
    F.NeedsToken = Flags.contains('t');
    All.Findings.push_back(std::move(F));
    return;
  }
  if (Tag == "k") {
    Claim C;
    C.What = readQuestion(Next, Of, Fits);
    C.Unit = Of.Number;
    while (Fits && !Next.empty())
      C.Needs.push_back(readQuestion(Next, Of, Fits));
    All.Claims.push_back(std::move(C));
    return;
  }
  Fits &= !All.Findings.empty() && All.Findings.back().Unit == Of.Number;
  if (!Fits)
    return;
  Finding &Open = All.Findings.back();
  if (Tag == "q") {
    Condition C;
    C.Asked = readQuestion(Next, Of, Fits);
    C.Holds = Next.text() == "y";
    Open.Conditions.push_back(C);
  } else if (Tag == "m" || Tag == "n") {
    Said &To = Tag == "m" ? Open.Warning : Open.Notes.emplace_back();
    To.Text = text(Next.text());
    To.At = Next.place(Of.Files, Fits);
  } else if (Tag == "e") {
    Edit E;
    E.At = Next.place(Of.Files, Fits);
    E.Length = Next.number(Fits);
    E.Text = text(Next.text());
    (Open.Notes.empty() ? Open.Warning : Open.Notes.back()).Edits.push_back(E);
  } else {
    Fits = false;
  }
}

//===--- Putting together -------------------------------------------------===//

/// Calls \p Resolve with each function that a unit names, and the unit.
template <typename Function>
static void forEachMention(Facts &All, Function Resolve) {
  for (Call &C : All.Calls) {
    Resolve(C.From, C.Unit);
    Resolve(C.To, C.Unit);
  }
  for (Taker &T : All.Takers)
    Resolve(T.Function, T.Unit);
  for (auto *Relations : {&All.Patterns, &All.Overridden, &All.Lambdas})
    for (Relation &R : *Relations) {
      Resolve(R.From, R.Unit);
      Resolve(R.To, R.Unit);
    }
  for (ParameterUse &U : All.ParameterUses) {
    Resolve(U.Of.Function, U.Unit);
    if (U.To.Function != None)
      Resolve(U.To.Function, U.Unit);
  }
  for (Handing &H : All.Handings) {
    Resolve(H.Callable, H.Unit);
    Resolve(H.By, H.Unit);
    Resolve(H.To.Function, H.Unit);
  }
  for (Finding &F : All.Findings) {
    Resolve(F.Function, F.Unit);
    for (Condition &C : F.Conditions)
      Resolve(C.Asked.Function, F.Unit);
  }
  for (TokenFunction &F : All.TokenFunctions)
    Resolve(F.Function, F.Unit);
  for (TokenCall &C : All.TokenCalls) {
    Resolve(C.Callee, C.Unit);
    Resolve(C.Caller, C.Unit);
  }
  for (Claim &C : All.Claims) {
    Resolve(C.What.Function, C.Unit);
    for (Question &Need : C.Needs)
      Resolve(Need.Function, C.Unit);
  }
}

/// A function that is defined at several places is several functions: each unit
/// means its own, and nobody knows which one the others mean.
void Reader::defineTwice() {
  llvm::sort(Definitions, [](const Definition &A, const Definition &B) {
    return A.key() < B.key();
  });
  // What a unit means by a function, where that is not the function itself.
  llvm::DenseMap<std::pair<Id, Id>, Id> Meant;
  llvm::DenseMap<Id, std::vector<Id>> Several;
  for (std::size_t I = 0; I < Definitions.size();) {
    std::size_t End = I;
    const Id Of = Definitions[I].Function;
    bool IsOne = true;
    for (; End < Definitions.size() && Definitions[End].Function == Of; ++End)
      IsOne &= Definitions[End].At.key() == Definitions[I].At.key();
    All.Functions[Of].Defined = Definitions[I].At;
    Id Copy = None;
    for (std::size_t J = I; !IsOne && J < End; ++J) {
      const Definition &D = Definitions[J];
      if (J == I || Definitions[J - 1].At.key() != D.At.key()) {
        Copy = All.Functions.size();
        Function New = All.Functions[Of];
        New.Key = Saver.save(New.Key + " @" + All.Files[D.At.File].Path + ":" +
                             llvm::Twine(D.At.Offset));
        New.Flags &= Used | Escapes;
        New.Flags |= async_link::Several;
        New.Defined = D.At;
        All.Functions.push_back(New);
        Several[Of].push_back(Copy);
      }
      All.Functions[Copy].Flags |= D.Flags;
      Meant[{D.Unit, Of}] = Copy;
    }
    if (!IsOne) {
      All.Functions[Of].Flags = async_link::Several;
      All.Functions[Of].Defined = {};
    }
    I = End;
  }
  if (Several.empty())
    return;
  const auto Resolve = [&](Id &Function, Id Unit) {
    auto It = Several.find(Function);
    if (It == Several.end())
      return;
    auto Own = Meant.find({Unit, Function});
    if (Own != Meant.end()) {
      Function = Own->second;
      return;
    }
    for (Id Copy : It->second)
      All.Functions[Copy].Flags |= Loose;
  };
  forEachMention(All, Resolve);
}

/// What a function gets that calls it is called by who hands it over.
void Reader::resolveHandings() {
  std::vector<std::pair<Id, Id>> Open;
  llvm::DenseSet<std::pair<Id, Id>> Called;
  llvm::DenseMap<std::pair<Id, Id>, std::vector<std::pair<Id, Id>>> Givers;
  for (const ParameterUse &U : All.ParameterUses) {
    const std::pair<Id, Id> Parameter(U.Of.Function, U.Of.Index);
    if (U.To.Function != None)
      Givers[{U.To.Function, U.To.Index}].push_back(Parameter);
    else if (Called.insert(Parameter).second)
      Open.push_back(Parameter);
  }
  while (!Open.empty()) {
    const std::pair<Id, Id> Next = Open.back();
    Open.pop_back();
    for (const std::pair<Id, Id> &Giver : Givers.lookup(Next))
      if (Called.insert(Giver).second)
        Open.push_back(Giver);
  }
  for (const Handing &H : All.Handings) {
    Function &Callable = All.Functions[H.Callable];
    if (!Called.count({H.To.Function, H.To.Index})) {
      Callable.Flags |= Callable.Flags & Lambda ? 0 : Escapes;
      continue;
    }
    Callable.Flags |= SeenToRun;
    Call C;
    C.From = H.By;
    C.To = H.Callable;
    C.Unit = H.Unit;
    C.At = H.At;
    C.Hands = true;
    All.Calls.push_back(C);
  }
  All.Handings.clear();
  All.ParameterUses.clear();
}

/// Numbers \p Table by the order of \p KeyOf; returns the new number of each.
template <typename T, typename Key>
static std::vector<Id> renumber(std::vector<T> &Table, Key KeyOf) {
  std::vector<Id> Order(Table.size()), New(Table.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order,
             [&](Id A, Id B) { return KeyOf(Table[A]) < KeyOf(Table[B]); });
  std::vector<T> Sorted;
  Sorted.reserve(Table.size());
  for (Id I = 0; I < Order.size(); ++I) {
    New[Order[I]] = I;
    Sorted.push_back(std::move(Table[Order[I]]));
  }
  Table = std::move(Sorted);
  return New;
}

template <typename T> static void sortAndUnite(std::vector<T> &Table) {
  llvm::sort(Table, [](const T &A, const T &B) { return A.key() < B.key(); });
  Table.erase(
      std::unique(Table.begin(), Table.end(),
                  [](const T &A, const T &B) { return A.key() == B.key(); }),
      Table.end());
}

void Reader::sort() {
  const std::vector<Id> Files =
      renumber(All.Files, [](const File &F) { return F.Path; });
  const std::vector<Id> Functions =
      renumber(All.Functions, [](const Function &F) { return F.Key; });
  const auto Move = [&](Place &At) {
    if (At.File != None)
      At.File = Files[At.File];
  };
  const auto MoveSaid = [&](Said &S) {
    Move(S.At);
    for (Edit &E : S.Edits)
      Move(E.At);
  };
  for (Function &F : All.Functions) {
    Move(F.Defined);
    if (F.UsedIn != None && F.UsedIn != SeveralFiles)
      F.UsedIn = Files[F.UsedIn];
  }
  for (Claim &C : All.Claims) {
    C.What.Function = Functions[C.What.Function];
    for (Question &Need : C.Needs)
      Need.Function = Functions[Need.Function];
  }
  for (Call &C : All.Calls) {
    C.From = Functions[C.From];
    C.To = Functions[C.To];
    Move(C.At);
  }
  for (Taker &T : All.Takers) {
    T.Function = Functions[T.Function];
    Move(T.At);
  }
  for (auto *Relations : {&All.Patterns, &All.Overridden, &All.Lambdas}) {
    for (Relation &R : *Relations) {
      R.From = Functions[R.From];
      R.To = Functions[R.To];
    }
    sortAndUnite(*Relations);
  }
  for (Finding &F : All.Findings) {
    F.Function = Functions[F.Function];
    for (Condition &C : F.Conditions)
      C.Asked.Function = Functions[C.Asked.Function];
    MoveSaid(F.Warning);
    for (Said &Note : F.Notes)
      MoveSaid(Note);
  }
  sortAndUnite(All.Calls);
  sortAndUnite(All.Takers);
  sortConversions(Files, Functions);
  sortTokens(Files, Functions);
}

Facts Reader::finish() {
  defineTwice();
  resolveHandings();
  sort();
  return std::move(All);
}
