//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Answers.h"
#include "llvm/ADT/STLExtras.h"

using namespace async_link;
using clang::tidy::async::HandsStopFact;
using clang::tidy::async::KnownFact;
using clang::tidy::async::OnlyHereFact;

/// True when \p F edits what others rely on.
static bool editsPublic(const Finding &F, const Limits &Kept, const Facts &Of) {
  const auto IsPublic = [&](const Edit &E) {
    const StringRef Path = Of.Files[E.At.File].Path;
    return (Kept.IsPublic && Kept.IsPublic(Path)) ||
           (Kept.IsKept && Kept.IsKept(Path));
  };
  return llvm::any_of(F.Warning.Edits, IsPublic) ||
         llvm::any_of(F.Notes, [&](const Said &Note) {
           return llvm::any_of(Note.Edits, IsPublic);
         });
}

Answers::Answers(const Facts &Of, const Limits &Kept, const HandedStops &Stops)
    : Of(Of), Stops(Stops) {
  for (const UnitFacts &Unit : Of.UnitTable) {
    Id &Count = UnitsOf[Unit.MainFile];
    Count = Unit.IsBroken || Count == Unknown ? Unknown : Count + 1;
  }
  for (const Claim &C : Of.Claims) {
    const auto [It, IsNew] = ClaimOf.try_emplace(
        FactKey(C.What.Function, C.What.Fact), Claims.size());
    if (IsNew)
      Claims.push_back({C.What, {}, {}, true});
    Told &T = Claims[It->second];
    T.Units.insert(C.Unit);
    llvm::append_range(T.Needs, C.Needs);
  }
  for (const Finding &F : Of.Findings)
    for (const Condition &C : F.Conditions)
      if (C.Asked.Fact == OnlyHereFact && C.Holds && editsPublic(F, Kept, Of))
        Public.insert(C.Asked.Function);
  spread();
}

bool Answers::isKnown(Id Function) const {
  const async_link::Function &F = Of.Functions[Function];
  const auto Found = UnitsOf.find(F.Defined.File);
  return !(F.Flags & Several) && F.Defined.File != None &&
         Found != UnitsOf.end() && Found->second != Unknown;
}

bool Answers::isOnlyHere(Id Function) const {
  const async_link::Function &F = Of.Functions[Function];
  return isKnown(Function) && !Of.IsIncomplete &&
         !(F.Flags & (Loose | OverridesForeign)) &&
         (F.UsedIn == None || F.UsedIn == F.Defined.File) &&
         !Public.contains(Function);
}

/// A file that is compiled in several ways may tell several things.
bool Answers::isToldByAll(const Told &T) const {
  const async_link::Function &F = Of.Functions[T.What.Function];
  if (F.Flags & Several)
    return false;
  const auto Found = UnitsOf.find(F.Defined.File);
  return F.Defined.File == None || Found == UnitsOf.end() ||
         Found->second == T.Units.size();
}

/// Whatever needs what does not hold does not hold; what need each other do.
void Answers::spread() {
  llvm::DenseMap<Id, std::vector<Id>> NeededBy;
  std::vector<Id> Wrong;
  for (Id I = 0; I < Claims.size(); ++I) {
    bool IsTrue = isToldByAll(Claims[I]);
    for (const Question &Need : Claims[I].Needs)
      if (const auto It = ClaimOf.find(FactKey(Need.Function, Need.Fact));
          It != ClaimOf.end())
        NeededBy[It->second].push_back(I);
      else
        IsTrue &= holds(Need);
    if (!IsTrue)
      Wrong.push_back(I);
  }
  while (!Wrong.empty()) {
    const Id Next = Wrong.back();
    Wrong.pop_back();
    if (std::exchange(Claims[Next].Holds, false))
      llvm::append_range(Wrong, NeededBy.lookup(Next));
  }
}

bool Answers::holds(const Question &Asked) const {
  if (Asked.Fact == KnownFact)
    return isKnown(Asked.Function);
  if (Asked.Fact == OnlyHereFact)
    return isOnlyHere(Asked.Function);
  if (Asked.Fact == HandsStopFact)
    return Stops.contains(Asked.Function);
  const auto It = ClaimOf.find(FactKey(Asked.Function, Asked.Fact));
  return It != ClaimOf.end() && Claims[It->second].Holds;
}

bool Answers::allow(const Finding &F) const {
  return llvm::all_of(F.Conditions, [this](const Condition &C) {
    return holds(C.Asked) == C.Holds;
  });
}

std::vector<Id> Answers::filesOf(const Told &T) const {
  std::vector<Id> Files;
  llvm::SmallVector<const Told *, 8> Open = {&T};
  llvm::DenseSet<const Told *> Seen;
  while (!Open.empty()) {
    const Told *Next = Open.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    if (const Id File = Of.Functions[Next->What.Function].Defined.File;
        File != None)
      Files.push_back(File);
    for (const Question &Need : Next->Needs)
      if (const auto It = ClaimOf.find(FactKey(Need.Function, Need.Fact));
          It != ClaimOf.end())
        Open.push_back(&Claims[It->second]);
  }
  llvm::sort(Files);
  Files.erase(std::unique(Files.begin(), Files.end()), Files.end());
  return Files;
}

void Answers::forEach(
    llvm::function_ref<void(Id, StringRef, llvm::ArrayRef<Id>)> Follow) const {
  for (const Told &T : Claims)
    if (T.Holds)
      Follow(T.What.Function, T.What.Fact, filesOf(T));
  llvm::DenseSet<FactKey> Asked;
  for (const Finding &F : Of.Findings)
    for (const Condition &C : F.Conditions)
      if ((C.Asked.Fact == KnownFact || C.Asked.Fact == OnlyHereFact ||
           C.Asked.Fact == HandsStopFact) &&
          Of.Functions[C.Asked.Function].Defined.File != None &&
          holds(C.Asked) &&
          Asked.insert(FactKey(C.Asked.Function, C.Asked.Fact)).second)
        Follow(C.Asked.Function, C.Asked.Fact,
               Of.Functions[C.Asked.Function].Defined.File);
}
