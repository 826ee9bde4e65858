//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which code is a test's, by what it does and by the name of its file.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TESTCODE_H
#define ASYNCTIDY_TESTCODE_H

#include "code/CallGraph.h"
#include "knowledge/Names.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace clang::tidy::async {

/// Keeps references to what it is made from; cheap until it is asked.
class TestCode {
public:
  TestCode(const CallGraph &Calls, const Names &Known)
      : Calls(Calls), Known(Known) {}

  /// True when \p Function stands in a file of tests, or in a translation unit
  /// that is one: by its main file's name, by what a framework runs in it, or
  /// since the functions that `main` calls do little but assert.
  bool contains(const FunctionDecl &Function);

  /// True for such code when the test around \p Function is called after what
  /// becomes of dropped work: `TEST(File, dropsRead)`.
  bool dropsOnPurpose(const FunctionDecl &Function);

private:
  bool isNamedTest(FileID File);
  bool isTestUnit();
  bool runsTests() const;
  bool mainOnlyAsserts() const;

  const CallGraph &Calls;
  const Names &Known;
  llvm::DenseMap<FileID, bool> Files;
  std::optional<bool> Unit;
};

/// True for the name of a file of tests, or for one in a folder of tests:
/// `session_test.cpp`, `tests/session.cpp`.
bool isTestFile(llvm::StringRef Path, const UsualNames &Usually);

/// True when a good part of what \p Function does is to assert something.
bool mostlyAsserts(const FunctionDecl &Function, const UsualNames &Usually);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TESTCODE_H
