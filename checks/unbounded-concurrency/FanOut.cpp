//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/FanOut.h"
#include "checks/unbounded-concurrency/DecidedRounds.h"
#include "checks/unbounded-concurrency/Gates.h"
#include "checks/unbounded-concurrency/KeptTasks.h"
#include "checks/unbounded-concurrency/WaitingRounds.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
class StartSearch {
public:
  StartSearch(const CallableBody &Body, const BodyIndex &Index,
              const AsyncTypes &Types, uint64_t Limit, const Elsewhere &Far)
      : Body(Body), Index(Index), Types(Types), Known(Types.names()),
        Limit(Limit), Loops(Index, Types.names()), Gate(Types.names(), Far),
        Kept(Index), Decided(Body, Types, Kept), Waiting(Body, Index, Types),
        SM(Body.Callable->getASTContext().getSourceManager()) {}

  std::vector<FanOut> run() {
    for (const CoawaitExpr *Await : Body.Awaits)
      // Classes whose objects are awaited are constructed, not called.
      if (const Expr *Operand = stripImplicit(Await->getOperand());
          !isa<CallExpr>(Operand))
        consider(*Operand);
    for (const CallExpr *Call : Body.Calls)
      consider(*Call);
    return std::move(Found);
  }

private:
  static void arguments(const Expr &Call,
                        llvm::SmallVectorImpl<const Expr *> &Args) {
    const Expr *Written = &Call;
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Written))
      Written = stripImplicit(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written))
      Args.append(Construct->arg_begin(), Construct->arg_end());
    else if (const auto *CE = dyn_cast<CallExpr>(Written))
      Args.append(CE->arg_begin() + isa<CXXOperatorCallExpr>(CE),
                  CE->arg_end());
  }

  void consider(const Expr &Call) {
    llvm::SmallVector<const Expr *, 4> Args;
    arguments(Call, Args);
    if (Args.empty() && !isa<CXXMemberCallExpr>(Call))
      return;
    if (const PerElementEntry *Entry = Known.perElement(&Call);
        Entry && !Args.empty())
      return perElement(Call, *Entry, Args);
    if (Known.isBoundedForm(&Call))
      return;
    if (!Args.empty() && Known.call(&Call, CallRole::FanOut))
      return awaitedTogether(Call, Args);
    if (const auto *CE = dyn_cast<CallExpr>(&Call)) {
      if (const CallEntry *Entry = Known.call(CE, CallRole::Spawn)) {
        const auto *Member = dyn_cast<CXXMemberCallExpr>(CE);
        // `task.start()` adds to nothing.
        return spawned(*CE, Entry,
                       Member && !Waiting.isStartedItself(*Member)
                           ? containerIn(*Member->getImplicitObjectArgument())
                           : nullptr);
      }
      // `std::thread(f).detach()`
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(CE))
        if (const Expr *Object =
                stripImplicit(Member->getImplicitObjectArgument());
            Object->isPRValue())
          if (const CallEntry *Entry = Known.call(Object, CallRole::Spawn))
            return spawned(*Object, Entry, nullptr);
      filled(*CE);
    }
  }

  void perElement(const Expr &Call, const PerElementEntry &Entry,
                  llvm::ArrayRef<const Expr *> Args) {
    FanOut F;
    F.Call = &Call;
    F.Algorithm = &Entry;
    if (const VarDecl *Tasks = containerIn(*Args[0]);
        Tasks && isTask(heldIn(Tasks->getType()))) {
      F.Container = Tasks;
      return collected(std::move(F));
    }
    // Who made the tasks decides how many there are; a pack has few.
    if (isTask(heldIn(Args[0]->getType())) || isTask(Args[0]->getType()))
      return;
    const Expr *Range = Args[0];
    if (const auto *Begin = dyn_cast<CXXMemberCallExpr>(stripImplicit(Range));
        Begin && Args.size() > 2)
      Range = Begin->getImplicitObjectArgument();
    F.Rounds.push_back(Loops.over(*Range));
    // `items.begin() + i, items.begin() + i + batch`
    if (Args.size() > 2) {
      F.Rounds.back().Bounded |= Loops.over(*Args[1]).Bounded;
      F.Rounds.back().End = Args[1];
    }
    // The callable may wait at a gate of its own.
    if (Iterations::exceeds(F.Rounds, Limit) && !Gate.isIn(&Call) &&
        !endsSomething(*Args.back()) && !Decided.isCallers(Range, *Args.back()))
      Found.push_back(std::move(F));
  }

  void awaitedTogether(const Expr &Call, llvm::ArrayRef<const Expr *> Args) {
    FanOut F;
    F.Call = &Call;
    F.Container = containerIn(*Args[0]);
    if (F.Container && isTask(heldIn(F.Container->getType())))
      collected(std::move(F));
  }

  /// The tasks in F.Container run when F.Call is awaited.
  void collected(FanOut F) {
    // Eager ones run since they were made, and are reported there.
    QualType Element = heldIn(F.Container->getType());
    if (Types.classify(Element).Start == TaskStart::Eager ||
        waitsForTurn(Element) || isTakenUpBefore(*F.Container, *F.Call))
      return;
    for (const Fill &Put : Kept.fillsOf(*F.Container)) {
      // What is started already is reported there.
      if (putsStarted(Put))
        continue;
      auto Rounds = roundsFor(*Put.Whole, *F.Container);
      Decided.mark(Rounds, *Put.Whole);
      if (!Iterations::exceeds(Rounds, Limit) ||
          isHeldDown(*Put.Whole, Rounds) || !growsWith(Rounds, Put) ||
          !dependsOnRound(Put, Rounds) ||
          isWindow(*F.Container, Rounds, F.Call))
        continue;
      F.Filled = Put.Whole;
      F.Rounds = std::move(Rounds);
      Found.push_back(std::move(F));
      return;
    }
  }

  /// `tasks.push_back(pool.spawn(f(x)))`
  bool putsStarted(const Fill &Put) const {
    return llvm::any_of(Put.Values, [this](const Expr *Value) {
      const CallEntry *Entry = Known.call(Value, CallRole::Spawn);
      return Entry && Entry->Bound->Starts == SpawnTime::Called;
    });
  }

  /// Another element for each round: not `slots[i % 8] = f(x)`.
  bool growsWith(llvm::ArrayRef<Iteration> Rounds, const Fill &Put) const {
    // An element that is named, or, in a map, made when there is none.
    if (Put.Kind != FillKind::Sets &&
        !(Put.Place && isa<CXXOperatorCallExpr>(Put.Whole)))
      return true;
    if (!Put.Place || anyWritten(Put.Place, reduces))
      return false;
    const auto Mentioned = mentionedIn(Put.Place);
    return anyWritten(Put.Place, counts) ||
           llvm::any_of(Rounds,
                        [&](const Iteration &I) {
                          return I.Element && Mentioned.contains(I.Element);
                        }) ||
           llvm::any_of(Mentioned, [&](const ValueDecl *D) {
             return isCountedIn(Rounds, *D) ||
                    (Put.Kind == FillKind::Adds && isOfRound(*D, Rounds));
           });
  }

  /// `i % n`, `i & mask`
  static bool reduces(const Stmt &S) {
    const auto *Binary = dyn_cast<BinaryOperator>(&S);
    return Binary &&
           (Binary->getOpcode() == BO_Rem || Binary->getOpcode() == BO_And);
  }

  /// `n++`, `++it`
  static bool counts(const Stmt &S) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
      return Unary->isIncrementOp();
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
    return Operator && Operator->getOperator() == OO_PlusPlus;
  }

  /// `v[n] = f(x); ++n;`
  bool isCountedIn(llvm::ArrayRef<Iteration> Rounds, const ValueDecl &D) const {
    return !Rounds.empty() &&
           llvm::any_of(Index.mentions(&D), [&](const DeclRefExpr *Ref) {
             const Stmt *Around = Index.spelledParent(Ref);
             return Around && counts(*Around) &&
                    isWithin(Ref, Rounds.front().Loop, Index);
           });
  }

  /// A local that each round makes.
  bool isOfRound(const ValueDecl &D, llvm::ArrayRef<Iteration> Rounds) const {
    const auto *Var = dyn_cast<VarDecl>(&D);
    return Var && Var->isLocalVarDecl() &&
           Var->getDeclContext() == Body.Callable && !Rounds.empty() &&
           standsIn(Var->getLocation(), *Rounds.front().Loop, SM);
  }

  /// The loops around \p Site, without those that \p Container is made anew
  /// in, and the algorithm that a back_inserter is given to.
  llvm::SmallVector<Iteration, 2> roundsFor(const Expr &Site,
                                            const VarDecl &Container) const {
    llvm::SmallVector<Iteration, 2> Rounds;
    for (const Iteration &I : Loops.around(Site))
      if (!standsIn(Container.getLocation(), *I.Loop, SM))
        Rounds.push_back(I);
    for (const Stmt *S :
         std::initializer_list<const Stmt *>{Index.spelledParent(&Site), &Site})
      if (const auto *Algorithm = dyn_cast_or_null<CallExpr>(S))
        if (auto Own = Loops.ofAlgorithm(*Algorithm)) {
          Rounds.push_back(*Own);
          break;
        }
    return Rounds;
  }

  /// A loop that only counts what it waits for: `for (i = 0; i < n; ++i)
  /// co_spawn(ex, session(co_await accept()), detached);`.
  bool waitsForEach(const Iteration &I) const {
    if (I.Range || !I.Element)
      return false;
    if (auto Asked = Waits.find(I.Loop); Asked != Waits.end())
      return Asked->second;
    const Stmt *Round = cast<ForStmt>(I.Loop)->getBody();
    const auto StandsInRound = [&](const Expr *E) {
      return standsIn(E->getBeginLoc(), *Round, SM);
    };
    return Waits[I.Loop] =
               llvm::none_of(Index.mentions(I.Element), StandsInRound) &&
               llvm::any_of(Body.Awaits, StandsInRound);
  }

  /// What each round makes has to do with its element: else these are workers.
  bool dependsOnRound(llvm::ArrayRef<const Expr *> Made,
                      llvm::ArrayRef<Iteration> Rounds) const {
    if (Rounds.empty() || !isa<ForStmt, CXXForRangeStmt>(Rounds.front().Loop))
      return true;
    llvm::SmallPtrSet<const ValueDecl *, 8> Mentioned;
    for (const Expr *E : Made) {
      const auto Of = mentionedIn(E);
      Mentioned.insert(Of.begin(), Of.end());
    }
    for (const Iteration &I : Rounds)
      if (I.Element && Mentioned.contains(I.Element))
        return true;
    // `start(items[n++])`
    if (llvm::any_of(Made, [](const Expr *E) { return anyWritten(E, counts); }))
      return true;
    return !waitsForEach(Rounds.front()) &&
           llvm::any_of(Mentioned, [&](const ValueDecl *D) {
             return isOfRound(*D, Rounds);
           });
  }

  /// The same for what is put into a container; an index says nothing of it.
  bool dependsOnRound(const Fill &Put, llvm::ArrayRef<Iteration> Rounds) const {
    return Put.Kind == FillKind::Inserter ? dependsOnRound(Put.Whole, Rounds)
                                          : dependsOnRound(Put.Values, Rounds);
  }

  /// `scope.spawn(f(x))`
  bool isStartedAt(const DeclRefExpr &Mention) const {
    const auto *Member =
        dyn_cast_or_null<MemberExpr>(Index.spelledParent(&Mention));
    const auto *Call =
        Member
            ? dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(Member))
            : nullptr;
    return Call && Known.call(Call, CallRole::Spawn);
  }

  /// The container or scope is looked at in the loop that fills it, or emptied
  /// there, other than by \p Spawning.
  bool isWindow(const VarDecl &Container, llvm::ArrayRef<Iteration> Rounds,
                const Expr *Taker, const Expr *Spawning = nullptr) const {
    const auto &Looked = looksAt(Container);
    for (const Iteration &I : Rounds)
      if (const auto In = Looked.find(I.Loop); In != Looked.end())
        for (const DeclRefExpr *Mention : In->second)
          if (!Spawning || !isWithin(Mention, Spawning, Index))
            return true;
    return Taker && !Rounds.empty() &&
           llvm::any_of(Rounds, [&](const Iteration &I) {
             return standsIn(Taker->getBeginLoc(), *I.Loop, SM);
           });
  }

  /// By loop, where something else is done to \p Container than to add to it.
  using LooksByLoop =
      llvm::DenseMap<const Stmt *, llvm::SmallVector<const DeclRefExpr *, 1>>;
  const LooksByLoop &looksAt(const VarDecl &Container) const {
    const auto [It, IsNew] = Looks.try_emplace(&Container);
    if (!IsNew)
      return *It->second;
    It->second = std::make_unique<LooksByLoop>();
    LooksByLoop &Found = *It->second;
    for (const DeclRefExpr *Mention : Index.mentions(&Container)) {
      if (isStartedAt(*Mention) || fillAt(*Mention, Index))
        continue;
      for (const Stmt *P = Index.parent(Mention); P; P = Index.parent(P))
        if (isa<ForStmt, CXXForRangeStmt>(P))
          Found[P].push_back(Mention);
    }
    return Found;
  }

  /// Somebody else sees to the tasks before \p Taker does: they are handed to
  /// a function as they are, or a loop over them has a gate.
  bool isTakenUpBefore(const VarDecl &Container, const Expr &Taker) const {
    auto [It, IsNew] = TakenUp.try_emplace(&Container);
    if (IsNew)
      for (const DeclRefExpr *Ref : Index.mentions(&Container))
        if (isTakenUpAt(*Ref)) {
          It->second = Ref->getLocation();
          break;
        }
    return It->second.isValid() &&
           SM.isBeforeInTranslationUnit(It->second, Taker.getBeginLoc());
  }

  bool isTakenUpAt(const DeclRefExpr &Mention) const {
    const Stmt *Around = Index.spelledParent(&Mention);
    if (const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(Around))
      return Gate.isIn(Loop->getBody());
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && !Callee->isInStdNamespace() && !fillAt(Mention, Index);
  }

  /// Tasks that wait until they hold something do no work.
  bool waitsForTurn(QualType Task) const {
    return Known.lists(Listed::Holders, Types.awaitResult(Task));
  }

  bool isHeldDown(const Expr &Site, llvm::ArrayRef<Iteration> Rounds) const {
    if (Gate.isIn(&Site))
      return true;
    return llvm::any_of(
        Rounds, [this](const Iteration &I) { return Gate.isIn(I.Loop); });
  }

  bool isTask(QualType T) const {
    return !T.isNull() && Types.classify(T).canBeAwaited();
  }

  /// An eager task that is put into a container in a loop, or a thread.
  void filled(const CallExpr &Call) {
    const auto Put = fillOf(Call);
    const VarDecl *Container = Put ? containerIn(*Put->Container) : nullptr;
    const QualType Element =
        Container ? heldIn(Container->getType()) : QualType();
    if (Element.isNull())
      return;
    if (const CallEntry *Entry = Known.spawner(Element);
        Entry && Put->Kind != FillKind::Inserter)
      return spawned(said(*Put), Entry, nullptr, Put);
    const AsyncType Type = Types.classify(Element);
    if (!Type.isTask() || Type.Start != TaskStart::Eager ||
        waitsForTurn(Element))
      return;
    if (Put->Kind == FillKind::Inserter) {
      const auto *Algorithm =
          dyn_cast_or_null<CallExpr>(Index.spelledParent(Put->Whole));
      if (Algorithm && Loops.ofAlgorithm(*Algorithm) &&
          makesWork(*Algorithm->getArg(Algorithm->getNumArgs() - 1)))
        spawned(*Algorithm, nullptr, nullptr, Put);
    } else if (llvm::any_of(Put->Values, [&](const Expr *Value) {
                 return isTask(Value->getType()) && startsWork(*Value);
               })) {
      spawned(said(*Put), nullptr, nullptr, Put);
    }
  }

  /// A coroutine, or a callable that returns what starts work; what starts it
  /// by another name is reported there.
  bool makesWork(const Expr &Callable) const {
    const auto *Lambda = dyn_cast<LambdaExpr>(stripCopies(&Callable));
    if (!Lambda)
      return !endsSomething(Callable);
    const CXXMethodDecl &Operator = *Lambda->getCallOperator();
    return actsAsCoroutine(Operator, Types) ||
           llvm::any_of(returnsOf(Operator), [this](const ReturnStmt *Return) {
             const Expr *Value = stripCopies(Return->getRetValue());
             return Value && startsWork(*Value) &&
                    !Known.call(Value, CallRole::Spawn);
           });
  }

  /// Where a task that is put into a container is said to start: an operator
  /// has no name.
  static const Expr &said(const Fill &Put) {
    return isa<CXXOperatorCallExpr>(Put.Whole) && !Put.Values.empty()
               ? *Put.Values.back()
               : *Put.Whole;
  }

  /// False for what only hands a task on, has it complete, ends something, or
  /// queues it where few run at a time.
  bool startsWork(const Expr &Value) const {
    const auto *Call = dyn_cast<CallExpr>(&Value);
    if (!Call || Call->isCallToStdMove() ||
        Known.call(Call, CallRole::MakeReady) ||
        Known.call(Call, CallRole::Receives) || endsSomething(*Call))
      return false;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    return !Member || !Known.isPool(objectType(*Member)) ||
           Known.call(Call, CallRole::Thread);
  }

  /// `service.stop()`, `&service::stop`, or a lambda with one: as many as there
  /// are things to end.
  bool endsSomething(const Stmt &S) const {
    const NamedDecl *Called = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(&S))
      Called = Member->getMemberDecl();
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      Called = Ref->getDecl();
    if (isa_and_nonnull<CXXMethodDecl>(Called) &&
        Known.usual().tell(Usual::Cleanup, Called))
      return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
      return endsSomething(*Lambda->getCallOperator()->getBody());
    return llvm::any_of(S.children(), [this](const Stmt *Child) {
      return Child && endsSomething(*Child);
    });
  }

  /// \p Call starts a task, in \p Container, a scope, or for what \p Put puts
  /// it into.
  void spawned(const Expr &Call, const CallEntry *Entry,
               const VarDecl *Container, std::optional<Fill> Put = {}) {
    const SpawnTime Starts = Entry ? Entry->Bound->Starts : SpawnTime::ByResult;
    // `co_await co_spawn(...)` goes one by one.
    if ((Starts == SpawnTime::Awaited
             ? !isa_and_nonnull<CoawaitExpr>(Index.spelledParent(&Call))
             : isAwaitedHere(Call)) ||
        isDeferred(Call))
      return;
    // `co_spawn(ex, f(), deferred)` starts nothing.
    if (const AsyncType Type = Types.classify(Call.getType());
        Starts == SpawnTime::ByResult && Type.canBeAwaited() &&
        Type.Start == TaskStart::Lazy)
      return;
    const VarDecl *Local = Kept.heldBy(Call);
    if (!Container && !Put)
      Put = Kept.keeping(Call, Local);
    if (Put)
      Container = containerIn(*Put->Container);
    auto Rounds = Container ? roundsFor(Call, *Container) : Loops.around(Call);
    if (startsElement(Call, Rounds))
      return;
    Decided.mark(Rounds, Call);
    Waiting.mark(Rounds, Call);
    // A plain number of rounds is how one starts workers.
    if (Rounds.empty() || !Iterations::exceeds(Rounds, Limit) ||
        !dependsOnRound(&Call, Rounds) || isHeldDown(Call, Rounds) ||
        (Put && !growsWith(Rounds, *Put)) ||
        (Container && isWindow(*Container, Rounds, nullptr, &Call)) ||
        Waiting.mayWait(Rounds, Call) ||
        (Local && isAwaitedInLoop(*Local, Rounds)) ||
        isDroppedByNext(Call, Local, Rounds) || startsEnding(Call))
      return;
    if (isa<CXXMemberCallExpr>(Call) && Entry && Entry->Role == CallRole::Spawn)
      if (!llvm::any_of(Rounds,
                        [](const Iteration &I) { return I.Range != nullptr; }))
        return;
    FanOut F;
    F.Call = &Call;
    F.Spawner = Entry;
    F.Container = Container;
    F.AtEnd = Put && Put->AtEnd;
    F.Rounds = std::move(Rounds);
    Found.push_back(std::move(F));
  }

  /// `co_await start(x).via(ex)`, `start(x).get()`
  bool isAwaitedHere(const Expr &Call) const {
    for (const Stmt *S = Index.spelledParent(&Call); isa_and_nonnull<Expr>(S);
         S = Index.spelledParent(S)) {
      if (isa<CoawaitExpr>(S))
        return true;
      if (isa<LambdaExpr>(S))
        return false;
      if (const auto *Outer = dyn_cast<CallExpr>(S);
          Outer && Known.call(Outer, CallRole::Wait))
        return true;
    }
    return false;
  }

  /// `for (auto &task : tasks) scope.add(std::move(task));`: who made the tasks
  /// decides how many there are.
  bool startsElement(const Expr &Call, llvm::ArrayRef<Iteration> Rounds) {
    for (const Iteration &I : Rounds) {
      if (!I.Range || !I.Element)
        continue;
      // What a template leaves open is a task by what is done with it.
      QualType Type = I.Element->getType().getNonReferenceType();
      if (Type->isDependentType() && handsOn(Call, *I.Element))
        return true;
      const bool IsElement =
          isCoroutineTask(Type) && mentions(&Call, I.Element);
      // `tasks[i]`
      const bool IsIndexed = isCoroutineTask(heldIn(I.Range->getType())) &&
                             mentions(&Call, namedBy(*I.Range));
      if (!IsElement && !IsIndexed)
        continue;
      FanOut F;
      F.Call = &Call;
      F.Container = containerIn(*I.Range);
      if (F.Container && isTask(heldIn(F.Container->getType())) &&
          !isHeldDown(Call, Rounds) && !Waiting.mayWait(Rounds, Call))
        collected(std::move(F));
      return true;
    }
    return false;
  }

  bool isCoroutineTask(QualType T) const {
    const AsyncType Type = T.isNull() ? AsyncType() : Types.classify(T);
    return Type.isTask() ||
           (Type.canBeAwaited() && Type.Start == TaskStart::Lazy);
  }

  /// `scope.add(std::move(task))`, in templates, too.
  static bool handsOn(const Expr &Call, const ValueDecl &Element) {
    const auto *CE = dyn_cast<CallExpr>(&Call);
    return CE && llvm::any_of(CE->arguments(), [&](const Expr *Arg) {
             const Expr *Given = stripCopies(Arg);
             if (const auto *Move = dyn_cast<CallExpr>(Given);
                 Move && Move->getNumArgs() == 1)
               if (llvm::StringRef Name = writtenName(*Move);
                   Name == "move" || Name == "forward")
                 Given = stripImplicit(Move->getArg(0));
             const auto *Ref = dyn_cast<DeclRefExpr>(Given);
             return Ref && Ref->getDecl() == &Element;
           });
  }

  static llvm::StringRef writtenName(const CallExpr &Call) {
    const auto *Open = dyn_cast<OverloadExpr>(Call.getCallee());
    const IdentifierInfo *Name =
        Open ? Open->getName().getAsIdentifierInfo() : nullptr;
    return Name ? Name->getName() : calleeName(&Call);
  }

  /// `scope.add(service.stop())`: see endsSomething; but a lambda does more.
  bool startsEnding(const Stmt &Call) const {
    return llvm::any_of(Call.children(), [this](const Stmt *Child) {
      const auto *Called = dyn_cast_or_null<CXXMemberCallExpr>(Child);
      const auto *Method = Called ? Called->getMethodDecl() : nullptr;
      if (Method && isTask(Called->getType()) &&
          Known.usual().tell(Usual::Cleanup, Method))
        return true;
      return Child && !isa<LambdaExpr>(Child) && startsEnding(*Child);
    });
  }

  /// `auto t = start(x); ... co_await t;` in one round.
  bool isAwaitedInLoop(const VarDecl &Local,
                       llvm::ArrayRef<Iteration> Rounds) const {
    return llvm::any_of(Index.mentions(&Local), [&](const DeclRefExpr *Ref) {
      return standsIn(Ref->getLocation(), *Rounds.front().Loop, SM) &&
             !fillWith(*Ref, Index);
    });
  }

  /// Whoever drops the result of \p Call waits, and that comes before the next
  /// one is started, or right after: it is dropped at once, held to the end of
  /// the round, or stored over the one before.
  bool isDroppedByNext(const Expr &Call, const VarDecl *Local,
                       llvm::ArrayRef<Iteration> Rounds) const {
    if (Rounds.empty() || !Known.call(&Call, CallRole::MustUse))
      return false;
    if (Local)
      return Index.mentions(Local).empty() &&
             standsIn(Local->getLocation(), *Rounds.front().Loop, SM);
    const Expr &Whole = Kept.valueOf(Call);
    if (Body.discards(*stripImplicit(&Whole)))
      return true;
    const auto *Store =
        dyn_cast_or_null<CXXOperatorCallExpr>(Index.spelledParent(&Whole));
    if (!Store || Store->getOperator() != OO_Equal || fillOf(*Store))
      return false;
    return anyWritten(Store->getArg(0), reduces) ||
           (!anyWritten(Store->getArg(0), counts) &&
            llvm::none_of(mentionedIn(Store->getArg(0)),
                          [&](const ValueDecl *D) {
                            return isOfRound(*D, Rounds) ||
                                   llvm::any_of(Rounds, [D](const auto &I) {
                                     return I.Element == D;
                                   });
                          }));
  }

  /// `std::launch::deferred`
  static bool isDeferred(const Expr &Spawning) {
    const auto *Call = dyn_cast<CallExpr>(&Spawning);
    if (!Call || Call->getNumArgs() == 0)
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Call->getArg(0)));
    return Ref && isa<EnumConstantDecl>(Ref->getDecl()) &&
           cast<EnumConstantDecl>(Ref->getDecl())->getName() == "deferred";
  }

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const uint64_t Limit;
  const Iterations Loops;
  const Gates Gate;
  const KeptTasks Kept;
  const DecidedRounds Decided;
  const WaitingRounds Waiting;
  const SourceManager &SM;
  std::vector<FanOut> Found;
  mutable llvm::DenseMap<const VarDecl *, std::unique_ptr<LooksByLoop>> Looks;
  mutable llvm::DenseMap<const VarDecl *, SourceLocation> TakenUp;
  mutable llvm::DenseMap<const Stmt *, bool> Waits;
};
} // namespace

std::vector<FanOut> clang::tidy::async::unboundedFanOuts(
    const CallableBody &Body, const BodyIndex &Index, const AsyncTypes &Types,
    uint64_t Limit, const Elsewhere &Far) {
  return StartSearch(Body, Index, Types, Limit, Far).run();
}
