//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How an object is kept alive while a coroutine runs.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_KEEPINGEDITS_H
#define ASYNCTIDY_KEEPINGEDITS_H

#include "checks/unprotected-this/ObjectWork.h"
#include "edits/Rewrite.h"
#include "knowledge/Vocabulary.h"

namespace clang::tidy::async {

/// A name for an owner that nothing in \p Function mentions.
std::string nameOfOwner(const FunctionDecl &Function, const ASTContext &Ctx);

/// `auto self = ...;` as the first statement of \p Coroutine.
void takeOwner(const FunctionDecl &Coroutine, llvm::StringRef Owner,
               Rewrite &Edits);

/// Gives the work that \p Whole starts, a call that keeps a callable, an owner
/// that is captured; or refuses. \p In is the function around.
void captureOwner(const Expr &Whole, const ObjectWork &Work,
                  const FunctionDecl &In, llvm::StringRef Owner,
                  const AsyncTypes &Types, Rewrite &Edits);

/// Writes the call \p Whole so that \p Gate is held while it runs; or refuses.
void holdGate(const Expr &Whole, const FieldDecl &Gate,
              const ClosingGateEntry *Entry, const FunctionDecl &In,
              Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_KEEPINGEDITS_H
