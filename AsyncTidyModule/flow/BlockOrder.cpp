//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/BlockOrder.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"

using namespace clang;
using namespace clang::tidy::async;

static constexpr unsigned Unreached = ~0U;

BlockOrder::BlockOrder(const FlowGraph &Graph) : Graph(Graph) {
  Numbers.assign(Graph->getNumBlockIDs(), Unreached);
  const PostOrderCFGView Order(&Graph.cfg());
  for (const CFGBlock *Block : Order) {
    Numbers[Block->getBlockID()] = Blocks.size();
    Blocks.push_back(Block);
  }
  Preds.resize(Blocks.size());
  LoopBegin.resize(Blocks.size());
  LoopEnd.resize(Blocks.size());
  std::vector<unsigned> Last(Blocks.size());
  for (unsigned I = 0; I < Blocks.size(); ++I) {
    LoopBegin[I] = LoopEnd[I] = I;
    forSuccessors(I, /*Throwing=*/true, [&](unsigned Next) {
      Preds[Next].push_back(I);
      if (Next <= I)
        Last[Next] = std::max(Last[Next], I);
    });
  }
  for (unsigned I = 0; I < Blocks.size();) {
    unsigned End = std::max(Last[I], I);
    for (unsigned J = I; J <= End; ++J)
      End = std::max(End, Last[J]);
    for (unsigned J = I; J <= End; ++J) {
      LoopBegin[J] = I;
      LoopEnd[J] = End;
    }
    I = End + 1;
  }
}

void BlockOrder::forEdges(
    unsigned Block, llvm::function_ref<void(unsigned, unsigned)> Visit) const {
  unsigned Which = 0;
  for (const CFGBlock::AdjacentBlock &Next : Blocks[Block]->succs()) {
    const CFGBlock *To = Next.getReachableBlock();
    if (To && Numbers[To->getBlockID()] != Unreached)
      Visit(Which, Numbers[To->getBlockID()]);
    ++Which;
  }
}

void BlockOrder::forSuccessors(unsigned Block, bool Throwing,
                               llvm::function_ref<void(unsigned)> Visit) const {
  // Where no statement branches, a second way is that of an exception.
  const bool All = Throwing || Blocks[Block]->getTerminator().isValid();
  forEdges(Block, [&](unsigned Which, unsigned Next) {
    if (All || Which == 0)
      Visit(Next);
  });
}

void BlockOrder::forSteps(
    unsigned Block, bool Backward,
    llvm::function_ref<void(const FlowStep &)> Visit) const {
  const auto Step = [&](const CFGElement &Element) {
    if (const auto Statement = Element.getAs<CFGStmt>()) {
      if (const Stmt *S = Statement->getStmt(); Graph.runs(S))
        Visit({S, Graph.awaitAt(S)});
    } else if (const auto End = Element.getAs<CFGAutomaticObjDtor>())
      Visit({nullptr, nullptr, End->getVarDecl()});
  };
  if (Backward)
    llvm::for_each(llvm::reverse(*Blocks[Block]), Step);
  else
    llvm::for_each(*Blocks[Block], Step);
}

BlockOrder::Loop BlockOrder::innermostLoop(unsigned Block) const {
  // It has the last head.
  for (unsigned Head = Block + 1; Head-- > LoopBegin[Block];) {
    Loop Found{Head, {Head}};
    std::vector<unsigned> Work;
    bool IsHead = false;
    for (unsigned Pred : Preds[Head]) {
      IsHead |= Pred >= Head;
      if (Pred >= Head && Found.Blocks.insert(Pred).second)
        Work.push_back(Pred);
    }
    while (IsHead && !Work.empty()) {
      const unsigned Next = Work.back();
      Work.pop_back();
      for (unsigned Pred : Preds[Next])
        if (Pred > Head && Found.Blocks.insert(Pred).second)
          Work.push_back(Pred);
    }
    if (IsHead && Found.Blocks.count(Block))
      return Found;
  }
  return {Block, {}};
}
