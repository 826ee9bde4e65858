//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Decisions.h"
#include "program/LineWriter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace async_link;
using namespace clang::tidy::async;

static std::unique_ptr<const Reach> reachWithBoundaries(const Facts &Of) {
  const bool Any = llvm::any_of(
      Of.Functions, [](const Function &F) { return F.Flags & WaitBoundary; });
  return Any ? std::make_unique<Reach>(Of, '1') : nullptr;
}

Decisions::Decisions(const Facts &Of, Limits Kept)
    : Of(Of), All(Of, '0'), WithBoundaries(reachWithBoundaries(Of)),
      Stops(Of, Kept), Told(Of, Kept, Stops),
      Converted(Of, WithBoundaries ? *WithBoundaries : All, std::move(Kept)) {
  decide();
}

const Reach &Decisions::in(const Finding &F) const {
  return F.View == '1' && WithBoundaries ? *WithBoundaries : All;
}

unsigned Decisions::reached() const {
  unsigned Count = 0;
  for (Id I = 0; I < Of.Functions.size(); ++I)
    Count += All.step(I).IsSet;
  return Count;
}

//===--- Deciding ---------------------------------------------------------===//

static auto placeOfFinding(const Finding &F) {
  return std::tuple(F.Warning.At.key(), F.Check);
}

/// All that is said, to compare by.
static auto contents(const Said &Text) {
  std::vector<decltype(Edit().key())> Edits;
  for (const Edit &E : Text.Edits)
    Edits.push_back(E.key());
  return std::tuple(Text.Text, Text.At.key(), Edits);
}

static auto contents(const Finding &F) {
  std::vector<decltype(contents(Said()))> Notes;
  for (const Said &Note : F.Notes)
    Notes.push_back(contents(Note));
  std::vector<std::tuple<Id, StringRef, bool>> Conditions;
  for (const Condition &C : F.Conditions)
    Conditions.emplace_back(C.Asked.Function, C.Asked.Fact, C.Holds);
  return std::tuple(contents(F.Warning), Notes, F.States, F.View, F.NotOnPool,
                    F.IsConverted, F.NeedsToken, Conditions);
}

bool Decisions::before(const Truth &A, const Truth &B) const {
  const auto Order = [this](const Truth &T) {
    const Id Function = T.Said->Function;
    const RunState State = in(*T.Said).state(Function);
    // What is written comes before what is made of it; what is called is worst.
    return std::tuple(placeOfFinding(*T.Said),
                      !(Of.Functions[Function].Flags & Dependent),
                      State != RunState::Called, State != RunState::HandedOver,
                      in(*T.Said).length(Function), Function);
  };
  if (Order(A) != Order(B))
    return Order(A) < Order(B);
  return contents(*A.Said) < contents(*B.Said);
}

void Decisions::decide() {
  for (const Finding &F : Of.Findings) {
    const RunState State = in(F).state(F.Function);
    if (F.States.contains(static_cast<char>(State)) && Told.allow(F) &&
        (!F.NeedsToken || stopOf(F)) &&
        !(F.NotOnPool && runsInAsyncCode(State) &&
          in(F).root(F.Function) == RunRoot::Pool))
      True.push_back({&F});
  }
  llvm::sort(True,
             [this](const Truth &A, const Truth &B) { return before(A, B); });
  True.erase(std::unique(True.begin(), True.end(),
                         [](const Truth &A, const Truth &B) {
                           return placeOfFinding(*A.Said) ==
                                  placeOfFinding(*B.Said);
                         }),
             True.end());
  for (Truth &T : True)
    if (const Plan *Made = planOf(*T.Said))
      T.Carrier = Carriers.try_emplace(Made, T.Said).first->second;
}

/// That by which its edits are made; null where there are none.
const Plan *Decisions::planOf(const Finding &F) const {
  const HandedStop *Stop = stopOf(F);
  const Plan *Made = Stop            ? &Stop->Made
                     : F.IsConverted ? Converted.plan(F.Function)
                                     : nullptr;
  return Made && Made->Refused.Why.empty() ? Made : nullptr;
}

unsigned Decisions::converted() const {
  unsigned Count = 0;
  for (const auto &[Made, Carrier] : Carriers)
    Count += Carrier->IsConverted ? Made->Functions.size() : 0;
  return Count;
}

/// Why the conversion that \p F asks for is not made.
Refusal Decisions::whyNot(const Finding &F) const {
  const HandedStop *Stop = stopOf(F);
  const Plan *Made = Stop ? &Stop->Made : Converted.plan(F.Function);
  Refusal Found = Made ? Made->Refused : Converted.obstacle(F.Function);
  if (Found.At.File == None)
    Found.At = F.Warning.At;
  return Found;
}

//===--- Writing ----------------------------------------------------------===//

Place Decisions::placeOf(const Step &Why) const {
  return Why.Call != None ? Of.Calls[Why.Call].At : Of.Takers[Why.Taker].At;
}

std::string Decisions::stepText(const Step &Why, Id Function) const {
  StepWords Words;
  Words.Function = Of.Functions[Function].Name;
  Words.ToExecutor = Why.Call == None;
  if (Words.ToExecutor) {
    Words.By = Of.Takers[Why.Taker].Name;
  } else {
    const async_link::Function &By = Of.Functions[Of.Calls[Why.Call].From];
    Words.By = By.Name;
    Words.ByCoroutine = By.Flags & Coroutine;
  }
  return sentenceOf(Words);
}

std::string Decisions::path(const Place &At, StringRef Root) const {
  const StringRef Path = At.File == None ? "" : Of.Files[At.File].Path;
  if (Path.empty() || llvm::sys::path::is_absolute(Path))
    return Path.str();
  return (Root + "/" + Path).str();
}

void Decisions::writeNote(llvm::json::OStream &Out, StringRef Message,
                          const Place &At, StringRef Root) const {
  Out.object([&] {
    Out.attribute("Message", Message);
    Out.attribute("FilePath", path(At, Root));
    Out.attribute("FileOffset", At.Offset);
    Out.attributeArray("Replacements", [] {});
  });
}

void Decisions::writeSaid(llvm::json::OStream &Out, const Said &Text,
                          StringRef Message, StringRef Root) const {
  Out.object([&] {
    Out.attribute("Message", Message);
    Out.attribute("FilePath", path(Text.At, Root));
    Out.attribute("FileOffset", Text.At.Offset);
    Out.attributeArray("Replacements", [&] {
      for (const Edit &E : Text.Edits)
        Out.object([&] {
          Out.attribute("FilePath", path(E.At, Root));
          Out.attribute("Offset", E.At.Offset);
          Out.attribute("Length", E.Length);
          Out.attribute("ReplacementText", E.Text);
        });
    });
  });
}

void Decisions::writePath(llvm::json::OStream &Out, const Finding &F,
                          StringRef Root) const {
  const Reach &In = in(F);
  if (!runsInAsyncCode(In.state(F.Function)))
    return;
  const std::size_t Length = In.length(F.Function);
  const std::size_t Hidden = hiddenSteps(Length);
  std::size_t I = 0;
  for (Id Next = F.Function; Next != None; Next = In.next(Next), ++I) {
    const Step &Why = In.step(Next);
    if (Hidden && I == FirstSteps)
      writeNote(Out, hiddenText(Hidden), placeOf(Why), Root);
    else if (!Hidden || I < FirstSteps || I >= FirstSteps + Hidden)
      writeNote(Out, stepText(Why, Next), placeOf(Why), Root);
  }
}

/// With the edits of its plan, where it carries them.
Said Decisions::warningOf(const Truth &T) const {
  Said Warning = T.Said->Warning;
  const Plan *Made = planOf(*T.Said);
  if (Made && T.Carrier == T.Said && Made->Judgement.empty())
    Warning.Edits = Made->Edits;
  return Warning;
}

/// What follows the way.
std::vector<Said> Decisions::notesOf(const Truth &T) const {
  const Finding &F = *T.Said;
  const HandedStop *Stop = stopOf(F);
  if (!F.IsConverted && !Stop)
    return F.Notes;
  std::vector<Said> Notes;
  if (Stop) {
    Notes.push_back({Texts.save(Stop->Callee + " is called without it here"),
                     Stop->Begin,
                     {}});
    Notes.insert(Notes.end(), F.Notes.begin(), F.Notes.end());
  }
  const Plan *Made = planOf(F);
  if (Made && T.Carrier != &F)
    Notes.push_back({Texts.save("fixed together with the first " +
                                StringRef(Stop ? "call" : "wait") + " in " +
                                Of.Functions[T.Carrier->Function].Name),
                     F.Warning.At,
                     {}});
  else if (Made && !Made->Judgement.empty())
    Notes.push_back({Made->Judgement, F.Warning.At, Made->Edits});
  if (Made)
    return Notes;
  const Refusal Why = whyNot(F);
  Notes.push_back({Texts.save("not fixed: " + Why.Why), Why.At, {}});
  if (!Stop)
    Notes.insert(Notes.end(), F.Notes.begin(), F.Notes.end());
  return Notes;
}

void Decisions::writeFixes(llvm::raw_ostream &Stream, StringRef Root) const {
  llvm::json::OStream Out(Stream, /*IndentSize=*/1);
  const auto Write = [&](const Truth &T) {
    const Finding &F = *T.Said;
    std::string Message = F.Warning.Text.str();
    const auto Fill = [&Message](StringRef Placeholder, StringRef With) {
      if (const auto At = Message.find(Placeholder.str());
          At != std::string::npos)
        Message.replace(At, Placeholder.size(), With.str());
    };
    Fill(BlockedPlaceholder,
         threadThatRuns(in(F).state(F.Function), in(F).root(F.Function)));
    if (const HandedStop *Stop = stopOf(F)) {
      Fill(GivenPlaceholder, Stop->Shown);
      Fill(HolderPlaceholder, Stop->Holder);
    }
    Out.attribute("DiagnosticName", F.Check);
    Out.attributeBegin("DiagnosticMessage");
    writeSaid(Out, warningOf(T), Message, Root);
    Out.attributeEnd();
    Out.attributeArray("Notes", [&] {
      writePath(Out, F, Root);
      for (const Said &Note : notesOf(T))
        writeSaid(Out, Note, Note.Text, Root);
    });
    Out.attribute("Level", "Warning");
    Out.attribute("BuildDirectory", "");
  };
  Out.object([&] {
    Out.attribute("MainSourceFile", "");
    Out.attributeArray("Diagnostics", [&] {
      for (const Truth &T : True)
        Out.object([&] { Write(T); });
    });
  });
  Stream << '\n';
}

void Decisions::writePlaces(llvm::raw_ostream &Stream, StringRef Root) const {
  std::vector<decltype(placeOfFinding(Finding()))> Places;
  for (const Finding &F : Of.Findings)
    Places.push_back(placeOfFinding(F));
  llvm::sort(Places);
  Places.erase(std::unique(Places.begin(), Places.end()), Places.end());
  llvm::json::OStream Out(Stream, /*IndentSize=*/1);
  Out.array([&] {
    for (const auto &[At, Check] : Places)
      Out.array([&, At = At, Check = Check] {
        Out.value(path({std::get<0>(At), 0}, Root));
        Out.value(std::get<1>(At));
        Out.value(Check);
      });
  });
  Stream << '\n';
}

/// How a program and whoever reads it call a function.
static std::string digestOfKey(const Function &F) { return digestOf(F.Key); }

void Decisions::writeFact(llvm::raw_ostream &Out, Id Function, const Reach &In,
                          char View) const {
  const async_link::Function &F = Of.Functions[Function];
  const RunState State = In.state(Function);
  Out << digestOfKey(F) << View << '\t' << static_cast<char>(State)
      << static_cast<char>(In.root(Function)) << '\t' << F.Defined.File;
  if (runsInAsyncCode(State)) {
    const Step &Why = In.step(Function);
    const Place At = placeOf(Why);
    const Id Next = In.next(Function);
    Out << '\t' << At.File << '\t' << At.Offset << '\t'
        << (Next == None ? "-" : digestOfKey(Of.Functions[Next]));
    LineWriter(Out, "") << StringRef(stepText(Why, Function));
    return;
  }
  Out << '\n';
}

void Decisions::writePlan(std::vector<std::string> &Lines, Id Function,
                          char View, char Kind, StringRef Why, Place At) const {
  const async_link::Function &F = Of.Functions[Function];
  if (F.Defined.File == None)
    return;
  llvm::raw_string_ostream Line(Lines.emplace_back());
  // Who asks knows no other one of that name.
  const StringRef Key =
      F.Flags & Several ? StringRef(F.Key).rsplit(" @").first : F.Key;
  // Without a place of its own, that of the warning is meant.
  Line << digestOf(Key) << View << '\t' << Kind << '\t' << F.Defined.File
       << '\t' << (At.File == None ? "-" : std::to_string(At.File)) << '\t'
       << At.Offset;
  LineWriter(Line, "") << Why;
}

/// For each function whose conversion is asked for, what becomes of it; and for
/// what is converted in one file, that nobody else calls it.
void Decisions::writeConversions(std::vector<std::string> &Lines) const {
  std::set<Id> Refused;
  for (const Truth &T : True)
    if (T.Said->IsConverted && !planOf(*T.Said) &&
        Refused.insert(T.Said->Function).second) {
      const Refusal Why = whyNot(*T.Said);
      const bool IsAtWarning = Why.At.key() == T.Said->Warning.At.key();
      writePlan(Lines, T.Said->Function, ConversionView, ConversionRefused,
                Why.Why, IsAtWarning ? Place() : Why.At);
    }
  for (const auto &[Made, Carrier] : Carriers)
    if (Carrier->IsConverted)
      for (Id Function : Made->Functions)
        writePlan(Lines, Function, ConversionView,
                  Made->IsLocal ? ConversionHere : ConversionAcross, "", {});
}

/// The same for what stop tokens are handed on by, and who begins to.
void Decisions::writeStops(std::vector<std::string> &Lines) const {
  for (const HandedStop &Stop : Stops.all())
    for (Id Function : Stop.Made.Functions) {
      const bool IsRefused = !Stop.Made.Refused.Why.empty();
      writePlan(Lines, Function, TokenView,
                IsRefused           ? ConversionRefused
                : Stop.Made.IsLocal ? ConversionHere
                                    : ConversionAcross,
                Stop.Made.Refused.Why, Stop.Made.Refused.At);
      writePlan(
          Lines, Function, TokenBeginView, ConversionHere,
          Texts.save(Stop.Shown + "\t" + Stop.Holder + "\t" + Stop.Callee),
          Stop.Begin);
    }
}

void Decisions::writeProgram(llvm::raw_ostream &Out, StringRef Root) const {
  Out << ProgramVersion << '\n' << Of.Files.size();
  LineWriter(Out, "") << Root;
  for (const File &F : Of.Files)
    LineWriter(Out, "").first(F.Path)
        << (F.Digest.size() == 16 ? F.Digest : StringRef("0000000000000000"));
  std::vector<std::string> Lines;
  for (Id I = 0; I < Of.Functions.size(); ++I) {
    const Function &F = Of.Functions[I];
    if (F.Defined.File == None || (F.Flags & Async))
      continue;
    for (const Reach *In : {&All, WithBoundaries.get()}) {
      // What no option changes is written once.
      if (!In || (In != &All && In->state(I) == All.state(I) &&
                  In->step(I).Call == All.step(I).Call &&
                  In->step(I).Taker == All.step(I).Taker))
        continue;
      llvm::raw_string_ostream Line(Lines.emplace_back());
      writeFact(Line, I, *In, In == &All ? '0' : '1');
    }
  }
  writeConversions(Lines);
  writeStops(Lines);
  Told.forEach([&](Id Function, StringRef Fact, llvm::ArrayRef<Id> Files) {
    llvm::raw_string_ostream Line(Lines.emplace_back());
    Line << digestOfKey(Of.Functions[Function]) << FactView << Fact << '\t';
    llvm::interleave(Files, Line, ",");
    Line << '\n';
  });
  llvm::sort(Lines);
  for (const std::string &Line : Lines)
    Out << Line;
}
