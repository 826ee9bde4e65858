//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Reach.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace async_link;

Reach::Reach(const Facts &Of, char View)
    : Of(Of), View(View), Steps(Of.Functions.size()),
      Lengths(Of.Functions.size()), Instances(Of.Functions.size(), None),
      Roots(Of.Functions.size(), RunRoot::Coroutine),
      Unbounded(Of.Functions.size()), Dispatched(Of.Functions.size()),
      HasBase(Of.Functions.size()) {
  index();
  spread();
  findPatterns();
  spreadUnbounded();
}

/// Where the rows of each of \p Count functions begin in \p Table, and the end.
template <typename T, typename Key>
static std::vector<Id> firstRows(const std::vector<T> &Table, std::size_t Count,
                                 Key KeyOf) {
  std::vector<Id> First(Count + 1);
  for (const T &Row : Table)
    ++First[KeyOf(Row) + 1];
  for (std::size_t I = 1; I <= Count; ++I)
    First[I] += First[I - 1];
  return First;
}

void Reach::index() {
  const std::size_t Count = Of.Functions.size();
  const auto From = [](const auto &Row) { return Row.From; };
  for (const Relation &R : Of.Overridden) {
    Overriders.push_back({R.To, R.From, R.Unit});
    HasBase[R.From] = true;
  }
  llvm::sort(Overriders, [](const Relation &A, const Relation &B) {
    return A.key() < B.key();
  });
  FirstCall = firstRows(Of.Calls, Count, From);
  FirstOverride = firstRows(Overriders, Count, From);
  FirstLambda = firstRows(Of.Lambdas, Count, From);
}

bool Reach::isBoundary(Id Function) const {
  const std::uint32_t Flags = Of.Functions[Function].Flags;
  return (Flags & Boundary) || (View == '1' && (Flags & WaitBoundary));
}

bool Reach::isRoot(Id Function) const {
  return (Of.Functions[Function].Flags & Async) && !isBoundary(Function);
}

bool Reach::isLoose(Id Function) const {
  const std::uint32_t Flags = Of.Functions[Function].Flags;
  if (Flags & (Dependent | Lambda))
    return false;
  if ((Flags & (Escapes | Loose)) || (Of.IsIncomplete && (Flags & Shared)))
    return true;
  // Who calls what it overrides calls it, too.
  return !(Flags & Used) && (!HasBase[Function] || (Flags & OverridesForeign));
}

/// \p Function and all that override it, each once.
template <typename F> void Reach::forEachOverride(Id Function, F Follow) {
  std::vector<Id> Open{Function};
  while (!Open.empty()) {
    const Id Next = Open.back();
    Open.pop_back();
    if (Dispatched[Next])
      continue;
    Dispatched[Next] = true;
    Follow(Next);
    for (Id I = FirstOverride[Next + 1]; I > FirstOverride[Next]; --I)
      Open.push_back(Overriders[I - 1].To);
  }
}

/// Calls \p Follow with everything that \p Function runs, and the call. Not
/// \p All: without what runs on other threads.
template <typename F> void Reach::forEachRun(Id Function, bool All, F Follow) {
  for (Id I = FirstCall[Function]; I < FirstCall[Function + 1]; ++I) {
    const Call &C = Of.Calls[I];
    if (C.OnOtherThread && !All)
      continue;
    if (C.IsVirtual)
      forEachOverride(C.To, [&](Id To) { Follow(To, I); });
    else
      Follow(C.To, I);
  }
}

void Reach::reach(Id Function, Step Why, Id Length, RunRoot Root) {
  if (Steps[Function].IsSet || isBoundary(Function) ||
      (Of.Functions[Function].Flags & Async))
    return;
  Why.IsSet = true;
  Steps[Function] = Why;
  Lengths[Function] = Length;
  Roots[Function] = Root;
  Queue.push_back(Function);
}

void Reach::spread() {
  for (Id I = 0; I < Of.Functions.size(); ++I)
    if (isRoot(I))
      Queue.push_back(I);
  // By where they stand, which does not depend on how files are cut.
  llvm::sort(Queue, [this](Id A, Id B) {
    return std::tuple(Of.Functions[A].Defined.key(), A) <
           std::tuple(Of.Functions[B].Defined.key(), B);
  });
  for (Id I = 0; I < Of.Takers.size(); ++I)
    reach(Of.Takers[I].Function, {true, None, I}, 1,
          Of.Takers[I].IsPool ? RunRoot::Pool : RunRoot::Executor);
  while (!Queue.empty()) {
    const Id Function = Queue.front();
    Queue.pop_front();
    forEachRun(Function, /*All=*/false, [&](Id To, Id Call) {
      reach(To, {true, Call, None}, Lengths[Function] + 1, Roots[Function]);
    });
  }
}

void Reach::findPatterns() {
  for (const Relation &R : Of.Patterns) {
    Id &Nearest = Instances[R.To];
    if (!Steps[R.To].IsSet && Steps[R.From].IsSet &&
        (Nearest == None || Lengths[R.From] < Lengths[Nearest]))
      Nearest = R.From;
  }
}

void Reach::spreadUnbounded() {
  std::fill(Dispatched.begin(), Dispatched.end(), false);
  const auto Add = [this](Id Function) {
    if (isBoundary(Function) && !(Of.Functions[Function].Flags & Async))
      return;
    if (!Unbounded[Function]) {
      Unbounded[Function] = true;
      Queue.push_back(Function);
    }
  };
  llvm::DenseMap<Id, std::vector<Id>> OfPattern;
  for (const Relation &R : Of.Patterns)
    if (Of.Functions[R.To].Flags & NeverSeen)
      OfPattern[R.To].push_back(R.From);
  for (Id I = 0; I < Of.Functions.size(); ++I)
    if (Steps[I].IsSet || (Of.Functions[I].Flags & Async))
      Add(I);
    else if (isLoose(I))
      forEachOverride(I, Add);
  while (!Queue.empty()) {
    const Id Function = Queue.front();
    Queue.pop_front();
    forEachRun(Function, /*All=*/true, [&](Id To, Id) { Add(To); });
    for (Id I = FirstLambda[Function]; I < FirstLambda[Function + 1]; ++I) {
      const Id Inner = Of.Lambdas[I].To;
      const std::uint32_t Flags = Of.Functions[Inner].Flags;
      if (!(Flags & NeverSeen) || (Flags & SeenToRun))
        continue;
      Add(Inner);
      // Who instantiates a generic one may run it as well.
      llvm::for_each(OfPattern.lookup(Inner), Add);
    }
  }
}

RunState Reach::state(Id Function) const {
  const Step &Why = step(Function);
  if (Why.IsSet)
    return Why.Call != None && !Of.Calls[Why.Call].Hands ? RunState::Called
                                                         : RunState::HandedOver;
  return Unbounded[Function] ? RunState::Anywhere : RunState::Boundary;
}

Id Reach::next(Id Function) const {
  const Step &Why = step(Function);
  if (!Why.IsSet || Why.Call == None)
    return None;
  const Id By = Of.Calls[Why.Call].From;
  return Steps[By].IsSet ? By : None;
}
