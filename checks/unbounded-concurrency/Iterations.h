//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How often something runs: once, a number of times that is written down, or
// once for each element of something of any size.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ITERATIONS_H
#define ASYNCTIDY_ITERATIONS_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"
#include <optional>

namespace clang::tidy::async {

/// A loop, or the call of an algorithm with a callable for each element.
struct Iteration {
  /// The loop statement or the call.
  const Stmt *Loop = nullptr;
  /// What it goes through; null for a counter.
  const Expr *Range = nullptr;
  /// What a counter counts up to, or the last of two iterators; null where
  /// Range says it.
  const Expr *End = nullptr;
  /// The loop variable or the callable's parameter; may be null.
  const ValueDecl *Element = nullptr;
  /// How many rounds, when that is a constant.
  std::optional<uint64_t> Rounds;
  /// Somebody thought about the number: a chunk, a count of threads, what was
  /// configured, or a loop that goes on for ever and waits for something in
  /// each round.
  bool Bounded = false;
};

class Iterations {
public:
  Iterations(const BodyIndex &Index, const Names &Known)
      : Index(Index), Known(Known) {}

  /// The loops and algorithms around \p Site, innermost first, up to the
  /// callable that it is written in; an algorithm's lambda is looked through.
  llvm::SmallVector<Iteration, 2> around(const Stmt &Site) const;

  /// What going through \p Range means, as for `for (auto &x : Range)`.
  Iteration over(const Expr &Range) const;

  /// What \p Call does when it is an algorithm: `std::transform(v.begin(),
  /// ...)`.
  std::optional<Iteration> ofAlgorithm(const CallExpr &Call) const;

  /// True when each of \p Rounds is a number that is written down.
  static bool areConstant(llvm::ArrayRef<Iteration> Rounds);

  /// True when \p Rounds, nested, may be more than \p Limit and nobody has
  /// bounded them.
  static bool exceeds(llvm::ArrayRef<Iteration> Rounds, uint64_t Limit);

private:
  Iteration ofFor(const ForStmt &Loop) const;
  Iteration ofLoop(const Stmt &Loop) const;
  void size(const Expr &Range, Iteration &Result, unsigned Depth) const;
  void sizeOf(const VarDecl &Var, Iteration &Result, unsigned Depth) const;
  void sizeOfCall(const CallExpr &Call, Iteration &Result,
                  unsigned Depth) const;
  bool isMachineCount(const Expr &E) const;
  bool isConfiguration(QualType Range) const;

  const BodyIndex &Index;
  const Names &Known;
  // Many starts ask about one loop, and many loops about one range.
  mutable llvm::DenseMap<const Stmt *, Iteration> Loops;
  mutable llvm::DenseMap<const VarDecl *, Iteration> Ranges;
  mutable llvm::DenseMap<const VarDecl *, bool> MachineCounts;
};

/// True when \p Loc is written in \p S.
bool standsIn(SourceLocation Loc, const Stmt &S, const SourceManager &SM);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ITERATIONS_H
