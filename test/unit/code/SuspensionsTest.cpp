//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Suspensions.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Awaitables = R"cpp(
struct ready { bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>); int await_resume(); };
struct not_false { static constexpr bool Waits = false;
  bool await_ready() { return !Waits; }
  void await_suspend(std::coroutine_handle<>); void await_resume(); };
struct asks { bool Done; bool await_ready() { return Done; }
  void await_suspend(std::coroutine_handle<>); void await_resume(); };
struct unseen { bool await_ready();
  void await_suspend(std::coroutine_handle<>); void await_resume(); };
struct goes_on { bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  void await_resume(); };
struct stays { bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return true; }
  void await_resume(); };
struct same { bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) {
    return H; }
  void await_resume(); };
std::coroutine_handle<> next;
struct another { bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) {
    return next; }
  void await_resume(); };
struct listed : unseen {}; unseen named; unseen of_function();
struct made { ready operator co_await(); };
template <bool B> struct fixed { bool await_ready() { return B; }
  void await_suspend(std::coroutine_handle<>); void await_resume(); };
template <class T = void> struct eager {
  struct promise_type { eager get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept; void return_void();
    void unhandled_exception(); };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>); void await_resume(); };
home::task<> task(); eager<> started(); bool c; int use(...);
)cpp";

namespace {
struct Coroutine {
  explicit Coroutine(llvm::StringRef Body)
      : AST((llvm::Twine(Awaitables) + "home::task<> f() { " + Body +
             " co_return; }")
                .str()),
        K(AST, {"library: s\nnever-suspends: [listed, named, of_function]\n"}),
        Index(*AST.function("f")) {}

  size_t suspensions() const {
    return suspensionsIn(Index.outermost(), K.Types).size();
  }
  bool surely() const {
    const auto &Whole =
        *cast<CoroutineBodyStmt>(Index.outermost().Callable->getBody());
    return surelySuspends(Whole.getBody(), K.Types);
  }

  TestAST AST;
  Knowledge K;
  BodyIndex Index;
};
} // namespace

TEST(Suspensions, AreToldByAwaitersAndTasks) {
  for (const char *Waits :
       {"task()", "asks{}", "unseen{}", "stays{}", "another{}", "started()",
        "fixed<false>{}", "std::suspend_always{}"})
    EXPECT_EQ(Coroutine(std::string("co_await ") + Waits + ";").suspensions(),
              1u)
        << Waits;
  for (const char *GoesOn :
       {"ready{}", "not_false{}", "goes_on{}", "same{}", "made{}",
        "fixed<true>{}", "listed{}", "named", "of_function()"})
    EXPECT_EQ(Coroutine(std::string("co_await ") + GoesOn + ";").suspensions(),
              0u)
        << GoesOn;
}

TEST(Suspensions, AreThoseOfTheBodyItself) {
  EXPECT_EQ(Coroutine("use(co_await ready{}); co_await task(); if (c) "
                      "co_await task();")
                .suspensions(),
            2u);
  EXPECT_EQ(Coroutine("auto l = []() -> home::task<> { co_await task(); };")
                .suspensions(),
            0u);
}

TEST(Suspensions, AreSureOnEveryWay) {
  for (const char *Surely :
       {"co_await task();", "if (c) co_await task(); else co_await task();",
        "if (co_await ready{}) {} co_await task();",
        "while (co_await task(), c) {}",
        "c ? co_await task() : void();"
        " co_await task();",
        "try { co_await task(); } catch (...) {}"})
    EXPECT_TRUE(Coroutine(Surely).surely()) << Surely;
  for (const char *Perhaps :
       {"if (c) co_await task();", "while (c) co_await task();",
        "co_await ready{};", "use(co_await ready{});",
        "c && (co_await task(), c);",
        "auto l = []() -> home::task<> { co_await task(); };"})
    EXPECT_FALSE(Coroutine(Perhaps).surely()) << Perhaps;
}
