//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "PendingWaits.h"
#include "BlockingHops.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::tidy::async;

/// `then([](future<T> f) { f.get(); })`: the library calls it when \p Holder,
/// the parameter, is complete.
static bool isOwnContinuation(const ValueDecl *Holder, const CallableBody &Body,
                              const BodyIndex &Index, const Names &Known) {
  if (!Body.Lambda || !isa_and_nonnull<ParmVarDecl>(Holder) ||
      Holder->getDeclContext() != Body.Callable)
    return false;
  const Expr *Taker = Index.handedTo(Body.Lambda);
  return Taker && Known.call(Taker, CallRole::Continuation);
}

std::vector<BlockingWait> clang::tidy::async::pendingWaits(
    const CallableBody &Body, const BodyIndex &Index, const AsyncTypes &Types) {
  const Names &Known = Types.names();
  std::vector<BlockingWait> Waits;
  std::vector<SuspectWait> Suspects;
  for (const CallExpr *Call : Body.Calls)
    if (auto Wait = blockingWait(*Call, Types); Wait && !Wait->isPoll()) {
      Suspects.push_back({Call,
                          originOf(Wait->Operand, Known, Wait->ThroughPointer),
                          Wait->givesUp()});
      Waits.push_back(*Wait);
    }
  if (Waits.empty())
    return Waits;
  const Completion Completed(Body, Types, Suspects);
  const BlockingHops Hops(Body, Known);
  std::vector<BlockingWait> Found;
  for (const auto &[Wait, Suspect] : llvm::zip(Waits, Suspects))
    if (!Completed.isComplete(Suspect) && !Hops.precede(*Wait.Call) &&
        !isOwnContinuation(Suspect.Origin.Where.Holder, Body, Index, Known))
      Found.push_back(Wait);
  return Found;
}

bool clang::tidy::async::isNamedAsWaiting(const FunctionDecl &Function) {
  const IdentifierInfo *Id = Function.getIdentifier();
  llvm::StringRef Rest = Id ? Id->getName() : "";
  while (!Rest.empty()) {
    // The next word of `snake_case` or `camelCase`.
    size_t End = 1;
    while (End < Rest.size() && Rest[End] != '_' &&
           !(isUppercase(Rest[End]) && !isUppercase(Rest[End - 1])))
      ++End;
    const std::string Word = Rest.substr(0, End).ltrim('_').lower();
    Rest = Rest.drop_front(End);
    if (llvm::StringSwitch<bool>(Word)
            .Case("sync", true)
            .Case("synchronous", true)
            .Case("synchronously", true)
            .Case("synchronize", true)
            .Case("block", true)
            .Case("blocking", true)
            .Case("wait", true)
            .Case("join", true)
            .Default(false))
      return true;
  }
  return false;
}
