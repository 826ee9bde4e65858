//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/Execution.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "code/Shapes.h"

using namespace clang;
using namespace clang::tidy::async;

std::string clang::tidy::async::nameForNote(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->getParent()->isLambda())
    return "this lambda";
  return "'" + Function.getNameAsString() + "'";
}

std::string clang::tidy::async::wordsForStep(const ReachStep &Step,
                                             const AsyncTypes &Types) {
  StepWords Words;
  const std::string Name = nameForNote(*Step.Function);
  Words.Function = Name;
  Words.ToExecutor = Step.How == ReachStep::Executor;
  const std::string By =
      Words.ToExecutor ? nameForMessage(*Step.At) : nameForNote(*Step.By);
  Words.By = By;
  Words.ByCoroutine = !Words.ToExecutor && actsAsCoroutine(*Step.By, Types);
  return sentenceOf(Words);
}

bool clang::tidy::async::runsOnPool(const Expr &Taker, const Names &Known) {
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(&Taker))
    if (Known.isPool(objectType(*MemberCall)))
      return true;
  const auto *Plain = dyn_cast<CallExpr>(&Taker);
  return Plain && Known.takesPool(*Plain);
}

/// What the linked program says that other files do.
static UseElsewhere useIn(const std::optional<ProgramFact> &Fact) {
  if (!Fact)
    return UseElsewhere::Unknown;
  switch (Fact->State) {
  case RunState::Boundary:
    return UseElsewhere::OnlyBoundaries;
  case RunState::Anywhere:
    return UseElsewhere::Anywhere;
  case RunState::HandedOver:
    return UseElsewhere::HandedOver;
  case RunState::Called:
    return UseElsewhere::Called;
  }
  return UseElsewhere::Unknown;
}

Execution::Execution(const CallGraph &Calls, const AsyncTypes &Types,
                     const NameList *UserBoundaries,
                     const LinkedProgram *Program, ProgramView View)
    : Types(Types), Program(Program), View(View),
      Keys(Calls.context().getSourceManager()),
      Reach(Calls, Types, UserBoundaries,
            Program ? UsesElsewhere([this](const FunctionDecl &Function, bool) {
              return useIn(fact(Function));
            })
                    : UsesElsewhere()) {}

/// True when other files can call it by what it overrides.
static bool overridesShared(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && llvm::any_of(Method->overridden_methods(),
                                [](const CXXMethodDecl *Base) {
                                  return FunctionKeys::isShared(*Base) ||
                                         overridesShared(*Base);
                                });
}

Execution::Execution(const CallGraph &Calls, const AsyncTypes &Types,
                     const NameList *UserBoundaries, UseElsewhere Supposed)
    : Types(Types), Keys(Calls.context().getSourceManager()),
      Reach(Calls, Types, UserBoundaries,
            [Supposed](const FunctionDecl &Function, bool IsHanded) {
              if (FunctionKeys::isShared(Function) || overridesShared(Function))
                return Supposed;
              return IsHanded && Supposed != UseElsewhere::Anywhere
                         ? UseElsewhere::HandedOver
                         : UseElsewhere::Unknown;
            }) {}

std::optional<ProgramFact> Execution::fact(const FunctionDecl &Function) const {
  return Program ? Program->fact(Keys.key(Function), View) : std::nullopt;
}

StepNote Execution::note(const ReachStep &Step) const {
  const SourceLocation Loc = Step.At->getExprLoc();
  return {Loc, Keys.place(Loc), wordsForStep(Step, Types)};
}

RunRoot Execution::rootOf(const ReachStep &Last) const {
  if (Last.How != ReachStep::Executor)
    return RunRoot::Coroutine;
  return runsOnPool(*Last.At, Types.names()) ? RunRoot::Pool
                                             : RunRoot::Executor;
}

RunState Execution::state(const FunctionDecl &Function) const {
  if (const std::optional<ProgramFact> Fact = fact(Function))
    return Fact->State;
  const ReachPath Path = Reach.pathTo(Function);
  if (!Path.empty())
    return Path.front().How == ReachStep::Called ? RunState::Called
                                                 : RunState::HandedOver;
  return Reach.runsInBoundary(Function) ? RunState::Boundary
                                        : RunState::Anywhere;
}

RunPlace Execution::place(const FunctionDecl &Function) const {
  RunPlace Place;
  Place.State = state(Function);
  if (!runsInAsyncCode(Place.State))
    return Place;
  // What the unit shows, up to what another file begins.
  const FunctionDecl *Begun = &Function;
  if (!fact(Function))
    for (const ReachStep &Step : Reach.pathTo(Function)) {
      Begun = Step.At ? nullptr : Step.Function;
      if (Begun)
        break;
      Place.Path.push_back(note(Step));
      Place.Root = rootOf(Step);
    }
  if (const std::optional<ProgramFact> Fact =
          Begun ? fact(*Begun) : std::nullopt) {
    Place.Root = Fact->Root;
    for (StepNote &Step : Program->path(*Fact))
      Place.Path.push_back(std::move(Step));
  }
  return Place;
}
