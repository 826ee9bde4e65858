//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/BlockingHops.h"
#include "code/Origins.h"
#include "flow/Dataflow.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// May the coroutine block?
enum class Blocks : unsigned char { No, UntilAwait, UntilHop };
} // namespace

/// What stands for the lambda where that is handed on: itself, or what it gives
/// where it is called in place.
static const Expr *handedForLambda(const LambdaExpr &Lambda,
                                   const BodyIndex &Index) {
  const auto *Call =
      dyn_cast_or_null<CXXOperatorCallExpr>(Index.spelledParent(&Lambda));
  return Call && Call->getOperator() == OO_Call
             ? static_cast<const Expr *>(Call)
             : &Lambda;
}

/// `co_await co_spawn(pool, [&]() -> awaitable<int> { ... }, use_awaitable)`:
/// who awaits what a pool runs has the pool for that.
static bool isAwaitedOnPool(const LambdaExpr &Lambda, const BodyIndex &Index,
                            const Names &Known) {
  const Stmt *Taker = Index.spelledParent(handedForLambda(Lambda, Index));
  if (isa_and_nonnull<MemberExpr>(Taker))
    Taker = Index.spelledParent(Taker);
  const auto *Call = dyn_cast_or_null<CallExpr>(Taker);
  return Call && Known.takesPool(*Call) &&
         isa_and_nonnull<CoawaitExpr>(Index.spelledParent(Call));
}

struct BlockingHops::Flow : FlowQuestion<Flow, Blocks> {
  explicit Flow(const Names &Known) : Known(Known) {}

  const Names &Known;

  /// Whether it may block behind the hop that awaiting \p E is:
  /// `resume_background()`, `resume_on(runtime.background_executor())`,
  /// `ui_thread`. Nothing for other awaits.
  std::optional<Blocks> hop(const Expr *E, unsigned Depth = 0) const {
    E = stripCopies(E);
    if (!E || Depth > 3)
      return std::nullopt;
    const auto *Call = dyn_cast<CallExpr>(E);
    const CallEntry *Outer = Known.call(E, CallRole::Hop);
    if (Outer && Outer->Hop->MayBlock)
      return Blocks::UntilHop;
    if (Outer && Outer->Hop->ByPool)
      return Call && Known.takesPool(*Call) ? Blocks::UntilAwait : Blocks::No;
    // Objects that are awaited themselves; a duration may be any argument.
    if (Depth == 0)
      if (const CallEntry *Entry =
              Known.classEntry(recordOf(E->getType()), CallRole::Hop))
        return Entry->Hop->MayBlock ? Blocks::UntilHop : Blocks::No;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      return Var && !isa<ParmVarDecl>(Var) && Var->getInit()
                 ? hop(Var->getInit(), Depth + 1)
                 : std::nullopt;
    }
    for (unsigned I = 0; Call && I < Call->getNumArgs(); ++I)
      if (const auto Inner = hop(Call->getArg(I), Depth + 1))
        return Inner;
    return Outer ? std::optional(Blocks::No) : std::nullopt;
  }

  Blocks boundary() const { return Blocks::No; }
  bool join(Blocks &Into, Blocks From) const {
    return std::exchange(Into, std::min(Into, From)) != Into;
  }
  void pass(Blocks &Now, const FlowStep &Step) const {
    if (!Step.Await)
      return;
    if (const auto To = hop(Step.Await->getOperand()))
      Now = *To;
    else if (Now == Blocks::UntilAwait)
      Now = Blocks::No;
  }
};

BlockingHops::BlockingHops(const CallableBody &Body, const BodyIndex &Index,
                           const Names &Known) {
  if (Body.Lambda && isAwaitedOnPool(*Body.Lambda, Index, Known)) {
    Everywhere = true;
    return;
  }
  Flow Hops(Known);
  if (llvm::none_of(Body.Awaits, [&](const CoawaitExpr *Await) {
        return Hops.hop(Await->getOperand()).value_or(Blocks::No) != Blocks::No;
      }))
    return;
  const FlowGraph Graph(Body);
  if (!Graph)
    return;
  const BlockOrder Order(Graph);
  Dataflow(Order, Hops).forSteps([&](const FlowStep &Step, Blocks Now) {
    if (Now != Blocks::No && !Step.Await)
      Behind.insert(Step.At);
  });
}

bool BlockingHops::precede(const CallExpr &Call) const {
  return Everywhere || Behind.count(&Call);
}
