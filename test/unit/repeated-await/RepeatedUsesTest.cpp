//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/repeated-await/RepeatedUses.h"
#include "TestAST.h"
#include "checks/repeated-await/ReusedResult.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
types:
  - {name: fut, role: task, start: eager, shots: single}
  - {name: text_task, role: task, start: eager, shots: moves-value}
  - {name: number_task, role: task, start: eager, shots: moves-value}
waits:
  - {name: fut::get}
  - {name: fut::wait, value: status}
consumers:
  - {name: fut::then}
fan-out:
  - {name: all}
)";

static const char *const Declarations = R"cpp(
struct fut {
  struct promise_type { fut get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void(); void unhandled_exception(); };
  fut(); fut(fut &&) noexcept; fut &operator=(fut &&) noexcept;
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); int get(); void wait(); bool valid(); fut then(int);
};
struct text { text(const text &); text(text &&) noexcept; };
template <class T> struct moving {
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct text_task : moving<text> { text_task(text_task &&) noexcept; };
struct number_task : moving<int> { number_task(number_task &&) noexcept; };
struct event { bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); };
struct holder { fut first, second; void refill(); };
template <class... F> event all(F &&...) { return {}; }
fut start(); bool c(); void take(fut &&); void refill(fut &);
)cpp";

namespace {
/// The coroutine with this body, and what is known of it.
struct Body {
  explicit Body(llvm::StringRef Code)
      : AST((Declarations + ("fut test(fut f, fut g, event e, holder h) { " +
                             Code + " co_return; }"))
                .str()),
        K(AST, {Vocabulary}), Index(*AST.function("test")),
        Written(*Index.body(AST.function("test"))),
        Uses(awaitableUses(Written, Index, K.Types)),
        Repeated(repeatedUses(Uses, Written, Index, K.Types)) {}

  TestAST AST;
  Knowledge K;
  BodyIndex Index;
  const CallableBody &Written;
  std::vector<AwaitableUse> Uses;
  std::vector<RepeatedUse> Repeated;
};
} // namespace

/// How each use is made, in the order in which they are written; capitals use
/// the object up.
static std::string uses(llvm::StringRef Code) {
  std::string Found;
  for (const AwaitableUse &Use : Body(Code).Uses)
    Found += (Use.Consumes ? "AWMPV" : "awmpv")[Use.How];
  return Found;
}

/// The pairs, as numbers of the uses.
static std::string repeated(llvm::StringRef Code) {
  Body B(Code);
  std::vector<std::string> Found;
  for (const RepeatedUse &R : B.Repeated)
    Found.push_back(std::to_string(R.First - B.Uses.data()) + "-" +
                    std::to_string(R.Second - B.Uses.data()));
  llvm::sort(Found);
  return llvm::join(Found, " ");
}

/// The body after the second use took the first result, or why it did not.
static std::string reused(llvm::StringRef Code) {
  Body B(Code);
  EXPECT_EQ(B.Repeated.size(), 1u);
  if (B.Repeated.empty())
    return "";
  Rewrite Edits(B.AST.context());
  reuseResult(*cast<Expr>(B.Repeated[0].First->At),
              *cast<Expr>(B.Repeated[0].Second->At), B.Index, Edits);
  if (!Edits)
    return Edits.reason().str();
  const std::string All = B.AST.apply(Edits.hints());
  const size_t Begin = All.find("holder h) { ") + strlen("holder h) { ");
  return All.substr(Begin, All.rfind(" co_return; }") - Begin);
}

TEST(AwaitableUses, Kinds) {
  EXPECT_EQ(uses("co_await f;"), "A");
  EXPECT_EQ(uses("co_await std::move(f);"), "A");
  EXPECT_EQ(uses("f.get();"), "W");
  EXPECT_EQ(uses("f.wait();"), "w");
  EXPECT_EQ(uses("f.then(1);"), "M");
  EXPECT_EQ(uses("take(std::move(f));"), "P");
  EXPECT_EQ(uses("co_await all(f, g);"), "PP");
  EXPECT_EQ(uses("fut x = std::move(f);"), "V");
  EXPECT_EQ(uses("g = std::move(f);"), "V");
  EXPECT_EQ(uses("auto l = [x = std::move(f)] {};"), "V");
}

TEST(AwaitableUses, NoUse) {
  EXPECT_EQ(uses("f.valid();"), "");
  EXPECT_EQ(uses("refill(f);"), "");
  EXPECT_EQ(uses("co_await start();"), "");
  EXPECT_EQ(uses("fut &r = f;"), "");
  EXPECT_EQ(uses("fut &&r = std::move(f);"), "");
}

TEST(AwaitableUses, InTheOrderOfTheSource) {
  Body B("f.get(); co_await g; f.get(); take(std::move(g));");
  ASSERT_EQ(B.Uses.size(), 4u);
  for (size_t I = 1; I < B.Uses.size(); ++I)
    EXPECT_TRUE(B.Uses[I - 1].location() < B.Uses[I].location());
}

TEST(AwaitableUses, MovingTheValueOut) {
  EXPECT_EQ(uses("text_task *t; co_await *t; number_task *n; co_await *n;"),
            "Aa");
}

TEST(RepeatedUses, OneAfterTheOther) {
  EXPECT_EQ(repeated("co_await f; co_await f;"), "0-1");
  EXPECT_EQ(repeated("co_await f; co_await f; co_await f;"), "0-1 0-2");
  EXPECT_EQ(repeated("co_await f; co_await g;"), "");
  EXPECT_EQ(repeated("f.wait(); co_await f;"), "");
  EXPECT_EQ(repeated("co_await f; f.wait();"), "0-1");
  EXPECT_EQ(repeated("co_await e; co_await e;"), "");
  EXPECT_EQ(repeated("f.then(1); take(std::move(f));"), "0-1");
  EXPECT_EQ(repeated("co_await f; fut x = std::move(f);"), "");
}

TEST(RepeatedUses, Branches) {
  EXPECT_EQ(repeated("if (c()) co_await f; else co_await f;"), "");
  EXPECT_EQ(repeated("if (c()) co_await f; co_await f;"), "0-1");
  EXPECT_EQ(repeated("co_await f; if (c()) co_await f;"), "0-1");
  EXPECT_EQ(repeated("if (c()) { co_await f; co_return; } co_await f;"), "");
  EXPECT_EQ(repeated("c() ? co_await f : co_await f;"), "");
  EXPECT_EQ(repeated("c() && co_await f && co_await f;"), "0-1");
  EXPECT_EQ(repeated("bool b = c(); if (b) co_await f; if (!b) co_await f;"),
            "");
  EXPECT_EQ(repeated("switch (c()) { case 0: co_await f; break; "
                     "default: co_await f; }"),
            "");
  EXPECT_EQ(repeated("switch (c()) { case 0: co_await f; "
                     "default: co_await f; }"),
            "0-1");
}

// Whatever order the blocks have in clang's graph.
TEST(RepeatedUses, TheFirstIsTheOneWrittenFirst) {
  EXPECT_EQ(repeated("if (c()) co_await f; else co_await f; co_await f;"),
            "0-2");
  EXPECT_EQ(repeated("switch (c()) { case 0: co_await f; break; "
                     "case 1: co_await f; break; default: co_await f; } "
                     "co_await f;"),
            "0-3");
}

TEST(RepeatedUses, Loops) {
  EXPECT_EQ(repeated("while (c()) co_await f;"), "0-0");
  EXPECT_EQ(repeated("do co_await f; while (c());"), "0-0");
  EXPECT_EQ(repeated("while (c()) { co_await f; break; }"), "");
  EXPECT_EQ(repeated("while (c()) { fut x = start(); co_await x; }"), "");
  EXPECT_EQ(repeated("while (c()) { co_await f; f = start(); }"), "");
  EXPECT_EQ(repeated("while (c()) { if (c()) co_await f; }"), "");
  EXPECT_EQ(repeated("again: co_await f; if (c()) goto again;"), "0-0");
}

TEST(RepeatedUses, Handlers) {
  EXPECT_EQ(repeated("try { co_await f; } catch (...) {} co_await f;"), "0-1");
  EXPECT_EQ(repeated("try { co_await f; co_return; } catch (...) {} "
                     "co_await g;"),
            "");
}

TEST(RepeatedUses, Stores) {
  EXPECT_EQ(repeated("co_await f; f = start(); co_await f;"), "");
  EXPECT_EQ(repeated("co_await f; refill(f); co_await f;"), "");
  EXPECT_EQ(repeated("co_await f; if (f.valid()) co_await f;"), "");
  EXPECT_EQ(repeated("auto l = [&] { f = start(); }; "
                     "co_await f; l(); co_await f;"),
            "");
  EXPECT_EQ(repeated("co_await f; if (c()) f = start(); co_await f;"), "0-1");
  // What never runs stores nothing.
  EXPECT_EQ(repeated("co_await f; (void)noexcept(f = start()); co_await f;"),
            "0-1");
}

TEST(RepeatedUses, Places) {
  EXPECT_EQ(repeated("fut &r = f; co_await f; co_await r;"), "0-1");
  EXPECT_EQ(repeated("co_await h.first; co_await h.second;"), "");
  EXPECT_EQ(repeated("co_await h.first; co_await h.first;"), "0-1");
  EXPECT_EQ(repeated("co_await h.first; h.refill(); co_await h.first;"), "");
}

TEST(ReusedResult, TakesTheVariable) {
  EXPECT_EQ(reused("int x = co_await f; int y = co_await f;"),
            "int x = co_await f; int y = x;");
  EXPECT_EQ(reused("const int x = f.get(); int y = 1 + f.get();"),
            "const int x = f.get(); int y = 1 + x;");
  EXPECT_EQ(reused("int x = co_await f; int y = co_await f; (void)x;"),
            "int x = co_await f; int y = x; (void)x;");
  EXPECT_EQ(reused("int x = co_await f; if (x > 1) { int y = co_await f; }"),
            "int x = co_await f; if (x > 1) { int y = x; }");
}

TEST(ReusedResult, Refuses) {
  EXPECT_EQ(reused("co_await f; int y = co_await f;"),
            "no variable keeps the first result");
  EXPECT_EQ(reused("int x = co_await f; ++x; int y = co_await f;"),
            "'x' may have changed since");
  EXPECT_EQ(reused("{ int x = co_await f; } int y = co_await f;"),
            "'x' cannot be named here");
  EXPECT_EQ(reused("int x = co_await f; { int x = co_await f; }"),
            "'x' cannot be named here");
  EXPECT_EQ(reused("int x = co_await f; long y = (long &&)(co_await f);"),
            "'x' cannot simply be copied here");
}
