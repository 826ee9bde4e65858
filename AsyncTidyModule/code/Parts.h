//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a statement or expression consists of, and which of it ever runs.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_PARTS_H
#define ASYNCTIDY_PARTS_H

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::async {

/// True when \p Part, a child of \p Whole, never runs: what `sizeof`,
/// `alignof`, `noexcept` and their like only look at, and `typeid` unless its
/// operand is a polymorphic object; what `_Generic` and `__builtin_choose_expr`
/// do not choose; what `__builtin_constant_p` and its like are asked of; the
/// branches that `if constexpr` discards and `if consteval` leaves to the
/// compiler. `decltype` and `requires` have no children in clang.
bool neverRuns(const Stmt *Part, const Stmt &Whole);

/// Which parts a walk goes to. What the compiler adds to a coroutine is in
/// none.
enum class Parts {
  Written,   ///< All, the bodies of lambdas included.
  Evaluated, ///< Without those that never run.
  Own        ///< Without those and without the bodies of lambdas.
};

/// True when \p Test holds for \p S, or for a part of it; null has none. They
/// are asked in the order in which they are written, each before its own parts.
bool anyWritten(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Test,
                Parts Which = Parts::Written);

/// Hands \p S, and every part of it, to \p Visit if it is a Node.
template <typename Node>
void forEachWritten(const Stmt *S, llvm::function_ref<void(const Node &)> Visit,
                    Parts Which = Parts::Written) {
  anyWritten(
      S,
      [&](const Stmt &Part) {
        if (const auto *Found = dyn_cast<Node>(&Part))
          Visit(*Found);
        return false;
      },
      Which);
}

} // namespace clang::tidy::async

#endif // ASYNCTIDY_PARTS_H
