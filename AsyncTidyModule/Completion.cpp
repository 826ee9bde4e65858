//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Completion.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace clang;
using namespace clang::tidy::async;

/// The object that an accessor such as `v[i]`, `v.at(i)`, `std::get<0>(t)`,
/// `*it` or `std::move(x)` reaches into, or null.
static const Expr *accessedObject(const Expr *E) {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getBase();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref ? Unary->getSubExpr() : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    return Kind == OO_Subscript || Kind == OO_Star || Kind == OO_Arrow
               ? Operator->getArg(0)
               : nullptr;
  }
  if (const auto *Cast = dyn_cast<CXXNamedCastExpr>(E))
    return Cast->getSubExpr();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl>(Member->getMemberDecl()) && !Member->isArrow()
               ? Member->getBase()
               : nullptr;
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return nullptr;
  llvm::StringRef Name = Callee->getName();
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call)) {
    const bool Reaches = Name == "at" || Name == "front" || Name == "back" ||
                         Name == "value" || Name == "begin" || Name == "end";
    return Reaches ? MemberCall->getImplicitObjectArgument() : nullptr;
  }
  if (Callee->isInStdNamespace() && Call->getNumArgs() >= 1 &&
      (Name == "move" || Name == "get" || Name == "forward" || Name == "ref" ||
       Name == "as_const" || Name == "begin" || Name == "end"))
    return Call->getArg(0);
  return nullptr;
}

/// The results of these are, or hold, completed objects.
static bool makesComplete(const Expr *E, const Names &Known) {
  if (const auto *Await = dyn_cast<CoawaitExpr>(E)) {
    const Expr *Operand = stripImplicit(Await->getOperand());
    return Known.call(Operand, CallRole::FanOut) ||
           Known.call(Operand, CallRole::MakeReady);
  }
  return Known.call(E, CallRole::MakeReady);
}

AsyncOrigin clang::tidy::async::originOf(const Expr *E, const Names &Known) {
  while (E) {
    E = stripImplicit(E);
    if (makesComplete(E, Known))
      return {nullptr, true};
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (Member && isa<CXXThisExpr>(stripImplicit(Member->getBase())))
      return {Member->getMemberDecl(), false};
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref) {
      E = accessedObject(E);
      continue;
    }
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      D = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    const auto *Var = dyn_cast_or_null<VarDecl>(D);
    if (!Var)
      return {};
    // `for (auto &x : range)` and `auto &x = range[0]` stand for the range.
    if (Var->isCXXForRangeDecl()) {
      const auto *Init = stripImplicit(Var->getInit());
      const auto *Loop = Init ? accessedObject(Init) : nullptr;
      const auto *Begin =
          dyn_cast_or_null<DeclRefExpr>(Loop ? stripImplicit(Loop) : nullptr);
      const auto *BeginVar =
          Begin ? dyn_cast<VarDecl>(Begin->getDecl()) : nullptr;
      const Expr *From = BeginVar ? BeginVar->getInit() : nullptr;
      // __begin is made from __range, which is bound to what was written.
      while (From) {
        From = stripImplicit(From);
        const auto *Range = dyn_cast<DeclRefExpr>(From);
        const auto *RangeVar =
            Range ? dyn_cast<VarDecl>(Range->getDecl()) : nullptr;
        if (RangeVar && RangeVar->isImplicit()) {
          From = RangeVar->getInit();
          break;
        }
        if (const auto *Sum = dyn_cast<BinaryOperator>(From))
          From = Sum->getLHS();
        else
          From = accessedObject(From);
      }
      if (!From)
        return {Var, false};
      E = From;
      continue;
    }
    if (Var->getType()->isReferenceType() && Var->getInit() &&
        !isa<ParmVarDecl>(Var)) {
      const Expr *Init = stripImplicit(Var->getInit());
      if (isa<DeclRefExpr>(Init) || accessedObject(Init) ||
          makesComplete(Init, Known)) {
        E = Init;
        continue;
      }
    }
    return {Var, false};
  }
  return {};
}

/// True when some part of \p Condition asks for readiness; then \p Object is
/// what it asks about and \p When the value that says yes.
static bool readinessTest(const Expr *Condition, const Names &Known,
                          const Expr *&Object, bool &When) {
  Condition = stripImplicit(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot) {
    if (!readinessTest(Not->getSubExpr(), Known, Object, When))
      return false;
    When = !When;
    return true;
  }
  const auto ObjectOf = [](const Expr *Call) -> const Expr * {
    if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call))
      return MemberCall->getImplicitObjectArgument();
    const auto *CE = dyn_cast<CallExpr>(Call);
    return CE && CE->getNumArgs() ? CE->getArg(0) : nullptr;
  };
  if (Known.call(Condition, CallRole::Ready)) {
    Object = ObjectOf(Condition);
    When = true;
    return Object;
  }
  // A timed wait that returns bool: true when complete.
  if (const CallEntry *Wait = Known.call(Condition, CallRole::Wait);
      Wait && Wait->Timed && Condition->getType()->isBooleanType()) {
    Object = ObjectOf(Condition);
    When = true;
    return Object;
  }
  // wait_for(...) == std::future_status::ready, either way round.
  const Expr *Left = nullptr, *Right = nullptr;
  bool Equal = false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(Condition);
      Binary && Binary->isEqualityOp()) {
    Left = Binary->getLHS();
    Right = Binary->getRHS();
    Equal = Binary->getOpcode() == BO_EQ;
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Condition);
             Operator && (Operator->getOperator() == OO_EqualEqual ||
                          Operator->getOperator() == OO_ExclaimEqual)) {
    Left = Operator->getArg(0);
    Right = Operator->getArg(1);
    Equal = Operator->getOperator() == OO_EqualEqual;
  } else {
    return false;
  }
  for (auto [Call, Value] : {std::pair(Left, Right), std::pair(Right, Left)}) {
    const Expr *Stripped = stripImplicit(Call);
    if (!Known.call(Stripped, CallRole::Wait) &&
        !Known.call(Stripped, CallRole::Ready))
      continue;
    const auto *Status = dyn_cast<DeclRefExpr>(stripImplicit(Value));
    if (!Status || !Status->getDecl()->getIdentifier())
      return false;
    llvm::StringRef Name = Status->getDecl()->getName();
    if (Name != "ready" && Name != "timeout" && Name != "not_ready")
      return false;
    Object = ObjectOf(Stripped);
    When = Equal == (Name == "ready");
    return Object;
  }
  return false;
}

struct Completion::Flow {
  explicit Flow(const Names &Known) : Known(Known) {}

  const Names &Known;
  std::unique_ptr<CFG> Graph;
  /// The holders that are followed, and their bits.
  llvm::DenseMap<const ValueDecl *, unsigned> Numbers;
  llvm::DenseMap<const Stmt *, SuspectWait> Waits;
  /// What is complete when a block starts; no value: not reached.
  std::vector<std::optional<llvm::SmallBitVector>> Entry;
  /// What was complete right before each wait.
  llvm::DenseMap<const Stmt *, llvm::SmallBitVector> Before;
  bool Recording = false;

  using State = llvm::SmallBitVector;

  void mark(const Expr *E, State &S, bool Complete) {
    AsyncOrigin Origin = originOf(E, Known);
    if (auto It = Numbers.find(Origin.Holder); It != Numbers.end())
      S[It->second] = Complete;
  }

  /// Everything named in an awaited expression is complete afterwards: the
  /// task itself, a when_all's operands, iterators into their container.
  void markAwaited(const Expr *E, State &S) {
    E = stripImplicit(E);
    mark(E, S, true);
    if (isa<LambdaExpr>(E))
      return;
    for (const Stmt *Child : E->children())
      if (const auto *Inner = dyn_cast_or_null<Expr>(Child))
        markAwaited(Inner, S);
  }

  /// A callee that may store to an argument ends what is known of it.
  void forgetMutableArguments(const CallExpr *Call, State &S) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || Call->isCallToStdMove() ||
        Known.call(Call, CallRole::FanOut) ||
        Known.call(Call, CallRole::Wait) || Known.call(Call, CallRole::Ready))
      return;
    const unsigned Skip =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    for (unsigned I = Skip; I < Call->getNumArgs(); ++I) {
      const Expr *Arg = stripImplicit(Call->getArg(I));
      const auto *AddressOf = dyn_cast<UnaryOperator>(Arg);
      if (AddressOf && AddressOf->getOpcode() == UO_AddrOf) {
        mark(AddressOf->getSubExpr(), S, false);
        continue;
      }
      if (I - Skip >= Callee->getNumParams())
        continue;
      QualType Param = Callee->getParamDecl(I - Skip)->getType();
      if (Param->isLValueReferenceType() &&
          !Param->getPointeeType().isConstQualified() &&
          isa<DeclRefExpr, MemberExpr>(Arg))
        mark(Arg, S, false);
    }
  }

  void assign(const Expr *Target, const Expr *Value, State &S) {
    mark(Target, S, makesComplete(stripImplicit(Value), Known));
  }

  void transfer(const Stmt *Statement, State &S) {
    if (const auto *Await = dyn_cast<CoawaitExpr>(Statement))
      return markAwaited(Await->getOperand(), S);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Statement)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (auto It = Numbers.find(Var); It != Numbers.end())
            S[It->second] =
                Var->getInit() &&
                (makesComplete(stripImplicit(Var->getInit()), Known) ||
                 originOf(Var->getInit(), Known).Complete);
      return;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(Statement)) {
      if (Binary->isAssignmentOp())
        assign(Binary->getLHS(), Binary->getRHS(), S);
      return;
    }
    const auto *Call = dyn_cast<CallExpr>(Statement);
    if (!Call)
      return;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
        Operator && Operator->getOperator() == OO_Equal)
      return assign(Operator->getArg(0), Operator->getArg(1), S);
    if (auto It = Waits.find(Call); It != Waits.end()) {
      if (Recording)
        Before.try_emplace(Call, S);
      if (!It->second.Timed)
        mark(It->second.Operand, S, true);
      return;
    }
    forgetMutableArguments(Call, S);
  }

  State atEnd(const CFGBlock &Block, State S) {
    for (const CFGElement &Element : Block)
      if (auto Statement = Element.getAs<CFGStmt>())
        transfer(Statement->getStmt(), S);
    return S;
  }

  /// What a branch adds: the edge on which a readiness test says yes.
  void alongEdge(const CFGBlock &Block, unsigned Successor, State &S) {
    const Expr *Condition = Block.getLastCondition();
    if (!Condition || Block.succ_size() != 2)
      return;
    const Expr *Object = nullptr;
    bool When = false;
    if (readinessTest(Condition, Known, Object, When) &&
        When == (Successor == 0))
      mark(Object, S, true);
  }

  void run() {
    Entry.resize(Graph->getNumBlockIDs());
    Entry[Graph->getEntry().getBlockID()] = State(Numbers.size());
    PostOrderCFGView Order(Graph.get());
    ForwardDataflowWorklist Worklist(*Graph, &Order);
    Worklist.enqueueBlock(&Graph->getEntry());
    while (const CFGBlock *Block = Worklist.dequeue()) {
      const State End = atEnd(*Block, *Entry[Block->getBlockID()]);
      unsigned Number = 0;
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        const unsigned Which = Number++;
        const CFGBlock *Successor = Next.getReachableBlock();
        if (!Successor)
          continue;
        State Along = End;
        alongEdge(*Block, Which, Along);
        std::optional<State> &Old = Entry[Successor->getBlockID()];
        State Merged = Old ? *Old : Along;
        Merged &= Along;
        if (!Old || Merged != *Old) {
          Old = Merged;
          Worklist.enqueueBlock(Successor);
        }
      }
    }
    Recording = true;
    for (const CFGBlock *Block : *Graph)
      if (Block && Entry[Block->getBlockID()])
        atEnd(*Block, *Entry[Block->getBlockID()]);
  }
};

Completion::Completion(const CallableBody &Body, const Names &Known,
                       llvm::ArrayRef<SuspectWait> Waits)
    : Impl(std::make_unique<Flow>(Known)) {
  for (const SuspectWait &Wait : Waits) {
    Impl->Waits.try_emplace(Wait.Call, Wait);
    if (Wait.Origin.Holder)
      Impl->Numbers.try_emplace(Wait.Origin.Holder, Impl->Numbers.size());
  }
  if (Impl->Numbers.empty())
    return;
  Stmt *Code = Body.Callable->getBody();
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Impl->Graph = CFG::buildCFG(Body.Callable, Code,
                              &Body.Callable->getASTContext(), Options);
  if (Impl->Graph)
    Impl->run();
}

Completion::~Completion() = default;

bool Completion::isComplete(const SuspectWait &Wait) const {
  if (Wait.Origin.Complete)
    return true;
  auto State = Impl->Before.find(Wait.Call);
  auto Number = Impl->Numbers.find(Wait.Origin.Holder);
  return State != Impl->Before.end() && Number != Impl->Numbers.end() &&
         State->second.test(Number->second);
}
