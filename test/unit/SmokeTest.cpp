//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// That the other tests can work at all: clang parses coroutines in this
// process, and the host, which is ourselves, has the right version.
//
//===----------------------------------------------------------------------===//

#include "VersionGuard.h"
#include "knowledge/EmbeddedVocabulary.h"
#include "clang/AST/StmtCXX.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;

TEST(Smoke, VersionGuardAcceptsOurOwnVersion) {
  EXPECT_TRUE(tidy::async::hostVersionMatches());
}

TEST(Smoke, ParsesCoroutines) {
  std::unique_ptr<ASTUnit> Unit = tooling::buildASTFromCodeWithArgs(
      "#include <coroutine>\n"
      "struct task { struct promise_type {\n"
      "  task get_return_object(); std::suspend_never initial_suspend();\n"
      "  std::suspend_never final_suspend() noexcept;\n"
      "  void return_void(); void unhandled_exception(); }; };\n"
      "task f() { co_await std::suspend_always{}; }\n",
      {"-std=c++20"});
  ASSERT_TRUE(Unit);
  EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred());
  auto Found =
      match(functionDecl(hasName("f")).bind("f"), Unit->getASTContext());
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_TRUE(
      isa<CoroutineBodyStmt>(Found[0].getNodeAs<FunctionDecl>("f")->getBody()));
}

TEST(Smoke, EmbeddedVocabularyIsComplete) {
  for (const tidy::async::EmbeddedLibrary &Library :
       tidy::async::embeddedLibraries()) {
    EXPECT_TRUE(Library.File.ends_with(".yaml"));
    // What people call things of their own belongs to no library.
    EXPECT_EQ(Library.Namespaces.empty(), Library.File == "usual.yaml")
        << Library.File.str();
    EXPECT_TRUE(Library.Text.contains("namespaces:")) << Library.File.str();
  }
}
