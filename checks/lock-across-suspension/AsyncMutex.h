//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A mutex of a thread that only coroutines use could be one that they may hold
// while they are suspended.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ASYNCMUTEX_H
#define ASYNCTIDY_ASYNCMUTEX_H

#include "edits/Rewrite.h"
#include "knowledge/Vocabulary.h"
#include <vector>

namespace clang::tidy::async {

/// A member, and what is seen to use it. Borrows all.
class AsyncMutex {
public:
  /// \p Mutex may be any member; asks \p Of for the bodies of its class.
  AsyncMutex(const FieldDecl &Mutex, const IndexOf &Of);

  const FieldDecl &member() const { return Mutex; }

  /// True when all functions that are seen to use it are coroutines.
  bool isOfCoroutines() const { return OnlyCoroutines; }

  /// Writes the mutex that \p Entry tells of in its place, everywhere. False,
  /// and nothing is written, where not all that uses it can follow.
  bool write(const AsyncMutexEntry &Entry, Rewrite &Edits) const;

private:
  void look(const FunctionDecl &Definition, const BodyIndex &Index);

  const FieldDecl &Mutex;
  /// Declarations of guards over it.
  std::vector<const DeclStmt *> Guards;
  bool OnlyCoroutines = true;
  bool OnlyGuards = true; ///< Nothing else is done to it, nor to the guards.
  bool AllSeen = true;    ///< Every function of its class has a body here.
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ASYNCMUTEX_H
