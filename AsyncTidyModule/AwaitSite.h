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

#include "AsyncTypes.h"
#include "BodyIndex.h"
#include "Rewriting.h"

namespace clang::tidy::async {

/// Why `co_await` may not stand at a place.
enum class AwaitObstacle {
  None,
  NotCoroutine,
  PlainLambda,
  CatchHandler,
  Unevaluated,
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
  AwaitObstacle between(const Expr &Site, const BodyIndex &Index,
                        const AsyncTypes &Types);

  AwaitObstacle Found = AwaitObstacle::None;
  /// What the reason names: the function, the guard, the type.
  std::string Subject;
};

/// True when a reference is bound to the value of \p E, or to a part of it, for
/// longer than the expression runs: by a variable or the head of a loop. That
/// keeps a value alive, and not what `co_await` of a temporary task gives when
/// that is a reference itself, as in many libraries.
bool isKeptByReference(const Expr &E, const BodyIndex &Index);

/// Puts `co_await` before \p Value, and before what that yields for as long as
/// it yields tasks, or refuses with the reason. Returns the type that is left;
/// null where it cannot be told.
QualType awaitTasks(const Expr &Value, const BodyIndex &Index,
                    const AsyncTypes &Types, Rewrite &Edits);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_AWAITSITE_H
