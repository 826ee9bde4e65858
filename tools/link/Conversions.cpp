//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Conversions.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>
#include <set>

using namespace async_link;
using namespace clang::tidy::async;

Refusal async_link::whatIsMissing(const Facts &Of) {
  Refusal Broken;
  for (const UnitFacts &U : Of.UnitTable)
    if (U.IsBroken && (Broken.Why.empty() || U.MainFile < Broken.At.File))
      Broken = {"this file does not compile, and may call it", {U.MainFile, 0}};
  if (Of.IsIncomplete && Broken.Why.empty())
    Broken = {"files that were not looked at may call it", {}};
  return Broken;
}

bool async_link::isSkipped(const Facts &Of, const Place &At) {
  auto It =
      std::lower_bound(Of.SkippedParts.begin(), Of.SkippedParts.end(), At.File,
                       [](const Skipped &S, Id File) { return S.File < File; });
  for (; It != Of.SkippedParts.end() && It->File == At.File &&
         It->Begin <= At.Offset;
       ++It)
    if (At.Offset < It->End)
      return true;
  return false;
}

Conversions::Conversions(const Facts &Of, const Reach &Runs, Limits Kept)
    : Of(Of), Runs(Runs), Kept(std::move(Kept)) {
  Broken = whatIsMissing(Of);
  makeNodes();
  makeGroups();
  plan();
}

//===--- Who there is -----------------------------------------------------===//

/// Cuts \p Table, which is sorted by \p KeyOf, into rows of equal keys.
template <typename T, typename Key, typename F>
static void forEachRun(llvm::ArrayRef<T> Table, Key KeyOf, F Take) {
  for (std::size_t I = 0; I < Table.size();) {
    std::size_t End = I;
    while (End < Table.size() && KeyOf(Table[End]) == KeyOf(Table[I]))
      ++End;
    Take(Table.slice(I, End - I));
    I = End;
  }
}

void Conversions::makeNodes() {
  forEachRun(
      llvm::ArrayRef(Of.Candidates),
      [](const Candidate &C) { return C.Function; },
      [this](llvm::ArrayRef<Candidate> Views) {
        NodeOf[Views.front().Function] = Nodes.size();
        Nodes.emplace_back();
        Nodes.back().Function = Views.front().Function;
        Nodes.back().Views = Views;
      });
  forEachRun(
      llvm::ArrayRef(Of.ChangingCalls),
      [](const ChangingCall &C) { return C.Callee; },
      [this](llvm::ArrayRef<ChangingCall> Calls) {
        if (Node *N = node(Calls.front().Callee))
          N->Calls = Calls;
      });
  for (Id I = 0; I < Nodes.size(); ++I)
    Leaders.push_back(I);
}

Conversions::Node *Conversions::node(Id Function) {
  auto It = NodeOf.find(Function);
  return It == NodeOf.end() ? nullptr : &Nodes[It->second];
}

/// What overrides each other returns the same type.
void Conversions::makeGroups() {
  std::map<Id, std::vector<Id>> Related;
  for (const Relation &R : Of.Overridden) {
    Related[R.From].push_back(R.To);
    Related[R.To].push_back(R.From);
  }
  std::set<Id> Seen;
  for (const auto &[Function, Near] : Related) {
    if (!Seen.insert(Function).second)
      continue;
    std::vector<Id> Group{Function};
    for (std::size_t I = 0; I < Group.size(); ++I)
      for (Id Next : Related[Group[I]])
        if (Seen.insert(Next).second)
          Group.push_back(Next);
    llvm::sort(Group);
    for (Id Member : Group)
      if (Node *N = node(Member))
        N->Group = Group;
  }
}

Id Conversions::partOf(std::uint64_t Key) {
  const auto [It, IsNew] = Parts.try_emplace(Key, Leaders.size());
  if (IsNew)
    Leaders.push_back(Leaders.size());
  return It->second;
}

Id Conversions::leader(Id Part) {
  while (Leaders[Part] != Part)
    Part = Leaders[Part] = Leaders[Leaders[Part]];
  return Part;
}

void Conversions::unite(Id A, Id B) {
  A = leader(A);
  B = leader(B);
  Leaders[std::max(A, B)] = std::min(A, B);
}

//===--- What speaks against it -------------------------------------------===//

/// True when the edits that \p Unit has for \p Task are those for \p Wanted.
bool Conversions::means(Id Task, Id Wanted, Id Unit) const {
  if (Task == Wanted || Task == None)
    return true;
  const UnitFacts &U = Of.UnitTable[Unit];
  return Task == OtherTask && !llvm::is_contained(U.Tasks, Wanted) &&
         llvm::any_of(U.OtherTasks, [Wanted](const auto &Other) {
           return Other.first == Wanted;
         });
}

const OwnEdits *Conversions::ownOf(const Candidate &View, Id Task) const {
  for (const OwnEdits &Own : View.Own)
    if (means(Own.Task, Task, View.Unit))
      return &Own;
  return nullptr;
}

const CallEdit *Conversions::editOf(const ChangingCall &Call, bool Await,
                                    Id Task) const {
  const Id First = Call.FirstEdit + (Await ? 0 : Call.Awaits);
  for (const CallEdit &E : llvm::ArrayRef(Of.CallEdits)
                               .slice(First, Await ? Call.Awaits : Call.Waits))
    if (means(E.Task, Task, Call.Unit))
      return &E;
  return nullptr;
}

bool Conversions::isActive(const WaitEdits &Wait, Id Function) const {
  return Wait.States.contains(static_cast<char>(Runs.state(Function)));
}

/// That of the waits in \p N; None where it has none.
Id Conversions::taskOf(const Node &N, Refusal &Two) const {
  Id Task = None;
  for (const Candidate &View : N.Views)
    for (const WaitEdits &Wait : View.Waits) {
      if (!isActive(Wait, N.Function))
        continue;
      if (Task != None && Task != Wait.Task && Two.Why.empty())
        Two = {"it waits for two libraries", Wait.Begin};
      Task = Task == None ? Wait.Task : Task;
    }
  return Task;
}

/// Some file has seen something.
Refusal Conversions::obstacleInViews(const Node &N, Id Task) const {
  const Obstacle *First = nullptr;
  for (const Candidate &View : N.Views)
    for (const Obstacle &O : View.Obstacles)
      if ((Task == None || means(O.Task, Task, View.Unit)) &&
          (!First || O.key() < First->key()))
        First = &O;
  return First ? Refusal{First->Why.str(), First->At} : Refusal();
}

/// Where its declarations stand, and its waits.
Refusal Conversions::obstacleInPlaces(const Node &N, Id Task) const {
  const std::string Name = Of.Functions[N.Function].Name.str();
  std::set<std::tuple<Id, Id>> Edited;
  for (const Candidate &View : N.Views)
    if (ownOf(View, Task))
      for (const Place &At : View.Declarations)
        Edited.insert(At.key());
  for (const Candidate &View : N.Views) {
    for (const Place &At : View.Declarations) {
      const StringRef Path = Of.Files[At.File].Path;
      if (Kept.IsPublic && Kept.IsPublic(Path))
        return {Name + " is declared in a public header", At};
      if (Kept.IsKept && Kept.IsKept(Path))
        return {Name + " is declared in a file that is not to be edited", At};
      if (!Edited.count(At.key()))
        return {"'" + Of.Tasks[Task].Name.str() + "' is not known here", At};
      if (isSkipped(Of, At))
        return {ReadDifferently.str(), At};
    }
    for (const WaitEdits &Wait : View.Waits)
      if (isSkipped(Of, Wait.Begin))
        return {ReadDifferently.str(), Wait.Begin};
  }
  return {};
}

/// What other files say of it, or could.
Refusal Conversions::obstacleOutside(const Node &N) const {
  const Function &F = Of.Functions[N.Function];
  const std::string Name = F.Name.str();
  if (F.Flags & Several)
    return {Name + " is defined more than once", {}};
  if (F.Flags & OverridesForeign)
    return {Name + " overrides what a system header declares", F.Defined};
  const bool IsPure =
      llvm::any_of(N.Views, [](const Candidate &View) { return View.IsPure; });
  if (F.Defined.File == None && !IsPure)
    return {Name + " is not defined in the program", {}};
  const bool MayBeMentioned =
      (F.Flags & Shared) || llvm::any_of(N.Views, [](const Candidate &View) {
        return View.IsInHeader;
      });
  if (MayBeMentioned && !Broken.Why.empty())
    return Broken;
  // A library's own may be there for others.
  const auto IsCalled = [this](Id Member) {
    const Node *Other = node(Member);
    return Other && !Other->Calls.empty();
  };
  if (MayBeMentioned && N.Calls.empty() && llvm::none_of(N.Group, IsCalled))
    return {"nothing in the program calls " + Name, {}};
  const StringRef Plain = F.Name.trim('\'');
  if (std::binary_search(Of.AskedFor.begin(), Of.AskedFor.end(), Plain))
    return {"its type is asked for in an unevaluated operand", {}};
  if (!N.Calls.empty() &&
      llvm::none_of(N.Calls, [](const ChangingCall &C) { return C.IsInBody; }))
    return {"only default arguments and the initializers of members call it",
            N.Calls.front().Begin};
  return {};
}

bool Conversions::mayBlock(const Node &N) const {
  const char State = static_cast<char>(Runs.state(N.Function));
  return llvm::any_of(N.Views, [State](const Candidate &View) {
    return View.MayBlock.contains(State);
  });
}

Refusal Conversions::obstacleIn(const Node &N, Id Task, bool MayBlock) const {
  const Function &F = Of.Functions[N.Function];
  if ((F.Flags & (Boundary | WaitBoundary)) || (!MayBlock && mayBlock(N)))
    return {F.Name.str() + " may block", F.Defined};
  for (const Refusal &Why : {obstacleInViews(N, Task), obstacleOutside(N),
                             obstacleInPlaces(N, Task)})
    if (!Why.Why.empty())
      return Why;
  return {};
}

/// Looks once whether \p N can become a coroutine of type \p Task.
void Conversions::examine(Node &N, Id Task) {
  if (std::exchange(N.IsKnown, true))
    return;
  Refusal Two;
  const Id Own = taskOf(N, Two);
  N.Task = Own == None ? Task : Own;
  N.Obstacle = Two;
  if (N.Task == None || !Two.Why.empty())
    return;
  // Of an interface, nobody may block who is not alone with it.
  N.Obstacle = obstacleIn(N, N.Task, /*MayBlock=*/false);
  for (Id Member : N.Group) {
    if (!N.Obstacle.Why.empty())
      return;
    const Node *Other = node(Member);
    const Function &F = Of.Functions[Member];
    if (!Other)
      N.Obstacle = {F.Name.str() +
                        " of another class cannot become a coroutine",
                    F.Defined};
    else if (Other != &N)
      N.Obstacle = obstacleIn(*Other, N.Task, /*MayBlock=*/true);
  }
}

//===--- Who changes together ---------------------------------------------===//

void Conversions::take(Node &N, Id Task, std::vector<Node *> &Worklist) {
  const auto Add = [&](Node &Each) {
    if (std::exchange(Each.IsConverted, true))
      return;
    Each.IsKnown = true;
    Each.Task = Each.Task == None ? Task : Each.Task;
    if (Each.Task != Task)
      Each.Refused = {"the waits of two libraries meet in " +
                          Of.Functions[Each.Function].Name.str(),
                      Of.Functions[Each.Function].Defined};
    unite(NodeOf[N.Function], NodeOf[Each.Function]);
    Worklist.push_back(&Each);
  };
  Add(N);
  for (Id Member : N.Group)
    Add(*node(Member));
}

/// \p Seen: one call, as each unit sees it.
void Conversions::placeCall(Node &N, llvm::ArrayRef<ChangingCall> Seen,
                            std::vector<Node *> &Worklist) {
  const ChangingCall &Call = Seen.front();
  const auto All = [&](bool Await) {
    return llvm::all_of(Seen, [&](const ChangingCall &C) {
      return editOf(C, Await, N.Task) != nullptr;
    });
  };
  CallPlace Where{Seen, Call.Caller != None && Call.IsInBody && All(true)};
  Refusal Stays;
  if (Where.Awaits && !(Of.Functions[Call.Caller].Flags & Coroutine)) {
    Node *Outer = node(Call.Caller);
    if (Outer)
      examine(*Outer, N.Task);
    Where.Awaits = Outer && Outer->Obstacle.Why.empty();
    if (Where.Awaits) {
      take(*Outer, Outer->Task, Worklist);
      unite(NodeOf[N.Function], NodeOf[Call.Caller]);
      if (Outer->Task != N.Task)
        N.Refused = {"the waits of two libraries meet in " +
                         Of.Functions[Call.Caller].Name.str(),
                     Call.Begin};
    } else if (Outer) {
      Stays = Outer->Obstacle;
      if (Stays.At.File == None)
        Stays.At = Call.Begin;
    }
  } else if (Where.Awaits) {
    N.IsAwaited = true;
  }
  if (N.Stays.Why.empty())
    N.Stays = Stays;
  const std::string Caller =
      Call.Caller == None ? "a caller" : Of.Functions[Call.Caller].Name.str();
  if (!Where.Awaits && !All(false))
    N.Refused = {Caller +
                     " would have to wait, and there is no plain blocking wait "
                     "to do so" +
                     (Stays.Why.empty() ? "" : ": " + Stays.Why),
                 Stays.At.File == None ? Call.Begin : Stays.At};
  // A handler that starts it has stopped to wait. Only that is judged.
  else if (!Where.Awaits)
    N.IsAwaited |= !editOf(Call, /*Await=*/false, N.Task)->Judgement.empty();
  if (Kept.IsKept && Kept.IsKept(Of.Files[Call.Begin.File].Path))
    N.Refused = {"it is called in a file that is not to be edited", Call.Begin};
  if (isSkipped(Of, Call.Begin))
    N.Refused = {ReadDifferently.str(), Call.Begin};
  // Two conversions that edit at one place are one.
  unite(NodeOf[N.Function], partOf(key(Call.Begin)));
  unite(NodeOf[N.Function], partOf(key({Call.Begin.File, Call.End})));
  N.Places.push_back(Where);
}

void Conversions::convert(Node &N, std::vector<Node *> &Worklist) {
  forEachRun(
      N.Calls,
      [](const ChangingCall &C) { return std::tuple(C.Begin.key(), C.End); },
      [&](llvm::ArrayRef<ChangingCall> Seen) { placeCall(N, Seen, Worklist); });
}

void Conversions::plan() {
  std::vector<Node *> Worklist;
  for (Node &N : Nodes) {
    Refusal Two;
    if (taskOf(N, Two) != None)
      examine(N, None);
  }
  for (Node &N : Nodes)
    if (N.Task != None && N.Obstacle.Why.empty())
      take(N, N.Task, Worklist);
  while (!Worklist.empty()) {
    Node *Next = Worklist.back();
    Worklist.pop_back();
    convert(*Next, Worklist);
  }
  std::map<Id, std::vector<Node *>> Members;
  for (Node &N : Nodes)
    if (N.IsConverted)
      Members[leader(NodeOf[N.Function])].push_back(&N);
  for (auto &[Leader, Set] : Members) {
    for (Node *N : Set)
      N->Plan = Plans.size();
    Plans.emplace_back();
    finish(Plans.back(), Set);
  }
}

const Plan *Conversions::plan(Id Function) const {
  const Node *N = node(Function);
  return N && N->Plan != None ? &Plans[N->Plan] : nullptr;
}

Refusal Conversions::obstacle(Id Function) const {
  if (Of.Functions[Function].Flags & Several)
    return {Of.Functions[Function].Name.str() + " is defined more than once",
            {}};
  const Node *N = node(Function);
  if (!N)
    return {};
  // What is in the way of a function may keep its waits from being looked at.
  for (const Refusal &Why :
       {N->Obstacle, obstacleInViews(*N, None), obstacleOutside(*N)})
    if (!Why.Why.empty())
      return Why;
  return {};
}

//===--- The edits --------------------------------------------------------===//

namespace {
/// A wait or a call, to be edited from the inside out.
struct EditedPlace {
  Id End = 0;
  Place Begin;
  std::size_t Number = 0;
  std::function<void()> Add;
  auto key() const { return std::tuple(Begin.File, End, ~Begin.Offset); }
};
} // namespace

/// Puts the edits of many places together, as Rewrite does for one unit.
class Conversions::Merger {
public:
  explicit Merger(const Conversions &Of) : Of(Of), All(Of.Of) {}

  void addPieces(PieceRange Range, Id Task, Id Unit) {
    int Inner = 0;
    if (llvm::is_contained(All.UnitTable[Unit].Tasks, Task))
      addBringing(Range);
    for (const EditPiece &Piece :
         llvm::ArrayRef(All.Pieces).slice(Range.First, Range.Count)) {
      Edit What = Piece.What;
      const std::string Text = filled(What.Text, Task, Unit);
      if (Piece.Kind == 'i') {
        addInclude(What.At, Text, Text == What.Text);
        continue;
      }
      if (Text != What.Text) {
        Guessed[{What.At.key(), What.Length}] = Text;
        continue;
      }
      add(What.At, What.Length, Text,
          Piece.Kind == 'b'   ? BeforeAll - order(Inner++)
          : Piece.Kind == 'a' ? order(Inner++)
                              : 0);
    }
  }

  void addAround(const ChangingCall &Call, const CallEdit &E, Id Task) {
    add(Call.Begin, 0, filled(E.Before, Task, Call.Unit), BeforeAll - order(0));
    add({Call.Begin.File, Call.End}, 0, filled(E.After, Task, Call.Unit),
        order(0));
  }

  /// The edits of a function and its calls; the latter wait for addPlaces().
  void addNode(const Node &N, Plan &Made);
  /// From the inside out.
  void addPlaces(llvm::ArrayRef<Node *> Members);

  /// Sorted, those that touch each other as one. False where two overlap.
  bool merge(std::vector<Edit> &Merged, Place &Overlap) {
    for (const auto &[What, Where] : Includes)
      if (!Where.first.first || !Bringing.count(What.first))
        add({What.first, Where.second}, 0, Where.first.second, -1);
    // A unit that knows the task knows a better name for it.
    std::set<std::tuple<std::tuple<Id, Id>, Id>> Known;
    for (const auto &[Key, Text] : Edits)
      Known.insert(
          {std::get<0>(Key), std::get<1>(Key) - std::get<1>(std::get<0>(Key))});
    for (const auto &[Key, Text] : Guessed)
      if (!Known.count(Key))
        add({std::get<0>(std::get<0>(Key)), std::get<1>(std::get<0>(Key))},
            std::get<1>(Key), Text, 0);
    std::vector<std::string> Texts;
    for (const auto &[Key, Text] : Edits) {
      const auto &[At, End, Order, Same] = Key;
      const auto [File, Offset] = At;
      const bool SameFile = !Merged.empty() && Merged.back().At.File == File;
      const Id Before =
          SameFile ? Merged.back().At.Offset + Merged.back().Length : 0;
      if (SameFile && Offset < Before) {
        Overlap = {File, Offset};
        return false;
      }
      if (SameFile && Offset == Before) {
        Merged.back().Length += End - Offset;
        Texts.back() += Text;
        continue;
      }
      Merged.push_back({{File, Offset}, End - Offset, ""});
      Texts.push_back(Text);
    }
    for (std::size_t I = 0; I < Merged.size(); ++I)
      Merged[I].Text = Of.Texts.save(Texts[I]);
    return true;
  }

private:
  /// Files in which a unit that knows the task edits without an include.
  void addBringing(PieceRange Range) {
    std::set<Id> Edited, Including;
    for (const EditPiece &Piece :
         llvm::ArrayRef(All.Pieces).slice(Range.First, Range.Count))
      (Piece.Kind == 'i' ? Including : Edited).insert(Piece.What.At.File);
    for (Id File : Edited)
      if (!Including.count(File))
        Bringing.insert(File);
  }

  /// Each once in a file, where a unit that knows the header would put it.
  void addInclude(Place At, const std::string &Text, bool IsKnown) {
    const std::pair What(At.File, StringRef(Text).trim().str());
    const std::pair Where(std::pair(!IsKnown, Text), At.Offset);
    const auto [It, IsNew] = Includes.try_emplace(What, Where);
    if (!IsNew)
      It->second = std::min(It->second, Where);
  }

  void add(Place At, Id Length, const std::string &Text, int Order) {
    if (Length || !Text.empty())
      Edits.try_emplace({At.key(), At.Offset + Length, Order, Text}, Text);
  }

  /// With the words for what the unit does not know.
  std::string filled(StringRef Text, Id Task, Id Unit) const {
    std::string Filled = Text.str();
    const auto Fill = [&Filled](StringRef Placeholder, StringRef With) {
      for (std::size_t At;
           (At = Filled.find(Placeholder.str())) != std::string::npos;)
        Filled.replace(At, Placeholder.size(), With.str());
    };
    const UnitFacts &U = All.UnitTable[Unit];
    if (llvm::is_contained(U.Tasks, Task))
      return Filled;
    Fill(TaskPlaceholder, All.Tasks[Task].Name);
    Fill(NoValuePlaceholder, All.Tasks[Task].EmptyArguments);
    for (const auto &[Other, Header] : U.OtherTasks)
      if (Other == Task)
        Fill(HeaderPlaceholder, Header);
    return Filled;
  }

  /// Of one of what is added together.
  int order(int Inner) const { return Count * 64 + Inner % 64; }

  static constexpr int BeforeAll = 1 << 30;
  const Conversions &Of;
  const Facts &All;
  int Count = 1;
  std::vector<EditedPlace> Around;
  std::set<Id> Awaiting;
  std::set<Id> Bringing;
  std::map<std::pair<Id, std::string>,
           std::pair<std::pair<bool, std::string>, Id>>
      Includes;
  /// By place and length, with the names of a task that the unit does not know.
  std::map<std::tuple<std::tuple<Id, Id>, Id>, std::string> Guessed;
  /// By place, end, order and text: what several units say is said once.
  std::map<std::tuple<std::tuple<Id, Id>, Id, int, std::string>, std::string>
      Edits;
};

/// Refuses \p Made for what its functions, \p Members, say.
void Conversions::judge(Plan &Made, llvm::ArrayRef<Node *> Members) {
  Refusal Useless;
  bool IsAwaited = false;
  for (const Node *N : Members) {
    Made.Functions.push_back(N->Function);
    IsAwaited |= N->IsAwaited;
    if (Made.Refused.Why.empty())
      Made.Refused = N->Refused;
    if (Useless.Why.empty())
      Useless = N->Stays;
  }
  // To move waits around is of no use.
  if (!IsAwaited && Made.Refused.Why.empty())
    Made.Refused =
        Useless.Why.empty()
            ? Refusal{"no coroutine of the program would await it", {}}
            : Useless;
}

void Conversions::Merger::addNode(const Node &N, Plan &Made) {
  const auto Judge = [&Made](StringRef Why) {
    Made.Judgement = Made.Judgement.empty() ? Why : Made.Judgement;
  };
  for (const Candidate &View : N.Views) {
    if (const OwnEdits *Own = Of.ownOf(View, N.Task)) {
      Judge(Own->Judgement);
      addPieces(Own->Edits, N.Task, View.Unit);
    }
    for (const WaitEdits &Wait : View.Waits)
      if (Of.isActive(Wait, N.Function)) {
        Awaiting.insert(N.Function);
        Judge(Wait.Judgement);
        Around.push_back(
            {Wait.End, Wait.Begin, Around.size(), [this, &Wait, &View, &N] {
               addPieces(Wait.Edits, N.Task, View.Unit);
             }});
      }
  }
  for (const CallPlace &Where : N.Places) {
    if (Where.Awaits)
      Awaiting.insert(Where.Seen.front().Caller);
    for (const ChangingCall &C : Where.Seen) {
      const CallEdit &E = *Of.editOf(C, Where.Awaits, N.Task);
      Judge(E.Judgement);
      Around.push_back({C.End, C.Begin, Around.size(),
                        [this, &C, &E, &N] { addAround(C, E, N.Task); }});
    }
  }
}

void Conversions::Merger::addPlaces(llvm::ArrayRef<Node *> Members) {
  llvm::sort(Around, [](const EditedPlace &A, const EditedPlace &B) {
    return std::tuple(A.key(), A.Number) < std::tuple(B.key(), B.Number);
  });
  for (std::size_t I = 0; I < Around.size(); ++I) {
    // What is added from here on goes further out.
    if (I == 0 || Around[I].key() != Around[I - 1].key())
      ++Count;
    Around[I].Add();
  }
  ++Count;
  for (const Node *N : Members)
    if (!Awaiting.count(N->Function))
      for (const Candidate &View : N->Views)
        addPieces(View.Keyword, N->Task, View.Unit);
}

void Conversions::finish(Plan &Made, llvm::ArrayRef<Node *> Members) {
  judge(Made, Members);
  if (!Made.Refused.Why.empty())
    return;
  Merger Edits(*this);
  for (const Node *N : Members)
    Edits.addNode(*N, Made);
  Edits.addPlaces(Members);
  Place Overlap;
  if (!Edits.merge(Made.Edits, Overlap)) {
    Made.Edits.clear();
    Made.Refused = {"two files see different code here", Overlap};
  }
  Made.IsLocal =
      llvm::all_of(Members, [](const Node *N) { return N->Group.empty(); }) &&
      !Made.Edits.empty() &&
      Made.Edits.front().At.File == Made.Edits.back().At.File;
}
