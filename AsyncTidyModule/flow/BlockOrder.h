//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The blocks of a flow graph in an order in which, loops aside, each comes
// after those that lead to it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKORDER_H
#define ASYNCTIDY_BLOCKORDER_H

#include "flow/FlowGraph.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::async {

/// Reverse post-order: blocks are known by their number in it. Blocks that
/// nothing leads to have none.
class BlockOrder {
public:
  /// Borrows \p Graph.
  explicit BlockOrder(const FlowGraph &Graph);

  unsigned size() const { return Blocks.size(); }
  const CFGBlock &operator[](unsigned Block) const { return *Blocks[Block]; }

  llvm::ArrayRef<unsigned> predecessors(unsigned Block) const {
    return Preds[Block];
  }

  /// \p Throwing: also the ways that exceptions take.
  void forSuccessors(unsigned Block, bool Throwing,
                     llvm::function_ref<void(unsigned)> Visit) const;

  /// All ways out of \p Block: which of its successors, and its number.
  void forEdges(unsigned Block,
                llvm::function_ref<void(unsigned, unsigned)> Visit) const;

  /// What \p Block consists of, last first when \p Backward.
  void forSteps(unsigned Block, bool Backward,
                llvm::function_ref<void(const FlowStep &)> Visit) const;

  /// The stretch of blocks that the loops around \p Block cover; loops that
  /// overlap are one. Just the block outside of loops.
  std::pair<unsigned, unsigned> loopsAround(unsigned Block) const {
    return {LoopBegin[Block], LoopEnd[Block]};
  }

  struct Loop {
    unsigned Head;
    llvm::DenseSet<unsigned> Blocks;
  };
  /// The innermost loop that \p Block is in; without blocks when there is none.
  Loop innermostLoop(unsigned Block) const;

private:
  const FlowGraph &Graph;
  std::vector<const CFGBlock *> Blocks;
  std::vector<unsigned> Numbers; ///< By block ID.
  std::vector<llvm::SmallVector<unsigned, 2>> Preds;
  std::vector<unsigned> LoopBegin, LoopEnd;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKORDER_H
