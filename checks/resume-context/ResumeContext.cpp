//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/ResumeContext.h"
#include "flow/FlowGraph.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when something in \p S, or what a variable there began with, calls one
/// of the functions that \p Hop goes back with.
static bool goesBack(const Stmt &S, const CallEntry &Hop, const Names &Known) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->getInit() && goesBack(*Var->getInit(), Hop, Known);
  }
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const auto *Callee = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
      for (const std::string &Name : Hop.BackWith)
        if (llvm::is_contained(findDeclarations(Known.context(), Name), Callee))
          return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && goesBack(*Child, Hop, Known);
  });
}

ContextChange clang::tidy::async::contextChange(const CoawaitExpr &Await,
                                                const AsyncTypes &Types) {
  const Names &Known = Types.names();
  const Expr *Operand = stripImplicit(Await.getOperand());
  if (Known.call(Operand, CallRole::AgileWrapper))
    return ContextChange::Agile;
  const CallEntry *Hop = Known.call(Operand, CallRole::Hop);
  // An object that stands for a context itself.
  if (!Hop)
    Hop = Known.classEntry(recordOf(Operand->getType()), CallRole::Hop);
  if (Hop)
    return Hop->Back || goesBack(*Operand, *Hop, Known) ? ContextChange::Returns
                                                        : ContextChange::Leaves;
  const TypeEntry *Entry = Known.type(Operand->getType());
  return Entry && !Entry->Agile.empty() ? ContextChange::Captures
                                        : ContextChange::None;
}

/// A member of a UI class that its library declares, called or read.
static bool touchesUI(const Stmt *S, const Names &Known,
                      const SourceManager &SM) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Known.isUIType(objectType(*Call)) &&
         SM.isInSystemHeader(Method->getLocation()) &&
         !Known.call(Call, CallRole::AnyThread);
}

bool clang::tidy::async::needsUI(const Stmt &S, const Names &Known) {
  if (touchesUI(&S, Known, Known.context().getSourceManager()))
    return true;
  return llvm::any_of(S.children(), [&Known](const Stmt *Child) {
    return Child && needsUI(*Child, Known);
  });
}

const Expr *clang::tidy::async::continuationContext(const Expr &Call,
                                                    const Names &Known) {
  const auto *CE = dyn_cast<CallExpr>(&Call);
  const unsigned Count = CE ? CE->getNumArgs() : 0;
  for (unsigned I = 0; I < Count; ++I) {
    const Expr *Arg = stripImplicit(CE->getArg(I));
    // It may convert to options.
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Arg);
        Construct && Construct->getNumArgs() == 1)
      Arg = stripImplicit(Construct->getArg(0));
    if (Known.call(Arg, CallRole::ContinuationContext))
      return Arg;
  }
  return nullptr;
}

ResumeContext::ResumeContext(const CallableBody &Body, const AsyncTypes &Types,
                             const Expr *BeginsAway) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const Names &Known = Types.names();
  if (llvm::none_of(Body.Calls, [&](const CallExpr *Call) {
        return touchesUI(Call, Known, SM);
      }))
    return;
  llvm::DenseMap<const CoawaitExpr *, ContextChange> Changes;
  for (const CoawaitExpr *Await : Body.Awaits)
    if (ContextChange C = contextChange(*Await, Types);
        C != ContextChange::None)
      Changes[Await] = C;
  if (Changes.empty() && !BeginsAway)
    return;
  const FlowGraph Graph(Body);
  if (!Graph)
    return;

  // Forward: what left, on every path; null when at home on one. Unvisited
  // blocks are absent.
  using State = const Expr *;
  llvm::DenseMap<const CFGBlock *, State> Ends;
  const auto Transfer = [&](const CFGBlock &Block, State Away, bool Report) {
    for (const CFGElement &Element : Block) {
      const auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      const Stmt *S = Statement->getStmt();
      if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
        switch (Changes.lookup(Await)) {
        case ContextChange::Agile:
        case ContextChange::Leaves:
          Away = Await;
          break;
        case ContextChange::Returns:
          Away = nullptr;
          break;
        default:
          break;
        }
      } else if (Report && Away && touchesUI(S, Known, SM)) {
        if (llvm::none_of(Strays, [Away](const UITouch &Old) {
              return Old.LeftAt == Away;
            }))
          Strays.push_back({cast<Expr>(S), Away});
      }
    }
    return Away;
  };
  const auto Entry = [&](const CFGBlock &Block) {
    State Away = &Block == &Graph->getEntry() ? BeginsAway : nullptr;
    bool First = true;
    for (const CFGBlock *Before : Block.preds()) {
      if (!Before)
        continue;
      auto It = Ends.find(Before);
      if (It == Ends.end())
        continue;
      if (!It->second)
        return State(nullptr);
      if (First)
        Away = It->second;
      First = false;
    }
    return Away;
  };
  PostOrderCFGView Order(&Graph.cfg());
  ForwardDataflowWorklist Work(Graph.cfg(), &Order);
  Work.enqueueBlock(&Graph->getEntry());
  while (const CFGBlock *Block = Work.dequeue()) {
    const State After = Transfer(*Block, Entry(*Block), /*Report=*/false);
    auto [It, New] = Ends.try_emplace(Block, After);
    // At home only spreads, so that this ends.
    if (!New && (It->second == After || !It->second))
      continue;
    It->second = After;
    Work.enqueueSuccessors(Block);
  }
  for (const CFGBlock *Block : Order)
    if (Ends.count(Block))
      Transfer(*Block, Entry(*Block), /*Report=*/true);

  // Backward: is the UI touched before something else brings it back?
  llvm::DenseMap<const CFGBlock *, bool> NeededAtBegin;
  const auto Backward = [&](const CFGBlock &Block, bool Needed, bool Remember) {
    for (const CFGElement &Element :
         llvm::make_range(Block.rbegin(), Block.rend())) {
      const auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      const Stmt *S = Statement->getStmt();
      if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
        const ContextChange C = Changes.lookup(Await);
        if (Remember && Needed)
          NeedUI.insert(Await);
        if (C == ContextChange::Returns)
          Needed = false;
      } else if (touchesUI(S, Known, SM)) {
        Needed = true;
      }
    }
    return Needed;
  };
  const auto Exit = [&](const CFGBlock &Block) {
    return llvm::any_of(Block.succs(), [&](const CFGBlock *Next) {
      return Next && NeededAtBegin.lookup(Next);
    });
  };
  std::vector<const CFGBlock *> Back(Graph->begin(), Graph->end());
  while (!Back.empty()) {
    const CFGBlock *Block = Back.back();
    Back.pop_back();
    if (Backward(*Block, Exit(*Block), false) &&
        !std::exchange(NeededAtBegin[Block], true))
      for (const CFGBlock *Before : Block->preds())
        if (Before)
          Back.push_back(Before);
  }
  for (const CFGBlock *Block : Graph.cfg())
    Backward(*Block, Exit(*Block), true);
}
