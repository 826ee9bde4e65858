//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/swallowed-cancellation/LookedAtResults.h"
#include "code/Origins.h"
#include "code/Shapes.h"

namespace clang::tidy::async {

/// True for a pointer, a `bool`, and a class that can be asked whether it is
/// empty: `has_value`, `empty`, a conversion to `bool`.
static bool canBeNothing(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isBooleanType() || Type->isPointerType() || Type->isNullPtrType())
    return true;
  const CXXRecordDecl *Class = recordOf(Type);
  if (Class && Class->getIdentifier() && Class->getName() == "nullopt_t")
    return true;
  if (!Class || !Class->hasDefinition())
    return false;
  Class = Class->getDefinition();
  const bool HasConversion = llvm::any_of(
      Class->getVisibleConversionFunctions(), [](const NamedDecl *D) {
        const auto *To = dyn_cast<CXXConversionDecl>(D->getUnderlyingDecl());
        return To && To->getConversionType()->isBooleanType();
      });
  static constexpr llvm::StringLiteral Asks[] = {"has_value", "empty",
                                                 "isEmpty", "isNull"};
  return HasConversion || llvm::any_of(Asks, [Class](llvm::StringRef Name) {
           return Class->hasMemberName(
               &Class->getASTContext().Idents.get(Name));
         });
}

bool leavesLoop(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return isa<BreakStmt, CoreturnStmt, ReturnStmt, GotoStmt>(S) ||
         (Callee && Callee->isNoReturn()); // `std::throw_with_nested`
}

/// True for a branch that ends what runs here.
static bool branchLeaves(const Stmt *Branch) {
  return Branch && anyWritten(
                       Branch,
                       [](const Stmt &S) {
                         return isa<CXXThrowExpr>(S) || leavesLoop(S);
                       },
                       Parts::Own);
}

/// The `if` whose condition or variable \p S is in, or null.
static const IfStmt *testAround(const Stmt *S, const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(S); P; S = P, P = Index.parent(P)) {
    if (const auto *If = dyn_cast<IfStmt>(P))
      return S == If->getThen() || S == If->getElse() ? nullptr : If;
    if (isa<CompoundStmt, LambdaExpr>(P))
      return nullptr;
  }
  return nullptr;
}

static bool testLeaves(const Stmt *S, const BodyIndex &Index) {
  const IfStmt *If = testAround(S, Index);
  return If && (branchLeaves(If->getThen()) || branchLeaves(If->getElse()));
}

/// True when what \p Call gives is awaited, tested, and left by.
static bool isLeftBy(const Expr *Call, const BodyIndex &Index) {
  const CoawaitExpr *Await = nullptr;
  for (const Stmt *P = Index.parent(Call); P; P = Index.parent(P)) {
    if (isa<CoawaitExpr>(P) && !Await)
      Await = cast<CoawaitExpr>(P);
    if (const auto *Made = dyn_cast<DeclStmt>(P)) {
      const auto *Var = Await && Made->isSingleDecl()
                            ? dyn_cast<VarDecl>(Made->getSingleDecl())
                            : nullptr;
      return Var &&
             llvm::any_of(Index.mentions(Var), [&](const DeclRefExpr *Mention) {
               return testLeaves(Mention, Index);
             });
    }
    if (isa<CompoundStmt, LambdaExpr, CoreturnStmt>(P))
      return false;
    if (isa<IfStmt>(P))
      return Await && testLeaves(Await, Index);
  }
  return false;
}

static bool
callersLeave(const FunctionDecl &Function, const CallGraph &Graph,
             llvm::function_ref<SharedIndex(const FunctionDecl &)> IndexOf) {
  bool IsCalled = false;
  llvm::SmallVector<const FunctionDecl *, 2> Asked = {&Function};
  for (size_t I = 0; I < Asked.size(); ++I) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Asked[I]))
      for (const CXXMethodDecl *Base : Method->overridden_methods())
        if (!llvm::is_contained(Asked, Base))
          Asked.push_back(Base);
    const CallNode *Node = Graph.node(Asked[I]);
    if (!Node)
      continue;
    for (const CallMention &Mention : Node->Mentions) {
      if (Mention.Unevaluated)
        continue;
      const SharedIndex Around =
          Mention.Kind == MentionKind::Call && Mention.Call && Mention.In
              ? IndexOf(*Mention.In)
              : nullptr;
      if (!Around || !isLeftBy(Mention.Call, *Around))
        return false;
      IsCalled = true;
    }
  }
  return IsCalled;
}

bool tellsCallers(
    const Stmt &Handler, const FunctionDecl &Function, const CallGraph &Graph,
    llvm::function_ref<SharedIndex(const FunctionDecl &)> IndexOf) {
  const auto SaysAllIsWell = [](const Stmt &S) {
    const auto *Return = dyn_cast<CoreturnStmt>(&S);
    const auto *Given = Return && Return->getPromiseCall()
                            ? dyn_cast<CallExpr>(stripImplicit(
                                  cast<Expr>(Return->getPromiseCall())))
                            : nullptr;
    const Expr *Value =
        Given && Given->getNumArgs() ? Given->getArg(0) : nullptr;
    const auto *Bool =
        Value ? dyn_cast<CXXBoolLiteralExpr>(stripCopies(Value)) : nullptr;
    return Return && (!Value || !canBeNothing(Value->getType()) ||
                      (Bool && Bool->getValue()));
  };
  return !anyWritten(&Handler, SaysAllIsWell, Parts::Own) &&
         callersLeave(Function, Graph, IndexOf);
}

} // namespace clang::tidy::async
