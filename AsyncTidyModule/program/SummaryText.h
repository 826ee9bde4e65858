//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is written by one program and read by another: the lines of summaries
// (one per file that was looked at) and of linked programs, and the words of
// notes that both may say. Knows nothing of clang: async-tidy-link is built
// from it, too. docs/whole-program.md has the formats.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SUMMARYTEXT_H
#define ASYNCTIDY_SUMMARYTEXT_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::tidy::async {

/// The first lines.
inline constexpr llvm::StringLiteral SummaryVersion = "async-tidy-summary\t4";
inline constexpr llvm::StringLiteral ProgramVersion = "async-tidy-program\t4";

/// Stands in a message for what is blocked, which the link knows.
inline constexpr llvm::StringLiteral BlockedPlaceholder = "{thread}";

/// Stand in edits of a file that does not declare the task type: for its
/// qualified name, for its arguments where it has no value, and for its header.
inline constexpr llvm::StringLiteral TaskPlaceholder = "{task}";
inline constexpr llvm::StringLiteral NoValuePlaceholder = "{no value}";
inline constexpr llvm::StringLiteral HeaderPlaceholder = "{header}";

/// Stand for the stop token that a call is given, in edits; and in the warning
/// for that of the function at the other end, and that.
inline constexpr llvm::StringLiteral StopPlaceholder = "{stop}";
inline constexpr llvm::StringLiteral GivenPlaceholder = "{token}";
inline constexpr llvm::StringLiteral HolderPlaceholder = "{holder}";

/// Names for a parameter that hands a stop token on, the first one first.
inline constexpr llvm::StringLiteral StopNames[] = {"stop", "stop_token",
                                                    "stop_requests"};

/// Where a function runs, with the letter that stands for it.
enum class RunState : char {
  Boundary = 'B', ///< Only where blocking is meant.
  Anywhere = 'A',
  HandedOver = 'H', ///< Async code runs it, as something that it was given.
  Called = 'C'      ///< Async code calls it.
};

inline bool runsInAsyncCode(RunState State) {
  return State == RunState::HandedOver || State == RunState::Called;
}

/// What becomes of a function that is to be a coroutine, with its letter in a
/// linked program: it is made one with what changes in its own file, or in
/// several, or it is not.
/// ConversionView stands where other lines have the letter of a view.
inline constexpr char ConversionView = 'c';
inline constexpr char ConversionHere = 'l', ConversionAcross = 'x',
                      ConversionRefused = 'r';

/// The same for functions that a stop token is handed on by; and who begins to.
inline constexpr char TokenView = 't', TokenBeginView = 'u';

/// The same for a fact of a function, whose name follows it (code/Elsewhere.h),
/// and the two that the link tells by itself: its definition was seen, no
/// other file can use it.
inline constexpr char FactView = 'k';
inline constexpr llvm::StringLiteral KnownFact = "d", OnlyHereFact = "h";
/// A stop token is handed on by it.
inline constexpr llvm::StringLiteral HandsStopFact = "s";

/// What begins a way through async code. `Pool` is an executor for blocking
/// work.
enum class RunRoot : char { Coroutine = 'c', Executor = 'x', Pool = 'p' };

/// What a blocking call blocks, as a part of a sentence.
const char *threadThatRuns(RunState State, RunRoot Root);

/// The words of one step of a way: why \p Function runs in async code.
struct StepWords {
  bool ToExecutor = false;
  /// As in notes: `'f'` or `this lambda`.
  llvm::StringRef Function;
  /// The same for who calls it; of an executor, its name without quotes.
  llvm::StringRef By;
  bool ByCoroutine = false;
};
std::string sentenceOf(const StepWords &Step);

/// How many notes of a way are said at its begin and at its end, when not all
/// are. Nobody reads three hundred notes.
inline constexpr std::size_t FirstSteps = 6, LastSteps = 3;

/// How many of \p Steps are left out, behind the first.
inline std::size_t hiddenSteps(std::size_t Steps) {
  return Steps > FirstSteps + LastSteps + 1 ? Steps - FirstSteps - LastSteps
                                            : 0;
}
std::string hiddenText(std::size_t Hidden);

/// As 16 hexadecimal digits, what a key or the contents of a file come to.
std::string digestOf(llvm::StringRef Text);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SUMMARYTEXT_H
