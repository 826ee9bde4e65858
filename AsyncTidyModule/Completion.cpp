//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Completion.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Places -----------------------------------------------------------===//

bool Place::contains(const Place &Other) const {
  return Exact && Holder == Other.Holder && Path.size() <= Other.Path.size() &&
         std::equal(Path.begin(), Path.end(), Other.Path.begin());
}

static bool mayOverlap(const Place &A, const Place &B) {
  const size_t Common = std::min(A.Path.size(), B.Path.size());
  return A.Holder == B.Holder &&
         std::equal(A.Path.begin(), A.Path.begin() + Common, B.Path.begin());
}

static uintptr_t selector(const Decl *D) {
  return reinterpret_cast<uintptr_t>(D);
}

/// For an index as written; 0 when it is neither a constant nor a variable.
static uintptr_t selectorOfIndex(const Expr *Index) {
  Index = Index->IgnoreParenImpCasts();
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Index))
    return Literal->getValue().getLimitedValue(UINT32_MAX) * 2 + 1;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Index))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return selector(Var);
  return 0;
}

/// \p E without what has no meaning of its own here: copies and moves too.
static const Expr *stripCopies(const Expr *E) {
  while (E) {
    E = stripImplicit(E);
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (!Construct || Construct->getNumArgs() != 1 ||
        !Construct->getConstructor()->isCopyOrMoveConstructor())
      return E;
    E = Construct->getArg(0);
  }
  return nullptr;
}

static llvm::StringRef calleeName(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  return Callee && Callee->getIdentifier() ? Callee->getName() : "";
}

namespace {
/// One step from an object towards what holds it.
struct Access {
  const Expr *Object = nullptr;
  enum { Whole, Element, Unknown } Part = Whole;
  uintptr_t Selector = 0; ///< Which element.
  bool IsDeref = false, IsBegin = false;

  static Access element(const Expr *Object, uintptr_t Selector) {
    return {Object, Selector ? Element : Unknown, Selector};
  }
};
} // namespace

/// Sees what `v[i]`, `v.at(i)`, `std::get<0>(t)`, `*it`, `p->x` or
/// `std::move(x)` reaches into; no object when \p E is nothing of the kind.
static Access accessOf(const Expr *E) {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Access::element(Subscript->getBase(),
                           selectorOfIndex(Subscript->getIdx()));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return {Unary->getSubExpr(), Access::Whole, 0, true};
    return {};
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    if (Kind == OO_Subscript && Operator->getNumArgs() == 2)
      return Access::element(Operator->getArg(0),
                             selectorOfIndex(Operator->getArg(1)));
    if (Kind == OO_Arrow || (Kind == OO_Star && Operator->getNumArgs() == 1))
      return {Operator->getArg(0), Access::Whole, 0, true};
    return {};
  }
  if (const auto *Cast = dyn_cast<CXXNamedCastExpr>(E))
    return {Cast->getSubExpr()};
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return {};
    return {Member->getBase(), Access::Element,
            selector(Member->getMemberDecl()), Member->isArrow()};
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  llvm::StringRef Name = calleeName(Call);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Name == "at" && Call->getNumArgs() == 1)
      return Access::element(Object, selectorOfIndex(Call->getArg(0)));
    if (Call->getNumArgs() != 0)
      return {};
    if (Name == "front" || Name == "back")
      return Access::element(Object, selector(Call->getCalleeDecl()));
    if (Name == "begin" || Name == "cbegin" || Name == "end" || Name == "cend")
      return {Object, Access::Unknown, 0, false, Name.contains("begin")};
    return Name == "value" ? Access{Object} : Access{};
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->isInStdNamespace() || Call->getNumArgs() == 0)
    return {};
  const Expr *Object = Call->getArg(0);
  if (Name == "get") {
    const auto *Args = Callee->getTemplateSpecializationArgs();
    if (Args && Args->get(0).getKind() == TemplateArgument::Integral)
      return Access::element(
          Object, Args->get(0).getAsIntegral().getLimitedValue() * 2 + 1);
    return {Object, Access::Unknown};
  }
  if (Name == "begin" || Name == "end" || Name == "cbegin" || Name == "cend")
    return {Object, Access::Unknown, 0, false, Name.contains("begin")};
  if (Name == "move" || Name == "forward" || Name == "ref" ||
      Name == "as_const" || Name == "addressof")
    return {Object};
  return {};
}

/// The result of \p E is, or holds, completed objects.
static bool makesComplete(const Expr *E, const Names &Known) {
  E = stripCopies(E);
  if (!E)
    return false;
  if (Known.call(E, CallRole::MakeReady))
    return true;
  // `f().wait()`, where that returns the object.
  if (const auto *Wait = dyn_cast<CXXMemberCallExpr>(E);
      Wait && Wait->getNumArgs() == 0 && Known.call(Wait, CallRole::Wait) &&
      recordOf(Wait->getType()) &&
      recordOf(Wait->getType()) == recordOf(objectType(*Wait)))
    return true;
  const auto *Await = dyn_cast<CoawaitExpr>(E);
  if (!Await)
    return false;
  const Expr *Operand = stripCopies(Await->getOperand());
  if (Known.call(Operand, CallRole::FanOut) ||
      Known.call(Operand, CallRole::MakeReady))
    return true;
  // A fan-out in a wrapper: `co_await on(executor, when_all(f, g))`.
  if (const auto *Call = dyn_cast<CallExpr>(Operand))
    return llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
      return Known.call(stripCopies(Arg), CallRole::FanOut);
    });
  return false;
}

/// What a range-for goes over, when \p Var is the variable of one: that is made
/// from `*__begin`, which is made from `__range`, which is made from that.
static const Expr *rangeOf(const VarDecl &Var) {
  if (!Var.isCXXForRangeDecl())
    return nullptr;
  const Expr *E = Var.getInit();
  for (unsigned Hidden = 0; (E = stripCopies(E));) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *From = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!From || !From->isImplicit())
      E = Ref ? nullptr : accessOf(E).Object;
    else if (++Hidden == 2)
      return From->getInit();
    else
      E = From->getInit();
  }
  return nullptr;
}

AsyncOrigin clang::tidy::async::originOf(const Expr *E, const Names &Known,
                                         bool Dereferenced) {
  AsyncOrigin Origin;
  Place &Where = Origin.Where;
  const auto Finish = [&](const ValueDecl *Holder) {
    Where.Holder = Holder;
    std::reverse(Where.Path.begin(), Where.Path.end());
    return Origin;
  };
  while ((E = stripCopies(E))) {
    if (makesComplete(E, Known))
      return {{}, true};
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (Member && isa<CXXThisExpr>(stripImplicit(Member->getBase())))
      return Finish(Member->getMemberDecl());

    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref) {
      const Access Step = accessOf(E);
      if (Step.Part == Access::Element) {
        Where.Path.push_back(Step.Selector);
      } else if (Step.Part == Access::Unknown) {
        Where.Path.clear();
        Where.Exact = false;
      }
      Dereferenced = Step.IsDeref;
      E = Step.Object;
      continue;
    }

    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
      Where.Path.push_back(selector(Binding));
      D = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    }
    const auto *Var = dyn_cast_or_null<VarDecl>(D);
    if (!Var)
      return {};
    const Expr *Init = isa<ParmVarDecl>(Var) ? nullptr : Var->getInit();
    const Expr *From = Init ? stripCopies(Init) : nullptr;
    if (!From)
      return Finish(Var);
    if (const Expr *Range = rangeOf(*Var)) {
      Where.Path.push_back(selector(Var));
      Dereferenced = false;
      E = Range;
      continue;
    }
    // An iterator stands for the element it is at.
    if (Dereferenced && accessOf(From).IsBegin) {
      Where.Path.push_back(selector(Var));
      E = accessOf(From).Object;
      Dereferenced = false;
      continue;
    }
    if (!Var->getType()->isReferenceType() ||
        !(isa<DeclRefExpr>(From) || accessOf(From).Object ||
          makesComplete(From, Known)))
      return Finish(Var);
    E = From;
  }
  return {};
}

//===--- Readiness tests --------------------------------------------------===//

namespace {
/// Which objects a condition says to be complete.
class ReadinessTest {
public:
  using Definitions = llvm::DenseMap<const VarDecl *, const Expr *>;

  /// \p Assigned: what was stored to variables after their declaration.
  ReadinessTest(const Names &Known, const Definitions &Assigned)
      : Known(Known), Assigned(Assigned) {}

  /// Objects that are complete when \p Condition, the operand that a branch
  /// looked at last, is \p Value.
  llvm::SmallVector<const Expr *, 2> at(const Expr *Condition, bool Value) {
    Complete.clear();
    imply(Condition, Value);
    // The other operands had branches of their own, so they are known.
    const Expr *Last = Condition->IgnoreParens();
    while (const auto *Logical = dyn_cast<BinaryOperator>(Last)) {
      if (!Logical->isLogicalOp())
        break;
      Last = Logical->getRHS()->IgnoreParens();
    }
    if (Last != Condition)
      imply(Last, Value);
    return Complete;
  }

  /// The object whose state \p Status is: `f.wait_for(d)`, or a variable that
  /// holds that.
  const Expr *objectOfStatus(const Expr *Status) {
    Status = behind(Status);
    if (const auto *Assignment = dyn_cast<BinaryOperator>(Status);
        Assignment && Assignment->getOpcode() == BO_Assign)
      return objectOfStatus(Assignment->getRHS());
    if (const Expr *Value = valueOf(Status))
      Status = behind(Value);
    if (Known.call(Status, CallRole::Wait) ||
        Known.call(Status, CallRole::Ready))
      return objectOf(Status);
    return nullptr;
  }

  /// 1 when \p Constant means "ready", 0 when it means another definite
  /// state, and nothing when it tells too little.
  static std::optional<bool> meansReady(const Expr *Constant) {
    const auto *Ref = dyn_cast<DeclRefExpr>(behind(Constant));
    if (!Ref || !Ref->getDecl()->getIdentifier())
      return std::nullopt;
    llvm::StringRef Name = Ref->getDecl()->getName();
    if (Name == "ready")
      return true;
    if (Name == "timeout" || Name == "not_ready")
      return false;
    return std::nullopt;
  }

private:
  /// Conversions to bool say nothing, written or not.
  static const Expr *behind(const Expr *E) {
    E = stripCopies(E);
    while (const auto *Cast = dyn_cast<CastExpr>(E))
      E = stripCopies(Cast->getSubExpr());
    return E;
  }

  const Expr *valueOf(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || isa<ParmVarDecl>(Var))
      return nullptr;
    if (const Expr *Value = Assigned.lookup(Var))
      return Value;
    return Var->getInit();
  }

  static const Expr *objectOf(const Expr *Call) {
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      return Member->getImplicitObjectArgument();
    const auto *Function = dyn_cast<CallExpr>(Call);
    return Function && Function->getNumArgs() ? Function->getArg(0) : nullptr;
  }

  void imply(const Expr *Condition, bool Value) {
    Condition = behind(Condition);
    if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
        Not && Not->getOpcode() == UO_LNot)
      return imply(Not->getSubExpr(), !Value);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Condition)) {
      if (Binary->isLogicalOp()) {
        // All operands are known, or none is.
        if ((Binary->getOpcode() == BO_LAnd) == Value) {
          imply(Binary->getLHS(), Value);
          imply(Binary->getRHS(), Value);
        }
      } else if (Binary->isEqualityOp()) {
        compare(Binary->getLHS(), Binary->getRHS(),
                (Binary->getOpcode() == BO_EQ) == Value);
      } else if (Binary->getOpcode() == BO_Assign) {
        imply(Binary->getRHS(), Value);
      }
      return;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Condition)) {
      if (Operator->getNumArgs() == 2 &&
          (Operator->getOperator() == OO_EqualEqual ||
           Operator->getOperator() == OO_ExclaimEqual))
        compare(Operator->getArg(0), Operator->getArg(1),
                (Operator->getOperator() == OO_EqualEqual) == Value);
      return;
    }
    if (const Expr *Stored = valueOf(Condition)) {
      Condition = behind(Stored);
      if (isa<DeclRefExpr>(Condition))
        return;
      if (!isa<CallExpr>(Condition))
        return imply(Condition, Value);
    }
    // A timed wait that returns bool returns true when complete.
    const bool Tells = Known.call(Condition, CallRole::Ready) ||
                       (Known.call(Condition, CallRole::Wait) &&
                        Condition->getType()->isBooleanType());
    if (Tells && Value)
      if (const Expr *Object = objectOf(Condition))
        Complete.push_back(Object);
  }

  /// wait_for(...) == std::future_status::ready, either way round.
  void compare(const Expr *Left, const Expr *Right, bool Equal) {
    for (auto [Status, Constant] :
         {std::pair(Left, Right), std::pair(Right, Left)}) {
      const auto Ready = meansReady(Constant);
      if (Ready && *Ready == Equal)
        if (const Expr *Object = objectOfStatus(Status))
          Complete.push_back(Object);
    }
  }

  const Names &Known;
  const Definitions &Assigned;
  llvm::SmallVector<const Expr *, 2> Complete;
};

//===--- Flow -------------------------------------------------------------===//

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
                   [&](const Place &Known) { return mayOverlap(Known, P); });
  }
  /// \p Index, part of some paths, has another value now.
  void forgetElementsAt(const VarDecl *Index) {
    llvm::erase_if(Complete, [&](const Place &Known) {
      return llvm::is_contained(Known.Path, selector(Index));
    });
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

/// Names that people give to a function of their own that awaits all of its
/// arguments.
static bool isUsualNameOfFanOut(llvm::StringRef Name) {
  return Name == "when_all" || Name == "whenAll" || Name == "when_all_ready" ||
         Name == "collectAll";
}

struct Completion::Flow {
  explicit Flow(const AsyncTypes &Types) : Types(Types), Known(Types.names()) {}

  const AsyncTypes &Types;
  const Names &Known;
  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const Stmt *, const SuspectWait *> Waits;
  /// The calls that a `co_await` makes.
  llvm::DenseMap<const Stmt *, const CoawaitExpr *> Awaits;
  ReadinessTest::Definitions Assigned;
  /// What is known when a block starts; no value: not reached.
  std::vector<std::optional<Knowledge>> Entry;
  /// What a loop that ends by its condition has completed.
  llvm::DenseMap<const Stmt *, Knowledge> CompletedByLoop;
  /// What was known right before each wait.
  llvm::DenseMap<const Stmt *, Knowledge> Before;
  bool Recording = false;

  void mark(const Expr *E, Knowledge &K) { K.add(originOf(E, Known).Where); }

  void forget(const Expr *E, Knowledge &K) {
    if (Place P = originOf(E, Known).Where)
      K.forget(P);
  }

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
           (Call && isUsualNameOfFanOut(calleeName(Call)));
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

  /// A callee that may store to an argument ends what is known of it.
  template <typename T>
  void forgetMutableArguments(const T *Call, const FunctionDecl *Callee,
                              unsigned Skip, Knowledge &K) {
    for (unsigned I = Skip; I < Call->getNumArgs(); ++I) {
      const Expr *Arg = stripImplicit(Call->getArg(I));
      if (const auto *AddressOf = dyn_cast<UnaryOperator>(Arg);
          AddressOf && AddressOf->getOpcode() == UO_AddrOf) {
        forget(AddressOf->getSubExpr(), K);
        continue;
      }
      if (I - Skip >= Callee->getNumParams())
        continue;
      QualType Param = Callee->getParamDecl(I - Skip)->getType();
      if (Param->isLValueReferenceType() &&
          !Param->getPointeeType().isConstQualified())
        forget(Arg, K);
    }
  }

  /// `v.push_back(f())`, `pointer.reset(p)`: members that store to the object.
  void forgetMutatedObject(const CXXMemberCallExpr *Call, Knowledge &K) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || Method->isConst() || Method->isStatic())
      return;
    llvm::StringRef Name = calleeName(Call);
    if (Types.classify(objectType(*Call))
            ? Name != "swap" && Name != "reset"
            : Name == "pop_back" || Name == "pop_front" || Name == "erase" ||
                  Name == "clear" || Name == "reserve")
      return;
    if (const Expr *Object = Call->getImplicitObjectArgument())
      forget(Object, K);
  }

  void assign(const Expr *Target, const Expr *Value, Knowledge &K) {
    const bool Complete = isCompleteValue(Value, K);
    forget(Target, K);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Target)))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        K.forgetElementsAt(Var);
    if (Complete)
      mark(Target, K);
  }

  bool isCompleteValue(const Expr *Value, const Knowledge &K) const {
    const AsyncOrigin Origin = originOf(Value, Known);
    return Origin.Complete || K.knows(Origin.Where);
  }

  void transfer(const Stmt *Statement, Knowledge &K) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(Statement)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D)) {
          K.forget(Place{Var, {}, true});
          K.forgetElementsAt(Var);
          if (Var->getInit() && isCompleteValue(Var->getInit(), K))
            K.add(Place{Var, {}, true});
        }
      return;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(Statement)) {
      if (Binary->isAssignmentOp())
        assign(Binary->getLHS(), Binary->getRHS(), K);
      return;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(Statement)) {
      if (Unary->isIncrementDecrementOp())
        advance(Unary->getSubExpr(), K);
      return;
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Statement)) {
      if (!Construct->getConstructor()->isCopyOrMoveConstructor())
        forgetMutableArguments(Construct, Construct->getConstructor(), 0, K);
      return;
    }
    // An await that fails has completed its operand, too.
    if (const CoawaitExpr *Await = Awaits.lookup(Statement))
      return markAwaited(Await->getOperand(), K);
    if (const auto *Await = dyn_cast<CoawaitExpr>(Statement))
      return markAwaited(Await->getOperand(), K);
    if (const auto *Call = dyn_cast<CallExpr>(Statement))
      transferCall(Call, K);
  }

  void advance(const Expr *Operand, Knowledge &K) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Operand)))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
        K.forget(Place{Var, {}, true});
        K.forgetElementsAt(Var);
      }
  }

  void transferCall(const CallExpr *Call, Knowledge &K) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      const OverloadedOperatorKind Kind = Operator->getOperator();
      if (Kind == OO_Equal)
        return assign(Operator->getArg(0), Operator->getArg(1), K);
      if (Kind == OO_PlusPlus || Kind == OO_MinusMinus || Kind == OO_PlusEqual)
        return advance(Operator->getArg(0), K);
    }
    if (const SuspectWait *Wait = Waits.lookup(Call)) {
      if (Recording)
        Before.try_emplace(Call, K);
      if (!Wait->GivesUp)
        K.add(Wait->Origin.Where);
      return;
    }
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || accessOf(Call).Object || isFanOut(Call) ||
        Known.call(Call, CallRole::Wait) || Known.call(Call, CallRole::Ready))
      return;
    const bool ObjectFirst =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    forgetMutableArguments(Call, Callee, ObjectFirst, K);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      forgetMutatedObject(Member, K);
  }

  Knowledge atEnd(const CFGBlock &Block, Knowledge K) {
    for (const CFGElement &Element : Block)
      if (auto Statement = Element.getAs<CFGStmt>())
        transfer(Statement->getStmt(), K);
    return K;
  }

  /// What a branch adds: that a readiness test said yes, that a loop over all
  /// elements is over.
  void alongEdge(const CFGBlock &Block, unsigned Number,
                 const CFGBlock &Successor, Knowledge &K) {
    const Stmt *Terminator = Block.getTerminatorStmt();
    if (!Terminator)
      return;
    ReadinessTest Test(Known, Assigned);
    if (const auto *Switch = dyn_cast<SwitchStmt>(Terminator)) {
      const auto *Case = dyn_cast_or_null<CaseStmt>(Successor.getLabel());
      if (Case && !Case->getRHS() &&
          ReadinessTest::meansReady(Case->getLHS()).value_or(false))
        if (const Expr *Object = Test.objectOfStatus(Switch->getCond()))
          mark(Object, K);
      return;
    }
    if (Block.succ_size() != 2)
      return;
    if (Number == 1)
      if (auto It = CompletedByLoop.find(Terminator);
          It != CompletedByLoop.end())
        for (const Place &P : It->second.places())
          K.add(P);
    if (const auto *Condition =
            dyn_cast_or_null<Expr>(Block.getTerminatorCondition()))
      for (const Expr *Object : Test.at(Condition, Number == 0))
        mark(Object, K);
  }

  void propagate() {
    Entry.assign(Graph->getNumBlockIDs(), std::nullopt);
    Entry[Graph->getEntry().getBlockID()].emplace();
    PostOrderCFGView Order(Graph.get());
    ForwardDataflowWorklist Worklist(*Graph, &Order);
    Worklist.enqueueBlock(&Graph->getEntry());
    while (const CFGBlock *Block = Worklist.dequeue()) {
      const Knowledge End = atEnd(*Block, *Entry[Block->getBlockID()]);
      unsigned Number = 0;
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        const unsigned Which = Number++;
        const CFGBlock *Successor = Next.getReachableBlock();
        if (!Successor)
          continue;
        Knowledge Along = End;
        alongEdge(*Block, Which, *Successor, Along);
        std::optional<Knowledge> &Old = Entry[Successor->getBlockID()];
        if (!Old)
          Old = std::move(Along);
        else if (!Old->meet(Along))
          continue;
        Worklist.enqueueBlock(Successor);
      }
    }
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
  void summarizeLoops() {
    for (const CFGBlock *Block : *Graph) {
      const Stmt *Loop = Block ? Block->getLoopTarget() : nullptr;
      if (!Loop || !Entry[Block->getBlockID()])
        continue;
      for (uintptr_t Variable : loopVariables(Loop))
        for (const Place &P : Entry[Block->getBlockID()]->places()) {
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
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>())
          remember(Statement->getStmt());
    propagate();
    summarizeLoops();
    if (!CompletedByLoop.empty())
      propagate();
    Recording = true;
    for (const CFGBlock *Block : *Graph)
      if (Block && Entry[Block->getBlockID()])
        atEnd(*Block, *Entry[Block->getBlockID()]);
  }

  void remember(const Stmt *S) {
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      for (const Expr *Part : {Await->getReadyExpr(), Await->getSuspendExpr(),
                               Await->getResumeExpr()})
        if (Part)
          Awaits[stripImplicit(Part)] = Await;
      // operator co_await and await_transform.
      const Expr *Operand = stripImplicit(Await->getOperand());
      for (const Expr *Part = stripImplicit(Await->getCommonExpr());
           Part && Part != Operand && isa<CallExpr>(Part);) {
        Awaits[Part] = Await;
        const auto *Call = cast<CallExpr>(Part);
        const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
        Part = Call->getNumArgs() ? stripImplicit(Call->getArg(0))
               : Member ? stripImplicit(Member->getImplicitObjectArgument())
                        : nullptr;
      }
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      const auto *Ref =
          Binary->getOpcode() == BO_Assign
              ? dyn_cast<DeclRefExpr>(stripImplicit(Binary->getLHS()))
              : nullptr;
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (Var && isa<CallExpr>(stripImplicit(Binary->getRHS())))
        Assigned[Var] = Binary->getRHS();
    }
  }
};

Completion::Completion(const CallableBody &Body, const AsyncTypes &Types,
                       llvm::ArrayRef<SuspectWait> Waits)
    : Impl(std::make_unique<Flow>(Types)) {
  for (const SuspectWait &Wait : Waits)
    Impl->Waits.try_emplace(Wait.Call, &Wait);
  if (llvm::none_of(Waits, [](const SuspectWait &W) { return W.Origin.Where; }))
    return;
  Stmt *Code = Body.Callable->getBody();
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  // Without these, catch handlers look as if nothing led there.
  Options.AddEHEdges = true;
  Impl->Graph = CFG::buildCFG(Body.Callable, Code,
                              &Body.Callable->getASTContext(), Options);
  if (Impl->Graph)
    Impl->run();
}

Completion::~Completion() = default;

bool Completion::isComplete(const SuspectWait &Wait) const {
  if (Wait.Origin.Complete)
    return true;
  auto It = Impl->Before.find(Wait.Call);
  return It != Impl->Before.end() && It->second.knows(Wait.Origin.Where);
}
