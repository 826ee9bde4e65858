//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Who asks for the stop that a member of a class tells.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_MEMBERSTOPS_H
#define ASYNCTIDY_MEMBERSTOPS_H

#include "knowledge/Names.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

namespace clang::tidy::async {

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

#endif // ASYNCTIDY_MEMBERSTOPS_H
