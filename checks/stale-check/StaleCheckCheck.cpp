//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/stale-check/StaleCheckCheck.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Suspensions.h"
#include "code/Tokens.h"
#include "edits/BehindSuspension.h"
#include "edits/Judgement.h"

namespace clang::tidy::async {

const Rule StaleCheckCheck::TheRule = {
    "async-stale-check",
    "a test of what others change while a coroutine is suspended",
    "a pointer that was not null, a container that was not empty, and is "
    "relied "
    "on behind a `co_await`",
    "the test once more",
    Repairs::Note,
    Precedence::Lifetime,
    {}};

bool StaleCheckCheck::concerns(const FunctionDecl &Function) const {
  return isCoroutine(Function);
}

/// The test as it is written, its other lines as far to the left as the first.
static std::string textOfGuard(const IfStmt &Guard, const Rewrite &Edits,
                               const SourceManager &SM) {
  const SourceLocation Begin = Guard.getBeginLoc();
  const llvm::StringRef Indent = Begin.isFileID() ? lineBefore(Begin, SM) : "";
  std::string Text = (Edits.text(Guard.getSourceRange()) + ";").str();
  if (!Indent.empty() && Indent.trim().empty())
    for (size_t At = Text.find("\n" + Indent.str()); At != std::string::npos;
         At = Text.find("\n" + Indent.str(), At + 1))
      Text.erase(At + 1, Indent.size());
  return Text;
}

void StaleCheckCheck::say(const TestedFact &Fact, const UseBehind &Stale,
                          const MutationSite &Change, const CallableBody &Body,
                          const BodyIndex &Index) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  SourceLocation Loc = Stale.Use->getBeginLoc();
  if (SM.isMacroArgExpansion(Loc))
    Loc = SM.getFileLoc(Loc);
  if (!isNew(Loc))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  const auto *Leaves =
      Fact.Guard ? dyn_cast<CoreturnStmt>(Fact.Guard->getThen()) : nullptr;
  if (!Leaves || Fact.Guard->hasInitStorage() || Fact.Guard->hasVarStorage()) {
    Edits.refuse("what to do when it is gone is for you to tell");
  } else {
    Edits.obey(Judgement(Index, types()).testsAgain());
    insertBehind(*Stale.Suspension, textOfGuard(*Fact.Guard, Edits, SM), Index,
                 Edits);
  }
  Report Said =
      report(Loc,
             "'%0' was tested before the coroutine was suspended, and may be "
             "%select{null|empty}1 here",
             std::move(Edits));
  Said << Fact.Key.What->getName() << unsigned(Fact.What);
  Said.note(beginOf(*Fact.Test), "it is tested here");
  Said.note(beginOf(*Stale.Suspension), "the coroutine is suspended here");
  Said.note(beginOf(*Change.At), "%0 changes '%1' here")
      << outermostFunction(Change.In) << Fact.Key.What->getName();
}

void StaleCheckCheck::look(const TestedFact &Fact, AcrossSuspension &Flow,
                           const CallableBody &Body, const BodyIndex &Index) {
  const auto Stale = Flow.firstUse(Fact.Known);
  if (!Stale || mutations().endsSomething(*Body.Callable))
    return;
  const auto Held = heldAcross(*Fact.Test, *Stale->Suspension, Body, Index);
  if (const MutationSite *Change = mutations().meanwhile(
          Fact.Key, Body, *Stale->Suspension, Held,
          [&](const MutationSite &S) { return endsFact(S, Fact.What); }))
    say(Fact, *Stale, *Change, Body, Index);
}

void StaleCheckCheck::checkBody(const CallableBody &Body,
                                const BodyIndex &Index) {
  if (!isCoroutine(*Body.Callable))
    return;
  const std::vector<const Expr *> Points = suspensionsIn(Body, types());
  if (Points.empty())
    return;
  AcrossSuspension Flow(Body, Points);
  const auto MayChange = [this](const ContainerKey &Key) {
    return !mutations().of(Key).empty();
  };
  for (const TestedFact &Fact : testedFacts(Body, Index, names(), MayChange))
    look(Fact, Flow, Body, Index);
}

} // namespace clang::tidy::async
