//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What tells that a function has run, besides its value.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TRACES_H
#define ASYNCTIDY_TRACES_H

#include "code/Parts.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// Does somebody outside of a function see that it has run?
class Traces {
public:
  explicit Traces(const AsyncTypes &Types) : Types(Types) {}

  bool leftBy(const FunctionDecl &Definition) {
    return anyWritten(
        Definition.getBody(), [this](const Stmt &S) { return left(S); },
        Parts::Own);
  }

private:
  static constexpr unsigned Deepest = 3;

  bool left(const Stmt &S);
  bool leftByCall(const CallExpr &Call);
  /// By the body, where it can be seen. It is only given what is the caller's
  /// own when \p OwnArguments.
  bool leftInside(const FunctionDecl &Callee, bool OwnArguments, bool Unseen);
  /// An object that only the function looked at has.
  bool isOwn(const Expr *E) const;
  bool changesArguments(const FunctionDecl &Callee,
                        llvm::ArrayRef<const Expr *> Arguments);

  const AsyncTypes &Types;
  unsigned Depth = 0;
  bool OwnParameters = false;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TRACES_H
