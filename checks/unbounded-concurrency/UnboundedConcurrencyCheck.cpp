//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/UnboundedConcurrencyCheck.h"
#include "checks/unbounded-concurrency/BoundingFixes.h"
#include "checks/unbounded-concurrency/Gates.h"
#include "code/Origins.h"
#include "code/Parts.h"
#include "code/SupposedAnswers.h"

namespace clang::tidy::async {

static constexpr RuleOption UnboundedConcurrencyOptions[] = {
    {"Limit", "10",
     "Constant sizes up to this are not reported; the number that fixes "
     "write."}};

const Rule UnboundedConcurrencyCheck::TheRule = {
    "async-unbounded-concurrency",
    "one task for each element of a range of any size",
    "all at once, with no limit on them",
    "the library's bounded form, with a limit",
    Repairs::FixOrNote,
    Precedence::Load,
    UnboundedConcurrencyOptions};

void UnboundedConcurrencyCheck::checkBody(const CallableBody &Body,
                                          const BodyIndex &Index) {
  const FunctionDecl &Whole = *outermostFunction(Body.Callable);
  if (isAskedElsewhere(Whole) &&
      llvm::any_of(Body.Calls, [Gate = Gates(names())](const CallExpr *Call) {
        return Gate.isGate(*Call);
      }))
    summary()->claim({{Whole.getCanonicalDecl(), fact::HasGate.str()}, {}});
  const std::vector<FanOut> All =
      unboundedFanOuts(Body, Index, types(), Limit, elsewhere());
  for (const FanOut &Found : All)
    if (!isMeant(Found, Body) && isNew(Found.Call->getExprLoc()))
      reportFanOut(Found, Body, Index);
  if (summary() && !All.empty())
    supposeGates(All, Body, Index);
}

/// Who writes a number into a test or a demonstration means it.
bool UnboundedConcurrencyCheck::isMeant(const FanOut &Found,
                                        const CallableBody &Body) {
  return Iterations::areConstant(Found.Rounds) &&
         reachability().runsInBoundary(*outermostFunction(Body.Callable));
}

void UnboundedConcurrencyCheck::supposeGates(llvm::ArrayRef<FanOut> All,
                                             const CallableBody &Body,
                                             const BodyIndex &Index) {
  const SupposedAnswers Nothing({});
  unboundedFanOuts(Body, Index, types(), Limit, Nothing);
  // Any of these makes silent what it holds down.
  llvm::DenseMap<const Expr *, std::vector<FarQuestion>> HeldBy;
  for (const FarQuestion &Asked : Nothing.asked()) {
    llvm::SmallPtrSet<const Expr *, 4> Left;
    for (const FanOut &Found : unboundedFanOuts(Body, Index, types(), Limit,
                                                SupposedAnswers({}, {Asked})))
      Left.insert(Found.Call);
    for (const FanOut &Found : All)
      if (!Left.count(Found.Call))
        HeldBy[Found.Call].push_back(Asked);
  }
  for (const FanOut &Found : All) {
    const std::vector<FarQuestion> By = HeldBy.lookup(Found.Call);
    if (!By.empty() && !isMeant(Found, Body))
      supposeNone(*Body.Callable, By,
                  [&] { reportFanOut(Found, Body, Index); });
  }
}

/// What \p First counts through, when it is no range but where to begin:
/// `index(0)`, `0`, `counting_iterator<int>(0)`; \p First itself for others.
/// Null when nothing tells.
static const Expr *countedRange(const Expr &First, const Expr *End) {
  const Expr *From = First.IgnoreParenCasts();
  while (const auto *Made = dyn_cast<CXXConstructExpr>(From)) {
    if (Made->getNumArgs() != 1)
      return &First;
    From = stripImplicit(Made->getArg(0))->IgnoreParenCasts();
  }
  if (!isa<IntegerLiteral>(From))
    return &First;
  // `index(files.size())`
  const Expr *Size = nullptr;
  const auto IsSize = [&Size](const Stmt &Part) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&Part);
    if (Call && Call->getNumArgs() == 0 && Call->getType()->isIntegerType())
      Size = Call->getImplicitObjectArgument();
    return Size != nullptr;
  };
  anyWritten(End, IsSize);
  return Size;
}

/// What the tasks are made for, as the end of a sentence.
static std::string eachOf(const FanOut &Found, const Rewrite &Text) {
  // Rather one whose size is open than one that is written.
  const Expr *Range = nullptr, *End = nullptr;
  bool IsOpen = false;
  for (const Iteration &I : Found.Rounds)
    if (!I.Bounded && I.Range && (!Range || (!IsOpen && !I.Rounds))) {
      Range = I.Range;
      End = I.End;
      IsOpen = !I.Rounds;
    }
  std::string Source;
  if (Range)
    Range = countedRange(*stripImplicit(Range), End);
  if (Range)
    Source = Text.text(stripImplicit(Range)->getSourceRange()).str();
  if (Source.empty() || Source.size() > 40 ||
      Source.find('\n') != std::string::npos)
    return "each round of a loop";
  return "each element of '" + Source + "'";
}

void UnboundedConcurrencyCheck::reportFanOut(const FanOut &Found,
                                             const CallableBody &Body,
                                             const BodyIndex &Index) {
  const SourceLocation Loc = Found.Call->getExprLoc();
  Rewrite Edits = rewrite(*Body.Callable);
  if (Body.Callable->isTemplated())
    Edits.refuse("it depends on a template parameter");
  const std::string Judgement =
      boundFanOut(Found, Body, Index, types(), Limit,
                  isEnabled("async-detached-coroutine"), Edits);
  const bool AtOnce = Found.Algorithm || Found.Filled;
  const std::string Each = eachOf(Found, Edits);
  Report Said = report(Loc,
                       "'%0' %select{starts|runs}1 a task for %2, with no "
                       "limit on how many run at the same time",
                       std::move(Edits));
  Said << nameForMessage(*Found.Call) << AtOnce << Each;
  if (Found.Filled)
    Said.note(Found.Filled->getExprLoc(), "the tasks are made here");
  if (!Judgement.empty())
    Said.judge("%0") << Judgement;
}

} // namespace clang::tidy::async
