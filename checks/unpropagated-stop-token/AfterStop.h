//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where a stop may have been asked for already, so that what runs there must
// not be stopped once more: cleaning up, and whoever asks.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AFTERSTOP_H
#define ASYNCTIDY_AFTERSTOP_H

#include "checks/unpropagated-stop-token/TokenTypes.h"
#include "code/BodyIndex.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

namespace clang::tidy::async {

/// True where the token \p D has, or may have, said stop: behind a loop that
/// runs until then, and in the branch of a test.
bool isAfterStop(const Stmt *Place, const ValueDecl *D, const BodyIndex &Index);

/// True behind a `try` that something with the local source \p D runs in and
/// whose handler goes on: the stop was meant for that.
bool isBehindCaughtStop(const Stmt *Place, const ValueDecl *D,
                        const BodyIndex &Index);

/// True behind a `try` whose handler only remembers, for what stands behind
/// \p Place: `catch (...) { failed = true; } PLACE; if (failed) throw ...;`
bool isBeforeDelayedFailure(const Stmt *Place, const CallableBody &Body,
                            const BodyIndex &Index);

/// True in catch handlers, and in callables that run when work has ended.
bool cleansUp(const Stmt *Place, const BodyIndex &Index, const Names &Known);

/// `stop()`, `close_all()`, constructors: what a token asks for is under way
/// there.
bool isNamedCleanup(const FunctionDecl &Function, const Names &Known);

/// True when \p Body itself asks for the stop that \p Holder would tell; null
/// for any member.
bool requestsStop(const CallableBody &Body, const ValueDecl *Holder,
                  const Names &Known);

/// Who asks for the stop that a member of a class tells. Remembers what it
/// found.
class MemberStops {
public:
  /// True when \p Method is called where \p Token is asked to stop, directly or
  /// through members of its class: it is part of stopping.
  bool isPartOfStop(const FieldDecl &Token, const CXXMethodDecl &Method,
                    const Names &Known);

  /// True when \p Call waits for a member that is told, too, where \p Token is
  /// asked to stop: `as.request_abort(); lock.broken();`
  bool isToldAsWell(const FieldDecl &Token, const CXXMethodDecl &Method,
                    const CallExpr &Call, const Names &Known);

private:
  struct Stop {
    llvm::DenseSet<const Decl *> Methods;
    llvm::DenseSet<const ValueDecl *> Told;
  };
  const Stop &find(const FieldDecl &Token, const CXXRecordDecl &Class,
                   const Names &Known);

  std::map<std::pair<const FieldDecl *, const CXXRecordDecl *>, Stop> Found;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AFTERSTOP_H
