//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/Endings.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

/// What the body of a coroutine ends with, what comes before, and how.
static std::string endings(llvm::StringRef Body, bool IsTry = false) {
  TestAST AST((llvm::Twine(R"cpp(
struct Owner { ~Owner(); }; struct Plain { int Id; };
home::task<> f(); home::task<int> g(int = 0); int effect(); bool done;
int use(int); int &refer();
home::task<> test(int N) )cpp") +
               (IsTry ? "try {" : "{") + Body +
               (IsTry ? "} catch (...) {}" : "}"))
                  .str());
  const auto Found =
      endingsOf(*cast<CoroutineBodyStmt>(AST.function("test")->getBody()));
  const auto Text = [&](const Stmt *S) {
    return Rewrite(AST.context()).text(S->getSourceRange()).str();
  };
  std::string Result;
  for (const Ending &E : Found.All)
    Result += std::string(E.Return ? "return" : "") +
              (E.Await ? " await" : "") + (E.Call ? " " + Text(E.Call) : "") +
              "; ";
  for (const Expr *Before : Found.Before)
    Result += "before " + Text(Before) + "; ";
  for (const Expr *Effect : Found.Effects)
    Result += "effect " + Text(Effect) + "; ";
  return Result + (Found.Complex ? "complex; " : "") +
         (Found.Bare ? "bare; " : "") +
         (Found.FallsOff.isValid() ? "falls off; " : "");
}

TEST(Endings, OfABody) {
  EXPECT_EQ(endings("co_return;"), "return; ");
  EXPECT_EQ(endings("co_await f();"), " await f(); ");
  EXPECT_EQ(endings("co_await f(); co_return;"), " await f(); bare; ");
  EXPECT_EQ(endings("effect(); co_return;"), "return; effect effect(); ");
  EXPECT_EQ(endings("co_return co_await f();"), "return await f(); ");
  EXPECT_EQ(endings("co_return co_await (f());"), "return await f(); ");
  EXPECT_EQ(endings("home::task<> T; co_await T;"), " await; before T; ");
  EXPECT_EQ(endings("co_await f(); effect(); co_return;"),
            "return; effect co_await f(); effect effect(); ");
  EXPECT_EQ(endings("co_await f(); effect();;"),
            "effect co_await f(); effect effect(); falls off; ");
}

TEST(Endings, OfBranches) {
  EXPECT_EQ(endings("if (done) co_return; co_await f();"),
            "return;  await f(); before done; ");
  EXPECT_EQ(endings("if (done) co_return; else co_return co_await f();"),
            "return; return await f(); before done; ");
  EXPECT_EQ(endings("if (done) co_return;"),
            "return; before done; falls off; ");
  EXPECT_EQ(endings("if (done) co_return; else effect();"),
            "return; before done; effect effect(); falls off; ");
  EXPECT_EQ(endings("if (int I = effect(); I > N) { co_return; } else { "
                    "effect(); co_return; }"),
            "return; return; before effect(); before I > N; effect effect(); ");
  EXPECT_EQ(endings("if (int I = effect()) co_return; else throw 1;"),
            "return; before effect(); before I; effect throw 1; ");
  EXPECT_EQ(endings("switch (N) { case 1: effect(); break; default: "
                    "co_return; } co_return;"),
            "return; return; before N; effect effect(); ");
  EXPECT_EQ(endings("switch (int I = effect(); I) { case 1: co_return; }"),
            "return; before effect(); before I; falls off; ");
  EXPECT_EQ(endings("{ effect(); { co_return; } }"),
            "return; effect effect(); ");
  EXPECT_EQ(endings("effect(); {}  co_await f(); {}"),
            "effect effect(); effect co_await f(); falls off; ");
}

TEST(Endings, AreComplexWhereSomethingStays) {
  EXPECT_EQ(endings("int I = effect(); co_return;"),
            "return; before effect(); ");
  EXPECT_EQ(endings("int I; co_return;"), "return; ");
  EXPECT_EQ(endings("Plain P{1}; co_return;"), "return; before {1}; ");
  EXPECT_EQ(endings("Owner O; co_return;"), "return; before O; complex; ");
  EXPECT_EQ(endings("static int I = 1; co_return;"),
            "return; before 1; complex; ");
  EXPECT_EQ(endings("int &I = refer(); co_return;"),
            "return; before refer(); complex; ");
  EXPECT_EQ(endings("using T = int; static_assert(sizeof(T)); struct S {}; "
                    "co_return;"),
            "return; ");
  EXPECT_EQ(endings("void local(); co_return;"), "return; complex; ");
  EXPECT_EQ(endings("while (done) effect(); co_return;"),
            "return; effect done; effect effect(); complex; ");
  EXPECT_EQ(endings("try { effect(); co_return; } catch (...) {}"),
            "return; effect effect(); complex; falls off; ");
  EXPECT_NE(endings("co_return;", /*IsTry=*/true).find("complex"),
            std::string::npos);
}
