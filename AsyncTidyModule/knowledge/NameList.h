//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Options that list names: `::lib::task;^::app::.*_async$`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NAMELIST_H
#define ASYNCTIDY_NAMELIST_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Regex.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// Fully qualified names without template arguments, inline and unnamed
/// namespaces (a leading `::` is optional), or regular expressions that search
/// such a name with its leading `::`.
class NameList {
public:
  /// Whether an expression is searched for, or must match the whole name, whose
  /// leading `::` is then optional.
  enum class Match { Part, Whole };

  /// \p Option: the entries, separated by semicolons.
  explicit NameList(llvm::StringRef Option, Match How = Match::Part);

  bool contains(const NamedDecl *D) const;
  /// By the name of the class, or of an alias through which it was written.
  bool contains(QualType T) const;

  /// The entries that are no valid regular expressions, with the reason.
  llvm::ArrayRef<std::string> errors() const { return Errors; }
  /// The option as it was given.
  const std::string &text() const { return Text; }

private:
  std::string Text;
  llvm::StringSet<> Exact;
  mutable std::vector<llvm::Regex> Patterns;
  std::vector<std::string> Errors;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NAMELIST_H
