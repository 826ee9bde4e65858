//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/LateReads.h"
#include "checks/dangling-task/Referents.h"
#include "code/BodyIndex.h"
#include "knowledge/ClangVersions.h"

using namespace clang;
using namespace clang::tidy::async;

const CoroutineBodyStmt *
clang::tidy::async::coroutineBodyOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition)
             ? dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody())
             : nullptr;
}

/// What of \p S is sure to run when it does, apart from \p S itself.
static llvm::SmallVector<const Stmt *, 4> sureParts(const Stmt &S) {
  if (const auto *Try = dyn_cast<CXXTryStmt>(&S))
    return {Try->getTryBlock()};
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return {Do->getBody()};
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return {If->getInit(), If->getConditionVariableDeclStmt(), If->getCond()};
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return {Switch->getInit(), Switch->getConditionVariableDeclStmt(),
            Switch->getCond()};
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return {For->getInit(), For->getConditionVariableDeclStmt(), For->getCond(),
            For->getCond() ? nullptr : For->getBody()};
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return {While->getConditionVariableDeclStmt(), While->getCond()};
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    return {Range->getInit(), Range->getRangeStmt()};
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&S))
    return {Choice->getCond()};
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S);
      Binary && Binary->isLogicalOp())
    return {Binary->getLHS()};
  if (isa<Expr, DeclStmt, CompoundStmt, SwitchCase, LabelStmt, AttributedStmt,
          CoreturnStmt>(&S) &&
      !isa<LambdaExpr>(&S))
    return {S.child_begin(), S.child_end()};
  return {};
}

static bool isAwait(const Stmt &S) { return isa<CoroutineSuspendExpr>(S); }

/// True when \p S is sure to suspend the coroutine.
static bool suspends(const Stmt *S) {
  llvm::SmallVector<const Stmt *, 16> Pending = {S};
  while (!Pending.empty()) {
    const Stmt *Next = Pending.pop_back_val();
    if (!Next)
      continue;
    if (isAwait(*Next))
      return true;
    llvm::append_range(Pending, sureParts(*Next));
  }
  return false;
}

/// `(void)name;` looks at nothing.
static bool onlyCastToVoid(const Stmt *S, const ParmVarDecl &Param) {
  const Expr *Voided = nullptr;
  bool Any = false;
  const bool Others = anyWritten(
      S,
      [&](const Stmt &Part) {
        if (const auto *Cast = dyn_cast<CStyleCastExpr>(&Part);
            Cast && Cast->getCastKind() == CK_ToVoid)
          Voided = stripImplicit(Cast->getSubExpr());
        const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
        if (!Ref || Ref->getDecl() != &Param)
          return isa<LambdaExpr>(Part) && mentions(&Part, &Param);
        Any = true;
        return Ref != Voided;
      },
      Parts::Evaluated);
  return Any && !Others;
}

bool clang::tidy::async::readsArgument(const Stmt *S,
                                       const ParmVarDecl *Param) {
  // Captures of `[x](this auto &) {...}` are read through it.
  if (Param && isExplicitObject(*Param) &&
      cast<CXXMethodDecl>(Param->getDeclContext())->getParent()->isLambda())
    return mentionsObject(S);
  return Param ? mentions(S, Param, Parts::Evaluated) &&
                     !onlyCastToVoid(S, *Param)
               : mentionsObject(S);
}

/// True when \p Reads holds for what a loop in \p S does again after it was
/// suspended.
static bool readsInLaterRound(const Stmt *S,
                              llvm::function_ref<bool(const Stmt *)> Reads) {
  const auto Repeats = [&](const Stmt &Loop) {
    if (!isLoop(&Loop) || !anyWritten(&Loop, isAwait, Parts::Own))
      return false;
    const auto *For = dyn_cast<ForStmt>(&Loop);
    if (!For) // Of a range, the iterators are asked in each round.
      return Reads(&Loop);
    return llvm::any_of(
        std::initializer_list<const Stmt *>{For->getCond(), For->getInc(),
                                            For->getBody()},
        [&Reads](const Stmt *Part) { return Part && Reads(Part); });
  };
  return anyWritten(S, Repeats, Parts::Own);
}

namespace {
/// The variables of \p Body that refer to what \p Variable is or refers to.
class Aliases {
public:
  Aliases(const VarDecl &Variable, const Stmt *Body, const Names &Known)
      : Known(Known) {
    Found.insert(&Variable);
    anyWritten(
        Body,
        [this](const Stmt &Part) {
          lookAt(Part);
          return false;
        },
        Parts::Own);
    Found.erase(&Variable);
  }

  llvm::SmallPtrSet<const VarDecl *, 4> Found;

private:
  void lookAt(const Stmt &Part) {
    if (const auto *Statement = dyn_cast<DeclStmt>(&Part)) {
      for (const Decl *D : Statement->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D);
            Var && Var->getInit() && !Var->isImplicit())
          add(*Var, *Var->getInit());
    } else if (const auto *Assign = dyn_cast<BinaryOperator>(&Part)) {
      if (Assign->getOpcode() == BO_Assign)
        addAssigned(*Assign->getLHS(), *Assign->getRHS());
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(&Part)) {
      if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2)
        addAssigned(*Call->getArg(0), *Call->getArg(1));
    }
  }

  void addAssigned(const Expr &To, const Expr &Value) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(&To));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->isLocalVarDecl() && !Var->getType()->isReferenceType())
      add(*Var, Value);
  }

  void add(const VarDecl &Var, const Expr &Value) {
    const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(&Value));
    if (Lambda                             ? captures(*Lambda)
        : canReferTo(Var.getType(), Known) ? mentionsAny(Value)
                                           : holds(Value))
      Found.insert(&Var);
  }

  bool mentionsAny(const Expr &Value) const {
    return llvm::any_of(Found, [&](const VarDecl *Of) {
      return mentions(&Value, Of, Parts::Evaluated);
    });
  }

  /// An aggregate with references, or a copy of a closure.
  bool holds(const Expr &Value) const {
    return llvm::any_of(pointeesOf(&Value, Known), [&](const Referent &R) {
      return R.Variable && Found.count(R.Variable);
    });
  }

  /// By reference, or what refers to it by value.
  bool captures(const LambdaExpr &Lambda) const {
    return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
      const auto *Var = Capture.capturesVariable()
                            ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                            : nullptr;
      if (Var && Var->isInitCapture())
        return canReferTo(Var->getType(), Known) && Var->getInit() &&
               mentionsAny(*Var->getInit());
      return Var && Found.count(Var) &&
             (Capture.getCaptureKind() == LCK_ByRef ||
              canReferTo(Var->getType().getNonReferenceType(), Known));
    });
  }

  const Names &Known;
};
} // namespace

std::function<bool(const Stmt *)>
clang::tidy::async::readerOf(const VarDecl &Variable, const Stmt *Body,
                             const Names &Known) {
  return
      [&Variable, Other = Aliases(Variable, Body, Known).Found](const Stmt *S) {
        const auto *Param = dyn_cast<ParmVarDecl>(&Variable);
        return (Param ? readsArgument(S, Param)
                      : mentions(S, &Variable, Parts::Evaluated)) ||
               llvm::any_of(Other, [S](const VarDecl *Alias) {
                 return mentions(S, Alias, Parts::Evaluated);
               });
      };
}

/// \p Reads holds for something in \p S behind what suspends it: a statement of
/// the same block, a handler, an operand of a comma.
static bool readsBehind(const Stmt &S,
                        llvm::function_ref<bool(const Stmt *)> Reads) {
  if (const auto *Try = dyn_cast<CXXTryStmt>(&S)) {
    if (!suspends(Try->getTryBlock()))
      return false;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      if (Reads(Try->getHandler(I)))
        return true;
    return false;
  }
  if (const auto *Comma = dyn_cast<BinaryOperator>(&S))
    return Comma->getOpcode() == BO_Comma && suspends(Comma->getLHS()) &&
           Reads(Comma->getRHS());
  const auto *Block = dyn_cast<CompoundStmt>(&S);
  bool Suspended = false;
  if (Block)
    for (const Stmt *Part : Block->body()) {
      if (isa<SwitchCase>(Part)) // One can get here from elsewhere.
        Suspended = false;
      if (Suspended && Reads(Part))
        return true;
      Suspended = Suspended || suspends(Part);
    }
  return false;
}

bool clang::tidy::async::readsLate(
    const CoroutineBodyStmt &Coroutine, bool Including,
    llvm::function_ref<bool(const Stmt *)> Reads) {
  const auto *Body = dyn_cast<CompoundStmt>(Coroutine.getBody());
  if (!Body)
    return false;
  const auto Late = [&](const Stmt &S) { return readsBehind(S, Reads); };
  if (readsInLaterRound(Body, Reads) || anyWritten(Body, Late, Parts::Own))
    return true;
  bool Suspended = false;
  for (const Stmt *S : Body->body()) {
    Suspended |= Including && anyWritten(S, isAwait);
    if (Suspended && Reads(S))
      return true;
  }
  return false;
}
