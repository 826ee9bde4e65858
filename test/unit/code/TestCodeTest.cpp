//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/TestCode.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

TEST(TestCode, Files) {
  TestAST AST("");
  Knowledge K(AST, {});
  const UsualNames &Usually = K.Known.usual();
  for (const char *Path :
       {"session_test.cpp", "src/test_session.cpp", "SessionTest.cc",
        "SessionTests.cc", "session-test.cpp", "session.test.cpp",
        "src/tests.cpp", "test.cpp", "/src/app/tests/session.cpp",
        "/src/app/test/session.cpp", "/src/app/unit_tests/session.cpp",
        "/src/app/unit-tests/session.cpp", "UnitTests/Session.cpp",
        "sessionUnittest.cpp", "bench_session.cpp", "session_benchmark.cpp",
        "benchmarks/session.cpp", "../test/session.cpp", "selftest.cpp"})
    EXPECT_TRUE(isTestFile(Path, Usually)) << Path;
  for (const char *Path :
       {"session.cpp", "latest.cpp", "contest.cpp", "attestation.cpp",
        "testament.cpp", "ab_test_service.cpp", "greatest_hits.cpp",
        "/src/test/app/session.cpp", "/home/tester/session.cpp",
        "protest/session.cpp", "speedtest.cpp", "workbench.cpp",
        "my-test-data-server/session.cpp", "fastest/session.cpp", "",
        "the/house/of/tests/is/here.cpp", "inputs.cpp", "main.cpp"})
    EXPECT_FALSE(isTestFile(Path, Usually)) << Path;
}

static const char *const Asserting = R"cpp(
#define EXPECT_SAME(A, B) ((A) == (B) ? void() : fail())
#define ASSERT(A) do { if (!(A)) fail(); } while (false)
#define REQUIRE(A) if (!(A)) return
#define LOG(A) fail()
void fail(); void act(); int value(); void check(bool, const char * = "");
void check_for_updates(int); struct any { bool operator==(int) const; };
template <class T> void expect(T); any thing();
)cpp";

/// Whether a function with this body mostly asserts.
static bool asserts(llvm::StringRef Body) {
  TestAST AST((Asserting + ("void f() { " + Body + " }")).str());
  Knowledge K(AST, {});
  return mostlyAsserts(*AST.function("f"), K.Known.usual());
}

TEST(TestCode, Assertions) {
  EXPECT_TRUE(asserts("EXPECT_SAME(value(), 1);"));
  EXPECT_TRUE(asserts("ASSERT(value() == 1);"));
  EXPECT_TRUE(asserts("REQUIRE(value() == 1);"));
  EXPECT_TRUE(asserts("act(); act(); ASSERT(value());"));
  EXPECT_TRUE(asserts("act(); { act(); ASSERT(value()); }"));
  EXPECT_TRUE(asserts("auto L = [] { ASSERT(value()); }; L();"));
  EXPECT_TRUE(asserts("check(value() == 1);"));
  EXPECT_TRUE(asserts("check(value() == 1, \"one\");"));
  EXPECT_TRUE(asserts("expect(thing() == 1);"));
  EXPECT_TRUE(asserts("ASSERT(1); return;"));
  EXPECT_TRUE(asserts("for (;;) { ASSERT(value()); }"));
  EXPECT_FALSE(asserts(""));
  EXPECT_FALSE(asserts("act();"));
  EXPECT_FALSE(asserts("LOG(1);"));
  EXPECT_FALSE(asserts("act(); act(); act(); ASSERT(value());"));
  EXPECT_FALSE(asserts("check_for_updates(1);"));
  EXPECT_FALSE(asserts("if (value()) fail();"));
  EXPECT_FALSE(asserts("static_assert(true); act();"));
}

/// Whether 'f' of this unit is code of a test.
static bool isTest(llvm::StringRef Code) {
  TestAST AST((llvm::Twine(Asserting) + R"cpp(
namespace lib { struct fixture {}; void add(void (*)()); }
)cpp" + Code)
                  .str());
  Knowledge K(AST, {R"(
library: lib
tests: [{name: lib::fixture}]
threads: [{name: lib::add}]
)"});
  const CallGraph Calls(AST.context());
  return TestCode(Calls, K.Known).contains(*AST.function("f"));
}

TEST(TestCode, DropsOnPurpose) {
  const auto Drops = [](llvm::StringRef Code) {
    TestAST AST((llvm::Twine(Asserting) +
                 "namespace lib { struct fixture { virtual void run(); }; }" +
                 Code)
                    .str());
    Knowledge K(AST, {R"(
library: lib
tests: [{name: lib::fixture}]
)"});
    const CallGraph Calls(AST.context());
    return TestCode(Calls, K.Known).dropsOnPurpose(*AST.function("run"));
  };
  EXPECT_TRUE(Drops("struct File_dropsRead : lib::fixture { void run(); };"
                    "void File_dropsRead::run() {}"));
  EXPECT_TRUE(Drops("struct DestroyedBeforeUse : lib::fixture { void run(); };"
                    "void DestroyedBeforeUse::run() {}"));
  EXPECT_FALSE(Drops("struct File_reads : lib::fixture { void run(); };"
                     "void File_reads::run() {}"));
  // No word of the name, and no test.
  EXPECT_FALSE(Drops("struct Dropbox : lib::fixture { void run(); };"
                     "void Dropbox::run() {}"));
  EXPECT_FALSE(Drops("struct dropsRead { void run(); };"
                     "void dropsRead::run() {}"));
}

TEST(TestCode, Units) {
  EXPECT_TRUE(isTest("void f() { ASSERT(value()); } int main() { f(); }"));
  EXPECT_TRUE(isTest("void f(); void g() { check(value() == 1); }"
                     "void f() { act(); } int main() { g(); }"));
  EXPECT_TRUE(isTest("void f() {} int main() { ASSERT(value()); f(); }"));
  EXPECT_TRUE(isTest("void f() { ASSERT(value()); }"
                     "int main() { auto L = [] { f(); }; L(); }"));
  EXPECT_TRUE(isTest("void f() {} struct t : lib::fixture { void run() {} };"));
  EXPECT_TRUE(isTest("void f() {} int Added = (lib::add(f), 1);"));
  EXPECT_FALSE(isTest("void f() {} std::thread Thread(f);"));
  EXPECT_FALSE(isTest("void f() { lib::add(f); }"));
  EXPECT_FALSE(isTest("void f() { act(); } int main() { f(); }"));
  EXPECT_FALSE(isTest("void f() { ASSERT(value()); }"));
  EXPECT_FALSE(isTest("void g() { ASSERT(1); } void f() { act(); act(); }"
                      "void h() { act(); } int main() { f(); g(); h(); }"));
  EXPECT_FALSE(isTest("void f() {} struct t { void run() {} };"));
  EXPECT_FALSE(isTest("void f() {} int main() {}"));
}
