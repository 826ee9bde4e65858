//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/DetachedStarts.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Starts = R"cpp(
namespace std { namespace eh { struct exception_ptr {}; }
using eh::exception_ptr; }
void ignore(std::exception_ptr E) {} void heed(std::exception_ptr E);
namespace lib {
struct detached_t {}; inline detached_t detached; struct await_t {}; struct executor {};
template <class W, class T> void spawn(executor, W, T) {}
template <class W> void run(W) {} template <class W, class N> void run(W, N) {}
template <class T> struct bound { T Token; };
template <class T> bound<T> bind_executor(executor, T Token) { return {Token}; }
template <class A, class B> int pick(A, B);
template <class W> void lend(W &&) {}
template <class T> struct sender { bool await_ready();
  void await_suspend(std::coroutine_handle<>); T await_resume(); };
home::task<> with(executor, home::task<>); sender<int> wrap(home::task<>);
sender<int> safe(home::task<>); sender<int> both(home::task<>, home::task<>);
}
home::task<> work() { co_return; }
home::task<int> number() { co_return 1; }
home::task<> unseen(); int plain();
struct Lazy : home::task<> { void start(); template <class F> void start(F) {}
  Lazy via(int); };
Lazy lazy();
)cpp";

static const char *const Vocabulary = R"(
library: lib
namespaces: [lib]
detaches:
  - {name: 'lib::spawn', exceptions: swallows, token: 'lib::detached_t'}
  - {name: 'lib::run', exceptions: terminates}
  - {name: 'lib::lend', exceptions: terminates}
  - {name: 'Lazy::start', exceptions: swallows, callback: true}
does-not-throw: [{name: 'lib::safe'}]
)";

namespace {
struct Row {
  const char *Call, *Expected;
};
} // namespace

/// "work -> coroutine, token, value" of what the statement starts.
static std::string started(const std::string &Statement) {
  TestAST AST(Starts +
              "void test(lib::executor E, home::task<> Given, home::task<> "
              "&&Moved) { home::task<> Own = work(); auto Coroutine = []() -> "
              "home::task<> { co_return; }; " +
              Statement + "; }");
  Knowledge Known(AST, {Vocabulary});
  const FunctionDecl &Test = *AST.function("test");
  BodyIndex Index(Test);
  const auto Text = [&](const Expr *E) {
    return E ? Rewrite(AST.context()).text(E->getSourceRange()).str() : "?";
  };
  for (const CallExpr *Call : Index.body(&Test)->Calls)
    if (const auto Found = detachedStart(*Call, Index, Known.Types))
      return Text(Found->Work) +
             (Found->Coroutine ? " -> " + Found->Coroutine->getNameAsString()
                               : "") +
             (Found->Token ? ", " + Text(Found->Token) : "") +
             (Found->HasValue ? ", value" : "");
  return "none";
}

TEST(DetachedStarts, ByAToken) {
  for (const auto &[Call, Expected] : std::initializer_list<Row>{
           {"lib::spawn(E, work(), lib::detached)",
            "work() -> work, lib::detached"},
           {"lib::spawn(E, number(), lib::detached)",
            "number() -> number, lib::detached, value"},
           {"lib::spawn(E, unseen(), lib::detached)",
            "unseen() -> unseen, lib::detached"},
           {"lib::spawn(E, work, lib::detached)",
            "work -> work, lib::detached"},
           {"lib::spawn(E, Coroutine, lib::detached)",
            "Coroutine -> operator(), lib::detached"},
           {"lib::spawn(E, []() -> home::task<> { co_return; }, "
            "lib::detached)",
            "[]() -> home::task<> { co_return; } -> operator(), "
            "lib::detached"},
           {"lib::spawn(E, plain, lib::detached)", "?, lib::detached, value"},
           {"lib::spawn(E, Given, lib::detached)", "Given, lib::detached"},
           {"lib::spawn(E, work(), lib::await_t())", "none"},
           {"lib::spawn(E, work(), lib::bind_executor(E, lib::detached))",
            "work() -> work, lib::detached"},
           {"lib::spawn(E, work(), lib::bind_executor(E, lib::await_t()))",
            "none"},
           {"lib::spawn(E, work(), lib::pick(1, lib::pick(lib::detached, 2)))",
            "work() -> work, lib::detached"},
           {"lib::spawn(E, work(), [] { lib::detached_t(); })", "none"},
       })
    EXPECT_EQ(started(Call), Expected) << Call;
}

TEST(DetachedStarts, ByAHandlerThatIgnoresTheException) {
  for (const auto &[Call, Expected] : std::initializer_list<Row>{
           {"lib::spawn(E, work(), [](std::exception_ptr E) {})",
            "work() -> work"},
           {"lib::spawn(E, work(), lib::bind_executor(E, "
            "[](std::exception_ptr E) {}))",
            "work() -> work"},
           {"lib::spawn(E, work(), ignore)", "work() -> work"},
           {"auto H = [](std::exception_ptr E) {}; lib::spawn(E, work(), H)",
            "work() -> work"},
           // Read, or ignored on purpose, or somebody else's.
           {"lib::spawn(E, work(), [](std::exception_ptr E) { (void)E; })",
            "none"},
           {"lib::spawn(E, work(), [](std::exception_ptr) {})", "none"},
           {"lib::spawn(E, work(), [](auto E) {})", "none"},
           {"lib::spawn(E, work(), [](int N) {})", "none"},
           {"lib::spawn(E, work(), []([[maybe_unused]] std::exception_ptr E) "
            "{})",
            "none"},
           {"lib::spawn(E, work(), heed)", "none"}})
    EXPECT_EQ(started(Call), Expected) << Call;
}

TEST(DetachedStarts, ByTheFunction) {
  for (const auto &[Call, Expected] : std::initializer_list<Row>{
           {"lib::run(work())", "work() -> work"},
           {"lib::run(number())", "number() -> number, value"},
           {"lib::run(unseen())", "unseen() -> unseen"},
           {"lib::run(Coroutine)", "Coroutine -> operator()"},
           {"lib::run(number, work)", "number -> number, value"},
           {"lib::run(number, work())", "work() -> work"},
           {"lib::run(plain)", "none"},
           {"lib::run(1)", "none"},
           // Who gives it knows what is started.
           {"lib::run(Given)", "none"},
           {"lib::run(std::move(Moved))", "none"},
           {"auto L = [T = std::move(Given)]() mutable { "
            "lib::run(std::move(T)); }",
            "none"},
           {"lib::with(E, work())", "none"},
       })
    EXPECT_EQ(started(Call), Expected) << Call;
}

TEST(DetachedStarts, OfAdaptedTasks) {
  for (const auto &[Call, Expected] : std::initializer_list<Row>{
           {"lib::lend(Own)", "Own -> work"},
           {"lib::lend(std::move(Own))", "Own -> work"},
           {"lib::run(lib::with(E, work()))", "lib::with(E, work()) -> with"},
           {"lib::run(lib::wrap(work()))", "work() -> work"},
           {"lib::run(lib::wrap(lib::with(E, work())))",
            "lib::with(E, work()) -> with"},
           {"lib::spawn(E, lib::safe(work()), lib::detached)",
            "lib::safe(work()) -> safe, lib::detached, value"},
           {"lib::spawn(E, lib::both(work(), work()), lib::detached)",
            "lib::both(work(), work()) -> both, lib::detached, value"},
           {"lib::run(lib::safe(work()))", "none"},
           {"lib::run(lib::both(work(), work()))", "none"},
           {"lib::run(lazy().via(1))", "lazy() -> lazy"},
       })
    EXPECT_EQ(started(Call), Expected) << Call;
}

TEST(DetachedStarts, ByACallback) {
  for (const auto &[Call, Expected] : std::initializer_list<Row>{
           {"lazy().start([](auto &&) {})", "lazy() -> lazy"},
           {"lazy().start([](int Result) { return 1; })", "lazy() -> lazy"},
           {"lazy().start([](int Result) { return Result; })", "none"},
           {"lazy().start([](auto &&Result) { plain(), (void)Result; })",
            "none"},
           {"lazy().start([](int, int) {})", "none"},
           {"lazy().start([] {})", "none"},
           {"lazy().start(plain)", "none"},
           {"lazy().start()", "none"},
           {"lazy().via(1).start([](auto &&) {})", "lazy() -> lazy"},
       })
    EXPECT_EQ(started(Call), Expected) << Call;
}
