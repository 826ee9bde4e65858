//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Uses of objects that can be used up: awaiting, waiting, starting, moving
// away. And which of them come after the object was used up.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SINGLEUSE_H
#define ASYNCTIDY_SINGLEUSE_H

#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// One place in the code that uses an awaitable object.
struct AwaitableUse {
  enum Kind {
    Await,  ///< By `co_await`.
    Wait,   ///< By a blocking wait.
    Member, ///< By another member that uses it up: `std::move(t).start()`.
    Pass,   ///< By the function or class that it is handed to.
    Move    ///< To another variable, a capture, a member.
  };
  Kind How = Await;
  /// The element of the flow graph that is the use.
  const Stmt *At = nullptr;
  /// The object as written, without std::move.
  const Expr *Object = nullptr;
  Place Where;
  /// The object is used up then; other uses only need one that is not.
  bool Consumes = false;
  /// The name of what waits for it or takes it; may be empty.
  std::string By;

  SourceLocation location() const;
};

/// A use of what was, or may have been, used up.
struct RepeatedUse {
  const AwaitableUse *First = nullptr, *Second = nullptr;
  /// Both are one, in a loop.
  bool inLoop() const { return First == Second; }
};

/// The uses in one callable, in the order in which they are written.
std::vector<AwaitableUse> awaitableUses(const CallableBody &Body,
                                        const BodyIndex &Index,
                                        const AsyncTypes &Types);

/// Those of \p Uses, all of \p Body, that come second on a path. Silent where
/// only paths on which conditions contradict each other may lead there: each
/// found pair has a later use that no path to it, or no path from the first,
/// can avoid. Costs time linear in the callable, and nothing but a look at
/// the uses when no object is used twice.
std::vector<RepeatedUse> repeatedUses(llvm::ArrayRef<AwaitableUse> Uses,
                                      const CallableBody &Body,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SINGLEUSE_H
