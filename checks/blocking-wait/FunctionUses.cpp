//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/FunctionUses.h"
#include "flow/AwaitSite.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace clang::tidy::async;

/// Where the name in \p Mention stands.
static SourceLocation nameLoc(const CallMention &Mention) {
  return Mention.Name ? Mention.Name->getExprLoc() : SourceLocation();
}

static bool isNamed(const CallMention &Mention, const FunctionDecl &Function,
                    const SourceManager &SM) {
  const ASTContext &Ctx = Function.getASTContext();
  SourceLocation Loc = nameLoc(Mention);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Mention.Name))
    Loc = Ref->getLocation();
  else if (const auto *Member = dyn_cast_or_null<MemberExpr>(Mention.Name))
    Loc = Member->getMemberLoc();
  return Loc.isValid() && Function.getIdentifier() &&
         Lexer::getSourceText(CharSourceRange::getTokenRange(Loc), SM,
                              Ctx.getLangOpts()) == Function.getName();
}

/// True for functions that return what they return as it comes: `co_await` and
/// waits give a reference into the task where a plain call gives a value.
static bool deducesCategory(const FunctionDecl &Function) {
  const QualType Returned = Function.getDeclaredReturnType();
  const AutoType *Deduced = Returned->getContainedAutoType();
  return Deduced && (Deduced->isDecltypeAuto() || Returned->isReferenceType());
}

static std::string obstacleInPlace(const CallMention &Mention) {
  const SourceRange Range = Mention.Call->getSourceRange();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return "a macro calls it";
  if (Mention.In &&
      (Mention.In->isTemplated() || Mention.In->isDependentContext()))
    return "a template calls it";
  return "";
}

std::string clang::tidy::async::obstacleInResult(const CallMention &Mention,
                                                 const FunctionDecl &Function,
                                                 const IndexOf &Index) {
  if (Mention.Kind != MentionKind::Call || Mention.Instantiated ||
      Function.getReturnType()->isVoidType())
    return "";
  if (Mention.In && deducesCategory(*Mention.In))
    return "'" + Mention.In->getNameAsString() +
           "' deduces its type, and may pass on a reference";
  // A place without a body has no index.
  const SharedIndex Around = Mention.In && Mention.Place == MentionPlace::Body
                                 ? Index(*Mention.In)
                                 : nullptr;
  const bool Extends = Around ? isKeptByReference(*Mention.Call, *Around)
                              : recordOf(Function.getReturnType()) != nullptr;
  return Extends ? "a reference extends the life of its result" : "";
}

static std::string obstacleInLambdaUse(const FunctionDecl &Operator,
                                       const CallGraph &Graph,
                                       const IndexOf &IndexOfFunction) {
  const CallNode *Node = Graph.node(&Operator);
  const SharedIndex Index =
      Node && Node->Outer ? IndexOfFunction(*Node->Outer) : nullptr;
  if (!Node || !Node->Lambda || !Index || !Node->HandedTo.empty())
    return "the lambda is passed on";
  const auto IsCalled = [&](const Expr *Use) {
    const Stmt *P = Index->spelledParent(Use);
    while (isa_and_nonnull<ParenExpr>(P))
      P = Index->spelledParent(P);
    const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(P);
    return Call && Call->getOperator() == OO_Call &&
           stripImplicit(Call->getArg(0)) == stripImplicit(Use);
  };
  const VarDecl *Var = Node->Variable;
  if (!Var)
    return IsCalled(Node->Lambda) ? "" : "the lambda is passed on";
  if (!Var->isLocalVarDecl() || Var->isStaticLocal() ||
      recordOf(Var->getType()) != Operator.getParent() ||
      Var->getType()->isReferenceType())
    return "the lambda is passed on";
  for (const DeclRefExpr *Ref : Index->mentions(Var)) {
    const CallableBody *Body = Index->enclosing(Ref);
    if (!IsCalled(Ref) || !Body || Body->Callable != Node->Outer)
      return "the lambda is passed on";
  }
  return "";
}

bool clang::tidy::async::standsInNoBody(const CallMention &Mention) {
  return Mention.Place == MentionPlace::DefaultArgument ||
         (Mention.Place == MentionPlace::MemberInitializer && !Mention.In);
}

/// \p Written: the names outside of instantiations so far.
static std::string obstacleInUse(const CallMention &Mention,
                                 const FunctionDecl &Function,
                                 llvm::DenseSet<SourceLocation> &Written) {
  switch (Mention.Kind) {
  case MentionKind::Address:
    return "the address of '" + Function.getNameAsString() + "' is taken";
  case MentionKind::Unresolved:
    return "a template may call it";
  case MentionKind::Call:
    break;
  }
  if (Mention.Unevaluated)
    return "its type is asked for in an unevaluated operand";
  if (Mention.Instantiated)
    return Written.count(nameLoc(Mention)) ? "" : "a template calls it";
  Written.insert(nameLoc(Mention));
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  if (!isLambdaCallOperator(&Function) && !isNamed(Mention, Function, SM))
    return Mention.Name && nameLoc(Mention).isMacroID()
               ? "a macro calls it"
               : "it is called without being named";
  return obstacleInPlace(Mention);
}

std::vector<UseObstacle>
clang::tidy::async::obstaclesInUses(const FunctionDecl &Function,
                                    const CallGraph &Graph) {
  std::vector<UseObstacle> Found;
  llvm::DenseSet<SourceLocation> Written;
  if (const CallNode *Node = Graph.node(&Function))
    for (const CallMention &Mention : Node->Mentions)
      if (std::string Why = obstacleInUse(Mention, Function, Written);
          !Why.empty())
        Found.push_back({std::move(Why), nameLoc(Mention)});
  return Found;
}

std::string clang::tidy::async::obstacleInUses(const FunctionDecl &Function,
                                               const CallGraph &Graph,
                                               const IndexOf &Index) {
  if (isLambdaCallOperator(&Function))
    if (std::string Why = obstacleInLambdaUse(Function, Graph, Index);
        !Why.empty())
      return Why;
  const CallNode *Node = Graph.node(&Function);
  if (!Node)
    return "";
  llvm::DenseSet<SourceLocation> Written;
  for (const CallMention &Mention : Node->Mentions) {
    std::string Why = obstacleInUse(Mention, Function, Written);
    if (Why.empty())
      Why = obstacleInResult(Mention, Function, Index);
    if (!Why.empty())
      return Why;
  }
  if (Graph.isAskedFor(Function.getDeclName()))
    return "its type is asked for in an unevaluated operand";
  return !Node->Mentions.empty() && llvm::all_of(Node->Mentions, standsInNoBody)
             ? "only default arguments and the initializers of members call it"
             : "";
}
