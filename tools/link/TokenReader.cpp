//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of Reader that is about stop tokens.
//
//===----------------------------------------------------------------------===//

#include "Fields.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace async_link;

/// What follows on an `F`.
void Reader::readTokenFunction(StringRef Tag, Fields &Next, Unit &Of,
                               bool &Fits) {
  if (Tag == "F") {
    TokenFunction F;
    F.Function = Next.number(Of.Functions, Fits);
    F.Unit = Of.Number;
    F.TakenNames = text(Next.text());
    All.TokenFunctions.push_back(std::move(F));
    OpenPieces = nullptr;
    return;
  }
  Fits &= !All.TokenFunctions.empty() &&
          All.TokenFunctions.back().Unit == Of.Number;
  if (!Fits)
    return;
  TokenFunction &Open = All.TokenFunctions.back();
  if (Tag == "P") {
    TokenParameter P;
    P.At = Next.place(Of.Files, Fits);
    P.Before = text(Next.text());
    const StringRef Flags = Next.text();
    P.IsFirst = Flags.contains('f');
    P.FollowsDefault = Flags.contains('d');
    for (StringRef Known = Next.text(); !Known.empty();) {
      StringRef First;
      std::tie(First, Known) = Known.split(',');
      unsigned Type = 0;
      Fits &= !First.getAsInteger(10, Type) && Type < Of.TokenTypes.size();
      if (Fits)
        P.Known.push_back(Of.TokenTypes[Type]);
    }
    if (!Next.empty()) {
      P.IncludeAt = {P.At.File, Next.number(Fits)};
      P.Include = text(Next.text());
    }
    Open.Declarations.push_back(std::move(P));
  } else if (Tag == "X") {
    Obstacle O;
    O.Why = text(Next.text());
    O.At = Next.place(Of.Files, Fits);
    Open.Obstacles.push_back(O);
  } else {
    Open.Needs.push_back({Next.number(Of.TokenTypes, Fits), {}});
    OpenPieces = &Open.Needs.back().Edits;
  }
}

void Reader::readTokenCall(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  if (Tag == "R") {
    TokenCall C;
    C.Callee = Next.number(Of.Functions, Fits);
    C.Caller = Next.number(Of.Functions, Fits);
    C.Unit = Of.Number;
    C.IsForCaller = Next.text() == "c";
    C.Obstacle = text(Next.text());
    C.At = Next.place(Of.Files, Fits);
    All.TokenCalls.push_back(std::move(C));
    OpenPieces = &All.TokenCalls.back().Edits;
    return;
  }
  Fits &= !All.TokenCalls.empty() && All.TokenCalls.back().Unit == Of.Number;
  if (!Fits)
    return;
  GivenToken G;
  G.Type = Next.number(Of.TokenTypes, Fits);
  G.Argument = text(Next.text());
  G.Shown = text(Next.text());
  G.Holder = text(Next.text());
  G.Judgement = text(Next.text());
  All.TokenCalls.back().Tokens.push_back(G);
}

bool Reader::readTokens(StringRef Tag, Fields &Next, Unit &Of, bool &Fits) {
  if (Tag == "F" || Tag == "P" || Tag == "X" || Tag == "Y") {
    readTokenFunction(Tag, Next, Of, Fits);
  } else if (Tag == "R" || Tag == "G") {
    readTokenCall(Tag, Next, Of, Fits);
  } else if (Tag == "V") {
    const auto [It, IsNew] =
        TokenIds.try_emplace(text(Next.text()), All.TokenTypes.size());
    if (IsNew)
      All.TokenTypes.push_back({It->first(), "", false});
    TokenType &Known = All.TokenTypes[It->second];
    Known.Header = std::max(Known.Header, text(Next.text()));
    Known.ByReference |= Next.text() == "r";
    Of.TokenTypes.push_back(It->second);
  } else {
    return false;
  }
  return true;
}

void Reader::sortTokens(const std::vector<Id> &Files,
                        const std::vector<Id> &Functions) {
  const auto Move = [&](Place &At) {
    if (At.File != None)
      At.File = Files[At.File];
  };
  for (TokenFunction &F : All.TokenFunctions) {
    F.Function = Functions[F.Function];
    for (TokenParameter &P : F.Declarations) {
      Move(P.At);
      Move(P.IncludeAt);
    }
    for (Obstacle &O : F.Obstacles)
      Move(O.At);
  }
  for (TokenCall &C : All.TokenCalls) {
    C.Callee = Functions[C.Callee];
    C.Caller = Functions[C.Caller];
    Move(C.At);
  }
  const auto MainFile = [this](Id Unit) {
    return All.UnitTable[Unit].MainFile;
  };
  llvm::sort(All.TokenFunctions,
             [&](const TokenFunction &A, const TokenFunction &B) {
               return std::tuple(A.Function, MainFile(A.Unit), A.Unit) <
                      std::tuple(B.Function, MainFile(B.Unit), B.Unit);
             });
  llvm::sort(All.TokenCalls, [&](const TokenCall &A, const TokenCall &B) {
    return std::tuple(A.key(), MainFile(A.Unit), A.Unit) <
           std::tuple(B.key(), MainFile(B.Unit), B.Unit);
  });
}
