//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Uses of objects that can be used up: awaiting, waiting, starting, moving
// away.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITABLEUSES_H
#define ASYNCTIDY_AWAITABLEUSES_H

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

/// The uses in one callable, in the order in which they are written.
std::vector<AwaitableUse> awaitableUses(const CallableBody &Body,
                                        const BodyIndex &Index,
                                        const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITABLEUSES_H
