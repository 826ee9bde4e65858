//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is thrown where somebody asked work to stop: by which await, and what
// asks whether that has happened.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CANCELLATIONS_H
#define ASYNCTIDY_CANCELLATIONS_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// An exception that an await may throw since somebody asked to stop.
struct Cancellation {
  const CXXRecordDecl *Class = nullptr;
  /// Null for a class of the program's own.
  const CancellationEntry *Entry = nullptr;
  /// The await that throws it; also the one of a coroutine that does.
  const CoawaitExpr *Await = nullptr;
};

class Cancellations {
public:
  explicit Cancellations(const AsyncTypes &Types) : Types(Types) {}

  /// Those of \p Await, which stands in a coroutine that returns a
  /// \p Coroutine: one of each class.
  std::vector<Cancellation> of(const CoawaitExpr &Await,
                               QualType Coroutine) const {
    std::vector<Cancellation> Found;
    add(Await, Await, Coroutine, 0, Found);
    return Found;
  }

  /// True for a class of exceptions that say nothing but that: by the
  /// vocabulary, or by its name.
  bool isOne(QualType T) const;

  /// True when \p S asks whether to go on: by a stop token or an error code of
  /// \p Entry (may be null), by what it mentions.
  bool asks(const Stmt *S, const CancellationEntry *Entry) const;

private:
  void add(const CoawaitExpr &At, const CoawaitExpr &Outer, QualType Coroutine,
           unsigned Depth, std::vector<Cancellation> &Found) const;
  void addByBody(const FunctionDecl &Function, const CoawaitExpr &Outer,
                 unsigned Depth, std::vector<Cancellation> &Found) const;
  bool mayThrow(const CancellationEntry &Entry, const CoawaitExpr &Await,
                QualType Coroutine) const;

  const AsyncTypes &Types;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CANCELLATIONS_H
