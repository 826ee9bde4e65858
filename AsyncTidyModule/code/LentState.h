//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a body uses that is its caller's: what the caller has lent to it and may
// end, and what the caller may look at when the call is over.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LENTSTATE_H
#define ASYNCTIDY_LENTSTATE_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// True when an object of type \p T refers to others that it does not own: a
/// reference, a pointer, a view, an iterator, a class or container that has one
/// of these (pointers of a class with a destructor of its own are owned); a
/// callable that hides what it refers to.
bool refersToOthers(QualType T, const Names &Known);

struct LentUse {
  enum Kind {
    Object,  ///< It may have ended: a parameter, a capture, or what
             ///< refers into one.
    This,    ///< The same, of the object or closure; Var is null.
    Written, ///< A global or member, which the caller may read.
  };
  Kind What = Object;
  const ValueDecl *Var = nullptr;
};

/// For the bodies of one index, each looked at when it is first asked for; to
/// be had by BodyIndex::memo.
class LentState {
public:
  /// The first use in \p Body when \p Site, an expression of it, has been
  /// suspended: behind it by the order in which things are written, in a loop
  /// around it, and in its own full expression by what needs its value or, when
  /// it waits for a task, by that.
  std::optional<LentUse> usedBehind(const Expr &Site, const CallableBody &Body,
                                    const BodyIndex &Index,
                                    const AsyncTypes &Types);

private:
  struct Mention {
    unsigned Place; ///< Offset into the source manager.
    const Stmt *At;
    LentUse Use;
  };
  using Uses = std::vector<Mention>;
  static Uses usesIn(const CallableBody &Body, const BodyIndex &Index,
                     const AsyncTypes &Types);

  llvm::DenseMap<const CallableBody *, Uses> Of;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LENTSTATE_H
