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

/// May the coroutine block here?
struct BlockingHops::Flow : FlowQuestion<Flow, bool> {
  explicit Flow(const Names &Known) : Known(Known) {}

  const Names &Known;

  /// The hop that awaiting \p E is: `resume_background()`,
  /// `resume_on(runtime.background_executor())`, `ui_thread`.
  const CallEntry *hop(const Expr *E, unsigned Depth = 0) const {
    E = stripCopies(E);
    if (!E || Depth > 3)
      return nullptr;
    const CallEntry *Outer = Known.call(E, CallRole::Hop);
    if (Outer && Outer->Hop->MayBlock)
      return Outer;
    // Objects that are awaited themselves; a duration may be any argument.
    if (Depth == 0)
      if (const CallEntry *Entry =
              Known.classEntry(recordOf(E->getType()), CallRole::Hop))
        return Entry;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      return Var && !isa<ParmVarDecl>(Var) && Var->getInit()
                 ? hop(Var->getInit(), Depth + 1)
                 : nullptr;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    for (unsigned I = 0; Call && I < Call->getNumArgs(); ++I)
      if (const CallEntry *Entry = hop(Call->getArg(I), Depth + 1))
        return Entry;
    return Outer;
  }

  bool boundary() const { return false; }
  bool join(bool &Into, bool From) const {
    return std::exchange(Into, Into && From) != Into;
  }
  void pass(bool &MayBlock, const FlowStep &Step) const {
    if (Step.Await)
      if (const CallEntry *Entry = hop(Step.Await->getOperand()))
        MayBlock = Entry->Hop->MayBlock;
  }
};

BlockingHops::BlockingHops(const CallableBody &Body, const Names &Known) {
  Flow Hops(Known);
  if (llvm::none_of(Body.Awaits, [&](const CoawaitExpr *Await) {
        const CallEntry *Entry = Hops.hop(Await->getOperand());
        return Entry && Entry->Hop->MayBlock;
      }))
    return;
  const FlowGraph Graph(Body);
  if (!Graph)
    return;
  const BlockOrder Blocks(Graph);
  Dataflow(Blocks, Hops).forSteps([&](const FlowStep &Step, bool MayBlock) {
    if (MayBlock && !Step.Await)
      Behind.insert(Step.At);
  });
}

bool BlockingHops::precede(const CallExpr &Call) const {
  return Behind.count(&Call);
}
