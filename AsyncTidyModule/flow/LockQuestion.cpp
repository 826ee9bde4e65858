//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/LockQuestion.h"

using namespace clang;
using namespace clang::tidy::async;

void LockQuestion::pass(Value &Now, const FlowStep &Step) const {
  if (const Decl *D = Step.Destroyed)
    return apply(Now, D, AtEnd);
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Step.At)) {
    for (const Decl *D : Declaration->decls())
      apply(Now, D, Effects);
  } else if (Step.At) {
    apply(Now, Step.At, Effects);
  }
}

/// `if (!lock.owns_lock()) ...`, `while (!m.try_lock()) ...`
void LockQuestion::passEdge(Value &Now, const CFGBlock &From, unsigned Which,
                            const CFGBlock &) const {
  if (Asks.empty() || Which > 1 ||
      !isa_and_nonnull<IfStmt, WhileStmt, DoStmt, ForStmt, BinaryOperator,
                       AbstractConditionalOperator>(From.getTerminatorStmt()))
    return;
  // The last operand of `a && b` is what decides here.
  const auto Last = From.empty() ? std::nullopt : From.back().getAs<CFGStmt>();
  const auto *Condition = dyn_cast_or_null<Expr>(
      Last ? Last->getStmt() : From.getTerminatorCondition());
  bool IsTrue = Which == 0;
  while (Condition) {
    Condition = stripImplicit(Condition);
    const auto *Not = dyn_cast<UnaryOperator>(Condition);
    if (!Not || Not->getOpcode() != UO_LNot)
      break;
    IsTrue = !IsTrue;
    Condition = Not->getSubExpr();
  }
  if (auto It = Asks.find(Condition); It != Asks.end() && !IsTrue)
    Now.reset(It->second);
}
