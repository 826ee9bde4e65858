//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/UnboundedConcurrencyCheck.h"
#include "checks/unbounded-concurrency/BoundingFixes.h"

namespace clang::tidy::async {

UnboundedConcurrencyCheck::UnboundedConcurrencyCheck(StringRef Name,
                                                     ClangTidyContext *Context)
    : AsyncCheck(Name, Context, Precedence::Load),
      Limit(Options.get("Limit", 10U)) {}

void UnboundedConcurrencyCheck::storeOptions(
    ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Limit", Limit);
}

void UnboundedConcurrencyCheck::checkFunction(const FunctionDecl &Function) {
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return;
  for (const FanOut &Found : unboundedFanOuts(*Body, *Index, types(), Limit))
    // Who writes a number into a test or a demonstration means it.
    if (!(Iterations::areConstant(Found.Rounds) &&
          reachability().runsInBoundary(*outermostFunction(&Function))) &&
        isNew(Found.Call->getExprLoc()))
      report(Found, *Body, *Index);
}

/// The simple name of what is called or constructed.
static std::string workName(const Expr &Call) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Call))
    return workName(*stripImplicit(Cast->getSubExpr()));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return Construct->getConstructor()->getParent()->getNameAsString();
  const auto &CE = cast<CallExpr>(Call);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&CE))
    if (const auto *Object =
            dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0))))
      return Object->getDecl()->getNameAsString();
  const auto *Callee = dyn_cast_or_null<NamedDecl>(CE.getCalleeDecl());
  return Callee ? Callee->getNameAsString() : "this call";
}

/// What the tasks are made for, as the end of a sentence.
static std::string eachOf(const FanOut &Found, const Rewrite &Text) {
  // Rather one whose size is open than one that is written.
  const Expr *Range = nullptr;
  bool IsOpen = false;
  for (const Iteration &I : Found.Rounds)
    if (!I.Bounded && I.Range && (!Range || (!IsOpen && !I.Rounds))) {
      Range = I.Range;
      IsOpen = !I.Rounds;
    }
  std::string Source;
  if (Range)
    Source = Text.text(stripImplicit(Range)->getSourceRange()).str();
  if (Source.empty() || Source.size() > 40 ||
      Source.find('\n') != std::string::npos)
    return "each round of a loop";
  return "each element of '" + Source + "'";
}

void UnboundedConcurrencyCheck::report(const FanOut &Found,
                                       const CallableBody &Body,
                                       const BodyIndex &Index) {
  const SourceLocation Loc = Found.Call->getExprLoc();
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  if (isInstantiation(*Body.Callable) || Body.Callable->isTemplated())
    Edits.refuse("it depends on a template parameter");
  const std::string Judgement =
      boundFanOut(Found, Body, Index, types(), Limit,
                  isEnabled("async-detached-coroutine"), Edits);
  const bool AtOnce = Found.Algorithm || Found.Filled;
  const std::vector<FixItHint> Fix = Edits.hints(
      Judgement.empty() ? Rewrite::FixOn::Warning : Rewrite::FixOn::Note);
  {
    auto Diag = diag(Loc, "'%0' %select{starts|runs}1 a task for %2, with no "
                          "limit on how many run at the same time");
    Diag << workName(*Found.Call) << AtOnce << eachOf(Found, Edits);
    if (Judgement.empty())
      Diag << Fix;
  }
  if (Found.Filled)
    diag(Found.Filled->getExprLoc(), "the tasks are made here",
         DiagnosticIDs::Note);
  if (Edits && !Judgement.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << Judgement << Fix;
  else
    explain(Loc, Edits);
}

} // namespace clang::tidy::async
