//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/BlockingHops.h"
#include "code/Origins.h"
#include "flow/FlowGraph.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

using namespace clang;
using namespace clang::tidy::async;

struct BlockingHops::Flow {
  Flow(const CallableBody &Body, const Names &Known)
      : Known(Known), Graph(Body) {}

  const Names &Known;
  FlowGraph Graph;
  llvm::DenseSet<const Stmt *> Behind;

  /// The hop that awaiting \p E is: `resume_background()`,
  /// `resume_on(runtime.background_executor())`, `ui_thread`.
  const CallEntry *hop(const Expr *E, unsigned Depth = 0) const {
    E = stripCopies(E);
    if (!E || Depth > 3)
      return nullptr;
    const CallEntry *Outer = Known.call(E, CallRole::Hop);
    if (Outer && Outer->MayBlock)
      return Outer;
    if (const CallEntry *Entry =
            Known.classEntry(recordOf(E->getType()), CallRole::Hop))
      return Entry;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      return Var && !isa<ParmVarDecl>(Var) && Var->getInit()
                 ? hop(Var->getInit(), Depth + 1)
                 : nullptr;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    for (unsigned I = 0; Call && I < Call->getNumArgs(); ++I)
      if (const CallEntry *Entry = hop(Call->getArg(I), Depth + 1))
        return Entry;
    return Outer;
  }

  bool atEnd(const CFGBlock &Block, bool MayBlock, bool Record = false) {
    for (const CFGElement &Element : Block) {
      auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      if (const CoawaitExpr *Await = Graph.awaitAt(Statement->getStmt())) {
        if (const CallEntry *Entry = hop(Await->getOperand()))
          MayBlock = Entry->MayBlock;
      } else if (Record && MayBlock) {
        Behind.insert(Statement->getStmt());
      }
    }
    return MayBlock;
  }

  void run() {
    std::vector<std::optional<bool>> Entry(Graph->getNumBlockIDs());
    Entry[Graph->getEntry().getBlockID()] = false;
    PostOrderCFGView Order(&Graph.cfg());
    ForwardDataflowWorklist Worklist(Graph.cfg(), &Order);
    Worklist.enqueueBlock(&Graph->getEntry());
    while (const CFGBlock *Block = Worklist.dequeue()) {
      const bool End = atEnd(*Block, *Entry[Block->getBlockID()]);
      for (const CFGBlock::AdjacentBlock &Next : Block->succs())
        if (const CFGBlock *Successor = Next.getReachableBlock()) {
          std::optional<bool> &Old = Entry[Successor->getBlockID()];
          const bool New = End && Old.value_or(true);
          if (Old == New)
            continue;
          Old = New;
          Worklist.enqueueBlock(Successor);
        }
    }
    for (const CFGBlock *Block : Graph.cfg())
      if (Block && Entry[Block->getBlockID()])
        atEnd(*Block, *Entry[Block->getBlockID()], /*Record=*/true);
  }
};

BlockingHops::BlockingHops(const CallableBody &Body, const Names &Known) {
  if (Body.Awaits.empty())
    return;
  Flow Hops(Body, Known);
  if (!Hops.Graph || llvm::none_of(Body.Awaits, [&](const CoawaitExpr *Await) {
        const CallEntry *Entry = Hops.hop(Await->getOperand());
        return Entry && Entry->MayBlock;
      }))
    return;
  Hops.run();
  Behind = std::move(Hops.Behind);
}

bool BlockingHops::precede(const CallExpr &Call) const {
  return Behind.count(&Call);
}
