//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What one file tells the others: its functions, what they call, and the
// findings that depend on who calls them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SUMMARY_H
#define ASYNCTIDY_SUMMARY_H

#include "code/Elsewhere.h"
#include "program/ConversionFacts.h"
#include "program/Execution.h"
#include "program/TokenFacts.h"
#include "llvm/ADT/StringMap.h"

namespace clang::tidy::async {

/// Something that the link has to tell of a function.
struct FarCondition {
  FarQuestion Question;
  bool Holds = true; ///< Or that is not known.
};

/// What a unit tells of a function: it holds when the link finds that all that
/// it needs does.
struct FarClaim {
  FarQuestion What;
  std::vector<FarQuestion> Needs;
};

/// When a finding is one.
struct RunCondition {
  /// Where it stands in.
  const FunctionDecl *Function = nullptr;
  /// In which of its states.
  std::vector<RunState> States;
  /// Not where a pool for blocking work runs it.
  bool NotOnPool = false;
  ProgramView View = ProgramView::All;
  /// Its edits are those of its function's conversion, if there is one.
  bool IsConverted = false;
  /// Only if a stop token is handed on by its function. GivenPlaceholder and
  /// HolderPlaceholder in the warning are for whoever knows.
  bool NeedsToken = false;
  /// All of them.
  std::vector<FarCondition> Answers;
};

/// A message as it would be printed, with the edits that stand on it.
struct SaidText {
  struct Edit {
    FilePlace At;
    unsigned Length = 0;
    std::string Text;
  };
  FilePlace At;
  std::string Text;
  std::vector<Edit> Edits;
};

/// BlockedPlaceholder in the warning is for whoever knows the state. The way
/// to async code comes before the notes.
struct ConditionalFinding {
  std::string Check;
  RunCondition When;
  SaidText Warning;
  std::vector<SaidText> Notes;
};

class Summary {
public:
  /// \p Target is a file that ends in `.summary`, or a folder to which the
  /// summary of each file is written.
  explicit Summary(llvm::StringRef Target) : Target(Target.str()) {}

  void add(ConditionalFinding Finding) {
    Findings.push_back(std::move(Finding));
  }
  /// Each is written once.
  void claim(FarClaim Told) { Claims.push_back(std::move(Told)); }
  /// More boundaries, for ProgramView::BlockingWait only. Lives as long as
  /// this.
  void setBoundaries(const NameList &OfBlockingWait) {
    Boundaries = &OfBlockingWait;
  }

  /// Who could become a coroutine in the unit.
  void setConversions(ConversionFacts Facts) { Conversions = std::move(Facts); }
  /// Who could hand on a stop token in the unit.
  void setTokens(TokenFacts Facts) { Tokens = std::move(Facts); }
  /// What the preprocessor has left out.
  void setSkipped(llvm::ArrayRef<SourceRange> Ranges) {
    Skipped.assign(Ranges.begin(), Ranges.end());
  }

  /// Writes what is known of the unit, whose main file is \p MainFile, and
  /// forgets the findings. Returns a line for a human where it cannot.
  std::string write(const CallGraph &Calls, const AsyncTypes &Types,
                    llvm::StringRef MainFile);

private:
  struct Writer;
  const std::string Target;
  std::vector<ConditionalFinding> Findings;
  std::vector<FarClaim> Claims;
  const NameList *Boundaries = nullptr;
  ConversionFacts Conversions;
  TokenFacts Tokens;
  std::vector<SourceRange> Skipped;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SUMMARY_H
