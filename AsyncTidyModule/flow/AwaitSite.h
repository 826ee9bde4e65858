//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The one place that answers "may co_await stand here?".
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_AWAITSITE_H
#define ASYNCTIDY_AWAITSITE_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

/// Why `co_await` may not stand at a place.
enum class AwaitObstacle {
  None,
  NotCoroutine,
  PlainLambda,
  CatchHandler,
  Unevaluated,
  Typeid, ///< Clang refuses it there, evaluated or not.
  DefaultArgument,
  StaticInitializer,
  SpecialMember, ///< Constructor or destructor.
  LockHeld,
  Generator,
  PromiseRejects,
  NotAwaitable,
  DependentCoroutine,
  ResultDies, ///< It would refer into the task, and is kept for longer.
  Macro
};

class AwaitSite {
public:
  /// Asks for `co_await` of a value of type \p Operand in place of \p Site,
  /// an expression inside \p Body. Without a type, about the place alone.
  /// With \p Future, as if the callable around it were a coroutine of that
  /// type already, should it be none.
  AwaitSite(const Expr &Site, QualType Operand, const BodyIndex &Index,
            const AsyncTypes &Types, QualType Future = {});

  explicit operator bool() const { return Found == AwaitObstacle::None; }
  AwaitObstacle obstacle() const { return Found; }

  /// The obstacle as a clause that can follow "not fixed: ".
  std::string reason() const;

private:
  AwaitObstacle find(const Expr &Site, QualType Operand, const BodyIndex &Index,
                     const AsyncTypes &Types, QualType Future);

  AwaitObstacle Found = AwaitObstacle::None;
  /// What the reason names: the function, the type; for a lock, all of it.
  std::string Subject;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITSITE_H
