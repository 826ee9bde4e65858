//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Async all the way down. A function that waits becomes a coroutine that
// awaits; so do its callers, until one is a coroutine already, and awaits, or
// cannot become one, and keeps a synchronous wait around its call.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CONVERSION_H
#define ASYNCTIDY_CONVERSION_H

#include "code/CallGraph.h"
#include "edits/CoroutineEdits.h"

namespace clang::tidy::async {

/// All conversions of one translation unit, planned together: functions whose
/// conversions meet in one caller are one conversion.
class Conversions {
public:
  enum class Scope {
    Off,
    Internal, ///< Functions that no other file can call.
    All
  };

  /// What the check that asks knows.
  struct Host {
    /// The index of the function that a callable belongs to.
    IndexOf Index;
    /// The waits to be awaited in a function that is no coroutine.
    std::function<std::vector<BlockingWait>(const FunctionDecl &)> Waits;
    /// True where waiting synchronously is right.
    std::function<bool(const FunctionDecl &)> IsBoundary;
    /// True when the unit shows all calls of a function that others could call.
    std::function<bool(const FunctionDecl &)> IsOnlyHere;
    /// True where a NOLINT keeps a wait.
    std::function<bool(SourceLocation)> IsSilenced;
  };

  /// Plans for all functions in \p Graph. Linear in their number and in that
  /// of their calls.
  Conversions(CallGraph &Graph, const AsyncTypes &Types, Host Knowledge,
              Scope Allowed);
  ~Conversions();

  /// True when the waits of \p Function are converted.
  bool converts(const FunctionDecl &Function) const;

  /// Why not, as a clause that can follow "not fixed:"; may be empty.
  std::string reason(const FunctionDecl &Function) const;

  /// The function whose first wait carries the edits: \p Function itself, or
  /// another one that is converted together with it.
  const FunctionDecl &carrier(const FunctionDecl &Function) const;

  /// The edits for everything that is converted together with \p Function.
  void apply(const FunctionDecl &Function, Rewrite &Edits) const;

private:
  struct Planner;
  std::unique_ptr<Planner> Plans;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CONVERSION_H
