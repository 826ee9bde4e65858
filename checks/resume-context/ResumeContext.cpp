//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/ResumeContext.h"
#include "flow/Dataflow.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when something in \p S, or what a variable there began with, calls one
/// of the functions that \p Hop goes back with.
static bool goesBack(const Stmt &S, const CallEntry &Hop, const Names &Known) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->getInit() && goesBack(*Var->getInit(), Hop, Known);
  }
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const auto *Callee = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
      for (const std::string &Name : Hop.Hop->BackWith)
        if (llvm::is_contained(findDeclarations(Known.context(), Name), Callee))
          return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && goesBack(*Child, Hop, Known);
  });
}

ContextChange clang::tidy::async::contextChange(const CoawaitExpr &Await,
                                                const AsyncTypes &Types) {
  const Names &Known = Types.names();
  const Expr *Operand = stripImplicit(Await.getOperand());
  if (Known.call(Operand, CallRole::AgileWrapper))
    return ContextChange::Agile;
  const CallEntry *Hop = Known.call(Operand, CallRole::Hop);
  // An object that stands for a context itself.
  if (!Hop)
    Hop = Known.classEntry(recordOf(Operand->getType()), CallRole::Hop);
  if (Hop)
    return Hop->Hop->Back || goesBack(*Operand, *Hop, Known)
               ? ContextChange::Returns
               : ContextChange::Leaves;
  const TypeEntry *Entry = Known.type(Operand->getType());
  return Entry && !Entry->Agile.empty() ? ContextChange::Captures
                                        : ContextChange::None;
}

/// A member of a UI class that its library declares, called or read.
static bool touchesUI(const Stmt *S, const Names &Known,
                      const SourceManager &SM) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Known.lists(Listed::UITypes, objectType(*Call)) &&
         SM.isInSystemHeader(Method->getLocation()) &&
         !Known.call(Call, CallRole::AnyThread);
}

bool clang::tidy::async::needsUI(const Stmt &S, const Names &Known) {
  if (touchesUI(&S, Known, Known.context().getSourceManager()))
    return true;
  return llvm::any_of(S.children(), [&Known](const Stmt *Child) {
    return Child && needsUI(*Child, Known);
  });
}

const Expr *clang::tidy::async::continuationContext(const Expr &Call,
                                                    const Names &Known) {
  const auto *CE = dyn_cast<CallExpr>(&Call);
  const unsigned Count = CE ? CE->getNumArgs() : 0;
  for (unsigned I = 0; I < Count; ++I) {
    const Expr *Arg = stripImplicit(CE->getArg(I));
    // It may convert to options.
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Arg);
        Construct && Construct->getNumArgs() == 1)
      Arg = stripImplicit(Construct->getArg(0));
    if (Known.call(Arg, CallRole::ContinuationContext))
      return Arg;
  }
  return nullptr;
}

namespace {
using ContextChanges = llvm::DenseMap<const CoawaitExpr *, ContextChange>;

/// What the coroutine has left its context by, on every path; null when it is
/// at home on one.
struct AwayFlow : FlowQuestion<AwayFlow, const Expr *> {
  AwayFlow(const ContextChanges &Changes, const Expr *BeginsAway)
      : Changes(Changes), BeginsAway(BeginsAway) {}

  const Expr *boundary() const { return BeginsAway; }
  bool join(const Expr *&Into, const Expr *From) const {
    return !From && std::exchange(Into, nullptr);
  }
  void pass(const Expr *&Away, const FlowStep &Step) const {
    if (!isa<CoawaitExpr>(Step.At))
      return;
    const ContextChange Change = Changes.lookup(Step.Await);
    if (Change == ContextChange::Agile || Change == ContextChange::Leaves)
      Away = Step.Await;
    else if (Change == ContextChange::Returns)
      Away = nullptr;
  }

  const ContextChanges &Changes;
  const Expr *BeginsAway;
};

/// Is the interface touched before something else brings the coroutine back?
struct NeededFlow : FlowQuestion<NeededFlow, bool, /*IsBackward=*/true> {
  NeededFlow(const ContextChanges &Changes, const Names &Known)
      : Changes(Changes), Known(Known) {}

  bool boundary() const { return false; }
  bool join(bool &Into, bool From) const {
    return From && !std::exchange(Into, true);
  }
  void pass(bool &Needed, const FlowStep &Step) const {
    if (isa<CoawaitExpr>(Step.At)) {
      if (Changes.lookup(Step.Await) == ContextChange::Returns)
        Needed = false;
    } else if (touchesUI(Step.At, Known, Known.context().getSourceManager())) {
      Needed = true;
    }
  }

  const ContextChanges &Changes;
  const Names &Known;
};
} // namespace

ResumeContext::ResumeContext(const CallableBody &Body, const AsyncTypes &Types,
                             const Expr *BeginsAway) {
  const Names &Known = Types.names();
  const SourceManager &SM = Known.context().getSourceManager();
  if (llvm::none_of(Body.Calls, [&](const CallExpr *Call) {
        return touchesUI(Call, Known, SM);
      }))
    return;
  ContextChanges Changes;
  for (const CoawaitExpr *Await : Body.Awaits)
    if (ContextChange C = contextChange(*Await, Types);
        C != ContextChange::None)
      Changes[Await] = C;
  if (Changes.empty() && !BeginsAway)
    return;
  const FlowGraph Graph(Body);
  if (!Graph)
    return;
  const BlockOrder Blocks(Graph);
  AwayFlow Left(Changes, BeginsAway);
  Dataflow(Blocks, Left).forSteps([&](const FlowStep &Step, const Expr *Away) {
    if (Away && touchesUI(Step.At, Known, SM) &&
        llvm::none_of(
            Strays, [Away](const UITouch &Old) { return Old.LeftAt == Away; }))
      Strays.push_back({cast<Expr>(Step.At), Away});
  });
  NeededFlow Needs(Changes, Known);
  Dataflow(Blocks, Needs).forSteps([&](const FlowStep &Step, bool Needed) {
    if (Needed && Step.Await)
      NeedUI.insert(Step.Await);
  });
}
