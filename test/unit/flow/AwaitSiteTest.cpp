//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/AwaitSite.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
types:
  - {name: flow::generator, role: generator, await: never}
  - {name: blind, role: future, await: never}
locks:
  guards: [std::lock_guard, std::unique_lock, std::scoped_lock]
  mutexes: [std::mutex]
)";

static const char *const Declarations = R"cpp(
template <class T> int probe(T &&);
home::task<int> t; struct blind {} b; struct none {} n; std::mutex m;
struct async_mutex {}; async_mutex am; bool c;
namespace flow {
struct promise { std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept; void return_void();
  void unhandled_exception(); };
struct generator { struct promise_type : promise {
  generator get_return_object(); std::suspend_always yield_value(int); }; };
struct picky { struct promise_type : promise {
  picky get_return_object(); std::suspend_always await_transform(int); }; };
}
)cpp";

namespace {
struct Answer {
  AwaitObstacle Obstacle;
  std::string Reason;
};
} // namespace

/// May `co_await` stand in place of `probe(...)`, for what is its argument?
static Answer ask(llvm::StringRef Code) {
  TestAST AST((Declarations + Code).str());
  Knowledge K(AST, {Vocabulary});
  const auto *Call =
      AST.find<CallExpr>(callExpr(callee(functionDecl(hasName("probe"))),
                                  unless(isInstantiationDependent())));
  const auto *Function = selectFirst<FunctionDecl>(
      "f", match(functionDecl(hasName("test"), isDefinition()).bind("f"),
                 AST.context()));
  EXPECT_TRUE(Function);
  BodyIndex Index(*Function);
  AwaitSite Site(*Call, Call->getArg(0)->getType(), Index, K.Types);
  EXPECT_EQ(bool(Site), Site.obstacle() == AwaitObstacle::None);
  return {Site.obstacle(), Site.reason()};
}

static void expectYes(llvm::StringRef Code) {
  Answer A = ask(Code);
  EXPECT_EQ(A.Obstacle, AwaitObstacle::None) << Code.str();
  EXPECT_EQ(A.Reason, "") << Code.str();
}

/// In the body of a coroutine.
static void expectYesIn(llvm::StringRef Body) {
  expectYes(("home::task<> test() { " + Body + " co_return; }").str());
}

static void expectNo(llvm::StringRef Code, AwaitObstacle Obstacle,
                     llvm::StringRef Reason) {
  Answer A = ask(Code);
  EXPECT_EQ(A.Obstacle, Obstacle) << Code.str();
  EXPECT_EQ(A.Reason, Reason) << Code.str();
}

static void expectNoIn(llvm::StringRef Body, AwaitObstacle Obstacle,
                       llvm::StringRef Reason) {
  expectNo(("home::task<> test() { " + Body + " co_return; }").str(), Obstacle,
           Reason);
}

TEST(AwaitSite, Yes) {
  for (const char *Body :
       {"probe(t);", "int i = probe(t);", "if (probe(t)) {}",
        "for (int i = probe(t); i < probe(t); ++i) {}", "while (c) probe(t);",
        "try { probe(t); } catch (...) {}", "{ { probe(t); } }",
        "c ? probe(t) : 1;", "switch (probe(t)) {}",
        "co_await home::task<>(), "
        "probe(t);"})
    expectYesIn(Body);
  expectYes("home::task<int> test() { co_return probe(t); }");
  expectYes("struct s { home::task<> test() { co_return (void)probe(t); } };");
}

TEST(AwaitSite, NotCoroutine) {
  expectNo("int test() { return probe(t); }", AwaitObstacle::NotCoroutine,
           "'test' is not a coroutine");
  expectNo("home::task<int> other() { co_return 1; }\n"
           "home::task<int> test() { probe(t); return other(); }",
           AwaitObstacle::NotCoroutine, "'test' is not a coroutine");
}

TEST(AwaitSite, MeantCoroutines) {
  for (const char *Yes : {
           "home::task<> test() { probe(t); }",
           "home::task<> test(bool b) { if (b) probe(t); }",
           "home::task<> test() { for (;;) probe(t); }",
           "home::task<> other();\n"
           "home::task<int> test() { probe(other()); throw 1; }",
           "struct s { home::task<> test() { probe(t); } };",
           "auto test() -> home::task<> { probe(t); }",
       })
    expectYes(Yes);
  expectYesIn("auto l = []() -> home::task<> { probe(t); };");
  expectYesIn("auto l = [i = 1]() -> home::task<> { probe(t); };");
  // Of nothing that could be awaited, these are stubs.
  for (const char *No : {
           "home::task<> test() { probe(t); throw 1; }",
           "[[noreturn]] void stop(); home::task<> test() { probe(t); stop(); "
           "}",
           "home::task<> test() { probe(t); __builtin_trap(); }",
           "home::task<> test(bool b) { probe(t); if (b) return {}; }",
           "auto test() { probe(t); }",
           "none test() { probe(t); }",
       })
    expectNo(No, AwaitObstacle::NotCoroutine, "'test' is not a coroutine");
}

TEST(AwaitSite, Lambdas) {
  expectNoIn("auto l = [] { probe(t); };", AwaitObstacle::PlainLambda,
             "the enclosing lambda is not a coroutine");
  expectNoIn("auto l = []() -> home::task<> {\n"
             "  [] { probe(t); }(); co_return; };",
             AwaitObstacle::PlainLambda,
             "the enclosing lambda is not a coroutine");
  // It returns a task, but makes none.
  expectNoIn("auto l = []() -> home::task<> { probe(t); return {}; };",
             AwaitObstacle::PlainLambda,
             "the enclosing lambda is not a coroutine");
  expectYesIn("auto l = []() -> home::task<> { probe(t); co_return; };");
  expectYesIn("auto l = [i = probe(t)] {};");
  expectYesIn("[](int) {}(probe(t));");
}

TEST(AwaitSite, CatchHandler) {
  const char *const Reason = "'co_await' is not allowed in a catch handler";
  expectNoIn("try {} catch (...) { probe(t); }", AwaitObstacle::CatchHandler,
             Reason);
  expectNoIn("try {} catch (int) { try { if (c) probe(t); } catch (...) {} }",
             AwaitObstacle::CatchHandler, Reason);
  // Captured there, so evaluated there.
  expectNoIn("try {} catch (...) { [i = probe(t)] {}(); }",
             AwaitObstacle::CatchHandler, Reason);
  // A coroutine of its own.
  expectYesIn("try {} catch (...) {\n"
              "  [] () -> home::task<> { probe(t); co_return; }(); }");
}

TEST(AwaitSite, Unevaluated) {
  const char *const Reason =
      "'co_await' is not allowed in an unevaluated operand";
  for (const char *Body :
       {"int i = sizeof(probe(t));", "bool x = noexcept(probe(t));",
        "bool x = __builtin_constant_p(probe(t));",
        "int i = _Generic((probe(t), 1), int: 0);"})
    expectNoIn(Body, AwaitObstacle::Unevaluated, Reason);
  // Evaluated or not.
  for (const char *Body :
       {"auto &x = typeid(probe(t));",
        "struct poly { virtual ~poly(); } p; auto &x = typeid((probe(t), p));"})
    expectNoIn(Body, AwaitObstacle::Typeid,
               "'co_await' is not allowed in the operand of 'typeid'");
  expectYesIn("if constexpr (sizeof(int) == 1) probe(t);");
  expectYesIn("int i = _Generic(1, int: (probe(t), 1));");
  expectYesIn("int a[2]; int i = a[probe(t)] + sizeof(int);");
}

TEST(AwaitSite, DefaultArgument) {
  const char *const Reason = "'co_await' is not allowed in a default argument";
  expectNo("home::task<> test(int i = probe(t)) { co_return; }",
           AwaitObstacle::DefaultArgument, Reason);
  expectNoIn("auto l = [](int i = probe(t)) {};",
             AwaitObstacle::DefaultArgument, Reason);
  expectYesIn("auto l = [](int i = 1) {}; l(probe(t));");
}

TEST(AwaitSite, StaticInitializer) {
  const char *const Reason =
      "'co_await' is not allowed in the initializer of a "
      "static or thread-local variable";
  expectNoIn("static int i = probe(t);", AwaitObstacle::StaticInitializer,
             Reason);
  expectNoIn("static int i{1 + probe(t)};", AwaitObstacle::StaticInitializer,
             Reason);
  expectNoIn("thread_local int i = probe(t);", AwaitObstacle::StaticInitializer,
             Reason);
  expectYesIn("const int i = probe(t);");
  expectYesIn("static int i; i = probe(t);");
}

TEST(AwaitSite, SpecialMember) {
  const char *const Reason =
      "a constructor or destructor cannot be a coroutine";
  expectNo("struct test { test() { probe(t); } };",
           AwaitObstacle::SpecialMember, Reason);
  TestAST AST("template <class T> int probe(T &&); home::task<> t;\n"
              "struct s { ~s() { probe(t); } };");
  Knowledge K(AST, {});
  BodyIndex Index(
      *AST.find<FunctionDecl>(cxxDestructorDecl(ofClass(hasName("s")))));
  const CallExpr *Call = AST.callOf("probe");
  AwaitSite Site(*Call, Call->getArg(0)->getType(), Index, K.Types);
  EXPECT_EQ(Site.obstacle(), AwaitObstacle::SpecialMember);
}

TEST(AwaitSite, LockHeld) {
  const char *const Reason =
      "'g' would hold its mutex while the coroutine is suspended";
  for (const char *Body :
       {"std::lock_guard<std::mutex> g(m); probe(t);",
        "std::lock_guard g(m); if (c) { while (c) probe(t); }",
        "{ std::scoped_lock g(m, am); probe(t); }",
        "if (std::lock_guard g(m); c) probe(t);",
        "if (std::lock_guard g(m); c) {} else { probe(t); }",
        "if (std::unique_lock g{m}) probe(t);",
        "while (std::unique_lock g{m}) probe(t);",
        "switch (std::lock_guard g(m); 1) { default: probe(t); }",
        "for (std::lock_guard g(m); c;) probe(t);",
        "switch (1) { case 1: std::lock_guard g(m); probe(t); }",
        "here: std::lock_guard g(m); probe(t);",
        "std::lock_guard g(m); auto l = [i = probe(t)] {};"})
    expectNoIn(Body, AwaitObstacle::LockHeld, Reason);
  for (const char *Body :
       {"{ std::lock_guard g(m); } probe(t);",
        "probe(t); std::lock_guard g(m);",
        "std::unique_lock<async_mutex> g(am); probe(t);",
        "std::lock_guard<std::mutex> *g = nullptr; probe(t);",
        "if (c) std::lock_guard g(m); probe(t);",
        "auto l = [] { std::lock_guard g(m); }; probe(t);",
        "std::lock_guard g(m); auto l = []() -> home::task<> { probe(t); "
        "co_return; };"})
    expectYesIn(Body);
}

TEST(AwaitSite, Generator) {
  const char *const Reason = "a generator cannot await";
  expectNo("flow::generator test() { co_yield probe(t); }",
           AwaitObstacle::Generator, Reason);
}

TEST(AwaitSite, PromiseRejects) {
  expectNo("flow::picky test() { probe(t); co_return; }",
           AwaitObstacle::PromiseRejects,
           "this coroutine's promise does not accept 'home::task<int>'");
}

TEST(AwaitSite, NotAwaitable) {
  expectNoIn("probe(b);", AwaitObstacle::NotAwaitable,
             "'blind' has no awaiter");
  expectNoIn("probe(n);", AwaitObstacle::NotAwaitable, "'none' has no awaiter");
  expectNoIn("probe(1);", AwaitObstacle::NotAwaitable, "'int' has no awaiter");
}

TEST(AwaitSite, DependentCoroutine) {
  expectNo("template <class T> T test() { probe(t); co_return; }",
           AwaitObstacle::DependentCoroutine,
           "the coroutine's type depends on a template parameter");
  // The template is known, whatever its argument.
  expectYes("template <class T> home::task<T> test(T x) "
            "{ probe(t); co_return x; }");
}

TEST(AwaitSite, Macro) {
  expectNo("#define PROBE probe(t)\nhome::task<> test() { PROBE; co_return; }",
           AwaitObstacle::Macro, "it is inside a macro");
  expectNo(
      "#define RUN(x) x\nhome::task<> test() { RUN(probe(t)); co_return; }",
      AwaitObstacle::Macro, "it is inside a macro");
  expectYes("#define T t\nhome::task<> test() { probe(T); co_return; }");
}
