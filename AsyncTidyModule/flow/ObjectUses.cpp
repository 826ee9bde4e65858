//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/ObjectUses.h"
#include "code/KeepAlives.h"
#include "code/Suspensions.h"
#include "flow/Dataflow.h"
#include "flow/FlowGraph.h"

using namespace clang;
using namespace clang::tidy::async;

/// True for an lvalue in the object, or its address.
static bool leadsIntoObject(const Expr *E) {
  while (E) {
    E = stripImplicit(E);
    if (isObjectItself(*E))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      E = Member->isArrow() && !isObjectItself(*Member->getBase())
              ? nullptr
              : Member->getBase();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary && Unary->getOpcode() == UO_AddrOf)
      E = Unary->getSubExpr();
    else
      return false;
  }
  return false;
}

static bool capturesObject(const LambdaExpr &Lambda) {
  return llvm::any_of(Lambda.captures(), [](const LambdaCapture &Capture) {
    return Capture.capturesThis();
  });
}

/// True for `auto *p = this;`, `auto &m = member;`, `auto f = [this] {...};`.
static bool refersToObject(const VarDecl &Local) {
  const Expr *Init = Local.getInit();
  if (!Init || Local.isStaticLocal())
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(Init)))
    return capturesObject(*Lambda);
  return (Local.getType()->isReferenceType() ||
          Local.getType()->isPointerType()) &&
         leadsIntoObject(Init);
}

namespace {
/// What uses the object next.
struct NextUse : FlowQuestion<NextUse, const Expr *, /*IsBackward=*/true> {
  NextUse(const FlowGraph &Graph,
          const llvm::SmallPtrSetImpl<const VarDecl *> &Referring)
      : Graph(Graph), Referring(Referring) {}

  Value boundary() const { return nullptr; }
  bool join(Value &Into, Value From) const {
    if (Into || !From)
      return false;
    Into = From;
    return true;
  }
  void pass(Value &Now, const FlowStep &Step) const {
    if (const Expr *Use = useAt(Step.At))
      Now = Use;
  }

private:
  const Expr *useAt(const Stmt *S) const {
    if (!S || !Graph.runs(S))
      return nullptr;
    if (const auto *This = dyn_cast<CXXThisExpr>(S))
      return This;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      return capturesObject(*Lambda) ? Lambda : nullptr;
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Referring.contains(Var) ? Ref : nullptr;
  }

  const FlowGraph &Graph;
  const llvm::SmallPtrSetImpl<const VarDecl *> &Referring;
};
} // namespace

/// True when all that is taken of the object at \p At, below \p Whole, is a
/// value.
static bool isReadBelow(const Stmt *At, const Stmt *Whole,
                        const BodyIndex &Index) {
  for (const Stmt *P = At; P && P != Whole; P = Index.parent(P)) {
    if (const auto *Cast = dyn_cast<CastExpr>(P);
        Cast && Cast->getCastKind() == CK_LValueToRValue &&
        !isa<CXXThisExpr>(stripImplicit(Cast->getSubExpr())))
      return true;
    if (P != At && isa<CallExpr, CXXConstructExpr>(P) &&
        cast<Expr>(P)->isPRValue())
      return true;
  }
  return false;
}

/// What needs the object beside the value of \p Point, in its expression:
/// `use(co_await load())`.
static const Expr *usedAround(const Expr &Point, const BodyIndex &Index) {
  const Stmt *Below = &Point;
  for (const Stmt *P = Index.parent(Below);
       isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       Below = P, P = Index.parent(P)) {
    if (!isa<CallExpr, CXXConstructExpr>(P) || isa<CoroutineSuspendExpr>(P))
      continue;
    const Expr *Found = nullptr;
    for (const Stmt *Child : P->children()) {
      if (!Child || Child == Below)
        continue;
      anyWritten(
          Child,
          [&](const Stmt &S) {
            if (!isa<CXXThisExpr>(S) || isReadBelow(&S, P, Index))
              return false;
            Found = cast<Expr>(&S);
            return true;
          },
          Parts::Own);
      if (Found)
        return Found;
    }
  }
  return nullptr;
}

std::vector<ObjectUse> clang::tidy::async::objectUsesBehind(
    const CallableBody &Body, const BodyIndex &Index, const AsyncTypes &Types) {
  const std::vector<const Expr *> Points = suspensionsIn(Body, Types);
  if (Points.empty())
    return {};
  const FlowGraph Graph(Body);
  if (!Graph)
    return {};
  llvm::SmallPtrSet<const VarDecl *, 4> Referring;
  for (const VarDecl *Local : Body.Locals)
    if (refersToObject(*Local))
      Referring.insert(Local);
  NextUse Asked(Graph, Referring);
  const BlockOrder Blocks(Graph);
  const Dataflow<NextUse> Answer(Blocks, Asked);
  llvm::DenseMap<const Stmt *, const Expr *> Behind;
  // A part of the await may throw, which leads to a handler.
  Answer.forSteps([&](const FlowStep &Step, const Expr *Next) {
    const Stmt *Point = Step.Await ? Step.Await : Step.At;
    if (isa_and_nonnull<CoroutineSuspendExpr>(Point) && Next)
      Behind.try_emplace(Point, Next);
  });
  std::vector<ObjectUse> Found;
  for (const Expr *Point : Points) {
    const Expr *Use = usedAround(*Point, Index);
    if (!Use)
      Use = Behind.lookup(Point);
    if (Use)
      Found.push_back({Point, Use});
  }
  return Found;
}
