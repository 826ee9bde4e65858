//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/DecidedRounds.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace clang::tidy::async;

bool DecidedRounds::isTask(QualType T) const {
  return !T.isNull() && Types.classify(T).canBeAwaited();
}

/// The variable that \p E is, written casts and moves looked through.
static const VarDecl *variableIn(const Expr *E) {
  while ((E = stripCopies(E))) {
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      E = Cast->getSubExpr();
      continue;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return dyn_cast<VarDecl>(Ref->getDecl());
    const Access A = accessOf(E);
    if (A.Part != Access::Whole || A.IsDeref)
      return nullptr;
    E = A.Object;
  }
  return nullptr;
}

/// True for `x`, `*it` or `v[i]` in the loop whose `x`, `it` or `i` that is,
/// for a part of it, and for a reference to it.
bool DecidedRounds::isElement(const Expr *E, const Iteration &Round) const {
  if (!Round.Element)
    return false;
  for (unsigned Step = 0; E && Step < 8; ++Step) {
    E = stripCopies(E);
    if (!E)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
      if (Ref->getDecl() == Round.Element ||
          (Binding && Binding->getDecomposedDecl() == Round.Element))
        return true;
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Var || !Var->getType()->isReferenceType())
        return false;
      E = Var->getInit();
      continue;
    }
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    if (Unary && Unary->getOpcode() == UO_AddrOf) {
      E = Unary->getSubExpr();
      continue;
    }
    const Access A = accessOf(E);
    if (A.Part == Access::Unknown)
      return false;
    if (A.Part == Access::Element && A.Selector == selector(Round.Element))
      return true;
    E = A.Object;
  }
  return false;
}

/// `for (auto &t : tasks) wrapped.push_back(wrap(std::move(t)));`
bool DecidedRounds::isGiven(const Iteration &Round, const Expr &Site) const {
  // Unless they were made here.
  const VarDecl *Range = Round.Range ? variableIn(Round.Range) : nullptr;
  if (Range && !isa<ParmVarDecl>(Range) && Range->hasLocalStorage() &&
      !Range->getType()->isReferenceType() &&
      !(Range->getInit() && isa<CallExpr>(stripCopies(Range->getInit()))))
    return false;
  if (Range && !Kept.fillsOf(*Range).empty())
    return false;
  return anyWritten(&Site, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Call->getNumArgs() != 1 || !isElement(Call->getArg(0), Round))
      return false;
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && Callee->isInStdNamespace() &&
           (calleeName(Call) == "move" || calleeName(Call) == "forward") &&
           isTask(Call->getArg(0)->getType());
  });
}

static bool isObject(QualType T) {
  T = T.getNonReferenceType();
  return T->isRecordType() ||
         (T->isPointerType() && T->getPointeeType()->isRecordType());
}

/// `for (auto &context : contexts) co_spawn(context, serve(), detached);`
bool DecidedRounds::isPerExecutor(const Iteration &Round,
                                  const Expr &Site) const {
  return anyWritten(&Site, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call || Call->getNumArgs() < 2 || isa<CXXOperatorCallExpr>(Call) ||
        !Known.call(Call, CallRole::Executor))
      return false;
    const Expr *Executor = stripCopies(Call->getArg(0));
    return Executor && !isTask(Executor->getType()) &&
           isObject(Executor->getType()) && isElement(Executor, Round);
  });
}

/// `for (auto &pool : pools) pool->spawn(work());`
bool DecidedRounds::isRunner(const Iteration &Round) const {
  return (Round.Range && Known.isRunner(heldIn(Round.Range->getType()))) ||
         (isa_and_nonnull<VarDecl>(Round.Element) &&
          Known.isRunner(Round.Element->getType()));
}

/// `co_spawn(session->executor(), greet(session))`: where each element is at
/// home, and not more than one for each.
bool DecidedRounds::runsAtElement(const Expr &Site,
                                  const Iteration &Round) const {
  return Round.Range && Round.Element && anyWritten(&Site, [&](const Stmt &S) {
           const auto *E = dyn_cast<Expr>(&S);
           return E && Known.isRunner(E->getType()) &&
                  rootOf(E, Round) == Round.Element;
         });
}

/// `x` in `x->pool().executor()`, through variables of the function.
const ValueDecl *DecidedRounds::rootOf(const Expr *E,
                                       const Iteration &Round) const {
  for (unsigned Depth = 0; E && Depth < 16; ++Depth) {
    E = stripCopies(E);
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
    if (!Ref) {
      const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(E);
      E = Member ? Member->getImplicitObjectArgument()
                 : (E ? accessOf(E).Object : nullptr);
      continue;
    }
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      return dyn_cast<ValueDecl>(Binding->getDecomposedDecl());
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var || Var == Round.Element || !Var->getInit() ||
        !Var->isLocalVarDecl() || Var->getDeclContext() != Body.Callable)
      return D;
    E = Var->getInit();
  }
  return nullptr;
}

static bool isCallable(QualType T) {
  T = T.getNonReferenceType();
  if (T->isDependentType() || T->isFunctionType() || T->isFunctionPointerType())
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->hasDefinition())
    return false;
  DeclarationName Name =
      Record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  return Record->isLambda() || !Record->lookup(Name).empty() ||
         llvm::any_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
           return isCallable(Base.getType());
         });
}

static bool isParameterOf(const Expr *E, const DeclContext &Function) {
  const auto *Param = dyn_cast_or_null<ParmVarDecl>(variableIn(E));
  return Param && Param->getDeclContext() == &Function;
}

/// What the only statement of \p Body evaluates, or null.
static const Expr *onlyExpression(const Stmt *Body) {
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Block || Block->size() != 1)
    return nullptr;
  const Stmt *Only = Block->body_front();
  if (const auto *Return = dyn_cast<ReturnStmt>(Only))
    Only = Return->getRetValue();
  else if (const auto *Return = dyn_cast<CoreturnStmt>(Only))
    Only = Return->getOperand();
  const Expr *Value = stripCopies(dyn_cast_or_null<Expr>(Only));
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(Value);
  return Await ? Await->getOperand() : Value;
}

/// `make(i)` with a parameter of \p Function; also in what wraps or starts it.
bool DecidedRounds::isMadeBy(const Expr *E, const DeclContext &Function) const {
  E = stripCopies(E);
  if (!E)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return isMadeBy(onlyExpression(Lambda->getBody()), Function);
  const auto *Call = dyn_cast<CallExpr>(E);
  if (Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    if (isParameterOf(Operator && Operator->getOperator() == OO_Call
                          ? Operator->getArg(0)
                          : Call->getCallee(),
                      Function))
      return true;
  }
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const bool TakesCallable = !Call || Known.isStarter(*Call) || fillOf(*Call) ||
                             (Callee && Callee->isInStdNamespace());
  llvm::SmallVector<const Expr *, 4> Args;
  if (Call)
    Args.append(Call->arg_begin(), Call->arg_end());
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    Args.append(Construct->arg_begin(), Construct->arg_end());
  // The first of them is what is started; others are handlers.
  for (const Expr *Arg : Args) {
    if (isTask(Arg->getType()))
      return isMadeBy(Arg, Function);
    const Expr *Written = stripCopies(Arg);
    if (TakesCallable && Written && isCallable(Written->getType()))
      return isParameterOf(Arg, Function) || isMadeBy(Arg, Function);
  }
  return false;
}

bool DecidedRounds::isCallers(const Expr *Bound, const Expr &Task) const {
  const auto *Param =
      dyn_cast_or_null<ParmVarDecl>(Bound ? variableIn(Bound) : nullptr);
  if (!Param)
    return false;
  const DeclContext &Function = *Param->getDeclContext();
  return isMadeBy(&Task, Function) ||
         (isCallable(Task.getType()) && isParameterOf(&Task, Function));
}

void DecidedRounds::mark(llvm::MutableArrayRef<Iteration> Rounds,
                         const Expr &Site) const {
  for (Iteration &Round : Rounds)
    Round.Bounded |= isGiven(Round, Site) || isRunner(Round) ||
                     isPerExecutor(Round, Site) || runsAtElement(Site, Round) ||
                     isCallers(Round.Range ? Round.Range : Round.End, Site);
}
