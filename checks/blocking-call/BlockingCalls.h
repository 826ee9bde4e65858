//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Calls that block the thread, and for how long.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BLOCKINGCALLS_H
#define ASYNCTIDY_BLOCKINGCALLS_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"
#include <optional>

namespace clang::tidy::async {

/// One call that the vocabulary calls blocking.
struct BlockingCall {
  const CallExpr *Call = nullptr;
  const CallEntry *Entry = nullptr;
  /// The object of a member function, else the first argument; may be null.
  const Expr *Object = nullptr;

  const BlockingFacts &facts() const { return *Entry->Blocking; }
  /// Where the warning stands.
  SourceLocation location() const;
  /// "sleep_for", "read_some", "cin"
  llvm::StringRef name() const;
  /// The argument that limits the time, or null.
  const Expr *time() const;
  /// How long it blocks at most, where that is a constant. Infinite: no limit.
  std::optional<double> milliseconds(const ASTContext &Ctx) const;
};

/// Null for what does not block: other calls, polls, and what \p Callable, the
/// function around it, shows to be made non-blocking.
std::optional<BlockingCall> blockingCall(const CallExpr &Call,
                                         const FunctionDecl &Callable,
                                         const BodyIndex &Index,
                                         const Names &Known);

/// True when \p Local is a guard that locks a thread mutex as it is declared.
bool locksThread(const VarDecl &Local, const Names &Known);

/// True when \p Local is a stream that is opened as it is declared.
bool opensFile(const VarDecl &Local, const Names &Known);

/// \p T as a `std::chrono::duration`; null for other types.
const ClassTemplateSpecializationDecl *durationOf(QualType T);

/// One tick of a duration in milliseconds; none where its period is dependent.
std::optional<double> tickOf(const ClassTemplateSpecializationDecl &Duration);

double millisecondsOf(TimeUnit Unit);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BLOCKINGCALLS_H
