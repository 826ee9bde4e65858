//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Gives what a task refers to a variable, so that it lives as long as the task.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_HOISTING_H
#define ASYNCTIDY_HOISTING_H

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/Destinations.h"
#include "edits/Rewrite.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::async {

/// The names in a function, what was added by repairs included.
struct TakenNames {
  llvm::StringSet<> All;
  /// By a name, the number behind the last one that was made of it.
  llvm::StringMap<unsigned> LastNumber;
};

/// Every temporary of \p Borrowed becomes a variable before the statement, in
/// the block in which the task is stored and awaited. \p Taken: names in the
/// function; empty at its first repair, which adds all, and each its own.
void hoistTemporaries(const CallExpr &Task, llvm::ArrayRef<Borrow> Borrowed,
                      const Destination &Kept, const BodyIndex &Index,
                      const AsyncTypes &Types, TakenNames &Taken,
                      Rewrite &Edits);

/// A name like \p Like that nothing in \p Function has, with a number where
/// that is needed; it is taken then.
std::string freshNameFor(llvm::StringRef Like, const FunctionDecl &Function,
                         TakenNames &Taken);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HOISTING_H
