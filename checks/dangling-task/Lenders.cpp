//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Lenders.h"
#include "checks/dangling-task/Referents.h"

using namespace clang;
using namespace clang::tidy::async;

static bool isTemporary(const Referent &R) { return R.Temporary; }

const Expr *clang::tidy::async::dyingArgument(const FunctionDecl &Function,
                                              const ParmVarDecl &Param,
                                              const CallGraph &Calls,
                                              const AsyncTypes &Types) {
  const CallNode *Node = Calls.node(&Function);
  if (!Node)
    return nullptr;
  const Names &Known = Types.names();
  for (const CallMention &Mention : Node->Mentions) {
    const auto *Call = dyn_cast_or_null<CallExpr>(Mention.Call);
    if (!Call || Mention.Unevaluated || Call->isTypeDependent())
      continue;
    for (const auto &[Given, Parameter] : argumentsOf(*Call)) {
      if (Parameter->getFunctionScopeIndex() != Param.getFunctionScopeIndex())
        continue;
      const QualType T = Param.getType();
      if ((T->isReferenceType() &&
           llvm::any_of(objectsOf(Given, Known), isTemporary)) ||
          (canReferTo(T.getNonReferenceType(), Known) &&
           llvm::any_of(pointeesOf(Given, Known), isTemporary)))
        return Given;
    }
  }
  return nullptr;
}
