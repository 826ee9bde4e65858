//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a reference, pointer, iterator or view refers into: the containers and
// owners on the way, from what others can reach to the element.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REFERREDOBJECTS_H
#define ASYNCTIDY_REFERREDOBJECTS_H

#include "knowledge/Names.h"
#include "clang/AST/StmtCXX.h"
#include <optional>

namespace clang::tidy::async {

/// A container or owner by the member or variable that it is, or that it is an
/// element of: one for all objects of a class.
struct ContainerKey {
  const ValueDecl *What = nullptr;
  /// Steps from there to an element: `queues_[id]` is one.
  unsigned Depth = 0;

  /// The same for a template and its instantiations.
  std::pair<unsigned, unsigned> id() const {
    return {What->getLocation().getRawEncoding(), Depth};
  }
};

/// A container or owner that something refers into.
struct ReferredInto {
  ContainerKey Key;
  ContainerKind Kind = ContainerKind::Nodes;
  /// It is an iterator, which may become invalid where references do not.
  bool ByIterator = false;
  /// What is referred to belongs to a pointer in there: it stays where it is
  /// until that goes.
  bool ThroughOwner = false;
};

/// What an expression refers to.
struct ReferredObject {
  /// Others than this frame can reach it.
  bool IsShared = false;
  /// Outermost first.
  llvm::SmallVector<ReferredInto, 2> Into;
  /// The call that gives a smart pointer to it which dies at once, or null.
  const Expr *Temporary = nullptr;
  /// Of the object itself; names nothing where it has no name.
  ContainerKey Key;

  bool refers() const { return IsShared && (Temporary || !Into.empty()); }
};

/// The kind of a container or owner: by the vocabulary, or by its members;
/// nothing for other classes.
std::optional<ContainerKind> containerKind(QualType T, const Names &Known);

/// True for a class whose objects are iterators, by their operators.
bool isIterator(QualType T);

/// The object that \p E, an lvalue, is.
ReferredObject objectOf(const Expr &E, const Names &Known);

/// What \p E points to: a pointer, smart pointer, optional, iterator or view.
ReferredObject pointedToBy(const Expr &E, const Names &Known);

/// What the local \p Var refers to, by its initializer: a reference, a pointer,
/// an iterator, a view, or a pair with an iterator. Shares nothing for others.
ReferredObject referredBy(const VarDecl &Var, const Names &Known);

/// What the hidden iterator of \p Loop refers to.
ReferredObject referredBy(const CXXForRangeStmt &Loop, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REFERREDOBJECTS_H
