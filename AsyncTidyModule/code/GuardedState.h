//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What does a lock protect? By what is used under it, there and in the other
// functions that are seen to lock it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_GUARDEDSTATE_H
#define ASYNCTIDY_GUARDEDSTATE_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"

namespace clang::tidy::async {

/// The statements of a block that a lock is held for, in two parts. Borrows all
/// of it.
struct LockedRegion {
  const CompoundStmt *Block = nullptr;
  /// Numbers of statements in it: the first one under the lock, the first one
  /// that could go without, and the end.
  unsigned First = 0, Rest = 0, End = 0;
  /// What is locked, or null.
  const Expr *Mutex = nullptr;
};

/// A use in the second part of something that the lock protects.
struct GuardedUse {
  enum Kind {
    None,
    Data,      ///< Of a member or variable.
    Reference, ///< Of a local that refers to what is protected.
    Inside,    ///< By a function that is called there.
    Alone,     ///< Nothing is done in the first part: the lock is for the rest.
    MaybeData, ///< The same, perhaps.
    MaybeInside
  };
  Kind How = None;
  /// Null for Alone.
  const NamedDecl *What = nullptr;
  SourceLocation Where;

  bool isSure() const { return How != None && How < MaybeData; }
};

/// The first use that is sure, or else the first one that may be.
GuardedUse usedInRest(const LockedRegion &Region, const BodyIndex &Index,
                      const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_GUARDEDSTATE_H
