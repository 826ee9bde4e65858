//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Dataflow.h"
#include "TestAST.h"
#include <set>

using namespace clang;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
struct task {
  struct promise_type { task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void(); void unhandled_exception(); };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
struct guard { ~guard(); };
task start() noexcept; bool c() noexcept; void mark() noexcept; void risk();
void a() noexcept; void b() noexcept; void d() noexcept; void e() noexcept;
)cpp";

namespace {
using Letters = std::set<char>;

/// The letter that \p Step stands for: a call of `a`, `b`, `d` or `e`, `w` for
/// a `co_await` that gives its value, `~` for a destructor; else 0.
char letterOf(const FlowStep &Step) {
  if (Step.Destroyed)
    return '~';
  if (isa<CoawaitExpr>(Step.At))
    return 'w';
  const auto *Call = dyn_cast<CallExpr>(Step.At);
  llvm::StringRef Name = Call ? calleeName(Call) : "";
  return Name.size() == 1 && Name != "c" ? Name[0] : 0;
}

/// Which letters come before, or after: on some path, or on all.
template <bool IsBackward>
struct LettersFlow
    : FlowQuestion<LettersFlow<IsBackward>, Letters, IsBackward> {
  explicit LettersFlow(bool OnAll) : OnAll(OnAll) {}

  Letters boundary() const { return {}; }
  bool join(Letters &Into, const Letters &From) const {
    const Letters Old = Into;
    if (!OnAll)
      Into.insert(From.begin(), From.end());
    else
      for (char C : Old)
        if (!From.count(C))
          Into.erase(C);
    return Into != Old;
  }
  void pass(Letters &Now, const FlowStep &Step) const {
    if (const char C = letterOf(Step))
      Now.insert(C);
  }

  const bool OnAll;
};

/// What is known at `mark()`, or `risk()`, which may throw, in a coroutine with
/// this body; "unreached" when no path leads there.
template <bool IsBackward>
std::string atMark(llvm::StringRef Code, bool OnAll) {
  TestAST AST(
      (Declarations + ("task test() { " + Code + " co_return; }")).str());
  const BodyIndex Index(*AST.function("test"));
  const FlowGraph Graph(*Index.body(AST.function("test")),
                        /*Destructors=*/true);
  EXPECT_TRUE(Graph);
  const BlockOrder Blocks(Graph);
  LettersFlow<IsBackward> Asked(OnAll);
  std::string Found = "unreached";
  Dataflow(Blocks, Asked)
      .forSteps([&](const FlowStep &Step, const Letters &Now) {
        const auto *Call = dyn_cast_or_null<CallExpr>(Step.At);
        const llvm::StringRef Name = Call ? calleeName(Call) : "";
        if (Name == "mark" || Name == "risk")
          Found = std::string(Now.begin(), Now.end());
      });
  return Found;
}
std::string before(llvm::StringRef Code) { return atMark<false>(Code, false); }
std::string alwaysBefore(llvm::StringRef Code) {
  return atMark<false>(Code, true);
}
std::string after(llvm::StringRef Code) { return atMark<true>(Code, false); }
std::string alwaysAfter(llvm::StringRef Code) {
  return atMark<true>(Code, true);
}
} // namespace

TEST(Dataflow, OneAfterTheOther) {
  EXPECT_EQ(before("a(); mark(); b();"), "a");
  EXPECT_EQ(after("a(); mark(); b();"), "b");
  EXPECT_EQ(before("mark();"), "");
  EXPECT_EQ(after("mark();"), "");
}

TEST(Dataflow, Branches) {
  const char *const Before = "if (c()) a(); else { a(); b(); } mark();";
  EXPECT_EQ(before(Before), "ab");
  EXPECT_EQ(alwaysBefore(Before), "a");
  const char *const After = "mark(); if (c()) { a(); co_return; } a(); b();";
  EXPECT_EQ(after(After), "ab");
  EXPECT_EQ(alwaysAfter(After), "a");
  EXPECT_EQ(before("c() && (a(), true) || (b(), true); mark();"), "ab");
  EXPECT_EQ(
      before("switch (c()) { case 0: a(); break; default: b(); } mark();"),
      "ab");
}

TEST(Dataflow, Loops) {
  EXPECT_EQ(before("while (c()) { mark(); a(); }"), "a");
  EXPECT_EQ(alwaysBefore("while (c()) { mark(); a(); }"), "");
  EXPECT_EQ(after("while (c()) { a(); mark(); b(); }"), "ab");
  EXPECT_EQ(alwaysAfter("do { mark(); a(); } while (c()); b();"), "ab");
  EXPECT_EQ(before("for (;;) { if (c()) break; a(); } mark();"), "a");
  // From the inner loop to the outer one, and round again.
  EXPECT_EQ(before("while (c()) { mark(); while (c()) { a(); while (c()) b(); }"
                   " d(); } e();"),
            "abd");
  EXPECT_EQ(after("while (c()) { while (c()) { a(); mark(); } d(); } e();"),
            "ade");
  EXPECT_EQ(before("again: mark(); if (c()) { a(); goto again; }"), "a");
}

TEST(Dataflow, LoopsWithoutAnEnd) {
  EXPECT_EQ(after("for (;;) { mark(); a(); b(); }"), "ab");
  EXPECT_EQ(alwaysAfter("for (;;) { mark(); if (c()) a(); b(); }"), "b");
  EXPECT_EQ(after("if (c()) for (;;) a(); mark(); d();"), "d");
  EXPECT_EQ(after("mark(); if (c()) for (;;) a(); d();"), "ad");
}

TEST(Dataflow, Unreached) {
  EXPECT_EQ(before("a(); co_return; mark();"), "unreached");
  EXPECT_EQ(after("co_return; mark(); a();"), "unreached");
  EXPECT_EQ(before("for (;;) a(); mark();"), "unreached");
  EXPECT_EQ(before("if (c()) { co_return; b(); } a(); mark();"), "a");
  EXPECT_EQ(before("if (false) a(); mark();"), "");
}

// What does not throw has no way into a handler.
TEST(Dataflow, Handlers) {
  EXPECT_EQ(before("try { a(); mark(); b(); } catch (...) { d(); }"), "a");
  EXPECT_EQ(after("try { a(); mark(); b(); } catch (...) { d(); }"), "b");
  EXPECT_EQ(after("try { a(); risk(); b(); } catch (...) { d(); }"), "bd");
  EXPECT_EQ(alwaysAfter("try { risk(); a(); } catch (...) { a(); }"), "a");
  EXPECT_EQ(alwaysAfter("risk(); a();"), "");
  EXPECT_EQ(after("try { risk(); } catch (int) { a(); } catch (...) { b(); }"),
            "ab");
  EXPECT_EQ(after("try { try { risk(); } catch (int) { a(); } b(); } "
                  "catch (...) { d(); } e();"),
            "abde");
  EXPECT_EQ(after("risk(); try { a(); } catch (...) { b(); }"), "a");
}

// The exceptional way leaves from await_resume(), before there is a value.
TEST(Dataflow, AwaitsThatThrow) {
  EXPECT_EQ(before("try { co_await start(); } catch (...) { mark(); }"), "");
  EXPECT_EQ(
      before("try { a(); co_await start(); b(); } catch (...) {} mark();"),
      "abw");
  EXPECT_EQ(alwaysBefore("try { a(); co_await start(); b(); } catch (...) {} "
                         "mark();"),
            "a");
  EXPECT_EQ(before("co_await start(); mark();"), "w");
}

TEST(Dataflow, PartsOfAnAwait) {
  TestAST AST((llvm::Twine(Declarations) +
               "task test() { try { co_await start(); } catch (...) {} }")
                  .str());
  const BodyIndex Index(*AST.function("test"));
  const FlowGraph Graph(*Index.body(AST.function("test")));
  const BlockOrder Blocks(Graph);
  LettersFlow<false> Asked(false);
  unsigned Parts = 0;
  bool First = true, AtEnd = false;
  Dataflow(Blocks, Asked).forSteps([&](const FlowStep &Step, const Letters &) {
    if (!Step.Await)
      return;
    ++Parts;
    AtEnd = isa<CoawaitExpr>(Step.At);
    if (std::exchange(First, false)) {
      EXPECT_FALSE(AtEnd);
    }
  });
  EXPECT_GE(Parts, 2u);
  EXPECT_TRUE(AtEnd);
}

TEST(Dataflow, Destructors) {
  EXPECT_EQ(after("guard g; mark(); a();"), "a~");
  EXPECT_EQ(before("{ guard g; a(); } mark();"), "a~");
  EXPECT_EQ(before("{ int n; (void)n; a(); } mark();"), "a");
}

TEST(Dataflow, OnlyAStretchOfBlocks) {
  TestAST AST((llvm::Twine(Declarations) +
               "task test() { if (c()) a(); while (c()) b(); d(); co_return; }")
                  .str());
  const BodyIndex Index(*AST.function("test"));
  const FlowGraph Graph(*Index.body(AST.function("test")));
  const BlockOrder Blocks(Graph);
  // The loop.
  unsigned First = Blocks.size(), Last = 0;
  for (unsigned Block = 0; Block < Blocks.size(); ++Block)
    if (const auto [Begin, End] = Blocks.loopsAround(Block); Begin != End) {
      First = std::min(First, Begin);
      Last = std::max(Last, End);
    }
  ASSERT_LT(First, Last);
  LettersFlow<false> Asked(false);
  const Dataflow Solution(Blocks, Asked, First, Last);
  ASSERT_TRUE(Solution.at(First));
  EXPECT_EQ(*Solution.at(First), Letters{'b'});
  // What follows a loop may be numbered before its end.
  Solution.forSteps([&](const FlowStep &Step, const Letters &) {
    EXPECT_NE(letterOf(Step), 'a');
  });
}
