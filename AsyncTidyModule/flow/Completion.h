//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// "Already completed is not blocking": which asynchronous results a function
// knows to be complete at a place, on every path that leads there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_COMPLETION_H
#define ASYNCTIDY_COMPLETION_H

#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "knowledge/AsyncTypes.h"
#include <memory>

namespace clang::tidy::async {

/// A call that may block, for the analysis below.
struct SuspectWait {
  const CallExpr *Call = nullptr;
  /// Where what it waits for comes from.
  AsyncOrigin Origin;
  /// Can return before its operand is complete.
  bool GivesUp = false;
};

/// Flow-sensitive over clang's CFG, for one callable. Building it costs time
/// linear in the function; make one only when there is a suspect.
class Completion {
public:
  /// \p Waits: all suspects of \p Body.
  Completion(const CallableBody &Body, const AsyncTypes &Types,
             llvm::ArrayRef<SuspectWait> Waits);
  ~Completion();

  /// True when what \p Wait waits for is complete on every path to it.
  bool isComplete(const SuspectWait &Wait) const;

private:
  struct Flow;
  std::unique_ptr<Flow> Impl;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_COMPLETION_H
