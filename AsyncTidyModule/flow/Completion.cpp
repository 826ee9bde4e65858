//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Completion.h"
#include "code/Waits.h"
#include "flow/Dataflow.h"
#include "flow/ReadinessCondition.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// The complete places at one point.
class Knowledge {
public:
  bool knows(const Place &P) const {
    return P && llvm::any_of(Complete, [&](const Place &Known) {
             return Known.contains(P);
           });
  }
  void add(const Place &P) {
    if (P && P.Exact && !knows(P))
      Complete.push_back(P);
  }
  void forget(const Place &P) {
    llvm::erase_if(Complete,
                   [&](const Place &Known) { return Known.mayOverlap(P); });
  }
  /// \p Index, part of some paths, has another value now.
  void forgetElementsAt(const VarDecl *Index) {
    llvm::erase_if(Complete,
                   [&](const Place &Known) { return Known.dependsOn(*Index); });
  }
  /// Keeps what both know. Returns true when this shrank.
  bool meet(const Knowledge &Other) {
    std::vector<Place> Both;
    for (const Place &P : Complete)
      if (Other.knows(P))
        Both.push_back(P);
    for (const Place &P : Other.Complete)
      if (knows(P) && llvm::none_of(Both, [&](const Place &Known) {
            return Known.contains(P);
          }))
        Both.push_back(P);
    // Whatever this knew and does not know now.
    const bool Shrank = llvm::any_of(Complete, [&](const Place &P) {
      return llvm::none_of(
          Both, [&](const Place &Known) { return Known.contains(P); });
    });
    Complete = std::move(Both);
    return Shrank;
  }
  const std::vector<Place> &places() const { return Complete; }

private:
  std::vector<Place> Complete;
};
} // namespace

struct Completion::Flow : FlowQuestion<Flow, Knowledge> {
  Flow(const CallableBody &Body, const AsyncTypes &Types)
      : Types(Types), Known(Types.names()), Graph(Body) {}

  const AsyncTypes &Types;
  const Names &Known;
  FlowGraph Graph;
  llvm::DenseMap<const Stmt *, const SuspectWait *> Waits;
  ReadinessCondition::Definitions Assigned;
  /// What a loop that ends by its condition has completed.
  llvm::DenseMap<const Stmt *, Knowledge> CompletedByLoop;
  /// What was known right before each wait.
  llvm::DenseMap<const Stmt *, Knowledge> Before;

  void mark(const Expr *E, Knowledge &K) { K.add(originOf(E, Known).Where); }

  /// \p E was awaited: it is complete, and so is what it consists of.
  void markAwaited(const Expr *E, Knowledge &K) {
    E = stripCopies(E);
    if (!E || isa<LambdaExpr>(E))
      return;
    mark(E, K);
    // `auto All = when_all(F, G); co_await All;`
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->getInit() && !isa<ParmVarDecl>(Var)) {
        const Expr *Init = stripCopies(Var->getInit());
        if (isFanOut(Init))
          return markAwaited(Init, K);
      }
    if (const Access Step = accessOf(E); Step.Object) {
      if (Step.Part == Access::Whole)
        markAwaited(Step.Object, K);
      return;
    }
    const bool AwaitsAll = isFanOut(E);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      for (const Expr *Arg : Construct->arguments())
        markArgument(Arg, AwaitsAll, K);
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      for (const Expr *Arg : Call->arguments())
        markArgument(Arg, AwaitsAll, K);
      // `co_await f.resolve()`, `co_await std::move(f).via(executor)`.
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
        if (const Expr *Object = Member->getImplicitObjectArgument();
            Object && (Types.classify(objectType(*Member)) ||
                       isFanOut(stripCopies(Object))))
          markAwaited(Object, K);
    }
  }

  bool isFanOut(const Expr *E) const {
    if (!E)
      return false;
    const auto *Call = dyn_cast<CallExpr>(E);
    return Known.call(E, CallRole::FanOut) ||
           (Call &&
            Known.usual().tell(Usual::AwaitsAll, Call->getDirectCallee()));
  }

  /// A fan-out completes all it gets; another call completes what was handed
  /// over to it: `co_await with_timeout(1s, std::move(f))`.
  void markArgument(const Expr *Arg, bool AwaitsAll, Knowledge &K) {
    const Expr *Written = stripCopies(Arg);
    if (!Written)
      return;
    if (!AwaitsAll) {
      if (!Written->isLValue() && Types.classify(Written->getType()))
        markAwaited(Written, K);
      return;
    }
    // Iterators into what is awaited.
    const Access Step = accessOf(Written);
    if (Step.Part == Access::Unknown && Step.Object)
      mark(Step.Object, K);
    else
      markAwaited(Written, K);
  }

  bool isCompleteValue(const Expr *Value, const Knowledge &K) const {
    const AsyncOrigin Origin = originOf(Value, Known);
    return Origin.Complete || K.knows(Origin.Where);
  }

  Knowledge boundary() const { return {}; }
  bool join(Knowledge &Into, const Knowledge &From) const {
    return Into.meet(From);
  }

  void pass(Knowledge &K, const FlowStep &Step) {
    // An await that fails has completed its operand, too.
    if (Step.Await)
      return markAwaited(Step.Await->getOperand(), K);
    if (const auto *Call = dyn_cast<CallExpr>(Step.At)) {
      if (const SuspectWait *Wait = Waits.lookup(Call)) {
        if (!Wait->GivesUp) {
          K.add(Wait->Origin.Where);
          // `when_all(f, g).get()`
          if (const auto Known = blockingWait(*Call, Types);
              Known && !Known->ThroughPointer)
            markAwaited(Known->Operand, K);
        }
        return;
      }
      if (isFanOut(Call) || Known.call(Call, CallRole::Wait) ||
          Known.call(Call, CallRole::Ready))
        return;
    }
    for (const Store &S : storesAt(Step.At, Types))
      apply(S, K);
  }

  void apply(const Store &S, Knowledge &K) {
    // What is left was complete before.
    if (S.How == Store::Remove)
      return;
    const bool Complete = S.Value && isCompleteValue(S.Value, K);
    K.forget(S.Where);
    if (S.Variable)
      K.forgetElementsAt(S.Variable);
    if (Complete)
      K.add(S.Where);
  }

  /// What a branch adds: that a readiness test said yes, that a loop over all
  /// elements is over.
  void passEdge(Knowledge &K, const CFGBlock &Block, unsigned Which,
                const CFGBlock &Successor) {
    const Stmt *Terminator = Block.getTerminatorStmt();
    if (!Terminator)
      return;
    ReadinessCondition Test(Known, Assigned);
    if (const auto *Switch = dyn_cast<SwitchStmt>(Terminator)) {
      const auto *Case = dyn_cast_or_null<CaseStmt>(Successor.getLabel());
      if (Case && !Case->getRHS() &&
          Test.meansReady(Case->getLHS()).value_or(false))
        if (const Expr *Object = Test.objectOfStatus(Switch->getCond()))
          mark(Object, K);
      return;
    }
    if (Block.succ_size() != 2)
      return;
    if (Which == 1)
      if (auto It = CompletedByLoop.find(Terminator);
          It != CompletedByLoop.end())
        for (const Place &P : It->second.places())
          K.add(P);
    if (const auto *Condition =
            dyn_cast_or_null<Expr>(Block.getTerminatorCondition()))
      for (const Expr *Object : Test.at(Condition, Which == 0))
        mark(Object, K);
  }

  static llvm::SmallVector<uintptr_t, 2> loopVariables(const Stmt *Loop) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
      return {selector(Range->getLoopVariable())};
    llvm::SmallVector<uintptr_t, 2> Variables;
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      if (const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit()))
        for (const Decl *D : Init->decls())
          Variables.push_back(selector(D));
    return Variables;
  }

  /// A loop that completes the element at its variable, in every round, has
  /// completed the container.
  void summarizeLoops(const BlockOrder &Blocks,
                      const Dataflow<Flow> &Solution) {
    for (unsigned Block = 0; Block < Blocks.size(); ++Block) {
      const Stmt *Loop = Blocks[Block].getLoopTarget();
      const Knowledge *AtEnd = Loop ? Solution.at(Block) : nullptr;
      if (!AtEnd)
        continue;
      for (uintptr_t Variable : loopVariables(Loop))
        for (const Place &P : AtEnd->places()) {
          const auto *At = llvm::find(P.Path, Variable);
          if (At == P.Path.end())
            continue;
          Place Container = P;
          Container.Path.resize(At - P.Path.begin());
          CompletedByLoop[Loop].add(Container);
        }
    }
  }

  void run() {
    const BlockOrder Blocks(Graph);
    for (unsigned Block = 0; Block < Blocks.size(); ++Block)
      Blocks.forSteps(Block, /*Backward=*/false,
                      [this](const FlowStep &Step) { remember(Step.At); });
    std::optional<Dataflow<Flow>> Solution;
    Solution.emplace(Blocks, *this);
    summarizeLoops(Blocks, *Solution);
    if (!CompletedByLoop.empty())
      Solution.emplace(Blocks, *this);
    Solution->forSteps([this](const FlowStep &Step, const Knowledge &K) {
      if (const auto *Call = dyn_cast<CallExpr>(Step.At);
          Call && Waits.count(Call))
        Before.try_emplace(Call, K);
    });
  }

  void remember(const Stmt *S) {
    const auto *Binary = dyn_cast<BinaryOperator>(S);
    const auto *Ref =
        Binary && Binary->getOpcode() == BO_Assign
            ? dyn_cast<DeclRefExpr>(stripImplicit(Binary->getLHS()))
            : nullptr;
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && isa<CallExpr>(stripImplicit(Binary->getRHS())))
      Assigned[Var] = Binary->getRHS();
  }
};

Completion::Completion(const CallableBody &Body, const AsyncTypes &Types,
                       llvm::ArrayRef<SuspectWait> Waits) {
  if (llvm::none_of(Waits, [](const SuspectWait &W) { return W.Origin.Where; }))
    return;
  Impl = std::make_unique<Flow>(Body, Types);
  for (const SuspectWait &Wait : Waits)
    Impl->Waits.try_emplace(Wait.Call, &Wait);
  if (Impl->Graph)
    Impl->run();
}

Completion::~Completion() = default;

bool Completion::isComplete(const SuspectWait &Wait) const {
  if (Wait.Origin.Complete)
    return true;
  if (!Impl)
    return false;
  auto It = Impl->Before.find(Wait.Call);
  return It != Impl->Before.end() && It->second.knows(Wait.Origin.Where);
}
