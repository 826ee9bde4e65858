//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Reachability.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Waits.h"
#include "flow/BlockingHops.h"
#include "flow/ForkedChild.h"
#include "clang/Basic/SourceManager.h"
#include <deque>

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::isAsyncCoroutine(const FunctionDecl &Callable,
                                          const AsyncTypes &Types) {
  if (!actsAsCoroutine(Callable, Types))
    return false;
  const AsyncType Type = Types.classify(Callable.getReturnType());
  // A generator runs where it is asked for values, and what a vocabulary calls
  // not async does not share a thread either.
  if (Type.Role == TypeRole::Generator)
    return Type.Entry && !Type.Entry->Accepts.empty();
  return !Type.Entry || Type.Role != TypeRole::NotAsync;
}

//===--- Does a function call what it is given? ---------------------------===//

namespace {
/// Finds calls of parameters in the functions that have them.
class ParameterCalls {
public:
  /// \p IsPool: true for calls that run what they get on other threads.
  explicit ParameterCalls(std::function<bool(const CallExpr &)> IsPool)
      : IsPool(std::move(IsPool)) {}

  /// True when what \p Call calls runs its argument \p Value before it returns.
  bool isRun(const Expr *Call, const Expr *Value, unsigned Depth = 0) {
    const FunctionDecl *Callee = nullptr;
    llvm::SmallVector<const Expr *, 4> Args;
    if (const auto *CE = dyn_cast<CallExpr>(Call)) {
      Callee = CE->getDirectCallee();
      Args.append(CE->arg_begin(), CE->arg_end());
      // Its first argument is the object.
      if (isa<CXXOperatorCallExpr>(CE) &&
          isa_and_nonnull<CXXMethodDecl>(Callee) && !Args.empty())
        Args.erase(Args.begin());
    }
    Callee = Callee ? Callee->getDefinition() : nullptr;
    if (!Callee || isCoroutine(*Callee))
      return false;
    for (unsigned I = 0; I < Args.size() && I < Callee->getNumParams(); ++I)
      if (handedValue(Args[I]) == Value &&
          isCalled(*Callee, *Callee->getParamDecl(I), Depth))
        return true;
    return false;
  }

  /// True when \p F calls \p Parameter before it returns.
  bool calls(const FunctionDecl &F, const ParmVarDecl &Parameter) {
    return !isCoroutine(F) && isCalled(F, Parameter, 0);
  }

  /// The functions of other files that get \p Parameter from \p F.
  static std::vector<RunFacts::Parameter>
  passedTo(const FunctionDecl &F, const ParmVarDecl &Parameter) {
    std::vector<RunFacts::Parameter> Found;
    const auto Look = [&](const Stmt &Part) {
      if (const auto *Call = dyn_cast<CallExpr>(&Part))
        for (unsigned I = 0; I < Call->getNumArgs(); ++I)
          if (isParameter(Call->getArg(I), Parameter))
            if (auto To = ofOtherFile(*Call, I))
              Found.push_back(*To);
      return false;
    };
    anyWritten(F.getBody(), Look, Parts::Own);
    return Found;
  }

  /// What the argument of \p Call with that number becomes, where only another
  /// file shows what is done with it.
  static std::optional<RunFacts::Parameter> ofOtherFile(const CallExpr &Call,
                                                        unsigned Argument) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || isa<CXXOperatorCallExpr>(Call) || Callee->getDefinition() ||
        Argument >= Callee->getNumParams() || !Callee->isExternallyVisible() ||
        Callee->getASTContext().getSourceManager().isInSystemHeader(
            Callee->getLocation()))
      return std::nullopt;
    return RunFacts::Parameter{Callee, Argument};
  }

  /// True when the call of the parameter only stands in for a pool: `if (pool)
  /// pool->submit(f); else f();`.
  bool handsOn(const FunctionDecl &F, const ParmVarDecl &Parameter) {
    const auto IsPointer = [](const Expr *Condition) {
      const Expr *E = stripImplicit(Condition);
      if (const auto *Not = dyn_cast<UnaryOperator>(E))
        E = stripImplicit(Not->getSubExpr());
      if (const auto *Binary = dyn_cast<BinaryOperator>(E))
        E = stripImplicit(Binary->getLHS());
      // A smart pointer's operator.
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
        return isa<CXXConversionDecl>(Member->getMethodDecl());
      return E->getType()->isPointerType() || isa<CXXOperatorCallExpr>(E);
    };
    const auto Takes = [&](const Stmt &Part) {
      const auto *Call = dyn_cast<CallExpr>(&Part);
      return Call && IsPool(*Call) &&
             llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
               return mentions(Arg, &Parameter);
             });
    };
    const auto Decides = [&](const Stmt &Part) {
      const auto *If = dyn_cast<IfStmt>(&Part);
      const auto *Choice = dyn_cast<ConditionalOperator>(&Part);
      return (If && IsPointer(If->getCond())) ||
             (Choice && IsPointer(Choice->getCond()));
    };
    return anyWritten(F.getBody(), Takes) && anyWritten(F.getBody(), Decides);
  }

private:
  static const Expr *behindForward(const Expr *E) {
    E = handedValue(E);
    const Expr *Moved = movedBy(E);
    return Moved ? handedValue(Moved) : E;
  }

  static bool isParameter(const Expr *E, const ParmVarDecl &Parameter) {
    const auto *Ref = dyn_cast<DeclRefExpr>(behindForward(E));
    return Ref && Ref->getDecl() == &Parameter;
  }

  bool isCalled(const FunctionDecl &F, const ParmVarDecl &Parameter,
                unsigned Depth) {
    // Deep enough for std::invoke and the algorithms.
    if (Depth > 5 || !F.getBody())
      return false;
    auto [Known, IsNew] = Answers.try_emplace(&Parameter, false);
    if (!IsNew)
      return Known->second;
    const bool Answer =
        callsIt(F.getBody(), Parameter, Depth) && !handsOn(F, Parameter);
    Answers[&Parameter] = Answer;
    return Answer;
  }

  bool callsIt(const Stmt *S, const ParmVarDecl &Parameter, unsigned Depth) {
    const auto CallsIt = [&](const Stmt &Part) {
      const auto *Call = dyn_cast<CallExpr>(&Part);
      if (!Call)
        return false;
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      const bool IsObjectCalled =
          Operator && Operator->getOperator() == OO_Call;
      if (isParameter(IsObjectCalled ? Operator->getArg(0) : Call->getCallee(),
                      Parameter))
        return true;
      const auto *Pointer =
          dyn_cast<BinaryOperator>(Call->getCallee()->IgnoreParens());
      if (Pointer && Pointer->isPtrMemOp() &&
          isParameter(Pointer->getRHS(), Parameter))
        return true;
      return llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
        return isParameter(Arg, Parameter) && passesOn(*Call, *Arg, Depth);
      });
    };
    return anyWritten(S, CallsIt, Parts::Own);
  }

  bool passesOn(const CallExpr &Call, const Expr &Arg, unsigned Depth) {
    return isRun(&Call, handedValue(&Arg), Depth + 1);
  }

  std::function<bool(const CallExpr &)> IsPool;
  llvm::DenseMap<const ParmVarDecl *, bool> Answers;
};
} // namespace

//===--- Building ---------------------------------------------------------===//

struct Reachability::Builder {
  Builder(Reachability &R, const CallGraph &Calls, const AsyncTypes &Types,
          const NameList *UserBoundaries)
      : R(R), Calls(Calls), Types(Types), Known(Types.names()),
        UserBoundaries(UserBoundaries),
        AwaitResume(&Types.context().Idents.get("await_resume")),
        Parameters([this](const CallExpr &Call) { return isPool(Call); }) {}

  Reachability &R;
  const CallGraph &Calls;
  const AsyncTypes &Types;
  const Names &Known;
  const NameList *UserBoundaries;
  const IdentifierInfo *AwaitResume;
  ParameterCalls Parameters;
  llvm::DenseSet<const CXXRecordDecl *> TestClasses;
  struct Edge {
    const CallNode *To;
    ReachStep Step;
  };
  /// What a function hands to functions that call it.
  llvm::DenseMap<const CallNode *, std::vector<Edge>> Handed;
  /// Callables that something here is seen to call.
  llvm::DenseSet<const CallNode *> CalledHere;
  /// Callables of which nobody knows who calls them.
  llvm::DenseSet<const CallNode *> Loose;
  /// Functions of other files that get a callable.
  llvm::DenseMap<const CallNode *,
                 std::vector<std::pair<ReachStep, RunFacts::Parameter>>>
      HandedElsewhere;
  /// Of those, the ones whose address goes where nobody follows it.
  llvm::DenseSet<const CallNode *> Escaping;
  /// What somebody here is seen to use.
  llvm::DenseSet<const CallNode *> Used;
  /// What async code runs, but for coroutines, and why.
  std::vector<std::pair<const CallNode *, ReachStep>> Roots;
  std::deque<const CallNode *> Queue;

  enum class RunBy { Unknown, Caller, Executor, Thread };

  /// True when a template argument of \p T, or of the function, is a thread:
  /// `std::vector<std::thread>::emplace_back`, `std::make_unique<std::thread>`.
  bool makesThread(const Expr *Taker) const {
    const auto HasThread = [this](llvm::ArrayRef<TemplateArgument> Args) {
      return !findTypeArgument(Args, [this](QualType Arg) {
                return Known.classEntry(recordOf(Arg), CallRole::Thread);
              }).isNull();
    };
    const auto *Call = dyn_cast<CallExpr>(Taker);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return false;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
      if (const auto *Class =
              dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()))
        if (HasThread(Class->getTemplateArgs().asArray()))
          return true;
    const TemplateArgumentList *Args = Callee->getTemplateSpecializationArgs();
    return Args && HasThread(Args->asArray());
  }

  /// `runtime.background_executor()->submit(f)`, `async(blocking_pool, f)`
  bool isForBlockingWork(const Expr *Taker) const {
    if (const auto *Call = dyn_cast<CallExpr>(Taker);
        Call && Known.takesPool(*Call))
      return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Taker);
    const Expr *Object =
        Member ? stripCopies(Member->getImplicitObjectArgument()) : nullptr;
    if (Object && accessOf(Object).IsDeref)
      Object = stripCopies(accessOf(Object).Object);
    const CallEntry *Entry =
        Object ? Known.call(Object, CallRole::Hop) : nullptr;
    return Entry && Entry->Hop->MayBlock;
  }

  /// Of a library, or by its name: `pool->submit(f)`, `m_workers->post(f)`.
  bool isPool(const CallExpr &Call) const {
    if (isForBlockingWork(&Call) || Known.call(&Call, CallRole::Executor) ||
        Known.call(&Call, CallRole::Thread))
      return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXRecordDecl *Class = Member ? Member->getRecordDecl() : nullptr;
    return Class && Known.usual().tell(Usual::Pool, Class);
  }

  RunBy runBy(const Expr *Taker, const Expr *Value) {
    if (!Taker)
      return RunBy::Unknown;
    if (isForBlockingWork(Taker))
      return RunBy::Thread;
    for (CallRole Role :
         {CallRole::Executor, CallRole::Continuation, CallRole::Handler})
      if (Known.call(Taker, Role))
        return RunBy::Executor;
    const auto *Construct = dyn_cast<CXXConstructExpr>(Taker);
    if (Known.call(Taker, CallRole::Thread) ||
        (Construct &&
         Known.classEntry(recordOf(Construct->getType()), CallRole::Thread)) ||
        makesThread(Taker))
      return RunBy::Thread;
    return Value && Parameters.isRun(Taker, Value) ? RunBy::Caller
                                                   : RunBy::Unknown;
  }

  /// The argument of \p Taker that is \p Node, by name or as a lambda.
  static const Expr *argument(const Expr *Taker, const CallNode &Node) {
    const auto Matches = [&](const Expr *Arg) {
      const Expr *Value = handedValue(Arg);
      const auto *Ref = dyn_cast<DeclRefExpr>(Value);
      return (Node.Lambda && Value == Node.Lambda) ||
             (Ref &&
              ((Node.Variable && Ref->getDecl()->getCanonicalDecl() ==
                                     Node.Variable->getCanonicalDecl()) ||
               Ref->getDecl()->getCanonicalDecl() ==
                   Node.Function->getCanonicalDecl()));
    };
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Taker))
      for (const Expr *Arg : Call->arguments())
        if (Matches(Arg))
          return handedValue(Arg);
    return nullptr;
  }

  /// Notes that a function of another file gets \p Node, if it is one.
  bool handElsewhere(const CallNode &Node, const Expr *Taker,
                     const FunctionDecl *In) {
    const auto *Call = dyn_cast_or_null<CallExpr>(Taker);
    const Expr *Value = In ? argument(Taker, Node) : nullptr;
    bool Found = false;
    for (unsigned I = 0; Value && I < Call->getNumArgs(); ++I)
      if (handedValue(Call->getArg(I)) == Value)
        if (auto To = ParameterCalls::ofOtherFile(*Call, I)) {
          HandedElsewhere[&Node].push_back(
              {{ReachStep::HandedOver, Node.Function, In, Taker}, *To});
          Found = true;
        }
    return Found;
  }

  const CallNode *nodeOf(const FunctionDecl *F) const {
    return F ? Calls.node(F) : nullptr;
  }

  void reach(const CallNode &Node, ReachStep Step) {
    if (R.Boundaries.count(&Node) || isAsyncCoroutine(*Node.Function, Types))
      return;
    Step.Function = Node.Function;
    if (R.Reached.try_emplace(&Node, Step).second)
      Queue.push_back(&Node);
  }

  void findTestClasses() {
    for (const CallNode *Node : Calls.nodes())
      for (const CallSite &Site : Node->Calls)
        if (const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
            Call && Known.call(Call, CallRole::Test))
          for (const Expr *Arg : Call->arguments())
            if (const CXXRecordDecl *Class = recordOf(
                    Arg->IgnoreParenImpCasts()->getType()->getPointeeType()))
              TestClasses.insert(Class->getCanonicalDecl());
  }

  /// `void measure(benchmark::State &)`
  bool takesTest(const FunctionDecl &F) const {
    return llvm::any_of(F.parameters(), [this](const ParmVarDecl *Param) {
      const CXXRecordDecl *Class =
          Param->getType()->isLValueReferenceType()
              ? recordOf(Param->getType().getNonReferenceType())
              : nullptr;
      return Class && Known.classEntry(Class, CallRole::Test);
    });
  }

  bool isNamedBoundary(const FunctionDecl &F) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    // What was awaited is there when an awaiter gives its result.
    if (Method && Method->getIdentifier() == AwaitResume)
      return true;
    return F.isMain() || (UserBoundaries && UserBoundaries->contains(&F)) ||
           Known.function(F, CallRole::Thread) || takesTest(F) ||
           (Method &&
            (TestClasses.count(Method->getParent()->getCanonicalDecl()) ||
             Known.classEntry(Method->getParent(), CallRole::Test)));
  }

  /// False where nobody in this unit runs it: a default argument that no call
  /// leaves to itself, a member initializer, a template that nobody
  /// instantiates.
  bool isSeenToRun(const CallMention &Mention) const {
    if (Mention.Kind != MentionKind::Call)
      return true;
    if (Mention.Place == MentionPlace::DefaultArgument ||
        (Mention.Place == MentionPlace::MemberInitializer && !Mention.In))
      return false;
    return !Mention.In || Mention.Instantiated ||
           !Mention.In->isDependentContext();
  }

  /// Looks at everything that takes \p Node as an argument.
  void classify(const CallNode &Node) {
    bool OnThread = false, OnExecutor = false, IsKnown = false;
    bool IsHandedElsewhere = false;
    const auto Take = [&](const Expr *Taker, const FunctionDecl *In) {
      const ReachStep Step{ReachStep::Executor, Node.Function, In, Taker};
      switch (runBy(Taker, argument(Taker, Node))) {
      case RunBy::Unknown:
        IsHandedElsewhere = handElsewhere(Node, Taker, In);
        return;
      case RunBy::Thread:
        OnThread = true;
        break;
      case RunBy::Executor:
        OnExecutor = true;
        Roots.push_back({&Node, Step});
        break;
      case RunBy::Caller:
        if (const CallNode *By = nodeOf(In)) {
          ReachStep Called = Step;
          Called.How = ReachStep::HandedOver;
          Handed[By].push_back({&Node, Called});
        }
        break;
      }
      IsKnown = true;
    };
    unsigned Uses = CalledHere.count(&Node);
    for (const CallMention &Mention : Node.Mentions) {
      if (Mention.Unevaluated)
        continue;
      Uses += isSeenToRun(Mention);
      if (Mention.Kind == MentionKind::Call) {
        IsKnown |= Mention.Place == MentionPlace::Body ||
                   Mention.Place == MentionPlace::Namespace || Mention.In;
      } else {
        const bool WasKnown = std::exchange(IsKnown, false);
        IsHandedElsewhere = false;
        Take(Mention.HandedTo, Mention.In);
        if (!IsKnown && !Node.Lambda)
          (IsHandedElsewhere ? Loose : Escaping).insert(&Node);
        IsKnown |= WasKnown;
      }
    }
    for (const Expr *Taker : Node.HandedTo) {
      ++Uses;
      Take(Taker, Node.Outer);
    }
    if (isNamedBoundary(*Node.Function) || (OnThread && !OnExecutor))
      R.Boundaries.insert(&Node);
    if (Node.Lambda && !IsKnown)
      R.NeverSeen.insert(&Node);
    if (!Node.Lambda && (!Uses || Escaping.count(&Node)))
      Loose.insert(&Node);
    if (Uses)
      Used.insert(&Node);
  }

  /// Adds what is known of other files.
  void ask(const UsesElsewhere &Elsewhere) {
    for (const CallNode *Node : Calls.nodes()) {
      ReachStep Step;
      switch (Elsewhere(*Node->Function, HandedElsewhere.count(Node))) {
      case UseElsewhere::Unknown:
        continue;
      case UseElsewhere::OnlyBoundaries:
        Loose.erase(Node);
        continue;
      case UseElsewhere::Anywhere:
        Loose.insert(Node);
        continue;
      case UseElsewhere::HandedOver:
        Step.How = ReachStep::HandedOver;
        break;
      case UseElsewhere::Called:
        break;
      }
      Loose.insert(Node);
      Roots.push_back({Node, Step});
    }
  }

  /// True for a call that is reported itself: what it does inside is its own
  /// affair.
  bool isKnownToBlock(const Expr *Call) const {
    const auto *Plain = dyn_cast_or_null<CallExpr>(Call);
    return (Call && Known.call(Call, CallRole::Blocking)) ||
           (Plain && blockingWait(*Plain, Types));
  }

  /// Calls \p Follow for everything that \p Node runs.
  template <typename F> void forEachCallee(const CallNode &Node, F Follow) {
    for (const CallSite &Site : Node.Calls)
      if (const CallNode *Callee =
              Site.Unevaluated ? nullptr : nodeOf(Site.Callee))
        if (!isKnownToBlock(Site.Call))
          Follow(*Callee, ReachStep{ReachStep::Called, Callee->Function,
                                    Node.Function, Site.Call});
    if (auto It = Handed.find(&Node); It != Handed.end())
      for (const Edge &E : It->second)
        Follow(*E.To, E.Step);
  }

  /// What a function calls on a thread for blocking work, or in a process of
  /// its own.
  struct CalledElsewhere {
    explicit CalledElsewhere(const CallNode &Node, const Names &Known)
        : Index(*outermostFunction(Node.Function)) {
      if (const CallableBody *Body = Index.body(Node.Function)) {
        Child.emplace(*Body, Index, Known);
        if (isCoroutine(*Node.Function))
          Hops.emplace(*Body, Index, Known);
      }
    }

    bool has(const CallExpr &Call) const {
      return (Child && Child->runs(Call)) || (Hops && Hops->precede(Call));
    }

    BodyIndex Index;
    std::optional<ForkedChild> Child;
    std::optional<BlockingHops> Hops;
  };

  /// True when a call beside the lambda \p Operator gets a pool.
  bool isBesidePool(const FunctionDecl &Operator) const {
    const auto *Around = dyn_cast_or_null<FunctionDecl>(
        cast<CXXMethodDecl>(Operator).getParent()->getParentFunctionOrMethod());
    const CallNode *Node = Around ? Calls.node(Around) : nullptr;
    return Node && llvm::any_of(Node->Calls, [this](const CallSite &Site) {
             const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
             return Call && Known.takesPool(*Call);
           });
  }

  /// Null, but for coroutines that hop to such threads, and what forks.
  std::unique_ptr<CalledElsewhere> elsewhere(const CallNode &Node) const {
    const bool IsCoroutine = isCoroutine(*Node.Function);
    const bool MayLeave =
        llvm::any_of(
            Node.Calls,
            [&](const CallSite &Site) {
              const CallEntry *Hop = Site.Call && IsCoroutine
                                         ? Known.call(Site.Call, CallRole::Hop)
                                         : nullptr;
              return (Hop && (Hop->Hop->MayBlock || Hop->Hop->ByPool)) ||
                     (Site.Call && Known.call(Site.Call, CallRole::Fork));
            }) ||
        (IsCoroutine && Node.Lambda && isBesidePool(*Node.Function));
    return MayLeave ? std::make_unique<CalledElsewhere>(Node, Known) : nullptr;
  }

  /// True when \p Call, in \p Node, calls a parameter that a pool would run.
  bool standsInForPool(const CallNode &Node, const CallExpr &Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    const Expr *Called =
        stripImplicit(Operator ? Operator->getArg(0) : Call.getCallee());
    if (const Expr *Moved = movedBy(Called))
      Called = stripImplicit(Moved);
    const auto *Ref = dyn_cast<DeclRefExpr>(Called);
    const auto *Parameter =
        Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    return Parameter && Parameter->getDeclContext() == Node.Function &&
           Node.Function->hasBody() &&
           Parameters.handsOn(*Node.Function, *Parameter);
  }

  /// Calls \p Follow for everything that \p Node runs, and tells whether that
  /// is on another thread, or in another process.
  template <typename F> void forEachRun(const CallNode &Node, F Follow) {
    const std::unique_ptr<CalledElsewhere> Elsewhere = elsewhere(Node);
    forEachCallee(Node, [&](const CallNode &Callee, const ReachStep &Step) {
      const auto *Call = dyn_cast_or_null<CallExpr>(Step.At);
      Follow(Callee, Step,
             Call && ((Elsewhere && Elsewhere->has(*Call)) ||
                      standsInForPool(Node, *Call)));
    });
  }

  void spread() {
    while (!Queue.empty()) {
      const CallNode &Node = *Queue.front();
      Queue.pop_front();
      forEachRun(Node, [&](const CallNode &Callee, const ReachStep &Step,
                           bool OnOtherThread) {
        if (!OnOtherThread)
          reach(Callee, Step);
      });
    }
  }

  /// Whatever may run elsewhere than in a boundary.
  void spreadUnbounded() {
    const auto Add = [this](const CallNode &Node) {
      if (!R.Boundaries.count(&Node) && R.Unbounded.insert(&Node).second)
        Queue.push_back(&Node);
    };
    for (const CallNode *Node : Calls.nodes())
      if (R.Reached.count(Node) || isAsyncCoroutine(*Node->Function, Types) ||
          (Loose.count(Node) && !Node->Function->isDependentContext()))
        Add(*Node);
    while (!Queue.empty()) {
      const CallNode &Node = *Queue.front();
      Queue.pop_front();
      forEachCallee(Node, [&](const CallNode &Callee, const ReachStep &) {
        Add(Callee);
      });
      for (const LambdaExpr *Lambda : Node.Lambdas)
        if (const CallNode *Inner = nodeOf(Lambda->getCallOperator());
            Inner && R.NeverSeen.count(Inner))
          Add(*Inner);
    }
  }

  /// Notes what the calls of functions that are no patterns call.
  void findCalled() {
    for (const CallNode *Node : Calls.nodes())
      if (!Node->Function->isDependentContext())
        for (const CallSite &Site : Node->Calls)
          if (const CallNode *Callee =
                  Site.Unevaluated ? nullptr : nodeOf(Site.Callee))
            CalledHere.insert(Callee);
  }

  void classifyAll() {
    findTestClasses();
    findCalled();
    for (const CallNode *Node : Calls.nodes())
      classify(*Node);
  }

  bool isRoot(const CallNode &Node) const {
    return isAsyncCoroutine(*Node.Function, Types) &&
           !(UserBoundaries && UserBoundaries->contains(Node.Function));
  }

  RunFacts factsOf(const CallNode &Node) {
    RunFacts Facts;
    Facts.Node = &Node;
    Facts.IsAsync = isAsyncCoroutine(*Node.Function, Types);
    Facts.IsBoundary =
        Facts.IsAsync ? !isRoot(Node) : R.Boundaries.count(&Node) > 0;
    Facts.IsUsed = Used.count(&Node);
    Facts.Escapes = Escaping.count(&Node);
    Facts.IsNeverSeenToRun = R.NeverSeen.count(&Node);
    forEachRun(Node, [&Facts](const CallNode &, const ReachStep &Step,
                              bool OnOtherThread) {
      Facts.Runs.push_back({Step, OnOtherThread});
    });
    Facts.Handed = HandedElsewhere.lookup(&Node);
    addParameters(Facts);
    return Facts;
  }

  /// What a function does with what it is given to call.
  void addParameters(RunFacts &Facts) {
    const FunctionDecl &Function = *Facts.Node->Function;
    if (!Function.doesThisDeclarationHaveABody() || Facts.Node->Lambda ||
        Function.isDependentContext() || !Function.isExternallyVisible())
      return;
    for (unsigned I = 0; I < Function.getNumParams(); ++I) {
      const ParmVarDecl &Parameter = *Function.getParamDecl(I);
      if (!isCallable(Parameter.getType().getNonReferenceType()))
        continue;
      if (Parameters.calls(Function, Parameter))
        Facts.CallsParameters.push_back(I);
      else if (!Parameters.handsOn(Function, Parameter))
        for (const RunFacts::Parameter &To :
             ParameterCalls::passedTo(Function, Parameter))
          Facts.PassesParameters.push_back({I, To});
    }
  }

  static bool isCallable(QualType T) {
    const CXXRecordDecl *Class = recordOf(T);
    return T->isFunctionPointerType() || T->isFunctionType() ||
           (Class && Class->hasDefinition() &&
            llvm::any_of(Class->methods(), [](const CXXMethodDecl *Method) {
              return Method->getOverloadedOperator() == OO_Call;
            }));
  }

  void run(const UsesElsewhere &Elsewhere) {
    classifyAll();
    if (Elsewhere)
      ask(Elsewhere);
    for (const CallNode *Node : Calls.nodes())
      if (isRoot(*Node))
        Queue.push_back(Node);
    for (const auto &[Node, Step] : Roots)
      reach(*Node, Step);
    spread();
    for (const CallNode *Node : Calls.nodes())
      if (R.Reached.count(Node))
        if (const FunctionDecl *Pattern =
                Node->Function->getTemplateInstantiationPattern())
          R.Instances.try_emplace(Pattern->getCanonicalDecl(), Node);
    spreadUnbounded();
  }
};

Reachability::Reachability(const CallGraph &Calls, const AsyncTypes &Types,
                           const NameList *UserBoundaries,
                           const UsesElsewhere &Elsewhere)
    : Calls(Calls) {
  Builder(*this, Calls, Types, UserBoundaries).run(Elsewhere);
}

void Reachability::collect(
    const CallGraph &Calls, const AsyncTypes &Types,
    const NameList *UserBoundaries,
    llvm::function_ref<void(const RunFacts &Function)> Take) {
  Reachability Nothing(Calls);
  Builder Build(Nothing, Calls, Types, UserBoundaries);
  Build.classifyAll();
  llvm::DenseMap<const CallNode *, std::vector<ReachStep>> Executors;
  for (const auto &[Node, Step] : Build.Roots)
    Executors[Node].push_back(Step);
  for (const CallNode *Node : Calls.nodes()) {
    RunFacts Facts = Build.factsOf(*Node);
    Facts.Executors = Executors.lookup(Node);
    Take(Facts);
  }
}

//===--- Answers ----------------------------------------------------------===//

const ReachStep *Reachability::find(const FunctionDecl &Function) const {
  const CallNode *Node = Calls.node(&Function);
  auto It = Reached.find(Node);
  if (It == Reached.end())
    It = Reached.find(Instances.lookup(Function.getCanonicalDecl()));
  return It == Reached.end() ? nullptr : &It->second;
}

ReachPath Reachability::pathTo(const FunctionDecl &Function) const {
  ReachPath Path;
  for (const ReachStep *Step = find(Function); Step;
       Step = Step->By ? find(*Step->By) : nullptr) {
    Path.push_back(*Step);
    if (Step->How == ReachStep::Executor)
      break;
  }
  return Path;
}

bool Reachability::isBoundary(const FunctionDecl &Function) const {
  return Boundaries.count(Calls.node(&Function));
}

bool Reachability::runsInBoundary(const FunctionDecl &Function) const {
  const CallNode *Node = Calls.node(&Function);
  return Node && !Unbounded.count(Node);
}

bool Reachability::isNeverSeenToRun(const FunctionDecl &Function) const {
  return NeverSeen.count(Calls.node(&Function));
}
