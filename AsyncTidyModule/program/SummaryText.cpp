//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/SummaryText.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::tidy::async;

const char *clang::tidy::async::threadThatRuns(RunState State, RunRoot Root) {
  if (!runsInAsyncCode(State))
    return "the thread";
  return Root == RunRoot::Coroutine ? "the thread of a coroutine"
                                    : "the thread of an event loop or executor";
}

std::string clang::tidy::async::sentenceOf(const StepWords &Step) {
  const std::string Name = Step.Function.str();
  if (Step.ToExecutor)
    return Name + " is handed to '" + Step.By.str() +
           "' here, which runs it on an event loop or executor";
  if (Step.ByCoroutine && Step.By == "this lambda")
    return Name + " is called by a coroutine here";
  return Name + " is called by " + (Step.ByCoroutine ? "the coroutine " : "") +
         Step.By.str() + " here";
}

std::string clang::tidy::async::hiddenText(std::size_t Hidden) {
  return std::to_string(Hidden) + " more calls lie between";
}

std::string clang::tidy::async::digestOf(llvm::StringRef Text) {
  std::string Digits;
  llvm::raw_string_ostream(Digits)
      << llvm::format_hex_no_prefix(llvm::MD5Hash(Text), 16);
  return Digits;
}
