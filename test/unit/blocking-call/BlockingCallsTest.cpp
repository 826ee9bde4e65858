//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCalls.h"
#include "TestAST.h"
#include <limits>

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
blocking-calls:
  - {name: rest, time: 1, unit: s, sleep: true}
  - {name: rest_for, time: 1, sleep: true, until: the time is up}
  - {name: ask, time: 2, unit: ms, known-time: true}
  - {name: device::read, unless: [set_nonblocking]}
  - {name: memory::read, blocks: false}
  - {name: console}
  - {name: device::line, of: console}
)";

static const char *const Declarations = R"cpp(
namespace std {
template <long long N, long long D = 1> struct ratio {};
namespace chrono {
template <class R, class P> struct duration {
  R Count = 0;
  constexpr explicit duration(R C) : Count(C) {}
};
using milliseconds = duration<long long, ratio<1, 1000>>;
using minutes = duration<double, ratio<60>>;
}
}
void rest(int); void rest_for(std::chrono::milliseconds);
template <class R, class P> void rest_for(std::chrono::duration<R, P>);
void ask(int, int *); void ask(int, int);
struct device { int read(); int line(); device &operator>>(int &); };
struct file : device {}; struct memory : device { int read(); };
struct chip : memory {};
extern device console; void set_nonblocking(device &); int n;
)cpp";

namespace {
struct Answer {
  bool Blocks = false;
  std::optional<double> Milliseconds;
  std::string Name;
};
} // namespace

/// About the first call in the body of a function.
static Answer ask(llvm::StringRef Body) {
  TestAST AST((Declarations + ("void test() { " + Body + "; }")).str());
  Knowledge K(AST, {Vocabulary});
  const FunctionDecl *Function = AST.function("test");
  BodyIndex Index(*Function);
  for (const CallExpr *Call : Index.body(Function)->Calls)
    if (auto Found = blockingCall(*Call, *Function, Index, K.Known))
      return {true, Found->milliseconds(AST.context()), Found->name().str()};
  return {};
}

TEST(BlockingCalls, TakeTheTimeOfConstants) {
  EXPECT_EQ(ask("rest(2)").Milliseconds, 2000.0);
  EXPECT_EQ(ask("constexpr int N = 1 + 2; rest(N)").Milliseconds, 3000.0);
  EXPECT_EQ(ask("rest_for(std::chrono::milliseconds(5))").Milliseconds, 5.0);
  EXPECT_EQ(ask("rest_for(std::chrono::minutes(0.5))").Milliseconds, 30000.0);
  EXPECT_TRUE(ask("rest(n)").Blocks);
  EXPECT_EQ(ask("rest(n)").Milliseconds, std::nullopt);
  EXPECT_EQ(ask("rest_for(std::chrono::milliseconds(n))").Milliseconds,
            std::nullopt);
}

TEST(BlockingCalls, AreNoPolls) {
  EXPECT_FALSE(ask("rest(0)").Blocks);
  EXPECT_FALSE(ask("rest_for(std::chrono::milliseconds(0))").Blocks);
  EXPECT_FALSE(ask("rest_for(std::chrono::milliseconds(-1))").Blocks);
  EXPECT_FALSE(ask("ask(1, 0)").Blocks);
  EXPECT_FALSE(ask("ask(1, n)").Blocks);
  EXPECT_FALSE(ask("ask(1, &n)").Blocks);
  EXPECT_EQ(ask("ask(1, -1)").Milliseconds,
            std::numeric_limits<double>::infinity());
  EXPECT_EQ(ask("ask(1, nullptr)").Milliseconds,
            std::numeric_limits<double>::infinity());
}

TEST(BlockingCalls, AreThoseOfTheNearestClass) {
  EXPECT_TRUE(ask("device d; d.read()").Blocks);
  EXPECT_TRUE(ask("file f; f.read()").Blocks);
  EXPECT_FALSE(ask("memory m; m.read()").Blocks);
  EXPECT_FALSE(ask("chip c; c.read()").Blocks);
}

TEST(BlockingCalls, AreNotMadeNonBlocking) {
  EXPECT_FALSE(ask("device d; set_nonblocking(d); d.read()").Blocks);
  EXPECT_TRUE(ask("device d; /* set_nonblocking */ d.read()").Blocks);
}

TEST(BlockingCalls, MayBeOfOneObjectOnly) {
  EXPECT_TRUE(ask("console.line()").Blocks);
  EXPECT_FALSE(ask("device d; d.line()").Blocks);
  EXPECT_EQ(ask("console >> n").Name, "console");
  EXPECT_FALSE(ask("device d; d >> n").Blocks);
}
