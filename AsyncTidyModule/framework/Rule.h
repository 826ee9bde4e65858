//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a check says of itself: its registration, its options, the documents and
// what programs show of it come from here. `./dev rules --write` writes them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_RULE_H
#define ASYNCTIDY_RULE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace llvm::json {
class OStream;
} // namespace llvm::json

namespace clang::tidy::async {

/// Where the edits of two checks collide, the earlier one makes them, and the
/// other says so.
enum class Precedence { Lifetime, LostWork, Blocking, Reuse, Load, Cost };

/// The kinds of edits that a check offers.
enum class Repairs : std::uint8_t {
  None = 0,
  Fix = 1,  ///< On the warning: --fix applies them.
  Note = 2, ///< On a note, for a human to judge.
  FixOrNote = Fix | Note
};

/// Texts are Markdown, in one line; a rule's own end without a full stop.
struct RuleOption {
  llvm::StringLiteral Name;
  /// As users write it; empty for a text that is empty, or a number that is not
  /// given.
  llvm::StringLiteral Default;
  llvm::StringLiteral Doc;
  /// What documents show in place of a default that is too long for a table.
  llvm::StringLiteral ShownDefault = "";
};

struct Rule {
  llvm::StringLiteral Name;
  /// The mistake, and what there is of it.
  llvm::StringLiteral Pitfall, Details;
  /// What an edit writes.
  llvm::StringLiteral Repair;
  Repairs Edits;
  Precedence Rank;
  /// Those of its own; see AsyncCheck::commonOptions().
  llvm::ArrayRef<RuleOption> Options;
};

/// As JSON, for the programs and documents that are not C++.
void write(const Rule &Declared, llvm::json::OStream &Out);
void write(llvm::ArrayRef<RuleOption> Options, llvm::json::OStream &Out);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_RULE_H
