//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which classes have objects that must be settled before they die, and how.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SETTLEDCLASSES_H
#define ASYNCTIDY_SETTLEDCLASSES_H

#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/DenseMap.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// How objects of a class are settled.
struct SettledClass {
  /// Names of member functions; none: its objects need not be settled.
  std::vector<std::string> By;
  /// Those behind which they must be; none: always.
  std::vector<std::string> OpenedBy;

  /// A new one must be, too, whatever it is made of.
  bool FromBirth = false;

  explicit operator bool() const { return !By.empty(); }
};

/// By the vocabulary, or by a destructor that ends the program unless an
/// awaitable `close()`, or the like, was called. Remembers its answers.
class SettledClasses {
public:
  explicit SettledClasses(const AsyncTypes &Types) : Types(Types) {}
  const SettledClass &of(QualType T);

private:
  SettledClass byStructure(const CXXRecordDecl &Record) const;

  const AsyncTypes &Types;
  llvm::DenseMap<const CXXRecordDecl *, SettledClass> Known;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SETTLEDCLASSES_H
