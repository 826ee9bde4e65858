//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// By which ways a coroutine ends before it has settled something.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OPENPATHS_H
#define ASYNCTIDY_OPENPATHS_H

#include "checks/left-behind/Obligations.h"
#include "code/Escapes.h"
#include "flow/BlockOrder.h"
#include <memory>

namespace clang::tidy::async {

/// A way out of a coroutine that leaves something unsettled.
struct WayOut {
  const Stmt *At = nullptr; ///< What throws, or a `co_return`.
  /// Where it is settled otherwise.
  const Expr *Settling = nullptr;

  bool throws() const { return !isa<CoreturnStmt>(At); }
};

/// The control flow of one coroutine, made when it is first asked.
class OpenPaths {
public:
  /// Borrows all.
  OpenPaths(const CallableBody &Body, const BodyIndex &Index,
            const AsyncTypes &Types, const Elsewhere &Far)
      : Body(Body), Index(Index), Throws(Types, Far, ThrowEvidence::Likely) {}

  /// The first such way, in the order of the source. Costs time linear in the
  /// blocks; of very many obligations in one function, the last are not looked
  /// at.
  std::optional<WayOut> firstWayOut(const Obligation &Owed);

private:
  struct Question;
  bool prepare();
  bool isInTry(const Stmt &S) const;
  bool isInHandler(const Stmt &S) const;
  bool isGuardedBy(const Stmt &S, const VarDecl &Var) const;
  llvm::DenseMap<const Stmt *, const Expr *>
  endsOf(const Obligation &Owed) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  Escapes Throws;
  size_t Left = 0; ///< Blocks that may still be looked at.
  bool Tried = false;
  std::unique_ptr<FlowGraph> Graph;
  std::unique_ptr<BlockOrder> Blocks;
  /// For each block, what throws at its end; or null.
  std::vector<const Expr *> Throwers;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OPENPATHS_H
