//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/AwaitedCalls.h"
#include "code/Origins.h"
#include "knowledge/AsyncTypes.h"

using namespace clang;
using namespace clang::tidy::async;

/// The call whose task \p Await awaits, or null.
static const CallExpr *callAwaitedBy(const CoawaitExpr &Await) {
  const Expr *Task = stripCopies(Await.getOperand());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Task))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->getInit())
      Task = stripCopies(Var->getInit());
  return dyn_cast<CallExpr>(Task);
}

std::vector<AwaitedCall>
clang::tidy::async::awaitedCalls(const FunctionDecl &Coroutine,
                                 const BodyIndex &Index) {
  constexpr unsigned Most = 16;
  std::vector<AwaitedCall> Found;
  const UnitAround &Unit = Index.memo<UnitAround>();
  const CallNode *Node = Unit.Calls ? Unit.Calls().node(&Coroutine) : nullptr;
  if (!Node)
    return Found;
  for (const CallMention &Mention : Node->Mentions) {
    if (!Mention.Call || Mention.Unevaluated || !Mention.In ||
        Found.size() == Most)
      continue;
    SharedIndex Around = Unit.Index(*Mention.In);
    const CallableBody *By = Around ? Around->body(Mention.In) : nullptr;
    if (!By)
      continue;
    for (const CoawaitExpr *Await : By->Awaits)
      if (callAwaitedBy(*Await) == Mention.Call)
        Found.push_back({Await, By, Around});
  }
  return Found;
}

static bool suspendsSomewhere(const FunctionDecl &Function, unsigned Depth) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.hasBody(Definition) || !isCoroutine(*Definition) || Depth == 0)
    return true;
  return anyWritten(
      Definition->getBody(),
      [Depth](const Stmt &S) {
        const auto *Await = dyn_cast<CoawaitExpr>(&S);
        if (!Await)
          return isa<CoyieldExpr, DependentCoawaitExpr>(S);
        const CallExpr *Call = callAwaitedBy(*Await);
        const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
        return !Callee || Callee->isVirtualAsWritten() ||
               suspendsSomewhere(*Callee, Depth - 1);
      },
      Parts::Own);
}

bool clang::tidy::async::neverSuspends(const FunctionDecl &Function) {
  return !suspendsSomewhere(Function, /*Depth=*/4);
}

bool clang::tidy::async::awaitsAtOnce(const CoawaitExpr &Await) {
  const CallExpr *Call = callAwaitedBy(Await);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && !Callee->isVirtualAsWritten() && neverSuspends(*Callee);
}
