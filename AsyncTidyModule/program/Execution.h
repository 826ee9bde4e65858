//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where the functions of a unit run, as far as anybody knows: what the unit
// shows, what the linked program adds, or what is supposed of other files.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_EXECUTION_H
#define ASYNCTIDY_EXECUTION_H

#include "flow/Reachability.h"
#include "program/LinkedProgram.h"
#include "program/SummaryText.h"

namespace clang::tidy::async {

struct RunPlace {
  RunState State = RunState::Boundary;
  RunRoot Root = RunRoot::Coroutine;
  /// From the function to what begins the way.
  std::vector<StepNote> Path;
};

class Execution {
public:
  /// \p UserBoundaries: more functions where blocking is meant; may be null.
  /// \p Program: what other files know; may be null. \p View says which of its
  /// boundaries are meant.
  Execution(const CallGraph &Calls, const AsyncTypes &Types,
            const NameList *UserBoundaries, const LinkedProgram *Program,
            ProgramView View);

  /// The same, as if other files did \p Supposed with everything that they can.
  Execution(const CallGraph &Calls, const AsyncTypes &Types,
            const NameList *UserBoundaries, UseElsewhere Supposed);

  /// Of a function that is no coroutine.
  RunPlace place(const FunctionDecl &Function) const;
  /// The same without the notes.
  RunState state(const FunctionDecl &Function) const;

  /// What the linked program says of its conversion, or of another \p View.
  std::optional<LinkedConversion> conversion(const FunctionDecl &Function,
                                             char View = ConversionView) const {
    return Program ? Program->conversion(Keys.key(Function), View)
                   : std::nullopt;
  }

  /// True for a lambda that nobody is seen to call, or to run on an executor
  /// or thread.
  bool isNeverSeenToRun(const FunctionDecl &Function) const {
    return Reach.isNeverSeenToRun(Function);
  }

private:
  std::optional<ProgramFact> fact(const FunctionDecl &Function) const;
  StepNote note(const ReachStep &Step) const;
  RunRoot rootOf(const ReachStep &Last) const;

  const AsyncTypes &Types;
  const LinkedProgram *Program = nullptr;
  ProgramView View = ProgramView::All;
  mutable FunctionKeys Keys;
  Reachability Reach;
};

/// How a note calls \p Function: `'f'` or `this lambda`.
std::string nameForNote(const FunctionDecl &Function);

/// The words of \p Step, which says what it is about.
std::string wordsForStep(const ReachStep &Step, const AsyncTypes &Types);

/// True when what \p Taker gets is run by a pool for blocking work.
bool runsOnPool(const Expr &Taker, const Names &Known);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_EXECUTION_H
