//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/FlowGraph.h"
#include "code/Changes.h"

using namespace clang;
using namespace clang::tidy::async;

FlowGraph::FlowGraph(const CallableBody &Body, bool Destructors) {
  Stmt *Code = Body.Callable->getBody();
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  // Without these, catch handlers look as if nothing led there.
  Options.AddEHEdges = true;
  Options.AddImplicitDtors = Destructors;
  Graph = CFG::buildCFG(Body.Callable, Code, &Body.Callable->getASTContext(),
                        Options);
  if (!Graph)
    return;
  for (const CoawaitExpr *Await : Body.Awaits)
    remember(Await);
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (const auto Statement = Element.getAs<CFGStmt>())
        for (const Stmt *Part : Statement->getStmt()->children())
          if (Part && neverRuns(Part, *Statement->getStmt()))
            forEachWritten<Stmt>(
                Part, [this](const Stmt &S) { NeverRun.insert(&S); });
}

void FlowGraph::remember(const CoawaitExpr *Await) {
  for (const Expr *Part :
       {Await->getReadyExpr(), Await->getSuspendExpr(), Await->getResumeExpr()})
    if (Part)
      Awaits[stripImplicit(Part)] = Await;
  // operator co_await and await_transform.
  const Expr *Operand = stripImplicit(Await->getOperand());
  for (const Expr *Part = stripImplicit(Await->getCommonExpr());
       Part && Part != Operand && isa<CallExpr>(Part);) {
    Awaits[Part] = Await;
    const auto *Call = cast<CallExpr>(Part);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    Part = Call->getNumArgs() ? stripImplicit(Call->getArg(0))
           : Member ? stripImplicit(Member->getImplicitObjectArgument())
                    : nullptr;
  }
}

const CoawaitExpr *FlowGraph::awaitAt(const Stmt *Element) const {
  if (const auto *Await = dyn_cast<CoawaitExpr>(Element))
    return Await;
  return Awaits.lookup(Element);
}

//===--- Stores -----------------------------------------------------------===//

namespace {
class StoreFinder {
public:
  explicit StoreFinder(const AsyncTypes &Types)
      : Types(Types), Known(Types.names()) {}

  llvm::SmallVector<Store, 1> find(const Stmt *Element) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(Element)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          Found.push_back(
              {{Var, {}, true}, Store::Overwrite, Var, Var->getInit()});
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(Element)) {
      if (Binary->isAssignmentOp())
        assign(Binary->getLHS(), Binary->getRHS());
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Element)) {
      if (Unary->isIncrementDecrementOp())
        advance(Unary->getSubExpr());
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Element)) {
      if (!Construct->getConstructor()->isCopyOrMoveConstructor())
        addArguments(*Construct, 0);
    } else if (const auto *Call = dyn_cast<CallExpr>(Element)) {
      addCall(Call);
    }
    return std::move(Found);
  }

private:
  void store(const Expr *E, Store::Kind How = Store::Overwrite) {
    if (Place P = originOf(E, Known).Where)
      Found.push_back({std::move(P), How});
  }

  static const VarDecl *variable(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(E));
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  void assign(const Expr *Target, const Expr *Value) {
    Place P = originOf(Target, Known).Where;
    const VarDecl *Var = variable(Target);
    if (P || Var)
      Found.push_back({std::move(P), Store::Overwrite, Var, Value});
  }

  void advance(const Expr *Operand) {
    if (const VarDecl *Var = variable(Operand))
      Found.push_back({{Var, {}, true}, Store::Overwrite, Var});
  }

  void addCall(const CallExpr *Call) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      const OverloadedOperatorKind Kind = Operator->getOperator();
      if (Kind == OO_Equal)
        return assign(Operator->getArg(0), Operator->getArg(1));
      if (Kind == OO_PlusPlus || Kind == OO_MinusMinus || Kind == OO_PlusEqual)
        return advance(Operator->getArg(0));
    }
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || accessOf(Call).Object)
      return;
    const bool ObjectFirst =
        isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    addArguments(*Call, ObjectFirst);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      addMutatedObject(Member);
  }

  /// A callee may store to what it gets by mutable reference or address.
  template <typename T> void addArguments(const T &Call, unsigned First) {
    for (unsigned I = First; I < Call.getNumArgs(); ++I) {
      const Change Done = changeOfArgument(Call, *Call.getArg(I));
      if (Done == Change::None || Done == Change::Moved)
        continue;
      const Expr *Arg = stripImplicit(Call.getArg(I));
      const auto *Unary = dyn_cast<UnaryOperator>(Arg);
      if (Unary && Unary->getOpcode() == UO_AddrOf)
        store(Unary->getSubExpr());
      else if (!Arg->getType()->isPointerType() || Arg->isLValue())
        store(Arg);
    }
  }

  /// `v.push_back(f())`, `pointer.reset(p)`: members that store to the object.
  void addMutatedObject(const CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    if (!Method || Method->isConst() || Method->isStatic() || !Object)
      return;
    llvm::StringRef Name = calleeName(Call);
    if (Types.classify(objectType(*Call))) {
      if (Name == "swap" || Name == "reset")
        store(Object);
      return;
    }
    const bool Removes = Name == "pop_back" || Name == "pop_front" ||
                         Name == "erase" || Name == "clear" ||
                         Name == "reserve";
    store(Object, Removes ? Store::Remove : Store::Overwrite);
  }

  const AsyncTypes &Types;
  const Names &Known;
  llvm::SmallVector<Store, 1> Found;
};
} // namespace

llvm::SmallVector<Store, 1>
clang::tidy::async::storesAt(const Stmt *Element, const AsyncTypes &Types) {
  return StoreFinder(Types).find(Element);
}
