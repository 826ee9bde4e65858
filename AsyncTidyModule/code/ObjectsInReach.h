//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Objects of a class that can be named at some place: parameters, variables,
// members, and what these give. The fix that needs a scheduler asks.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OBJECTSINREACH_H
#define ASYNCTIDY_OBJECTSINREACH_H

#include "code/BodyIndex.h"
#include "knowledge/Names.h"
#include <string>

namespace clang::tidy::async {

/// One that can be named.
struct ReachableObject {
  enum Kind {
    Itself,  ///< An object, or a reference to one.
    Pointer, ///< A plain pointer to it.
    Owner    ///< A smart pointer to it.
  };
  Kind How = Itself;
  /// The variable, parameter or member that the name begins with.
  const ValueDecl *Holder = nullptr;
  /// Its member, or its function without arguments, that is meant; null:
  /// itself.
  const ValueDecl *Property = nullptr;
  /// How it is written: `app.scheduler()`.
  std::string Text;

  /// The type of what is meant: of the object, or of what points to it.
  QualType type() const;
  /// How a member of it is named: `app.scheduler()->`.
  std::string access() const { return Text + (How == Itself ? "." : "->"); }
  /// As a reference, or as a plain pointer.
  std::string object() const { return (How == Itself ? "" : "*") + Text; }
  std::string pointer() const {
    return How == Itself ? "&" + Text : How == Owner ? Text + ".get()" : Text;
  }
  /// Code of a vocabulary with `{object}` and `{pointer}`.
  std::string fillIn(llvm::StringRef Code) const;
};

/// Which objects count.
enum class Reach {
  Changing, ///< Those that are not const.
  Owned,    ///< Those that smart pointers own.
  Handles   ///< Const ones, too, which are copied or handed on.
};

/// The nearest ones of \p Class, or of a class derived from it, that can be
/// named at \p Place. Of parameters and variables, then members, then what
/// parameters and members give, then globals: only those of the first kind that
/// has any. No objects that the callable around \p Place makes itself, which
/// nobody else may run, and none that may be another by now.
llvm::SmallVector<ReachableObject, 2>
objectsInReach(const Expr &Place, llvm::StringRef Class, const BodyIndex &Index,
               const Names &Known, Reach Wanted = Reach::Changing);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OBJECTSINREACH_H
