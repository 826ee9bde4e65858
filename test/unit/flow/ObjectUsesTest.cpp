//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/ObjectUses.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

/// How many suspensions of the coroutine `f`, whose body is \p Body, have a use
/// of its object behind them.
static size_t usesIn(llvm::StringRef Body) {
  const TestAST AST((llvm::Twine(R"cpp(
struct pause { bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); };
void use(...); bool c;
struct object { int X; static int S; void g(int = 0); int h() const;
  home::task<> f(); };
home::task<> object::f() { )cpp") +
                     Body + " co_return; }")
                        .str());
  const Knowledge K(AST, {"library: none\n"});
  const BodyIndex Index(*AST.function("f"));
  return objectUsesBehind(Index.outermost(), Index, K.Types).size();
}

TEST(ObjectUses, Behind) {
  const std::pair<const char *, size_t> Bodies[] = {
      {"co_await pause(); ++X;", 1},
      {"co_await pause(); g();", 1},
      {"co_await pause(); use(this);", 1},
      {"co_await pause(); co_await pause(); X = 1;", 2},
      {"++X; co_await pause();", 0},
      {"co_await pause(); ++S;", 0},
      {"co_await pause(); use(sizeof(X));", 0},
      {"int Y = X; co_await pause(); use(Y);", 0},
      {"int &Y = X; co_await pause(); use(Y);", 1},
      {"auto *Y = this; co_await pause(); use(Y->X);", 1},
      {"auto Y = [this] { g(); }; co_await pause(); Y();", 1},
      {"co_await pause(); use([this] { g(); });", 1},
      {"X = co_await pause();", 1},
      {"g(co_await pause());", 1},
      {"use(h(), co_await pause());", 0},
      {"use(this, co_await pause());", 1},
      {"if (c) { co_await pause(); co_return; } ++X;", 0},
      {"if (c) co_await pause(); ++X;", 1},
      {"while (X) co_await pause();", 1},
      {"for (;;) { ++X; co_await pause(); }", 1},
      {"for (;;) { ++X; co_await pause(); break; }", 0},
      {"try { co_await pause(); } catch (...) { ++X; }", 1},
      {"use([this]() -> home::task<> { co_await pause(); ++X; });", 0},
  };
  for (const auto &[Body, Count] : Bodies)
    EXPECT_EQ(usesIn(Body), Count) << Body;
}
