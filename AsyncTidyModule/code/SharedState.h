//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a body reads and writes that others can change while it is suspended:
// members, globals, what references and pointers lead to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SHAREDSTATE_H
#define ASYNCTIDY_SHAREDSTATE_H

#include "code/BodyIndex.h"
#include <memory>

namespace clang::tidy::async {

/// For the bodies of one index, each looked at when it is first asked for; to
/// be had by BodyIndex::memo.
class SharedState {
public:
  SharedState();
  ~SharedState();

  enum class Kind {
    Value,
    Container, ///< It is referred into.
    OfThread   ///< Another thread has one of its own.
  };
  /// What others can change meanwhile, or is another one afterwards.
  struct Across {
    const ValueDecl *What = nullptr;
    Kind How = Kind::Value;
  };
  /// What \p Body reads before \p Site, so that it decides by the value or has
  /// it in a variable, and writes behind \p Site; or a global or member that it
  /// goes through there, or uses a reference or an iterator into; or a variable
  /// of the thread that it looks at on both sides, or `errno` behind it, which
  /// a C function before it has set. With no suspension between that the code
  /// has already, \p Site itself excepted. By the order in which things are
  /// written; what counts up or down in one step takes nothing along. Getters
  /// and setters do what they consist of.
  std::optional<Across> acrossSuspension(const Expr &Site,
                                         const CallableBody &Body,
                                         const BodyIndex &Index);

private:
  /// From the first read to the last write, as places in the file.
  struct Span {
    unsigned Read = 0, Write = 0;
    const ValueDecl *What = nullptr;
    Kind How = Kind::Value;
  };
  /// By where they begin; each has the longest reach of those before it.
  using Spans = std::vector<Span>;
  class Accessors;
  struct Walk;
  /// What is no suspension as yet is \p Except.
  Spans spansIn(const CallableBody &Body, const BodyIndex &Index,
                const Expr *Except);
  /// From where something begins to refer into a container to its last use.
  static Spans references(const CallableBody &Body, const BodyIndex &Index,
                          llvm::function_ref<unsigned(SourceLocation)> PlaceOf);

  /// By body, and by the await that was excepted, or null.
  llvm::DenseMap<std::pair<const CallableBody *, const Expr *>, Spans> Of;
  std::unique_ptr<Accessors> Touching;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SHAREDSTATE_H
