//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/PendingWaits.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
types:
  - {name: fut, role: task, start: eager}
waits:
  - {name: fut::get}
  - {name: fut::wait_for, timed: true}
continuations:
  - {name: fut::then}
hops:
  - {name: background, blocking: true}
  - {name: foreground}
moves-work:
  - {name: submit}
)";

static const char *const Declarations = R"cpp(
struct fut {
  struct promise_type { fut get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void(); void unhandled_exception(); };
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); int get(); bool wait_for(int);
  template <class F> fut then(F) { return {}; } };
fut start(); fut background(); fut foreground(); fut submit();
)cpp";

/// How many waits of the function with this body block, its lambda's included.
static unsigned pending(llvm::StringRef Body) {
  TestAST AST(
      (Declarations + ("fut test(fut f) { " + Body + " co_return; }")).str());
  Knowledge K(AST, {Vocabulary});
  BodyIndex Index(*AST.function("test"));
  size_t Number =
      pendingWaits(*Index.body(AST.function("test")), Index, K.Types).size();
  for (const auto &Match : match(lambdaExpr().bind("lambda"), AST.context())) {
    const auto *Lambda = Match.getNodeAs<LambdaExpr>("lambda");
    Number +=
        pendingWaits(*Index.body(Lambda->getCallOperator()), Index, K.Types)
            .size();
  }
  return Number;
}

TEST(PendingWaits, AreForWhatMayNotBeComplete) {
  EXPECT_EQ(pending("f.get();"), 1u);
  EXPECT_EQ(pending("f.get(); start().get();"), 2u);
  EXPECT_EQ(pending("co_await f; f.get();"), 0u);
}

TEST(PendingWaits, AreNoContinuations) {
  EXPECT_EQ(pending("f.then([](fut f) { f.get(); });"), 0u);
  EXPECT_EQ(pending("f.then([](fut f) { start().get(); });"), 1u);
}

TEST(PendingWaits, AreNotOnThreadsForThem) {
  EXPECT_EQ(pending("co_await background(); f.get();"), 0u);
  EXPECT_EQ(pending("co_await background(); co_await foreground(); f.get();"),
            1u);
  EXPECT_EQ(pending("if (f.wait_for(1)) co_await background(); f.get();"), 2u);
}

TEST(PendingWaits, MayBeForMovedWork) {
  const auto IsMoved = [](llvm::StringRef Body) {
    TestAST AST((Declarations + ("void test() { " + Body + " }")).str());
    Knowledge K(AST, {Vocabulary});
    BodyIndex Index(*AST.function("test"));
    const CallableBody &Written = *Index.body(AST.function("test"));
    for (const BlockingWait &Wait : pendingWaits(Written, Index, K.Types))
      return isForMovedWork(Wait, K.Known);
    ADD_FAILURE() << "no wait";
    return false;
  };
  EXPECT_TRUE(IsMoved("submit().get();"));
  EXPECT_TRUE(IsMoved("auto f = submit(); f.get();"));
  EXPECT_FALSE(IsMoved("start().get();"));
}

TEST(OwnTwins, AreToldByTheName) {
  const auto IsTwin = [](llvm::StringRef Name, llvm::StringRef Awaited) {
    TestAST AST((llvm::Twine(Declarations) + "fut " + Awaited + "();\nvoid " +
                 Name + "() { " + Awaited + "().get(); }")
                    .str());
    Knowledge K(AST, {Vocabulary});
    const FunctionDecl &Function = *AST.function(Name);
    BodyIndex Index(Function);
    for (const BlockingWait &Wait :
         pendingWaits(*Index.body(&Function), Index, K.Types))
      return isOfOwnTwin(Wait, Function, K.Known);
    ADD_FAILURE() << "no wait";
    return false;
  };
  for (const char *Awaited : {"load_async", "loadAsync", "coLoad", "async_load",
                              "co_load_task", "loadFuture"})
    EXPECT_TRUE(IsTwin("load", Awaited)) << Awaited;
  EXPECT_TRUE(IsTwin("loadAll", "load_all_async"));
  for (const char *Awaited : {"fetch", "load_all_async", "async", "load"})
    EXPECT_FALSE(IsTwin("loadIt", Awaited)) << Awaited;
}
