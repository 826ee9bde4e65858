//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How an object is settled although something throws: no handler may await, so
// the exception is kept until the object is closed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SETTLEDREGION_H
#define ASYNCTIDY_SETTLEDREGION_H

#include "checks/left-behind/Obligations.h"
#include "edits/Judgement.h"

namespace clang::tidy::async {

/// The statements between the one that opens an object and the one that settles
/// it. Borrows what it is made of.
class SettledRegion {
public:
  SettledRegion(const Obligation &Owed, const CallableBody &Body,
                const BodyIndex &Index);

  /// Puts them into a `try`, and what it has caught behind what settles, or
  /// refuses. \p Thrower should be one of them.
  void write(const Stmt &Thrower, const Judgement &Judge, Rewrite &Edits) const;

private:
  const Stmt *opening(const CompoundStmt &Block) const;
  std::string obstacle(const Stmt &Thrower) const;
  std::string freeName() const;
  const Stmt &statement(unsigned I) const {
    return *Region.Block->body_begin()[I];
  }

  const Obligation &Owed;
  const CallableBody &Body;
  const BodyIndex &Index;
  StatementRange Region;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SETTLEDREGION_H
