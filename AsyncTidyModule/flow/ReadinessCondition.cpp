//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/ReadinessCondition.h"
#include "code/Origins.h"

using namespace clang;
using namespace clang::tidy::async;

/// Conversions to bool say nothing, written or not.
static const Expr *testedValue(const Expr *E) {
  E = stripCopies(E);
  while (const auto *Cast = dyn_cast<CastExpr>(E))
    E = stripCopies(Cast->getSubExpr());
  return E;
}

static const Expr *askedObject(const Expr *Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return Member->getImplicitObjectArgument();
  const auto *Function = dyn_cast<CallExpr>(Call);
  return Function && Function->getNumArgs() ? Function->getArg(0) : nullptr;
}

llvm::SmallVector<const Expr *, 2> ReadinessCondition::at(const Expr *Condition,
                                                          bool Value) {
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

const Expr *ReadinessCondition::objectOfStatus(const Expr *Status) const {
  Status = testedValue(Status);
  if (const auto *Assignment = dyn_cast<BinaryOperator>(Status);
      Assignment && Assignment->getOpcode() == BO_Assign)
    return objectOfStatus(Assignment->getRHS());
  if (const Expr *Value = valueOf(Status))
    Status = testedValue(Value);
  if (Known.call(Status, CallRole::Wait) || Known.call(Status, CallRole::Ready))
    return askedObject(Status);
  return nullptr;
}

std::optional<bool> ReadinessCondition::meansReady(const Expr *Constant) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(testedValue(Constant));
  const ValueDecl *State = Ref ? Ref->getDecl() : nullptr;
  if (Known.usual().tell(Usual::Ready, State))
    return true;
  if (Known.usual().tell(Usual::NotReady, State))
    return false;
  return std::nullopt;
}

const Expr *ReadinessCondition::valueOf(const Expr *E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || isa<ParmVarDecl>(Var))
    return nullptr;
  if (const Expr *Value = Assigned.lookup(Var))
    return Value;
  return Var->getInit();
}

void ReadinessCondition::imply(const Expr *Condition, bool Value) {
  Condition = testedValue(Condition);
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
    Condition = testedValue(Stored);
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
    if (const Expr *Object = askedObject(Condition))
      Complete.push_back(Object);
}

/// wait_for(...) == std::future_status::ready, either way round.
void ReadinessCondition::compare(const Expr *Left, const Expr *Right,
                                 bool Equal) {
  for (auto [Status, Constant] :
       {std::pair(Left, Right), std::pair(Right, Left)}) {
    const auto Ready = meansReady(Constant);
    if (Ready && *Ready == Equal)
      if (const Expr *Object = objectOfStatus(Status))
        Complete.push_back(Object);
  }
}
