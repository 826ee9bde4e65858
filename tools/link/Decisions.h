//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which findings are true in the whole program, and what is written of it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_DECISIONS_H
#define ASYNCTIDY_LINK_DECISIONS_H

#include "Answers.h"
#include "Conversions.h"
#include "llvm/Support/JSON.h"
#include <memory>

namespace async_link {

class Decisions {
public:
  Decisions(const Facts &Of, Limits Kept);

  /// For clang-tidy and editors: where each function runs. \p Root is where the
  /// sources are, as seen from where it is written.
  void writeProgram(llvm::raw_ostream &Out, StringRef Root) const;

  /// What is decided, as clang-tidy's --export-fixes writes it. \p Root is
  /// where the sources are.
  void writeFixes(llvm::raw_ostream &Out, StringRef Root) const;

  /// The places of all findings that could depend on other files, true or not:
  /// whatever else is said there is not known to be true.
  void writePlaces(llvm::raw_ostream &Out, StringRef Root) const;

  unsigned count() const { return True.size(); }
  /// Functions that are no coroutines and run in async code.
  unsigned reached() const;
  /// Functions that become coroutines.
  unsigned converted() const;

private:
  /// A finding that is true.
  struct Truth {
    const Finding *Said = nullptr;
    /// The one that has the edits of its plan; null without.
    const Finding *Carrier = nullptr;
  };
  const Reach &in(const Finding &F) const;
  void decide();
  /// Of what a stop token is handed on by; else null.
  const HandedStop *stopOf(const Finding &F) const {
    return F.NeedsToken ? Stops.of(F.Function) : nullptr;
  }
  const Plan *planOf(const Finding &F) const;
  Refusal whyNot(const Finding &F) const;
  Said warningOf(const Truth &T) const;
  std::vector<Said> notesOf(const Truth &T) const;
  /// Smaller is said; equal findings of two summaries are one.
  bool before(const Truth &A, const Truth &B) const;
  std::string stepText(const Step &Why, Id Function) const;
  void writeSaid(llvm::json::OStream &Out, const Said &Text, StringRef Message,
                 StringRef Root) const;
  void writeNote(llvm::json::OStream &Out, StringRef Message, const Place &At,
                 StringRef Root) const;
  void writePath(llvm::json::OStream &Out, const Finding &F,
                 StringRef Root) const;
  void writeFact(llvm::raw_ostream &Out, Id Function, const Reach &In,
                 char View) const;
  void writePlan(std::vector<std::string> &Lines, Id Function, char View,
                 char Kind, StringRef Why, Place At) const;
  void writeConversions(std::vector<std::string> &Lines) const;
  void writeStops(std::vector<std::string> &Lines) const;
  Place placeOf(const Step &Why) const;
  std::string path(const Place &At, StringRef Root) const;

  const Facts &Of;
  const Reach All;
  /// Where an option names more boundaries; else null.
  std::unique_ptr<const Reach> WithBoundaries;
  const HandedStops Stops;
  const Answers Told;
  const Conversions Converted;
  std::vector<Truth> True;
  /// Of each plan, who carries its edits.
  llvm::DenseMap<const Plan *, const Finding *> Carriers;
  mutable llvm::BumpPtrAllocator Memory;
  mutable llvm::StringSaver Texts{Memory};
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_DECISIONS_H
