//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// An option that says which functions are meant, by their names and
// parameters.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SIGNATUREFILTER_H
#define ASYNCTIDY_SIGNATUREFILTER_H

#include "clang/AST/Decl.h"
#include "llvm/Support/Regex.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A regular expression, searched for in a function's name, its qualified name,
/// the type of each parameter, and the list of parameters: `(A a, const B &
/// b)`.
class SignatureFilter {
public:
  explicit SignatureFilter(llvm::StringRef Option);

  bool matches(const FunctionDecl &Function) const;

  /// What is wrong with the option.
  llvm::ArrayRef<std::string> errors() const { return Errors; }
  /// The option as it was given.
  const std::string &text() const { return Text; }

private:
  std::string Text;
  mutable llvm::Regex Pattern;
  std::vector<std::string> Errors;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SIGNATUREFILTER_H
