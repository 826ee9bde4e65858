//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/repeated-await/RepeatedUses.h"
#include "clang-tidy/utils/ExprSequence.h"
#include "flow/Dataflow.h"
#include <map>

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// Something that happens to one object.
struct Event {
  unsigned Block; ///< In reverse post-order.
  unsigned Index; ///< Of the element in its block.
  const Stmt *At;
  /// Null for the end of what is known: a store, a test of its state.
  const AwaitableUse *Use = nullptr;
  /// The object's life begins.
  bool IsDeclaration = false;

  bool operator<(const Event &Other) const {
    // What an element takes, it takes before it stores.
    const bool Stores = !Use, OtherStores = !Other.Use;
    return std::tie(Block, Index, Stores, Use) <
           std::tie(Other.Block, Other.Index, OtherStores, Other.Use);
  }
};

/// One object that is used more than once, or in a loop.
struct Tracked {
  Place Where;
  std::vector<const AwaitableUse *> Uses;
  std::vector<Event> Events;

  bool isField() const { return isa<FieldDecl>(Where.Holder); }
};

/// What is true of an object at one point, over all paths that lead there.
struct State {
  /// On some path it is not used up,
  bool Fresh = true;
  /// and was not since its declaration.
  bool NeverUsed = true;
  /// The event that used it up: of several paths', the one that is written
  /// first.
  const Event *UsedUp = nullptr;

  /// Returns true when this changed.
  bool join(const State &Other) {
    const State Old = *this;
    Fresh |= Other.Fresh;
    NeverUsed |= Other.NeverUsed;
    // Uses are in the order in which they are written.
    if (Other.UsedUp && (!UsedUp || Other.UsedUp->Use < UsedUp->Use))
      UsedUp = Other.UsedUp;
    return Fresh != Old.Fresh || NeverUsed != Old.NeverUsed ||
           UsedUp != Old.UsedUp;
  }

  void pass(const Event &E) {
    if (E.IsDeclaration)
      *this = {};
    else if (!E.Use)
      *this = {true, NeverUsed, nullptr};
    else if (E.Use->Consumes)
      *this = {false, false, UsedUp ? UsedUp : &E};
  }
};

/// The events of an object in one block.
llvm::ArrayRef<Event> eventsIn(const Tracked &Object, unsigned Block) {
  const auto [Begin, End] = std::equal_range(
      Object.Events.begin(), Object.Events.end(), Event{Block, 0, nullptr},
      [](const Event &A, const Event &B) { return A.Block < B.Block; });
  return {Object.Events.data() + (Begin - Object.Events.begin()),
          size_t(End - Begin)};
}

/// What is true of one object, by its events.
struct UsedUpFlow : FlowQuestion<UsedUpFlow, State> {
  explicit UsedUpFlow(const Tracked &Object) : Object(Object) {}

  State boundary() const { return {}; }
  bool join(State &Into, const State &From) const { return Into.join(From); }
  void passBlock(State &Now, const BlockOrder &, unsigned Block) const {
    for (const Event &E : eventsIn(Object, Block))
      Now.pass(E);
  }

  const Tracked &Object;
};
} // namespace

static bool hasLabels(const CallableBody &Body) {
  return llvm::any_of(cast<DeclContext>(Body.Callable)->decls(),
                      [](const Decl *D) { return isa<LabelDecl>(D); });
}

/// True when \p S is in a loop in \p Body.
static bool isInLoop(const Stmt *S, const CallableBody &Body,
                     const BodyIndex &Index) {
  for (; S && S != Body.Lambda; S = Index.parent(S))
    if (isLoop(S))
      return true;
  return false;
}

/// True when code that this callable does not show may store to \p Holder:
/// another callable that refers to it, or a pointer.
static bool isShared(const ValueDecl &Holder, const CallableBody &Body,
                     const BodyIndex &Index) {
  return llvm::any_of(Index.mentions(&Holder), [&](const DeclRefExpr *Ref) {
    const Stmt *P = Index.parent(Ref);
    if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(P))
      return Lambda != Body.Lambda;
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(P);
    return Unary && Unary->getOpcode() == UO_AddrOf;
  });
}

/// True when \p Call asks whether its object still has something to give.
static const Expr *testedObject(const Stmt *Element) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Element);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || Call->getNumArgs() != 0 ||
      !Method->getReturnType()->isBooleanType())
    return nullptr;
  return Call->getImplicitObjectArgument();
}

/// True when \p Element may run other members of this object.
static bool touchesThis(const Stmt *Element) {
  const auto *Call = dyn_cast<CallExpr>(Element);
  if (!Call)
    return false;
  const auto IsThis = [](const Expr *E) {
    E = stripImplicit(E);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      E = stripImplicit(Unary->getSubExpr());
    return isa<CXXThisExpr>(E);
  };
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    if (const CXXMethodDecl *Method = Member->getMethodDecl();
        Method && !Method->isConst() &&
        IsThis(Member->getImplicitObjectArgument()))
      return true;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  return (Operator && Operator->getOperator() == OO_Call) ||
         llvm::any_of(Call->arguments(), IsThis);
}

namespace {
class RepeatFinder {
public:
  RepeatFinder(const CallableBody &Body, const AsyncTypes &Types,
               std::vector<Tracked> Objects)
      : Body(Body), Types(Types), Objects(std::move(Objects)), Graph(Body) {}

  std::vector<RepeatedUse> find() {
    if (!Graph)
      return {};
    Blocks.emplace(Graph);
    collectEvents();
    for (Tracked &Object : Objects)
      analyze(Object);
    return std::move(Found);
  }

private:
  void collectEvents() {
    for (Tracked &Object : Objects) {
      ByHolder[Object.Where.Holder].push_back(&Object);
      ByStep[{Object.Where.Holder, firstStep(Object.Where)}].push_back(&Object);
      for (uintptr_t Step : Object.Where.Path)
        if (Step % 2 == 0)
          ByHolder[reinterpret_cast<const Decl *>(Step)].push_back(&Object);
      if (Object.isField())
        Fields.push_back(&Object);
      for (const AwaitableUse *Use : Object.Uses)
        UsesAt[Use->At].push_back({&Object, Use});
    }
    for (unsigned I = 0; I < Blocks->size(); ++I) {
      unsigned Number = 0;
      Blocks->forSteps(I, /*Backward=*/false, [&](const FlowStep &Step) {
        if (Step.At)
          collect(Step.At, I, Number++);
      });
    }
  }

  void collect(const Stmt *Element, unsigned Block, unsigned Number) {
    const CoawaitExpr *Await = Graph.awaitAt(Element);
    const Stmt *At = Await ? Await : Element;
    const bool IsUse = UsesAt.count(At);
    if (IsUse && Begun.insert(At).second)
      for (const auto &[Object, Use] : UsesAt[At])
        Object->Events.push_back({Block, Number, At, Use});
    // Whoever runs meanwhile may store to fields.
    if (!IsUse && (Await || (!Fields.empty() && touchesThis(Element))))
      for (Tracked *Object : Fields)
        Object->Events.push_back({Block, Number, Element});
    if (Await)
      return;
    if (const Expr *Tested = testedObject(Element); Tested && !IsUse)
      end(originOf(Tested, Types.names()).Where, Element, Block, Number);
    if (IsUse && !isa<CXXOperatorCallExpr, DeclStmt>(Element))
      return;
    for (const Store &S : storesAt(Element, Types)) {
      end(S.Where, Element, Block, Number);
      if (S.Variable && !S.Where)
        end(Place{S.Variable, {}, true}, Element, Block, Number);
    }
  }

  /// What is known of \p Where, or of elements that it selects, is over.
  void end(const Place &Where, const Stmt *Element, unsigned Block,
           unsigned Number) {
    if (!Where)
      return;
    const auto Among = [&](const auto &Candidates, auto Key) {
      if (auto It = Candidates.find(Key); It != Candidates.end())
        endAmong(It->second, Where, Element, Block, Number);
    };
    const Decl *Holder = Where.Holder;
    if (Where.Path.empty())
      return Among(ByHolder, Holder);
    // A container may have very many elements.
    for (const uintptr_t First : {uintptr_t(0), firstStep(Where)})
      Among(ByStep, std::pair(Holder, First));
  }

  /// As a key; 0 for a whole.
  static uintptr_t firstStep(const Place &Where) {
    return Where.Path.empty() ? 0 : Where.Path.front();
  }

  static void endAmong(llvm::ArrayRef<Tracked *> Candidates, const Place &Where,
                       const Stmt *Element, unsigned Block, unsigned Number) {
    for (Tracked *Object : Candidates) {
      const bool Declares =
          isa<DeclStmt>(Element) && Object->Where.Holder == Where.Holder;
      const auto *Var = dyn_cast<VarDecl>(Where.Holder);
      if (Object->Where.mayOverlap(Where) ||
          (Var && Where.Path.empty() && Object->Where.dependsOn(*Var)))
        Object->Events.push_back({Block, Number, Element, nullptr, Declares});
    }
  }

  void analyze(Tracked &Object) {
    if (Object.Events.empty())
      return;
    llvm::sort(Object.Events);
    const unsigned First =
        Blocks->loopsAround(Object.Events.front().Block).first;
    const unsigned Last =
        Blocks->loopsAround(Object.Events.back().Block).second;
    // Nothing happens to the object outside of [First, Last].
    UsedUpFlow Flow(Object);
    report(Object, Dataflow(*Blocks, Flow, First, Last));
  }

  void report(const Tracked &Object, const Dataflow<UsedUpFlow> &Solution) {
    std::vector<RepeatedUse> InLoops;
    const size_t Before = Found.size();
    unsigned Block = ~0U;
    State Now;
    for (const Event &E : Object.Events) {
      if (E.Block != std::exchange(Block, E.Block))
        Now = *Solution.at(E.Block);
      if (E.Use && Now.UsedUp && E.Use->How != AwaitableUse::Move) {
        const Event &Earlier = *Now.UsedUp;
        if (!(Earlier < E)) {
          if (&Earlier == &E && !Object.isField() && everyRound(Object, E))
            InLoops.push_back({E.Use, E.Use});
        } else if (isCertain(Object, Earlier, E, Now) &&
                   isSequenced(Object, Earlier, E)) {
          Found.push_back({Earlier.Use, E.Use});
        }
      }
      Now.pass(E);
    }
    if (Found.size() == Before)
      llvm::append_range(Found, InLoops);
  }

  /// False where only paths may lead from the one to the other that no run
  /// takes, since two conditions on them contradict each other.
  bool isCertain(const Tracked &Object, const Event &Earlier, const Event &E,
                 const State &AtUse) const {
    if (!AtUse.Fresh)
      return true;
    bool Ends = false;
    return isInevitable(Object, Earlier, E, Ends) &&
           (!Ends || !AtUse.NeverUsed);
  }

  /// True when all paths from \p Earlier meet \p E, or a store (\p Ends).
  bool isInevitable(const Tracked &Object, const Event &Earlier, const Event &E,
                    bool &Ends) const {
    if (Escape.Behind == &Earlier && !Escape.Blocks.contains(E.Block))
      return false;
    /// By which block each was reached.
    llvm::DenseMap<unsigned, unsigned> Before;
    std::vector<unsigned> Work{Earlier.Block};
    for (bool AtStart = true; !Work.empty(); AtStart = false) {
      const unsigned Block = Work.back();
      Work.pop_back();
      bool Stopped = false;
      for (const Event &Other : eventsIn(Object, Block)) {
        if (AtStart && !(Earlier < Other))
          continue;
        if (Other.IsDeclaration) // It died before.
          return escapes(Earlier, Block, Before);
        if (&Other == &E || !Other.Use) {
          Ends |= !Other.Use;
          Stopped = true;
          break;
        }
      }
      if (Stopped)
        continue;
      if (&(*Blocks)[Block] == &Graph->getExit())
        return escapes(Earlier, Block, Before);
      Blocks->forSuccessors(Block, /*Throwing=*/false, [&](unsigned Next) {
        if (Before.try_emplace(Next, Block).second)
          Work.push_back(Next);
      });
    }
    return true;
  }

  /// Remembers the path from \p Earlier to \p Last, on which no store is: what
  /// is not on it is not inevitable. Returns false.
  bool escapes(const Event &Earlier, unsigned Last,
               const llvm::DenseMap<unsigned, unsigned> &Before) const {
    Escape.Behind = &Earlier;
    Escape.Blocks.clear();
    Escape.Blocks.insert(Earlier.Block);
    while (Escape.Blocks.insert(Last).second)
      Last = Before.lookup(Last);
    return false;
  }

  /// True when no store or test is in the innermost loop around \p E, and
  /// every round of it uses the object.
  bool everyRound(const Tracked &Object, const Event &E) const {
    const BlockOrder::Loop Around = Blocks->innermostLoop(E.Block);
    const bool Ends = llvm::any_of(Object.Events, [&](const Event &Other) {
      return !Other.Use && Around.Blocks.count(Other.Block);
    });
    return !Around.Blocks.empty() && !Ends && !goesAround(Object, Around);
  }

  /// True when a path leads from the head of \p Loop back to it without a use.
  bool goesAround(const Tracked &Object, const BlockOrder::Loop &Loop) const {
    llvm::DenseSet<unsigned> Seen;
    std::vector<unsigned> Work{Loop.Head};
    bool Around = false;
    while (!Work.empty()) {
      const unsigned Block = Work.back();
      Work.pop_back();
      if (llvm::any_of(eventsIn(Object, Block), [](const Event &Other) {
            return Other.Use && Other.Use->Consumes;
          }))
        continue;
      Blocks->forSuccessors(Block, /*Throwing=*/false, [&](unsigned Next) {
        Around |= Next == Loop.Head;
        if (Loop.Blocks.count(Next) && Seen.insert(Next).second)
          Work.push_back(Next);
      });
    }
    return Around;
  }

  /// False when a store in the same full expression as a use may come between
  /// them, since the language leaves the order open.
  bool isSequenced(const Tracked &Object, const Event &Earlier,
                   const Event &E) const {
    std::optional<tidy::utils::ExprSequence> Sequence;
    const auto InSequence = [&](const Event &Before, const Event &After) {
      if (!Sequence)
        Sequence.emplace(&Graph.cfg(), Body.Callable->getBody(),
                         &Body.Callable->getASTContext());
      return Sequence->inSequence(Before.At, After.At);
    };
    for (const Event &Other : Object.Events) {
      if (Other.Use || Other.IsDeclaration)
        continue;
      if (Other.Block == Earlier.Block && Other < Earlier &&
          !InSequence(Other, Earlier))
        return false;
      if (Other.Block == E.Block && E < Other && !InSequence(E, Other))
        return false;
    }
    return true;
  }

  const CallableBody &Body;
  const AsyncTypes &Types;
  std::vector<Tracked> Objects;
  FlowGraph Graph;
  std::optional<BlockOrder> Blocks;
  llvm::DenseMap<const Decl *, llvm::SmallVector<Tracked *, 1>> ByHolder;
  llvm::DenseMap<std::pair<const Decl *, uintptr_t>,
                 llvm::SmallVector<Tracked *, 1>>
      ByStep;
  std::vector<Tracked *> Fields;
  llvm::DenseMap<
      const Stmt *,
      llvm::SmallVector<std::pair<Tracked *, const AwaitableUse *>, 1>>
      UsesAt;
  llvm::DenseSet<const Stmt *> Begun;
  /// The last path that was found to lead away from an event.
  struct Path {
    const Event *Behind = nullptr;
    llvm::DenseSet<unsigned> Blocks;
  };
  mutable Path Escape;
  std::vector<RepeatedUse> Found;
};
} // namespace

std::vector<RepeatedUse> clang::tidy::async::repeatedUses(
    llvm::ArrayRef<AwaitableUse> Uses, const CallableBody &Body,
    const BodyIndex &Index, const AsyncTypes &Types) {
  std::vector<Tracked> Objects;
  std::map<std::pair<const ValueDecl *, std::vector<uintptr_t>>, size_t> Known;
  for (const AwaitableUse &Use : Uses) {
    const Place &At = Use.Where;
    if (At.Exact) {
      const auto [It, IsNew] = Known.try_emplace(
          {At.Holder, {At.Path.begin(), At.Path.end()}}, Objects.size());
      if (!IsNew) {
        Objects[It->second].Uses.push_back(&Use);
        continue;
      }
    }
    Objects.push_back({At, {&Use}, {}});
  }
  llvm::DenseMap<const ValueDecl *, bool> Shared;
  const bool HasLabels = !Objects.empty() && hasLabels(Body);
  llvm::erase_if(Objects, [&](const Tracked &Object) {
    const auto Consumes = [](const AwaitableUse *Use) { return Use->Consumes; };
    if (llvm::none_of(Object.Uses, Consumes))
      return true;
    if (Object.Uses.size() == 1 &&
        (Object.isField() ||
         (!HasLabels && !isInLoop(Object.Uses.front()->At, Body, Index))))
      return true;
    const auto [It, IsNew] = Shared.try_emplace(Object.Where.Holder);
    if (IsNew)
      It->second = isShared(*Object.Where.Holder, Body, Index);
    return It->second;
  });
  if (Objects.empty())
    return {};
  return RepeatFinder(Body, Types, std::move(Objects)).find();
}
