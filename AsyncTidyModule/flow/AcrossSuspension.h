//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is still true behind a suspension: something is known, the coroutine is
// suspended, and it is relied on without being looked at again.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ACROSSSUSPENSION_H
#define ASYNCTIDY_ACROSSSUSPENSION_H

#include "code/BodyIndex.h"
#include "flow/BlockOrder.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace clang::tidy::async {

/// Something that is known for a while, by the statements that matter to it.
struct KnownForAWhile {
  /// It begins, whatever was before.
  std::vector<const Stmt *> Begins;
  /// The same, for a variable that is declared.
  const VarDecl *Declared = nullptr;
  /// It is known anew: where paths meet, one that does so is enough.
  std::vector<const Stmt *> Renewals;
  /// It is no longer asked for.
  std::vector<const Stmt *> Ends;
  struct Use {
    const Stmt *Runs;    ///< When it is looked at: a call that gets it, say.
    const Stmt *Written; ///< Where that is written.
  };
  std::vector<Use> Uses;
};

struct UseBehind {
  const Stmt *Use = nullptr; ///< As it is written.
  const Expr *Suspension = nullptr;
};

/// The control flow of one coroutine, made when it is first asked.
class AcrossSuspension {
public:
  /// Borrows all; \p Points are where it may be suspended.
  AcrossSuspension(const CallableBody &Body,
                   llvm::ArrayRef<const Expr *> Points)
      : Body(Body), Points(Points.begin(), Points.end()) {}

  /// The use, of those behind a suspension on some path, that is written first,
  /// and the suspension. Costs time linear in the blocks between; of very many
  /// long ones in one function, the last are not looked at.
  std::optional<UseBehind> firstUse(const KnownForAWhile &Known);

private:
  struct Step {
    unsigned Block, Number;
  };
  struct Event;
  struct Question;
  bool prepare();
  void add(const Stmt *S, int What, const Stmt *Written,
           std::vector<Event> &Events) const;

  const CallableBody &Body;
  llvm::SmallPtrSet<const Expr *, 8> Points;
  size_t Left = 0; ///< Blocks that may still be looked at.
  bool Tried = false;
  std::unique_ptr<FlowGraph> Graph;
  std::unique_ptr<BlockOrder> Blocks;
  llvm::DenseMap<const Stmt *, Step> Steps;
  llvm::DenseMap<const VarDecl *, Step> Declarations;
  /// In the order of the steps.
  std::vector<std::pair<Step, const Expr *>> Suspensions;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ACROSSSUSPENSION_H
