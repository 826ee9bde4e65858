//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What one file tells about functions that may have to become coroutines: what
// speaks against it, and the edits that this would take here. Whether it is
// done, the link decides, which knows all files.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CONVERSIONFACTS_H
#define ASYNCTIDY_CONVERSIONFACTS_H

#include "program/FunctionKeys.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A task type.
struct KnownTask {
  /// Qualified, without its arguments.
  std::string Name;
  /// Of one that the unit declares, the arguments where there is no value; of
  /// another one, its header.
  std::string Text;
};

/// As Rewrite::Piece.
struct EditFact {
  char Kind = 'r';
  FilePlace At;
  unsigned Length = 0;
  std::string Text;
};

/// Edits that are made together. With a judgement, a human makes them.
struct EditsFact {
  std::string Judgement;
  std::vector<EditFact> Edits;
};

/// Tasks are numbers in ConversionFacts::Tasks.
struct ObstacleFact {
  std::string Why; ///< A clause that can follow "not fixed:".
  FilePlace At;
  std::optional<unsigned> Task; ///< For this one only.
};

/// A wait in the function, which is awaited when that becomes a coroutine.
struct WaitFact {
  std::string States; ///< Letters of RunState in which it is a mistake.
  FilePlace Begin;
  unsigned End = 0; ///< Behind it, in the same file.
  unsigned Task = 0;
  EditsFact Edits;
};

struct CandidateFact {
  const FunctionDecl *Function = nullptr;
  bool IsPure = false, IsInHeader = false;
  /// Letters of RunState in which it may block.
  std::string MayBlock;
  std::vector<FilePlace> Declarations;
  std::vector<ObstacleFact> Obstacles;
  /// For each task: its declarations, and its definition if that is here.
  std::vector<std::pair<unsigned, EditsFact>> Own;
  /// What makes a coroutine of a function without `return` and `co_await`.
  std::vector<EditFact> Keyword;
  std::vector<WaitFact> Waits;
};

/// What would stand around a call.
struct CallEdit {
  unsigned Task = 0;
  std::string Before, After, Judgement;
};

/// A call that can change with what it calls.
struct CallFact {
  const FunctionDecl *Callee = nullptr;
  const FunctionDecl *Caller = nullptr; ///< Null at namespace scope.
  bool IsInBody = true;
  FilePlace Begin;
  unsigned End = 0; ///< Behind it, in the same file.
  /// If the caller is, or becomes, a coroutine; and with a plain wait.
  std::vector<CallEdit> Awaits, Waits;
};

struct ConversionFacts {
  /// Those that the unit declares, and `*` for all others: its edits have
  /// TaskPlaceholder and the like.
  std::vector<KnownTask> Tasks;
  std::vector<KnownTask> OtherTasks;
  std::vector<CandidateFact> Candidates;
  std::vector<CallFact> Calls;
  /// Names whose type is asked for in an unevaluated operand.
  std::vector<std::string> AskedFor;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CONVERSIONFACTS_H
