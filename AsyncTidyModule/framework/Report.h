//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How a check says what it has found: a warning, notes, and what it offers.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REPORT_H
#define ASYNCTIDY_REPORT_H

#include "edits/Rewrite.h"
#include "clang/Basic/PartialDiagnostic.h"
#include <list>
#include <memory>
#include <optional>
#include <string>

namespace clang::tidy::async {

class AsyncCheck;

/// One finding, said as a whole when the report ends its life:
///   report(Loc, "'%0' blocks %1", std::move(Edits)) << Name << What;
/// Edits that nobody needs to think about stand on the warning, where --fix
/// applies them. Those to judge stand on a note, and are made when all of the
/// first kind in the translation unit are known: they yield to them. Without
/// edits, a note says why.
class Report {
public:
  /// A message with its arguments, which are streamed into it as into what
  /// diag() returns.
  struct Message {
    SourceLocation Loc;
    std::string Format;
    PartialDiagnostic Arguments;
  };

  Report(Report &&) = default;
  ~Report();

  /// An argument of the warning.
  template <typename T> Report &operator<<(const T &Argument) {
    Said->Warning.Arguments << Argument;
    return *this;
  }

  /// A note that explains the warning. What this and the next three return
  /// takes arguments, in the same statement.
  const PartialDiagnostic &note(SourceLocation Loc, llvm::StringRef Format);

  /// The edits are for a human to judge, and this is what to think about.
  const PartialDiagnostic &judge(llvm::StringRef Format);
  /// The same, where that stands.
  const PartialDiagnostic &judge(SourceLocation Loc, llvm::StringRef Format);

  /// A note after the one about the edits.
  const PartialDiagnostic &addition(SourceLocation Loc, llvm::StringRef Format);

  /// True when the edits stand on the warning, as far as the check knows.
  bool isFixed() const {
    return Said->Edits && *Said->Edits && !Said->Judgement;
  }

private:
  friend AsyncCheck;

  struct Content {
    AsyncCheck *Check;
    PartialDiagnostic::DiagStorageAllocator *Storage;
    Message Warning;
    std::optional<Rewrite> Edits;
    std::optional<Message> Judgement;
    std::list<Message> Notes, Additions;
  };

  explicit Report(std::unique_ptr<Content> Said) : Said(std::move(Said)) {}
  Message message(SourceLocation Loc, llvm::StringRef Format) const;

  std::unique_ptr<Content> Said;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REPORT_H
