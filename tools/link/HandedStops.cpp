//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "HandedStops.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace async_link;
using namespace clang::tidy::async;

HandedStops::HandedStops(const Facts &Of, Limits Kept)
    : Of(Of), Kept(std::move(Kept)), Broken(whatIsMissing(Of)) {
  makeNodes();
  explore();
  feed();
  for (Id I = 0; I < Nodes.size(); ++I)
    if (Nodes[I].HasNeeds && Nodes[I].IsFed && Nodes[I].Chain == None)
      join(I);
}

const HandedStop *HandedStops::of(Id Function) const {
  const auto It = NodeOf.find(Function);
  if (It == NodeOf.end())
    return nullptr;
  const Node &N = Nodes[It->second];
  return N.HasNeeds && N.Chain != None ? &Chains[N.Chain] : nullptr;
}

bool HandedStops::contains(Id Function) const {
  const auto It = NodeOf.find(Function);
  return It != NodeOf.end() && Nodes[It->second].Chain != None;
}

//===--- Who there is -----------------------------------------------------===//

void HandedStops::makeNodes() {
  for (std::size_t I = 0; I < Of.TokenFunctions.size();) {
    const Id Function = Of.TokenFunctions[I].Function;
    std::size_t End = I;
    while (End < Of.TokenFunctions.size() &&
           Of.TokenFunctions[End].Function == Function)
      ++End;
    NodeOf[Function] = Nodes.size();
    Node &N = Nodes.emplace_back();
    N.Function = Function;
    N.Views = llvm::ArrayRef(Of.TokenFunctions).slice(I, End - I);
    for (const TokenFunction &View : N.Views)
      for (const TokenNeed &Need : View.Needs)
        N.Type = N.Type == None ? Need.Type : N.Type;
    N.HasNeeds = N.Type != None;
    I = End;
  }
  for (std::size_t I = 0; I < Of.TokenCalls.size();) {
    const Id Callee = Of.TokenCalls[I].Callee;
    std::size_t End = I;
    while (End < Of.TokenCalls.size() && Of.TokenCalls[End].Callee == Callee)
      ++End;
    if (const auto It = NodeOf.find(Callee); It != NodeOf.end())
      Nodes[It->second].Calls = llvm::ArrayRef(Of.TokenCalls).slice(I, End - I);
    I = End;
  }
}

void HandedStops::placeCall(Node &N, llvm::ArrayRef<TokenCall> Seen,
                            std::vector<Id> &Open) {
  const TokenCall &Call = Seen.front();
  Site At;
  At.Seen = Seen;
  unsigned Fitting = 0;
  for (const GivenToken &Token : Call.Tokens)
    if (Token.Type == N.Type) {
      ++Fitting;
      At.Token = &Token;
    }
  if (Fitting > 1) {
    N.Obstacle = {"which token of " + Of.Functions[Call.Caller].Name.str() +
                      " is meant is for you to decide",
                  Call.At};
    At.Token = nullptr;
  }
  if (const auto It = NodeOf.find(Call.Caller);
      Call.IsForCaller && It != NodeOf.end()) {
    Node &Above = Nodes[It->second];
    if (Above.Type == None) {
      Above.Type = N.Type;
      Open.push_back(It->second);
    }
    if (Above.Type == N.Type)
      At.Above = It->second;
  }
  N.Sites.push_back(At);
}

/// From what takes a token up to who has one.
void HandedStops::explore() {
  std::vector<Id> Open;
  for (Id I = 0; I < Nodes.size(); ++I)
    if (Nodes[I].HasNeeds)
      Open.push_back(I);
  for (std::size_t Next = 0; Next < Open.size(); ++Next) {
    Node &N = Nodes[Open[Next]];
    for (std::size_t I = 0; I < N.Calls.size();) {
      std::size_t End = I;
      while (End < N.Calls.size() && N.Calls[End].key() == N.Calls[I].key())
        ++End;
      placeCall(N, N.Calls.slice(I, End - I), Open);
      I = End;
    }
    for (const Site &At : N.Sites)
      if (At.Above != None)
        Nodes[At.Above].Below.push_back(Open[Next]);
  }
}

/// Whoever is called with a token, or by who gets one.
void HandedStops::feed() {
  std::vector<Id> Open;
  for (Id I = 0; I < Nodes.size(); ++I)
    if (llvm::any_of(Nodes[I].Sites,
                     [](const Site &At) { return At.Token != nullptr; }))
      Open.push_back(I);
  while (!Open.empty()) {
    Node &N = Nodes[Open.back()];
    Open.pop_back();
    if (!std::exchange(N.IsFed, true))
      Open.insert(Open.end(), N.Below.begin(), N.Below.end());
  }
}

//===--- What is in the way -----------------------------------------------===//

Refusal HandedStops::obstacleInViews(const Node &N) const {
  const std::string Name = Of.Functions[N.Function].Name.str();
  const Obstacle *First = nullptr;
  std::set<std::tuple<Id, Id>> Begins, Follows;
  for (const TokenFunction &View : N.Views) {
    for (const Obstacle &O : View.Obstacles)
      if (!First || O.key() < First->key())
        First = &O;
    for (const TokenParameter &P : View.Declarations)
      (P.IsFirst ? Begins : Follows).insert(P.At.key());
  }
  if (First)
    return {First->Why.str(), First->At};
  for (const TokenFunction &View : N.Views)
    for (const TokenParameter &P : View.Declarations) {
      const StringRef Path = Of.Files[P.At.File].Path;
      if (Kept.IsPublic && Kept.IsPublic(Path))
        return {Name + " is declared in a public header", P.At};
      if (Kept.IsKept && Kept.IsKept(Path))
        return {Name + " is declared in a file that is not to be edited", P.At};
      if (isSkipped(Of, P.At) ||
          (Begins.count(P.At.key()) && Follows.count(P.At.key())))
        return {ReadDifferently.str(), P.At};
    }
  return {};
}

Refusal HandedStops::obstacleIn(const Node &N) const {
  const Function &F = Of.Functions[N.Function];
  const std::string Name = F.Name.str();
  if (!N.Obstacle.Why.empty())
    return N.Obstacle;
  if (F.Flags & (Several | Loose))
    return {Name + " is defined more than once", {}};
  if (Refusal Why = obstacleInViews(N); !Why.Why.empty())
    return Why;
  if (F.Flags & Escapes)
    return {"the address of " + Name + " is taken", F.Defined};
  if (F.Defined.File == None)
    return {Name + " is not defined in the program", {}};
  if ((F.Flags & Shared) && !Broken.Why.empty())
    return Broken;
  for (const Site &At : N.Sites) {
    const TokenCall &Call = At.Seen.front();
    if (!At.Token && (At.Above == None || !Nodes[At.Above].IsFed))
      continue;
    if (!Call.Obstacle.empty())
      return {Call.Obstacle.str(), Call.At};
    if (Kept.IsKept && Kept.IsKept(Of.Files[Call.At.File].Path))
      return {"it is called in a file that is not to be edited", Call.At};
    if (isSkipped(Of, Call.At))
      return {ReadDifferently.str(), Call.At};
  }
  if (N.Name.empty())
    return {Name + " has another 'stop'", F.Defined};
  const TokenType &Type = Of.TokenTypes[N.Type];
  if (Type.ByReference && !givesAlways(N))
    return {"not all that call " + Name +
                " have a token, and a reference has no default",
            F.Defined};
  return {};
}

/// No call of \p N needs a default.
bool HandedStops::givesAlways(const Node &N) const {
  for (const TokenFunction &View : N.Views)
    for (const TokenParameter &P : View.Declarations)
      if (P.FollowsDefault)
        return false;
  return llvm::all_of(N.Sites, [this](const Site &At) {
    return At.Token || (At.Above != None && Nodes[At.Above].IsFed);
  });
}

//===--- The edits --------------------------------------------------------===//

/// What several units say is said once.
class HandedStops::Edits {
public:
  explicit Edits(const HandedStops &Of) : Of(Of) {}

  void add(const Place &At, Id Length, const std::string &Text) {
    if (!Length && Text.empty())
      return;
    const auto [It, IsNew] = All.try_emplace({At.key(), Length}, Text);
    if (!IsNew && It->second != Text)
      Differs = At;
  }

  void add(PieceRange Range, StringRef Stop) {
    for (const EditPiece &Piece :
         llvm::ArrayRef(Of.Of.Pieces).slice(Range.First, Range.Count))
      add(Piece.What.At, Piece.What.Length,
          filled(Piece.What.Text, StopPlaceholder, Stop));
  }

  /// Some unit finds the type known in the file.
  void setKnown(Id File) { Known.insert(File); }
  void include(const Place &At, StringRef Text, StringRef Header) {
    const auto [It, IsNew] = Includes.try_emplace(
        At.File, At.Offset, filled(Text, HeaderPlaceholder, Header));
    if (!IsNew)
      It->second = std::min(
          It->second,
          std::pair(At.Offset, filled(Text, HeaderPlaceholder, Header)));
  }
  /// Asked for in a file that knows no header for it.
  void lack(const Place &At) { Lacking.push_back(At); }

  /// False where two disagree, or something is not known; says so.
  bool finish(Plan &Made, StringRef Type) {
    for (const auto &[File, What] : Includes)
      if (!Known.count(File))
        add({File, What.first}, 0, What.second);
    for (const Place &At : Lacking)
      if (!Known.count(At.File) && Made.Refused.Why.empty())
        Made.Refused = {"'" + Type.str() + "' is not known here", At};
    if (Differs.File != None && Made.Refused.Why.empty())
      Made.Refused = {"two files see different code here", Differs};
    if (!Made.Refused.Why.empty())
      return false;
    for (const auto &[Key, Text] : All) {
      const auto [File, Offset] = Key.first;
      Made.Edits.push_back({{File, Offset}, Key.second, Of.Texts.save(Text)});
    }
    return true;
  }

private:
  static std::string filled(StringRef Text, StringRef Placeholder,
                            StringRef With) {
    std::string Filled = Text.str();
    for (std::size_t At;
         (At = Filled.find(Placeholder.str())) != std::string::npos;)
      Filled.replace(At, Placeholder.size(), With.str());
    return Filled;
  }

  const HandedStops &Of;
  std::map<std::pair<std::tuple<Id, Id>, Id>, std::string> All;
  std::map<Id, std::pair<Id, std::string>> Includes;
  std::set<Id> Known;
  std::vector<Place> Lacking;
  Place Differs;
};

void HandedStops::declare(const Node &N, Edits &Into) const {
  const TokenType &Type = Of.TokenTypes[N.Type];
  const bool WithDefault = !givesAlways(N);
  for (const TokenFunction &View : N.Views)
    for (const TokenParameter &P : View.Declarations) {
      Into.add(P.At, 0,
               (P.Before + Type.Name + (Type.ByReference ? " &" : " ") +
                N.Name + (WithDefault && P.IsFirst ? " = {}" : ""))
                   .str());
      if (llvm::is_contained(P.Known, N.Type))
        Into.setKnown(P.At.File);
      else if (P.IncludeAt.File == None || Type.Header.empty())
        Into.lack(P.At);
      else
        Into.include(P.IncludeAt, P.Include, Type.Header);
    }
}

void HandedStops::handOn(const Node &N, Edits &Into) const {
  declare(N, Into);
  for (const TokenFunction &View : N.Views)
    for (const TokenNeed &Need : View.Needs)
      if (Need.Type == N.Type)
        Into.add(Need.Edits, N.Name);
  for (const Site &At : N.Sites) {
    const bool IsFromAbove = At.Above != None && Nodes[At.Above].IsFed;
    if (At.Token || IsFromAbove)
      for (const TokenCall &Call : At.Seen)
        Into.add(Call.Edits,
                 At.Token ? At.Token->Argument : Nodes[At.Above].Name);
  }
}

/// Makes the chain of all that get a token together with the node \p First.
void HandedStops::join(Id First) {
  const Id Number = Chains.size();
  HandedStop &Chain = Chains.emplace_back();
  std::vector<Id> Open = {First}, Members;
  while (!Open.empty()) {
    const Id Next = Open.back();
    Open.pop_back();
    Node &N = Nodes[Next];
    if (!N.IsFed || N.Chain != None)
      continue;
    N.Chain = Number;
    Members.push_back(Next);
    Open.insert(Open.end(), N.Below.begin(), N.Below.end());
    for (const Site &At : N.Sites)
      if (At.Above != None)
        Open.push_back(At.Above);
  }
  llvm::sort(Members);
  bool IsShared = false;
  for (Id Member : Members) {
    Node &N = Nodes[Member];
    Chain.Made.Functions.push_back(N.Function);
    IsShared |= (Of.Functions[N.Function].Flags & Shared) != 0;
    for (StringRef Name : StopNames) {
      const bool IsTaken = llvm::any_of(N.Views, [Name](const auto &View) {
        llvm::SmallVector<StringRef, 3> Taken;
        View.TakenNames.split(Taken, ',');
        return llvm::is_contained(Taken, Name);
      });
      if (N.Name.empty() && !IsTaken)
        N.Name = Name;
    }
    for (const Site &At : N.Sites)
      if (At.Token && Chain.Begin.File == None) {
        Chain.Begin = At.Seen.front().At;
        Chain.Callee = Of.Functions[N.Function].Name;
        Chain.Shown = At.Token->Shown;
        Chain.Holder = At.Token->Holder;
        Chain.Made.Judgement = At.Token->Judgement;
      }
  }
  for (Id Member : Members)
    if (Chain.Made.Refused.Why.empty())
      Chain.Made.Refused = obstacleIn(Nodes[Member]);
  Edits All(*this);
  for (Id Member : Members)
    handOn(Nodes[Member], All);
  const std::vector<Edit> &Made = Chain.Made.Edits;
  if (All.finish(Chain.Made, Of.TokenTypes[Nodes[First].Type].Name))
    Chain.Made.IsLocal = !IsShared && !Made.empty() &&
                         Made.front().At.File == Made.back().At.File;
}
