//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of Reader that is about conversions.
//
//===----------------------------------------------------------------------===//

#include "Fields.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace async_link;

Id Reader::task(StringRef Name) {
  const auto Known = [this](StringRef Text) {
    const auto [It, IsNew] = TaskIds.try_emplace(text(Text), All.Tasks.size());
    if (IsNew)
      All.Tasks.push_back({It->first(), ""});
    return It->second;
  };
  Known("*");
  return Known(Name);
}

void Reader::readPiece(Fields &Next, Unit &Of, bool &Fits) {
  Fits &= OpenPieces != nullptr;
  if (!Fits)
    return;
  EditPiece Piece;
  const StringRef Kind = Next.text();
  Fits &= Kind.size() == 1;
  Piece.Kind = Kind.empty() ? 'r' : Kind.front();
  Piece.What.At = Next.place(Of.Files, Fits);
  Piece.What.Length = Next.number(Fits);
  Piece.What.Text = text(Next.text());
  if (OpenPieces->Count++ == 0)
    OpenPieces->First = All.Pieces.size();
  All.Pieces.push_back(Piece);
}

/// What follows on a `C`.
void Reader::readCandidate(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  if (Tag == "C") {
    Candidate C;
    C.Function = Next.number(Of.Functions, Fits);
    C.Unit = Of.Number;
    const StringRef Flags = Next.text();
    C.IsPure = Flags.contains('p');
    C.IsInHeader = Flags.contains('h');
    C.MayBlock = text(Next.text());
    All.Candidates.push_back(std::move(C));
    OpenPieces = nullptr;
    return;
  }
  Fits &= !All.Candidates.empty() && All.Candidates.back().Unit == Of.Number;
  if (!Fits)
    return;
  Candidate &Open = All.Candidates.back();
  if (Tag == "L") {
    Open.Declarations.push_back(Next.place(Of.Files, Fits));
  } else if (Tag == "O") {
    Obstacle O;
    O.Why = text(Next.text());
    const StringRef Task = Next.text();
    unsigned Number = 0;
    if (!Task.empty()) {
      Fits &= !Task.getAsInteger(10, Number) && Number < Of.Tasks.size();
      O.Task = Fits ? Of.Tasks[Number] : None;
    }
    O.At = Next.place(Of.Files, Fits);
    Open.Obstacles.push_back(O);
  } else if (Tag == "D") {
    OwnEdits Own;
    Own.Task = Next.number(Of.Tasks, Fits);
    Own.Judgement = text(Next.text());
    Open.Own.push_back(Own);
    OpenPieces = &Open.Own.back().Edits;
  } else if (Tag == "K") {
    OpenPieces = &Open.Keyword;
  } else {
    WaitEdits W;
    W.Task = Next.number(Of.Tasks, Fits);
    W.States = text(Next.text());
    W.Judgement = text(Next.text());
    W.Begin = Next.place(Of.Files, Fits);
    W.End = Next.number(Fits);
    Open.Waits.push_back(W);
    OpenPieces = &Open.Waits.back().Edits;
  }
}

void Reader::readChangingCall(StringRef Tag, Fields &Next, Unit &Of,
                              bool &Fits) {
  if (Tag == "M") {
    ChangingCall C;
    C.Callee = Next.number(Of.Functions, Fits);
    unsigned Caller = 0;
    if (const StringRef Text = Next.text(); !Text.empty()) {
      Fits &= !Text.getAsInteger(10, Caller) && Caller < Of.Functions.size();
      C.Caller = Fits ? Of.Functions[Caller] : None;
    }
    C.Unit = Of.Number;
    C.IsInBody = Next.text().empty();
    C.Begin = Next.place(Of.Files, Fits);
    C.End = Next.number(Fits);
    C.FirstEdit = All.CallEdits.size();
    All.ChangingCalls.push_back(C);
    return;
  }
  Fits &=
      !All.ChangingCalls.empty() && All.ChangingCalls.back().Unit == Of.Number;
  if (!Fits)
    return;
  ChangingCall &Open = All.ChangingCalls.back();
  // Those that await come first.
  Fits &= Tag == "S" || Open.Waits == 0;
  ++(Tag == "S" ? Open.Waits : Open.Awaits);
  CallEdit E;
  E.Task = Next.number(Of.Tasks, Fits);
  E.Before = text(Next.text());
  E.After = text(Next.text());
  E.Judgement = text(Next.text());
  All.CallEdits.push_back(E);
}

bool Reader::readConversion(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  if (Tag == "E") {
    readPiece(Next, Of, Fits);
  } else if (Tag == "C" || Tag == "L" || Tag == "O" || Tag == "D" ||
             Tag == "K" || Tag == "W") {
    readCandidate(Tag, Next, Of, Fits);
  } else if (Tag == "M" || Tag == "A" || Tag == "S") {
    readChangingCall(Tag, Next, Of, Fits);
  } else if (Tag == "T") {
    const Id Task = task(Next.text());
    const StringRef Arguments = text(Next.text());
    Of.Tasks.push_back(Task);
    All.UnitTable.back().Tasks.push_back(Task);
    All.Tasks[Task].EmptyArguments =
        std::max(All.Tasks[Task].EmptyArguments, Arguments);
  } else if (Tag == "J") {
    const Id Task = task(Next.text());
    All.UnitTable.back().OtherTasks.emplace_back(Task, text(Next.text()));
    // What is named for handlers is still not declared.
    llvm::erase_if(All.UnitTable.back().Tasks,
                   [Task](Id Known) { return Known == Task; });
  } else if (Tag == "N") {
    All.AskedFor.push_back(text(Next.text()));
  } else if (Tag == "z") {
    Skipped S;
    S.File = Next.number(Of.Files, Fits);
    S.Begin = Next.number(Fits);
    S.End = Next.number(Fits);
    All.SkippedParts.push_back(S);
  } else {
    return false;
  }
  return true;
}

void Reader::sortConversions(const std::vector<Id> &Files,
                             const std::vector<Id> &Functions) {
  const auto Move = [&](Place &At) {
    if (At.File != None)
      At.File = Files[At.File];
  };
  for (UnitFacts &U : All.UnitTable)
    if (U.MainFile != None)
      U.MainFile = Files[U.MainFile];
  for (EditPiece &Piece : All.Pieces)
    Move(Piece.What.At);
  for (Candidate &C : All.Candidates) {
    C.Function = Functions[C.Function];
    for (Place &At : C.Declarations)
      Move(At);
    for (Obstacle &O : C.Obstacles)
      Move(O.At);
    for (WaitEdits &W : C.Waits)
      Move(W.Begin);
  }
  for (ChangingCall &C : All.ChangingCalls) {
    C.Callee = Functions[C.Callee];
    if (C.Caller != None)
      C.Caller = Functions[C.Caller];
    Move(C.Begin);
  }
  for (Skipped &S : All.SkippedParts)
    S.File = Files[S.File];
  const auto MainFile = [this](Id Unit) {
    return All.UnitTable[Unit].MainFile;
  };
  llvm::sort(All.Candidates, [&](const Candidate &A, const Candidate &B) {
    return std::tuple(A.Function, MainFile(A.Unit), A.Unit) <
           std::tuple(B.Function, MainFile(B.Unit), B.Unit);
  });
  llvm::sort(All.ChangingCalls,
             [&](const ChangingCall &A, const ChangingCall &B) {
               return std::tuple(A.key(), MainFile(A.Unit), A.Unit) <
                      std::tuple(B.key(), MainFile(B.Unit), B.Unit);
             });
  llvm::sort(All.SkippedParts, [](const Skipped &A, const Skipped &B) {
    return A.key() < B.key();
  });
  llvm::sort(All.AskedFor);
}
