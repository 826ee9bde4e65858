//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/PendingWaits.h"
#include "flow/BlockingHops.h"
#include "flow/Completion.h"
#include "llvm/ADT/STLExtras.h"

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
  const BlockingHops Hops(Body, Index, Known);
  std::vector<BlockingWait> Found;
  for (const auto &[Wait, Suspect] : llvm::zip(Waits, Suspects))
    if (!Completed.isComplete(Suspect) && !Hops.precede(*Wait.Call) &&
        !isOwnContinuation(Suspect.Origin.Where.Holder, Body, Index, Known))
      Found.push_back(Wait);
  return Found;
}

static std::vector<std::string> wordsOf(const FunctionDecl &Function) {
  const IdentifierInfo *Id = Function.getIdentifier();
  return wordsOfName(Id ? Id->getName() : "");
}

bool clang::tidy::async::isOfOwnTwin(const BlockingWait &Wait,
                                     const FunctionDecl &Function,
                                     const Names &Known) {
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(Wait.Operand));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  std::vector<std::string> Words = wordsOf(*Callee);
  const size_t All = Words.size();
  llvm::erase_if(Words, [&Known](llvm::StringRef Word) {
    return Known.usual().tell(Usual::SaysItAwaits, Word);
  });
  return Words.size() < All && !Words.empty() && Words == wordsOf(Function);
}
