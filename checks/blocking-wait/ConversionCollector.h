//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a unit tells the link about functions that may have to become
// coroutines, with the edits of ConversionEdits.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CONVERSIONCOLLECTOR_H
#define ASYNCTIDY_CONVERSIONCOLLECTOR_H

#include "checks/blocking-wait/ConversionEdits.h"
#include "checks/blocking-wait/FunctionUses.h"
#include "program/ConversionFacts.h"
#include "program/SummaryText.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::async {

class ConversionCollector {
public:
  /// What the check that asks knows.
  struct Host {
    IndexOf Index;
    /// The waits that are to be awaited in a function that runs so.
    std::function<std::vector<BlockingWait>(const FunctionDecl &, RunState)>
        Waits;
    /// True where a function that runs so may block.
    std::function<bool(const FunctionDecl &, RunState)> MayBlock;
    std::function<bool(SourceLocation)> IsSilenced;
    /// Empty edits, with includes, that claim nothing.
    std::function<Rewrite(const FunctionDecl &)> Edits;
    /// The tasks of libraries that the unit does not include, and could.
    std::function<std::vector<KnownTask>()> OtherTasks;
  };

  /// Both live longer than this.
  ConversionCollector(CallGraph &Graph, const AsyncTypes &Types, Host Knowledge)
      : Graph(Graph), Types(Types), Knowledge(std::move(Knowledge)),
        Maker(Types, this->Knowledge.Index),
        SM(Graph.context().getSourceManager()), Keys(SM) {}

  /// About as long as the checks take.
  ConversionFacts collect();

private:
  void findTasks();
  void addTasksToStart();
  void addTask(const TaskChoice &Task);
  void findFunctions();
  void findFunctions(const DeclContext &Scope);
  bool isToldElsewhere(const FunctionDecl &Function) const;
  /// True when no file sees a way to convert it.
  bool isOut(const FunctionDecl &Function) const;
  void describe(const FunctionDecl &Function);
  void describeWaits(const FunctionDecl &Function, CandidateFact &Fact);
  void describeOwn(const FunctionDecl &Function, CandidateFact &Fact);
  void describeCall(const CallMention &Mention, CandidateFact &Called);
  /// The offset behind it.
  unsigned endOf(const Expr &E) const;
  void describeStart(const CallMention &Mention, unsigned Task,
                     CandidateFact &Called, CallFact &Fact);
  std::optional<CallEdit> around(unsigned Task, const Rewrite &Edits) const;

  CallGraph &Graph;
  const AsyncTypes &Types;
  const Host Knowledge;
  const ConversionEdits Maker;
  const SourceManager &SM;
  FunctionKeys Keys;
  std::vector<TaskChoice> Tasks;
  /// Canonical; those that nobody mentions come last.
  std::vector<const FunctionDecl *> Functions;
  llvm::DenseSet<const FunctionDecl *> Known;
  /// Functions that this file alone shows to stay what they are: they neither
  /// wait nor call anything that could change.
  llvm::DenseSet<const FunctionDecl *> Open;
  /// Those that may have a wait.
  llvm::DenseSet<const FunctionDecl *> Waiting;
  /// Those of ConversionFacts::Candidates, by their place there.
  std::vector<std::pair<const CallMention *, std::size_t>> Calls;
  ConversionFacts Found;
};

/// Why \p Function, which is no coroutine, is never converted, whatever other
/// files say; empty when it may be.
std::string obstacleForAll(const FunctionDecl &Function,
                           const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CONVERSIONCOLLECTOR_H
