//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Reachability.h"
#include "TestAST.h"
#include "flow/BlockingHops.h"

using namespace clang;
using namespace clang::tidy::async;

static constexpr char LibraryCode[] = R"cpp(
namespace lib {
struct loop {
  template <class F> void run(F) {}
};
template <class F> void post(F) {}
template <class H> void async_read(H) {}
struct socket { template <class H> void async_write(int, H) {} };
void read();
template <class F> int later(F) { return 0; }
template <class F> void keep(F) {}
struct worker { virtual void work(); };
struct test { virtual void body(); };
void run_tests(void *);
template <class T> void run_test_object(T *) {}
struct hop : std::suspend_always {};
hop to_pool();
hop to_loop();
struct executor { template <class F> void submit(F) {} };
executor *blocking_pool();
hop move_to(executor *);
struct pool {};
struct bound {};
template <class E> bound bind(E &) { return {}; }
hop resume(bound);
template <class E, class W> hop start(E &, W) { return {}; }
}
namespace std {
template <class I, class F> void for_each(I B, I E, F Call) {
  for (; B != E; ++B)
    Call(*B);
}
template <class F, class... A> auto invoke(F &&Call, A &&...Args)
    -> decltype(Call(Args...)) { return Call(Args...); }
template <class T> struct holder {
  T *operator->() const;
  template <class... A> explicit holder(A &&...) {}
};
}
)cpp";

static constexpr char Roles[] = R"yaml(
library: lib
pools: ['lib::pool']
executors: [{name: 'lib::post'}, {name: 'lib::async_*'}, {name: 'lib::executor::submit'}]
continuations: [{name: 'lib::later'}]
threads: [{name: 'std::thread'}, {name: 'lib::worker::work'}]
tests: [{name: 'lib::test'}, {name: 'lib::run_test_object'}]
hops: [{name: 'lib::to_pool', blocking: true}, {name: 'lib::to_loop'}, {name: 'lib::blocking_pool', blocking: true}, {name: 'lib::move_to'}, {name: 'lib::bind', by-pool: true}]
)yaml";

namespace {
struct Unit {
  explicit Unit(llvm::StringRef Code, llvm::StringRef Boundaries = "")
      : AST(("using home::task; void wait();\n" + Code).str(), LibraryCode),
        What(AST, {Roles}), Calls(AST.context()),
        User(Boundaries, NameList::Match::Whole),
        Reach(Calls, What.Types, &User) {}

  TestAST AST;
  Knowledge What;
  CallGraph Calls;
  NameList User;
  Reachability Reach;

  static std::string nameOf(const FunctionDecl *F) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    return !F                                          ? "-"
           : Method && Method->getParent()->isLambda() ? "lambda"
                                                       : F->getNameAsString();
  }

  /// The way to `wait`, which is declared only: who calls it, and so on.
  std::string path() const {
    std::string Text;
    for (const ReachStep &Step : Reach.pathTo(*AST.function("wait"))) {
      Text += Text.empty() ? "" : ", ";
      Text += Step.How == ReachStep::Called       ? "called by "
              : Step.How == ReachStep::HandedOver ? "run by "
                                                  : "given away in ";
      Text += nameOf(Step.By);
    }
    return Text;
  }
};
} // namespace

static std::string path(llvm::StringRef Code, llvm::StringRef Boundaries = "") {
  return Unit(Code, Boundaries).path();
}

static bool inBoundary(llvm::StringRef Code, llvm::StringRef Boundaries = "") {
  const Unit U(Code, Boundaries);
  return U.Reach.runsInBoundary(*U.AST.function("wait"));
}

TEST(Reachability, Calls) {
  EXPECT_EQ(path("task<> c() { wait(); co_return; }"), "called by c");
  EXPECT_EQ(path("void f() { wait(); } task<> c() { f(); co_return; }"),
            "called by f, called by c");
  EXPECT_EQ(
      path("struct S { S() { wait(); } }; task<> c() { S s; co_return; }"),
      "called by S, called by c");
  EXPECT_EQ(path("struct S { virtual void m() { wait(); } };"
                 "task<> c(S &s) { s.m(); co_return; }"),
            "called by m, called by c");
  EXPECT_EQ(path("void g(int); void f(int n) { wait(); g(n); }"
                 "void g(int n) { f(n); } task<> c() { g(1); co_return; }"),
            "called by f, called by g, called by c");
  EXPECT_EQ(path("template <class T> void f() { wait(); }"
                 "task<> c() { f<int>(); co_return; }"),
            "called by f, called by c");

  EXPECT_EQ(path("void f() { wait(); } void g() { f(); }"), "");
  EXPECT_EQ(path("task<> c() { sizeof((wait(), 1)); co_return; }"), "");
  EXPECT_EQ(path("struct S { virtual void m(); };"
                 "struct D : S { void m() { wait(); } };"
                 "task<> c(S &s) { s.m(); co_return; }"),
            "");
  EXPECT_EQ(path("task<> c() { auto p = &wait; co_return; }"), "");
}

TEST(Reachability, WhatIsWrittenElsewhere) {
  const std::string Page = "int limit() { wait(); return 1; } "
                           "int page(int N = limit()) { return N; } ";
  EXPECT_EQ(path(Page + "task<> run() { page(); co_return; }"),
            "called by limit, called by run");
  EXPECT_EQ(path(Page + "task<> run() { page(1); co_return; }"), "");
  EXPECT_EQ(path("int limit() { wait(); return 1; } struct s { int m = "
                 "limit(); }; task<> run() { s s; co_return; }"),
            "called by limit, called by run");
  // Nobody is seen to run it.
  EXPECT_FALSE(inBoundary(Page));
  EXPECT_TRUE(inBoundary(Page + "int main() { return page(); }"));
  const std::string Generic =
      "void f() { wait(); } template <class T> void "
      "g(T t) { f(); t.go(); } struct s { void go(); };";
  EXPECT_FALSE(inBoundary(Generic));
  EXPECT_TRUE(inBoundary(Generic + "int main() { g(s()); }"));
  EXPECT_FALSE(inBoundary(Generic + "void seen() { g(s()); }"));
}

TEST(Reachability, Lambdas) {
  EXPECT_EQ(path("task<> c() { [] { wait(); }(); co_return; }"),
            "called by lambda, called by c");
  EXPECT_EQ(path("task<> c() { auto l = [] { wait(); }; l(); co_return; }"),
            "called by lambda, called by c");
  EXPECT_EQ(path("task<> c(int *b) {"
                 "std::for_each(b, b + 1, [](int) { wait(); }); co_return; }"),
            "called by lambda, run by c");
  EXPECT_EQ(path("task<> c(int *b) { auto l = [](int) { wait(); };"
                 "std::for_each(b, b + 1, l); co_return; }"),
            "called by lambda, run by c");
  EXPECT_EQ(path("void g(const std::function<void()> &f) { f(); }"
                 "task<> c() { g([] { wait(); }); co_return; }"),
            "called by lambda, run by c");
  EXPECT_EQ(path("void h(std::function<void()> &f) { std::invoke(f); }"
                 "void g(std::function<void()> f) { h(f); }"
                 "task<> c() { g([] { wait(); }); co_return; }"),
            "called by lambda, run by c");
  EXPECT_EQ(path("void g(void (*f)()) { f(); }"
                 "task<> c() { g(wait); co_return; }"),
            "run by c");
  EXPECT_EQ(path("task<> c() { []() -> task<> { wait(); co_return; }();"
                 "co_return; }"),
            "called by lambda");

  // Kept for later, by whoever it is.
  EXPECT_EQ(path("task<> c() { auto l = [] { wait(); }; co_return; }"), "");
  EXPECT_EQ(path("task<> c() { lib::keep([] { wait(); }); co_return; }"), "");
  EXPECT_EQ(path("void g(std::function<void()> f) { lib::keep([=] { f(); }); }"
                 "task<> c() { g([] { wait(); }); co_return; }"),
            "");
  // Another caller of the same function does not count.
  EXPECT_EQ(path("template <class F> void g(F f) { f(); }"
                 "task<> c() { g([] {}); co_return; }"
                 "void p() { g([] { wait(); }); }"),
            "");
}

TEST(Reachability, Executors) {
  EXPECT_EQ(path("void f() { lib::post([] { wait(); }); }"),
            "called by lambda, given away in f");
  EXPECT_EQ(path("void f() { lib::post(wait); }"), "given away in f");
  EXPECT_EQ(path("void f() { lib::later([] { wait(); }); }"),
            "called by lambda, given away in f");
  EXPECT_EQ(path("void f() { lib::async_read([] { wait(); }); }"),
            "called by lambda, given away in f");
  EXPECT_EQ(path("void f(lib::socket s) { s.async_write(1, [] { wait(); }); }"),
            "called by lambda, given away in f");
  EXPECT_EQ(path("void f() { lib::blocking_pool()->submit([] { wait(); }); }"),
            "");
  EXPECT_EQ(path("template <class F> void async_mine(F) {}"
                 "void f() { async_mine([] { wait(); }); }"),
            "");
}

TEST(Reachability, Boundaries) {
  EXPECT_TRUE(inBoundary("int main() { wait(); }"));
  EXPECT_TRUE(inBoundary("void f() { wait(); } int main() { f(); }"));
  EXPECT_TRUE(inBoundary("void f() { std::thread t([] { wait(); }); }"));
  EXPECT_TRUE(inBoundary("void f() { std::thread t(wait); }"));
  EXPECT_TRUE(inBoundary("struct S { std::thread t; void m() { wait(); }"
                         "S() : t(&S::m, this) {} };"));
  EXPECT_TRUE(inBoundary("void f(std::vector<std::thread> &v) {"
                         "v.emplace_back([] { wait(); }); }"));
  EXPECT_TRUE(
      inBoundary("struct W : lib::worker { void work() { wait(); } };"));
  EXPECT_TRUE(inBoundary("struct T : lib::test { void any() { wait(); } };"));
  EXPECT_TRUE(inBoundary("struct T { void any() { wait(); } };"
                         "void f() { T t; lib::run_test_object(&t); }"));
  EXPECT_TRUE(inBoundary("int main() { lib::keep([] { wait(); }); }"));
  EXPECT_TRUE(inBoundary("void bridge() { wait(); }", "bridge"));
  EXPECT_TRUE(inBoundary("namespace n { void bridge_x() { wait(); } }",
                         "n::bridge_.*"));

  EXPECT_FALSE(inBoundary("void f() { wait(); }"));
  EXPECT_FALSE(inBoundary("void f() { wait(); } void g() { f(); }"
                          "int main() { f(); }"));
  EXPECT_FALSE(inBoundary("void f() { wait(); } int main() { f(); }"
                          "task<> c() { f(); co_return; }"));
  EXPECT_FALSE(inBoundary("void f() { wait(); } auto p = &f;"
                          "int main() { f(); }"));
  EXPECT_FALSE(inBoundary("void bridge() { wait(); }", "ridge"));
  EXPECT_FALSE(inBoundary("void f() { lib::keep([] { wait(); }); }"));
  // What is behind a boundary is not reached.
  EXPECT_EQ(path("void f() { wait(); } void bridge() { f(); }"
                 "task<> c() { bridge(); co_return; }",
                 "bridge"),
            "");
  EXPECT_EQ(path("task<> c() { std::thread t([] { wait(); }); co_return; }"),
            "");
}

TEST(Reachability, NeverSeenToRun) {
  const auto IsNeverSeen = [](llvm::StringRef Code) {
    const Unit U(Code);
    const auto *Lambda = U.AST.find<LambdaExpr>(ast_matchers::lambdaExpr());
    return U.Reach.isNeverSeenToRun(*Lambda->getCallOperator());
  };
  EXPECT_TRUE(IsNeverSeen("auto l = [] {};"));
  EXPECT_TRUE(IsNeverSeen("void f() { lib::keep([] {}); }"));
  EXPECT_FALSE(IsNeverSeen("void f() { [] {}(); }"));
  EXPECT_FALSE(IsNeverSeen("void f() { lib::post([] {}); }"));
  EXPECT_FALSE(IsNeverSeen("void f() { std::thread t([] {}); }"));
}

static bool mayBlock(llvm::StringRef Code) {
  const Unit U(Code);
  const BodyIndex Index(*U.AST.function("c"));
  const CallableBody *Body = Index.body(U.AST.function("c"));
  const bool Directly =
      BlockingHops(*Body, Index, U.What.Known).precede(*U.AST.callOf("wait"));
  EXPECT_EQ(Directly, U.path().empty()) << Code.str();
  return Directly;
}

TEST(BlockingHops, Paths) {
  EXPECT_TRUE(mayBlock("task<> c() { co_await lib::to_pool(); wait(); }"));
  EXPECT_TRUE(mayBlock("task<> c(bool b) { co_await lib::to_pool();"
                       "if (b) wait(); }"));
  EXPECT_TRUE(mayBlock("task<> c(task<> t) { co_await lib::to_pool();"
                       "co_await t; wait(); }"));
  EXPECT_TRUE(mayBlock("task<> c() { auto p = lib::blocking_pool();"
                       "co_await lib::move_to(p); wait(); }"));
  EXPECT_FALSE(mayBlock("task<> c(lib::executor *p) {"
                        "co_await lib::to_pool(); co_await lib::move_to(p);"
                        "wait(); }"));
  EXPECT_FALSE(mayBlock("task<> c() { wait(); co_await lib::to_pool(); }"));
  EXPECT_FALSE(mayBlock("task<> c(bool b) { if (b) co_await lib::to_pool();"
                        "wait(); }"));
  EXPECT_FALSE(mayBlock("task<> c() { co_await lib::to_pool();"
                        "co_await lib::to_loop(); wait(); }"));
  EXPECT_FALSE(mayBlock("task<> c(bool b) { co_await lib::to_pool();"
                        "while (b) { wait(); co_await lib::to_loop(); } }"));
  EXPECT_FALSE(mayBlock("task<> c() { lib::to_pool(); wait(); co_return; }"));
  EXPECT_TRUE(
      mayBlock("task<> c(lib::pool &p) {"
               "co_await lib::resume(lib::bind(p)); wait(); wait(); }"));
  EXPECT_FALSE(mayBlock("task<> c(lib::executor &p) {"
                        "co_await lib::resume(lib::bind(p)); wait(); }"));
  EXPECT_FALSE(
      mayBlock("task<> c(lib::pool &p, task<> t) {"
               "co_await lib::resume(lib::bind(p)); co_await t; wait(); }"));
}

static bool mayBlockInLambda(llvm::StringRef Code) {
  const Unit U(Code);
  const BodyIndex Index(*U.AST.function("c"));
  const auto *Lambda = U.AST.find<LambdaExpr>(ast_matchers::lambdaExpr());
  const CallableBody *Body = Index.body(Lambda->getCallOperator());
  const bool Directly =
      BlockingHops(*Body, Index, U.What.Known).precede(*U.AST.callOf("wait"));
  EXPECT_EQ(Directly, U.path().empty()) << Code.str();
  return Directly;
}

TEST(BlockingHops, Lambdas) {
  EXPECT_TRUE(mayBlockInLambda(
      "task<> c(lib::pool &p) {"
      "co_await lib::start(p, []() -> task<> { wait(); co_return; }); }"));
  EXPECT_TRUE(mayBlockInLambda(
      "task<> c(lib::pool &p) {"
      "co_await lib::start(p, []() -> task<> { wait(); co_return; }()); }"));
  // The pool may be what runs all of the program.
  EXPECT_FALSE(mayBlockInLambda(
      "task<> c(lib::pool &p) {"
      "lib::start(p, []() -> task<> { wait(); co_return; }); co_return; }"));
  EXPECT_FALSE(mayBlockInLambda(
      "task<> c(lib::executor &p) {"
      "co_await lib::start(p, []() -> task<> { wait(); co_return; }); }"));
}
