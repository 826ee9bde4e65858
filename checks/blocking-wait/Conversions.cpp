//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/Conversions.h"
#include "checks/blocking-wait/ConversionEdits.h"
#include "checks/blocking-wait/FunctionUses.h"
#include "code/MeantCoroutines.h"
#include "code/Shapes.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// One call of a converted function.
struct CallPlace {
  const Expr *Call = nullptr;
  /// The callable around it; null at namespace scope and the like.
  const FunctionDecl *In = nullptr;
  /// Awaited; or started, by a handler; else a synchronous wait is put around
  /// it.
  bool Awaits = false, Starts = false;
  const CallMention *Mention = nullptr;
};

/// A function that may become a coroutine.
struct Candidate {
  const FunctionDecl *Function = nullptr;
  std::vector<BlockingWait> Waits;
  std::optional<TaskChoice> Task;
  /// Empty when nothing speaks against it.
  std::string Obstacle;
  /// The same, for everything that is converted together with it.
  std::string Refused;
  bool IsConverted = false;
  std::vector<CallPlace> Places;
};
} // namespace

struct Conversions::Planner {
  Planner(CallGraph &Graph, const AsyncTypes &Types, Host Knowledge,
          Scope Allowed)
      : Graph(Graph), Types(Types), Knowledge(std::move(Knowledge)),
        Allowed(Allowed), SM(Graph.context().getSourceManager()),
        Maker(Types, this->Knowledge.Index) {}

  CallGraph &Graph;
  const AsyncTypes &Types;
  const Host Knowledge;
  const Scope Allowed;
  const SourceManager &SM;
  const ConversionEdits Maker;
  /// By canonical declaration, in the order in which they were met.
  llvm::MapVector<const FunctionDecl *, std::unique_ptr<Candidate>> Candidates;
  /// What is converted together: functions, and places that two edits share.
  llvm::EquivalenceClasses<const void *> Together;
  llvm::DenseMap<const void *, std::vector<Candidate *>> Members;

  Candidate &candidate(const FunctionDecl &Function);
  std::string obstacle(Candidate &C);
  bool mayBeCalledElsewhere(const FunctionDecl &Function) const;
  void editWait(const BlockingWait &Wait, const Candidate &C,
                Rewrite &Edits) const {
    Maker.editWait(Wait, C.Waits, *C.Function, *C.Task, Edits);
  }
  void convert(Candidate &C, std::vector<Candidate *> &Worklist);
  void meet(const Candidate &C, const CallPlace &Place);
  void plan();
  void apply(llvm::ArrayRef<Candidate *> Set, Rewrite &Edits) const;
};

bool Conversions::Planner::mayBeCalledElsewhere(
    const FunctionDecl &Function) const {
  if (Allowed == Scope::All ||
      (Knowledge.IsOnlyHere && Knowledge.IsOnlyHere(Function)))
    return false;
  // Other files may include a header and call what is static in it.
  for (const FunctionDecl *Declaration : Function.redecls())
    if (!SM.isInMainFile(SM.getExpansionLoc(Declaration->getLocation())))
      return true;
  return !isLambdaCallOperator(&Function) && Function.isExternallyVisible();
}

/// Why \p C cannot become a coroutine. Its task is known.
std::string Conversions::Planner::obstacle(Candidate &C) {
  const FunctionDecl &Function = *C.Function;
  const std::string Name = "'" + Function.getNameAsString() + "'";
  if (std::string Why = obstacleToCoroutine(Function); !Why.empty())
    return Why;
  if (std::string Why = obstacleToNewType(Function, C.Task->Lib); !Why.empty())
    return Why;
  if (mayBeCalledElsewhere(Function))
    return (isLambdaCallOperator(&Function) ? "the lambda" : Name) +
           " can be called from other files";
  if (Types.classify(Function.getReturnType()))
    return Name + " returns '" +
           typeName(Function.getReturnType(), Function.getASTContext()) + "'";
  if (!C.Task->worksFor(Function.getReturnType()))
    return "nothing here shows that the task type works with '" +
           typeName(Function.getReturnType(), Function.getASTContext()) + "'";
  Graph.includeSystemTemplates();
  if (std::string Why = obstacleInUses(Function, Graph, Knowledge.Index);
      !Why.empty())
    return Why;
  Rewrite Trial(Function.getASTContext());
  Maker.editFunction(Function, *C.Task, Trial);
  for (const BlockingWait &Wait : C.Waits)
    editWait(Wait, C, Trial);
  return Trial.reason().str();
}

Candidate &Conversions::Planner::candidate(const FunctionDecl &Function) {
  auto &Slot = Candidates[Function.getCanonicalDecl()];
  if (!Slot) {
    Slot = std::make_unique<Candidate>();
    const FunctionDecl *Definition = Function.getDefinition();
    Slot->Function = Definition ? Definition : &Function;
    if (Definition && !actsAsCoroutine(*Definition, Types) &&
        !Definition->isTemplateInstantiation() &&
        !Knowledge.IsBoundary(*Definition)) {
      Slot->Waits = Knowledge.Waits(*Definition);
      std::string Why;
      Slot->Task = Maker.taskForAll(Slot->Waits, Why);
      if (!Slot->Task)
        Slot->Obstacle = Why;
      if (llvm::any_of(Slot->Waits, [this](const BlockingWait &Wait) {
            return Knowledge.IsSilenced(Wait.location());
          }))
        Slot->Obstacle =
            "a NOLINT keeps a wait in '" + Function.getNameAsString() + "'";
      if (Slot->Obstacle.empty() && Slot->Task)
        Slot->Obstacle = obstacle(*Slot);
    } else {
      Slot->Obstacle = Slot->Function->isTemplateInstantiation()
                           ? "it depends on a template parameter"
                           : "'" + Function.getNameAsString() + "' may block";
    }
  }
  return *Slot;
}

/// Two conversions that edit at one place are one.
void Conversions::Planner::meet(const Candidate &C, const CallPlace &Place) {
  const auto Key = [](SourceLocation Loc) {
    return reinterpret_cast<const void *>(
        static_cast<uintptr_t>(Loc.getRawEncoding()) << 1 | 1);
  };
  Together.unionSets(C.Function, Key(Place.Call->getBeginLoc()));
  Together.unionSets(C.Function, Key(Place.Call->getEndLoc()));
}

void Conversions::Planner::convert(Candidate &C,
                                   std::vector<Candidate *> &Worklist) {
  const CallNode *Node = Graph.node(C.Function);
  Together.insert(C.Function);
  if (!Node)
    return;
  for (const CallMention &Mention : Node->Mentions) {
    if (Mention.Instantiated)
      continue;
    CallPlace Place{Mention.Call, Mention.In, false, false, &Mention};
    if (Maker.canAwait(Mention, *C.Task)) {
      const FunctionDecl &Caller = *Mention.In->getDefinition();
      Place.Awaits = true;
      if (isMeantAsCoroutine(Caller, Types)) {
        Place.Awaits = obstacleToCoroutine(Caller).empty();
      } else if (!isCoroutine(Caller)) {
        Candidate &Outer = candidate(Caller);
        if (!Outer.Task && Outer.Obstacle.empty()) {
          Outer.Task = C.Task;
          Outer.Obstacle = obstacle(Outer);
        }
        Place.Awaits = Outer.Obstacle.empty();
        if (Place.Awaits) {
          Together.unionSets(C.Function, Outer.Function);
          if (Outer.Task->Template != C.Task->Template)
            C.Refused = "the waits of two libraries meet in '" +
                        Caller.getNameAsString() + "'";
          if (!std::exchange(Outer.IsConverted, true))
            Worklist.push_back(&Outer);
        }
      }
    }
    if (!Place.Awaits && !C.Task->Wait) {
      Rewrite Trial(C.Function->getASTContext());
      Place.Starts =
          Maker.startCall(Mention, *C.Task, Trial) && Trial.reason().empty();
      const std::string Why = Trial.reason().str();
      if (!Place.Starts)
        C.Refused = "a caller would have to wait, and there is no plain "
                    "blocking wait to do so" +
                    (Why.empty() ? "" : ": " + Why);
    }
    meet(C, Place);
    C.Places.push_back(Place);
  }
}

void Conversions::Planner::plan() {
  // All that wait, before any caller is looked at.
  for (size_t I = 0; I < Graph.nodes().size(); ++I) {
    const CallNode *Node = Graph.nodes()[I];
    if (Node->Function->doesThisDeclarationHaveABody() &&
        llvm::any_of(Node->Calls, [&](const CallSite &Site) {
          const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
          return Call && !Site.Unevaluated && blockingWait(*Call, Types);
        }))
      candidate(*Node->Function);
  }
  std::vector<Candidate *> Worklist;
  for (auto &[Function, C] : Candidates)
    if (C->Task && C->Obstacle.empty()) {
      C->IsConverted = true;
      Worklist.push_back(C.get());
    }
  while (!Worklist.empty()) {
    Candidate *Next = Worklist.back();
    Worklist.pop_back();
    convert(*Next, Worklist);
  }
  for (auto &[Function, C] : Candidates)
    if (C->IsConverted)
      Members[Together.getLeaderValue(C->Function)].push_back(C.get());
  for (auto &[Leader, Set] : Members) {
    std::string Refused;
    for (const Candidate *C : Set)
      if (Refused.empty())
        Refused = C->Refused;
    if (Refused.empty()) {
      Rewrite Trial(Set.front()->Function->getASTContext());
      apply(Set, Trial);
      Refused = Trial.reason().str();
    }
    for (Candidate *C : Set)
      C->Refused = Refused;
  }
}

namespace {
/// A wait or a call, to be edited from the inside out.
struct EditPlace {
  const Candidate *C = nullptr;
  const BlockingWait *Wait = nullptr;
  const CallPlace *Call = nullptr;
  const FunctionDecl *In = nullptr;
  std::pair<FileID, unsigned> Begin, End;
};
} // namespace

void Conversions::Planner::apply(llvm::ArrayRef<Candidate *> Set,
                                 Rewrite &Edits) const {
  std::vector<EditPlace> Places;
  const auto Locate = [this](SourceLocation Loc) {
    return SM.getDecomposedLoc(Loc);
  };
  for (const Candidate *C : Set) {
    Maker.editFunction(*C->Function, *C->Task, Edits);
    for (const BlockingWait &Wait : C->Waits)
      Places.push_back({C, &Wait, nullptr, C->Function,
                        Locate(beginOf(*Wait.Call)),
                        Locate(Wait.Call->getEndLoc())});
    for (const CallPlace &Call : C->Places)
      Places.push_back({C, nullptr, &Call, Call.In, Locate(beginOf(*Call.Call)),
                        Locate(Call.Call->getEndLoc())});
  }
  llvm::sort(Places, [](const EditPlace &A, const EditPlace &B) {
    return std::tuple(A.End, B.Begin) < std::tuple(B.End, A.Begin);
  });
  for (const EditPlace &Place : Places) {
    const FunctionDecl *In = Place.In ? Place.In->getDefinition() : nullptr;
    const SharedIndex Index = In ? Knowledge.Index(*In) : nullptr;
    if (Place.Wait)
      editWait(*Place.Wait, *Place.C, Edits);
    else if (Place.Call->Awaits)
      Maker.awaitCall(*Place.Call->Call, *Index, Edits);
    else if (Place.Call->Starts)
      Maker.startCall(*Place.Call->Mention, *Place.C->Task, Edits);
    else
      Maker.waitForCall(*Place.Call->Call, Place.In, *Place.C->Task, Edits);
  }
}

Conversions::Conversions(CallGraph &Graph, const AsyncTypes &Types,
                         Host Knowledge, Scope Allowed)
    : Plans(new Planner(Graph, Types, std::move(Knowledge), Allowed)) {
  if (Allowed != Scope::Off)
    Plans->plan();
}

Conversions::~Conversions() = default;

static const Candidate *findCandidate(
    const llvm::MapVector<const FunctionDecl *, std::unique_ptr<Candidate>>
        &Candidates,
    const FunctionDecl &Function) {
  auto It = Candidates.find(Function.getCanonicalDecl());
  return It == Candidates.end() ? nullptr : It->second.get();
}

bool Conversions::converts(const FunctionDecl &Function) const {
  const Candidate *C = findCandidate(Plans->Candidates, Function);
  return C && C->IsConverted && C->Refused.empty();
}

std::string Conversions::reason(const FunctionDecl &Function) const {
  const Candidate *C = findCandidate(Plans->Candidates, Function);
  if (!C)
    return "";
  return C->Obstacle.empty() ? C->Refused : C->Obstacle;
}

const FunctionDecl &Conversions::carrier(const FunctionDecl &Function) const {
  const auto &Set =
      Plans->Members
          .find(Plans->Together.getLeaderValue(
              findCandidate(Plans->Candidates, Function)->Function))
          ->second;
  for (const Candidate *C : Set)
    if (!C->Waits.empty())
      return *C->Function;
  return Function;
}

void Conversions::apply(const FunctionDecl &Function, Rewrite &Edits) const {
  const Candidate *C = findCandidate(Plans->Candidates, Function);
  Plans->apply(
      Plans->Members.find(Plans->Together.getLeaderValue(C->Function))->second,
      Edits);
}
