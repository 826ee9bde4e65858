//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Each effect with each condition: a table per effect.
//
//===----------------------------------------------------------------------===//

#include "edits/Judgement.h"
#include "TestAST.h"
#include "code/AwaitedCalls.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
types:
  - {name: detached, role: detached}
  - {name: view, role: awaitable, await: never}
views: [text_view]
blocking-calls:
  - {name: barrier::arrive_and_wait, until: all have come}
)";

/// Tasks that begin at once, and ones that nobody can await.
static const char *const Declarations = R"cpp(
namespace std { template <class T, class U> T exchange(T &, U &&); }
struct at_once {
  std::suspend_never initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_void(); void unhandled_exception();
};
struct eager {
  struct promise_type : at_once { eager get_return_object(); };
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct detached { struct promise_type : at_once { detached get_return_object(); }; };
struct text_view { int size() const; };
struct view {};
struct barrier { void arrive_and_wait(); };
struct event { bool await_ready(); void await_suspend(std::coroutine_handle<>);
  void await_resume(); void set(); };
struct plain { int a, b; }; using callback = int (*)(int);
struct loud { loud(); ~loud(); };
int probe(); void use(int); void use(const plain &); int pure() __attribute__((pure));
home::task<int> load(int = 0); void late(); int global; const int constant = 1; bool flag;
)cpp";

namespace {
struct Rules {
  const char *Code;
  /// Empty: a fix. "note: ...", "never: ...".
  const char *Expected;
};
} // namespace

static std::string textOf(const Ruling &R) {
  switch (R.Stands) {
  case Ruling::Fix:
    EXPECT_EQ(R.Why, "");
    return "";
  case Ruling::Note:
    return "note: " + R.Why;
  case Ruling::Nowhere:
    return "never: " + R.Why;
  }
  return "?";
}

/// Asks about the definition of `test`.
static std::string
ask(llvm::StringRef Code,
    llvm::function_ref<Ruling(const Judgement &, const TestAST &)> Question) {
  TestAST AST((Declarations + Code).str());
  Knowledge K(AST, {Vocabulary});
  const CallGraph Calls(AST.context());
  const std::function<SharedIndex(const FunctionDecl &)> IndexFor =
      [&](const FunctionDecl &Callable) {
        auto Made = std::make_shared<BodyIndex>(*outermostFunction(&Callable));
        Made->memo<UnitAround>() = {
            [&Calls]() -> const CallGraph & { return Calls; }, IndexFor};
        return Made;
      };
  const SharedIndex Index = IndexFor(*AST.function("test"));
  return textOf(Question(Judgement(*Index, K.Types), AST));
}

static void expectSuspends(std::initializer_list<Rules> Table) {
  for (const Rules &Row : Table)
    EXPECT_EQ(ask(Row.Code,
                  [](const Judgement &J, const TestAST &AST) {
                    return J.suspends(*AST.callOf("probe"));
                  }),
              Row.Expected)
        << Row.Code;
}

static const char *const Lent = "note: here the caller goes on for the first "
                                "time, and 'x' refers to what it may destroy";

TEST(Judgement, FirstSuspension) {
  expectSuspends({
      {"eager test(const int &x) { probe(); use(x); co_return; }", Lent},
      {"eager test(int &&x) { probe(); use(x); co_return; }", Lent},
      {"eager test(int *x) { probe(); use(*x); co_return; }", Lent},
      {"eager test(text_view x) { probe(); use(x.size()); co_return; }", Lent},
      {"detached test(const int &x) { probe(); use(x); co_return; }", Lent},
      {"eager test(const int &x) { for (;;) { use(x); probe(); } co_return; }",
       Lent},
      {"eager test(const int &x) { if (flag) co_await load(); probe(); use(x); "
       "}",
       Lent},
      {"eager test(const int &x) { flag && co_await load(); probe(); use(x); }",
       Lent},
      {"eager test(const int &x) { while (flag) co_await load(); probe(); "
       "use(x); }",
       Lent},
      {"eager test(const int &x) { if (flag) use(probe()); else use(x); "
       "co_return; }",
       Lent}, // By the order in which it is written.
      // The caller has gone on before.
      {"eager test(const int &x) { co_await load(); probe(); use(x); }", ""},
      {"eager test(const int &x) { int i = co_await load(); probe(); use(x); }",
       ""},
      {"eager test(const int &x) { if (co_await load()) probe(); use(x); }",
       ""},
      {"eager test(const int &x) { if (flag) co_await load(); else co_await "
       "load(1); probe(); use(x); }",
       ""},
      {"eager test(const int &x) { { co_await load(); } for (;;) { probe(); "
       "use(x); } }",
       ""},
      {"eager test(const int &x) { try { co_await load(); } catch (...) {} "
       "probe(); use(x); }",
       ""},
      // Nothing that was lent is used again.
      {"eager test(const int &x) { use(x); probe(); co_return; }", ""},
      {"eager test(int x) { probe(); use(x); co_return; }", ""},
      {"eager test(const int &x) { int y = x; probe(); use(y); co_return; }",
       ""},
      // Whoever has a lazy task awaits it.
      {"home::task<> test(const int &x) { probe(); use(x); co_return; }", ""},
      {"void test(const int &x) { probe(); use(x); }", ""},
  });
}

TEST(Judgement, FirstSuspensionOfOthers) {
  // What else refers to something of the caller's.
  for (const char *Type : {"walk", "refers", "std::function<void()>",
                           "std::vector<int *>", "std::vector<refers>"})
    expectSuspends(
        {{("struct refers { int &to; }; struct walk { int *at; }; eager test(" +
           std::string(Type) + " x) { probe(); (void)x; co_return; }")
              .c_str(),
          Lent}});
  for (const char *Type : {"plain", "std::vector<int>", "std::unique_ptr<int>",
                           "std::coroutine_handle<>", "callback"})
    expectSuspends({{("eager test(" + std::string(Type) +
                      " x) { probe(); (void)x; co_return; }")
                         .c_str(),
                     ""}});
  const char *const Object =
      "note: here the caller goes on for the first time, "
      "and may destroy the object, which is used after "
      "this";
  const char *const Read = "note: here the caller goes on for the first time, "
                           "and may read 'global', which is written after this";
  expectSuspends({
      {"struct S { int m; eager test(); }; eager S::test() { probe(); use(m); "
       "co_return; }",
       Object},
      {"struct S { int m; eager test(); }; eager S::test() { use(m); probe(); "
       "co_return; }",
       ""},
      {"struct S { int m; eager test(); }; eager S::test() { co_await load(); "
       "probe(); use(m); }",
       ""},
      {"void test() { int x = 0; auto l = [&x]() -> eager { probe(); use(x); "
       "co_return; }; }",
       Lent},
      {"void test() { auto l = [x = 1]() -> detached { probe(); use(x); "
       "co_return; }; }",
       Lent},
      {"eager test() { probe(); global = 1; co_return; }", Read},
      {"eager test() { probe(); ++global; co_return; }", Read},
      {"eager test() { probe(); use(global); co_return; }", ""},
      {"eager test() { global = 1; probe(); co_return; }", ""},
      {"eager test() { static int own; probe(); own = 1; co_return; }", ""},
      {"home::task<> test() { probe(); global = 1; co_return; }", ""},
  });
}

/// What stands in the expression that is suspended, and is used when that goes
/// on.
TEST(Judgement, FirstSuspensionWithin) {
  const auto Expect = [](const char *Statement, bool IsLent) {
    const std::string Code =
        "struct page { int n; int size() const; int &last(); }; "
        "home::task<int> by(const int &); home::task<int> of(page &); "
        "int wait(home::task<int>); int both(const int &, int); int "
        "sum(int, int); void use_page(page, int); eager test(int &x, page &y, "
        "int *p) { " +
        std::string(Statement) + " co_return; }";
    const std::string Said =
        ask(Code, [Statement](const Judgement &J, const TestAST &AST) {
          const bool Waits = llvm::StringRef(Statement).contains("wait");
          return J.suspends(*AST.callOf(Waits ? "wait" : "probe"));
        });
    EXPECT_EQ(!Said.empty(), IsLent) << Statement << ": " << Said;
  };
  for (const char *After :
       {"x = probe();", "x += probe();", "*p = probe();", "y.n = probe();",
        "y.last() = 1 + probe();", "both(x, probe());", "both(y.n, probe());",
        "use(both(probe(), 1)); use(x);", "int i = wait(by(x));",
        "wait(of(y));", "wait(by(y.n));", "wait(by(*p));",
        "const int &i = both(x, probe());"})
    Expect(After, true);
  for (const char *Before :
       {"int i = x + probe();", "sum(x, probe());", "use(*p + probe());",
        "use_page(y, probe());", "sum(y.size(), probe());", "wait(load(x));",
        "wait(load(y.n));", "wait(load(y.size()));", "wait(load(*p));",
        "if (x) probe();", "(x = 1, probe());", "int i = y.last() + probe();"})
    Expect(Before, false);
  expectSuspends({
      {"eager test() { global = probe(); co_return; }",
       "note: here the caller goes on for the first time, and may read "
       "'global', which is written after this"},
      {"struct S { int m; eager test(); }; eager S::test() { m = probe(); "
       "co_return; }",
       "note: here the caller goes on for the first time, and may destroy the "
       "object, which is used after this"},
      {"struct S { int m; eager test(); }; eager S::test() { use(m + probe()); "
       "co_return; }",
       ""},
  });
}

TEST(Judgement, FirstSuspensionByAliases) {
  const auto Expect = [](const char *Declaration, bool IsLent) {
    EXPECT_EQ(ask("struct page { int n; "
                  "std::vector<int> all; int count() const; }; struct S { page "
                  "m; eager test(page &lent, "
                  "page own); }; eager S::test(page &lent, page own) { " +
                      std::string(Declaration) +
                      " probe(); (void)x; co_return; }",
                  [](const Judgement &J, const TestAST &AST) {
                    return J.suspends(*AST.callOf("probe"));
                  }),
              IsLent ? Lent : "")
        << Declaration;
  };
  for (const char *Refers :
       {"const int &x = lent.n;", "auto &x = lent;", "auto x = &lent;",
        "auto x = lent.all.begin();", "int &x = lent.all[0];",
        "int *x = &lent.n;", "auto &y = lent; auto &x = y.n;", "int &x = m.n;",
        "auto *x = this;"})
    Expect(Refers, true);
  for (const char *Own :
       {"int x = lent.n;", "page x = lent;", "auto x = lent.all;",
        "int &x = own.n;", "auto x = own.all.begin();",
        "const int &x = lent.count();", "int *x = new int(lent.n);",
        "int *x = &global;", "int x = m.n;"})
    Expect(Own, false);
}

/// What is given to a variable later, is apart in bindings, or lives in an
/// object that looks at it when it ends.
TEST(Judgement, FirstSuspensionByObjects) {
  const auto Expect = [](const char *Before, const char *After, bool IsLent) {
    const std::string Code =
        "struct page { int n, m; }; struct cursor { page &at; ~cursor(); }; "
        "struct owner { int *p; explicit owner(const page &); ~owner(); }; "
        "struct both { const page *p; std::unique_ptr<int> q; ~both() = "
        "default; }; struct end { std::function<void()> then; ~end(); }; "
        "struct counts { int i; ~counts(); }; eager test(page &lent, page own) "
        "{ " +
        std::string(Before) + " probe(); " + After + " co_return; }";
    const std::string Said =
        ask(Code, [](const Judgement &J, const TestAST &AST) {
          return J.suspends(*AST.callOf("probe"));
        });
    EXPECT_EQ(!Said.empty(), IsLent) << Before << After << ": " << Said;
  };
  Expect("auto &[a, b] = lent;", "use(a);", true);
  Expect("page *p = nullptr; p = &lent;", "use(p->n);", true);
  Expect("std::vector<page *> all; all.push_back(&lent);", "use(all[0]->n);",
         true);
  Expect("cursor c{lent};", "", true);
  Expect("end e{[&lent] { use(lent.n); }};", "", true);
  Expect("{ cursor c{lent}; use(1);", "}", true);
  Expect("both b{&lent};", "use(b.p->n);", true);
  Expect("auto [a, b] = lent;", "use(a);", false);
  Expect("auto &[a, b] = own;", "use(a);", false);
  Expect("page *p = nullptr; p = &own; use(lent.n);", "use(p->n);", false);
  Expect("std::vector<int> all; all.push_back(lent.n);", "use(all[0]);", false);
  Expect("{ cursor c{lent}; }", "", false);
  Expect("cursor c{own};", "", false);
  Expect("owner o(lent);", "use(*o.p);", false);
  Expect("counts c{lent.n};", "use(c.i);", false);
  Expect("end e{[n = lent.n] { use(n); }};", "", false);
}

/// A coroutine that awaits one that has never been suspended is suspended with
/// it.
TEST(Judgement, FirstSuspensionOfCallers) {
  const std::string Early =
      "note: 'outer' awaits this coroutine, so that its caller goes on for the "
      "first time there, and 'x' refers to what it may destroy";
  const std::string Stale =
      "note: 'global' is read before and written after 'outer' awaits this "
      "coroutine, and others may change it while that is suspended";
  const std::string EagerTest = "eager test() { probe(); co_return; } ";
  const std::string LazyTest = "home::task<> test() { probe(); co_return; } ";
  const std::vector<std::pair<std::string, std::string>> Table = {
      {EagerTest + "eager outer(int &x) { co_await test(); use(x); }", Early},
      {EagerTest + "detached outer(int &x) { co_await test(); use(x); }",
       Early},
      {LazyTest + "eager outer(int &x) { co_await test(); use(x); }", Early},
      {EagerTest + "eager outer(int &x) { auto t = test(); co_await t; use(x); "
                   "}",
       Early},
      {EagerTest + "eager between() { co_await test(); } eager outer(int &x) { "
                   "co_await between(); use(x); }",
       "note: 'outer' awaits this coroutine, so that its caller goes on for "
       "the first time there, and 'x' refers to what it may destroy"},
      {"eager test(int &x) { auto part = []() -> eager { probe(); co_return; "
       "}; co_await part(); use(x); }",
       "note: 'test' awaits this coroutine, so that its caller goes on for the "
       "first time there, and 'x' refers to what it may destroy"},
      {"eager done() { co_return; } eager test(int &x) { co_await done(); "
       "probe(); use(x); }",
       Lent},
      {LazyTest + "home::task<> outer() { int i = global; co_await test(); "
                  "global = i + 1; }",
       Stale},
      {LazyTest + "eager outer() { if (global) { co_await test(); "
                  "int unused; } global = 1; }",
       "note: 'outer' awaits this coroutine, so that its caller goes on for "
       "the first time there, and may read 'global', which is written after "
       "this"},
      // Nothing of it is used, or the caller has gone on before.
      {EagerTest + "eager outer(int &x) { use(x); co_await test(); }", ""},
      {EagerTest + "eager outer(int &x) { co_await load(); co_await test(); "
                   "use(x); }",
       ""},
      {EagerTest + "eager outer(int &x) { auto t = test(); use(x); co_return; "
                   "}",
       ""},
      {LazyTest + "home::task<> outer(int &x) { co_await test(); use(x); }",
       ""},
      {LazyTest + "home::task<> outer() { int i = global; co_await test(); "
                  "co_await load(); global = i; }",
       ""},
      // Whoever awaits it has been suspended by it before.
      {"eager test() { probe(); co_await load(); } eager outer(int &x) { "
       "co_await test(); use(x); }",
       ""},
      {"home::task<> test() { probe(); co_await load(); } home::task<> outer() "
       "{ int i = global; co_await test(); global = i + 1; }",
       ""},
  };
  for (const auto &[Code, Expected] : Table)
    expectSuspends({{Code.c_str(), Expected.c_str()}});
}

static std::string stale(llvm::StringRef Name) {
  return "note: '" + Name.str() +
         "' is read before and written after this, and others may change it "
         "while the coroutine is suspended";
}

static void expectStale(llvm::StringRef Name,
                        std::initializer_list<const char *> Bodies) {
  for (const char *Body : Bodies) {
    const std::string Code =
        "namespace std { template <class T> const T &as_const(T &); } "
        "struct S { int member, list[3]; plain part; std::vector<int> all; "
        "home::task<> test(int &lent, int *pointer, plain &whole, int own); };"
        "home::task<> S::test(int &lent, int *pointer, plain &whole, int own) "
        "{ " +
        std::string(Body) + " co_return; }";
    EXPECT_EQ(ask(Code,
                  [](const Judgement &J, const TestAST &AST) {
                    return J.suspends(*AST.callOf("probe"));
                  }),
              Name.empty() ? "" : stale(Name))
        << Body;
  }
}

TEST(Judgement, SharedState) {
  expectStale("member", {"int i = member; probe(); member = i + 1;",
                         "if (member) { probe(); member = 0; }",
                         "if (member) return_if: probe(); member = 1;",
                         "while (member) { probe(); member = 2; }",
                         "int i; i = this->member; probe(); member = i;",
                         "member = member + probe();",
                         "use(1); bool b = member > 2; use(probe()); "
                         "this->member = b;",
                         "switch (member) { default: probe(); } member = 1;"});
  expectStale("global", {"int i = global; probe(); global = i + 1;",
                         "if (global == 0) global = probe();"});
  expectStale("member", {"auto &alias = member; int i = alias; probe(); "
                         "alias = i;",
                         "int i = std::as_const(member); probe(); member = i;",
                         "auto &alias = member; int i = alias; probe(); "
                         "member = i;"});
  expectStale("list", {"int i = list[1]; probe(); list[1] = i;"});
  expectStale("a", {"auto [i, j] = whole; probe(); whole.a = i;",
                    "plain copy = whole; probe(); whole.a = copy.a;"});
  expectStale("lent", {"int i = lent; probe(); lent = i + 1;"});
  expectStale("pointer", {"int i = *pointer; probe(); *pointer = i + 1;"});
  expectStale("a", {"int i = whole.a; probe(); whole.a = i;",
                    "int i = part.a; probe(); part.a = i;"});
  expectStale("all", {"if (all.size() == 0) { probe(); all.push_back(1); }"});
  // Silent: nothing is taken over the suspension.
  expectStale("", {"member = 1; probe(); int i = member;",
                   "probe(); int i = member; "
                   "member = i;",
                   "int i = member; member = i + 1; probe();",
                   "use(member); probe(); "
                   "member = 1;",
                   "++member; probe(); --member;",
                   "member += 1; probe(); member -= 1;",
                   "int i = member; probe(); global = i;",
                   "int i = whole.a; probe(); whole.b = i;",
                   "int i = own; probe(); own = i + 1;",
                   "auto &alias = own; int i = alias; probe(); alias = i;",
                   "auto [i, j] = part; probe(); member = i;",
                   "int copy[2]; int i = copy[1]; probe(); copy[1] = i;",
                   "int local = 0; int i = local; probe(); local = i;",
                   "int i = constant; probe(); member = i;",
                   "unsigned n = sizeof(member); probe(); member = 1;",
                   // There is one between them already.
                   "int i = member; co_await load(); probe(); member = i;",
                   "int i = member; probe(); co_await load(); member = i;",
                   "auto l = [this] { return member; }; probe(); member = 1;",
                   "if (all.size()) use(1); probe(); use(int(all.size()));"});
}

TEST(Judgement, SharedStateByFunctions) {
  const auto Expect = [](const char *Body, const char *Name) {
    EXPECT_EQ(
        ask("struct counter { static int next; static int peek() { return "
            "next; } static void set(int v) { next = v; } int own; int get() "
            "const { return own; } int &at() { return own; } void put(int v) { "
            "own = v; } bool ready() const { return get() > 0; } int big() "
            "const; int work() { int a = own; use(a); use(1); return a; } }; "
            "counter all; int read(const counter &c) { return c.own; } struct "
            "S { counter part; int mine; int now() const { return mine; } void "
            "become(int v) { this->mine = v; } home::task<> test(counter "
            "&lent, counter *at); }; home::task<> S::test(counter &lent, "
            "counter *at) { counter local; " +
                std::string(Body) + " co_return; }",
            [](const Judgement &J, const TestAST &AST) {
              return J.suspends(*AST.callOf("probe"));
            }),
        *Name ? stale(Name) : std::string())
        << Body;
  };
  Expect("int i = counter::peek(); probe(); counter::next = i + 1;", "next");
  Expect("int i = counter::next; probe(); counter::set(i + 1);", "next");
  Expect("int i = all.next; probe(); all.next = i + 1;", "next");
  Expect("int i = now(); probe(); become(i + 1);", "mine");
  Expect("if (now()) { probe(); mine = 0; }", "mine");
  Expect("if (all.ready()) { probe(); all.put(0); }", "own");
  Expect("int i = lent.get(); probe(); lent.own = i;", "own");
  Expect("int i = at->get(); probe(); at->put(i);", "own");
  Expect("int i = read(all); probe(); all.at() = i;", "own");
  Expect("auto get = [this] { return mine; }; int i = get(); probe(); mine = "
         "i;",
         "mine");
  Expect("int i = mine; probe(); std::exchange(mine, i);", "mine");
  for (const char *Silent :
       {"int i = local.get(); probe(); local.put(i);",
        "int i = read(local); probe(); local.own = i;",
        "counter::peek(); probe(); counter::set(1);",
        "int i = counter::peek(); probe(); now();",
        "int i = all.big(); probe(); all.put(i);",
        "int i = all.work(); probe(); all.put(i);",
        "int i = all.get(); probe(); lent.put(i);",
        "int i = counter::peek(); counter::set(i + 1); probe();",
        "int i = now(); co_await load(); probe(); become(i);"})
    Expect(Silent, "");
}

TEST(Judgement, SharedElements) {
  const auto Expect = [](const char *Body, const char *Name) {
    EXPECT_EQ(
        ask("std::vector<int> everything; struct S { std::vector<int> all; "
            "home::task<> test(std::vector<int> lent); }; home::task<> "
            "S::test(std::vector<int> lent) { " +
                std::string(Body) + " co_return; }",
            [](const Judgement &J, const TestAST &AST) {
              return J.suspends(*AST.callOf("probe"));
            }),
        *Name ? "note: '" + std::string(Name) +
                    "' is referred into before and after this, and others may "
                    "change it while the coroutine is suspended"
              : std::string())
        << Body;
  };
  for (const char *Body :
       {"auto i = all.begin(); probe(); use(*i);",
        "int &i = all[0]; probe(); use(i);",
        "int *i = &all[0]; probe(); use(*i);", "for (int i : all) { probe(); }",
        "int &i = all[0]; i = probe();",
        "for (auto i = all.begin(); i != all.end(); ++i) *i += probe();",
        "for (auto i = all.begin(); i != all.end(); ++i) { use(*i); probe(); }",
        "auto i = all.begin(); while (*i) { use(1); probe(); }",
        "for (;;) { int &i = all[0]; i += probe(); }"})
    Expect(Body, "all");
  Expect("for (int i : everything) probe();", "everything");
  for (const char *Body :
       {"auto i = all.begin(); use(*i); probe();",
        "int i = all[0]; probe(); use(i);",
        "auto n = all.size(); probe(); use(int(n));",
        "auto &v = all; probe(); use(v[0]);",
        "auto i = all.begin(); probe(); co_await load(); use(*i);",
        "for (int i : all) { probe(); co_await load(); }",
        "for (int i : lent) probe();", "int &i = lent[0]; probe(); use(i);",
        "for (int i : std::vector<int>(all)) probe();",
        "for (;;) { int &i = all[0]; use(i); probe(); }", "all[0] = probe();"})
    Expect(Body, "");
  // What is written is an element.
  expectStale("all", {"auto n = all.size(); probe(); all[n] = 1;"});
}

TEST(Judgement, Joins) {
  const auto Expect = [](const char *Code, const char *Expected) {
    EXPECT_EQ(ask(Code,
                  [](const Judgement &J, const TestAST &AST) {
                    return J.joins(*AST.callOf("probe"));
                  }),
              Expected)
        << Code;
  };
  const char *const Note =
      "note: its caller 'test' would wait for it to end before it goes on";
  for (const char *Body :
       {"probe(); use(1);", "probe(); co_await load();", "{ probe(); } use(1);",
        "if (flag) probe(); use(1);", "for (;;) probe();",
        "while (flag) { probe(); }", "try { probe(); use(1); } catch (...) {}"})
    Expect(("home::task<> test() { " + std::string(Body) + " co_return; }")
               .c_str(),
           Note);
  Expect("home::task<int> test() { probe(); co_return 1; }", Note);
  for (const char *Body :
       {"probe();", "use(1); probe();", "if (flag) probe(); else use(1);",
        "{ probe(); }", "probe();;", "if (flag) { probe(); co_return; }"})
    Expect(("home::task<> test() { " + std::string(Body) + " co_return; }")
               .c_str(),
           "");
  Expect("home::task<> test() { auto l = []() -> home::task<> { probe(); "
         "use(1); co_return; }; co_await l(); }",
         "note: a lambda that calls it would wait for it to end before it goes "
         "on");
}

TEST(Judgement, AwaitsStarted) {
  const auto Expect = [](const char *Body, const char *Name) {
    EXPECT_EQ(ask("eager run() { while (!global) co_await load(); } eager "
                  "run(bool &open) { while (open) co_await load(); } "
                  "home::task<> idle() { while (!global) co_await load(); } "
                  "struct S { bool stop; eager run(int) { while (!stop) "
                  "co_await load(); } home::task<> test(bool own); }; "
                  "home::task<> S::test(bool own) { " +
                      std::string(Body) + " co_return; }",
                  [](const Judgement &J, const TestAST &AST) {
                    const CallExpr *Run = AST.callOf("run");
                    return J.awaitsStarted(Run ? *Run : *AST.callOf("idle"));
                  }),
              *Name ? "note: it may wait for what happens to '" +
                          std::string(Name) + "' behind this"
                    : std::string())
        << Body;
  };
  Expect("::run(); global = 1;", "global");
  Expect("::run(); use(1); ++global;", "global");
  Expect("run(1); stop = true;", "stop");
  Expect("run(1); this->stop = true;", "stop");
  Expect("::run();", "");
  Expect("global = 1; ::run();", "");
  Expect("::run(); use(global);", "");
  Expect("run(1); use(stop);", "");
  Expect("::run(); own = false;", "");
}

TEST(Judgement, Defers) {
  const auto Expect = [](const char *Code, const char *Expected) {
    EXPECT_EQ(ask(Code,
                  [](const Judgement &J, const TestAST &AST) {
                    return J.defers(*AST.function("test"));
                  }),
              Expected)
        << Code;
  };
  const char *const Note = "note: 'test' does more than make its task, and "
                           "would do it when that is awaited";
  for (const char *Body :
       {"use(1);", "probe();", "global = 1;", "++global;", "*pointer = 1;",
        "lent = 2;", "if (own < 0) throw 1;", "delete pointer;",
        "std::lock_guard g(mutex);", "visible(lent);", "changed(lent);",
        "object.work();", "function();"})
    Expect(("std::mutex mutex; struct O { void work(); } object; "
            "void visible(int &i) { i = 1; } void changed(int &);"
            "home::task<int> test(int own, int &lent, int *pointer, void "
            "(*function)()) { " +
            std::string(Body) + " return load(own); }")
               .c_str(),
           Note);
  for (const char *Body :
       {"", "int i = own + 1;", "own = 3;", "++own;", "pure();",
        "int i = sizeof(probe());", "plain p{1, 2}; p.a = 3;",
        "std::vector<int> v; v.push_back(own);", "local(own);",
        "auto other = load(1);", "auto f = [] { use(1); };", "O o; o.ask();",
        "int i = twice(own);", "std::vector<int> v; first(v);"})
    Expect(("struct O { int ask() const; }; int local(int i) { i = 2; return "
            "i; } void first(std::vector<int> &of) { of[0] = 1; } constexpr "
            "int twice(int i) { return 2 * i; }"
            "home::task<int> test(int own) { " +
            std::string(Body) + " return load(own); }")
               .c_str(),
           "");
  Expect("home::task<int> test() { use(1); co_return 1; }", "");
  Expect("home::task<int> test();  home::task<int> other() { return test(); }"
         "home::task<int> test() { return load(); }",
         "");
  // An eager coroutine does it at the call, but keeps what it throws.
  Expect("eager begin(); eager test() { use(1); return begin(); }", "");
  Expect("eager begin(); eager test() { if (flag) throw 1; return begin(); }",
         "note: 'test' throws before it makes its task, which would get that");
}

TEST(Judgement, Removes) {
  const auto Expect = [](const char *Type, const char *Expected) {
    EXPECT_EQ(
        ask("using wanted = " + std::string(Type) +
                "; wanted *made(); void test() {}",
            [](const Judgement &J, const TestAST &AST) {
              return J.removes(
                  AST.function("made")->getReturnType()->getPointeeType());
            }),
        Expected)
        << Type;
  };
  for (const char *Type : {"void", "int", "plain", "int *"})
    Expect(Type, "");
  Expect("loud", "never: what 'co_await' gives does something when it ends its "
                 "life");
  EXPECT_EQ(
      ask("void test() {}",
          [](const Judgement &J, const TestAST &) { return J.removes({}); }),
      "never: what 'co_await' gives is not known here");
  // Nobody has needed the class complete.
  Expect("std::unique_ptr<int>", "never: what 'co_await' gives does something "
                                 "when it ends its life");
}

TEST(Judgement, Drops) {
  const auto Expect = [](const char *Result, const char *Expected) {
    EXPECT_EQ(ask(std::string("struct free {}; struct [[nodiscard]] kept {}; "
                              "enum class [[nodiscard]] code { a }; "
                              "struct wanted { bool await_ready(); "
                              "void await_suspend(std::coroutine_handle<>); ") +
                      Result +
                      " await_resume(); }; wanted made(); "
                      "void test() {}",
                  [](const Judgement &J, const TestAST &AST) {
                    return J.drops(AST.function("made")->getReturnType());
                  }),
              Expected)
        << Result;
  };
  for (const char *Result : {"void", "int", "free", "kept &", "kept *"})
    Expect(Result, "");
  for (const char *Result : {"kept", "code", "[[nodiscard]] int"})
    Expect(Result, "note: what 'co_await' gives is '[[nodiscard]]', and nobody "
                   "looks at it here");
}

TEST(Judgement, Replaces) {
  const auto Replaces = [](const Judgement &J, const TestAST &AST) {
    return J.replaces(*AST.function("wait"));
  };
  EXPECT_EQ(ask("int sync_wait(); void test() {}",
                [](const Judgement &J, const TestAST &AST) {
                  return J.replaces(*AST.function("sync_wait"));
                }),
            "");
  EXPECT_EQ(ask("int wait(); void test() {}", Replaces),
            "note: whatever else 'wait' does is lost");
}

TEST(Judgement, Remakes) {
  const auto Expect = [](const char *Callable, const char *Expected) {
    EXPECT_EQ(
        ask("struct functor { void operator()(); } kept; template <class "
            "F> void each(F &&) {} void free(); void test(int own) { each(" +
                std::string(Callable) + "); }",
            [](const Judgement &J, const TestAST &AST) {
              return J.remakes(*AST.callOf("each")->getArg(0));
            }),
        Expected)
        << Callable;
  };
  for (const char *Callable :
       {"[] {}", "[&own] { ++own; }", "[own] { use(own); }", "kept", "free",
        "[&own]() mutable { ++own; }"})
    Expect(Callable, "");
  const char *const Never =
      "never: each round would make the lambda and what it keeps anew";
  Expect("[n = 0]() mutable { ++n; }", Never);
  Expect("[own]() mutable { ++own; }", Never);
  Expect("[n = probe()] { use(n); }", Never);
  Expect("functor()", "never: each round would make the callable anew");
}

TEST(Judgement, Bounds) {
  const auto Expect = [](const char *Before, const char *Callable,
                         const char *Behind, const char *Expected) {
    EXPECT_EQ(
        ask("barrier hall; void meet() { hall.arrive_and_wait(); } void "
            "meet(barrier &with) { with.arrive_and_wait(); } void spin() "
            "{ while (!global) ; } struct barriers { std::vector<barrier> "
            "all; barrier made(int); };"
            "template <class F> int start(F) { return 0; } int "
            "start(void (*)()) { return 0; } void "
            "test(std::vector<int> items) "
            "{ std::vector<int> kept; " +
                std::string(Before) +
                " for (int i : items) kept.push_back(start(" + Callable +
                ")); " + Behind + " use(kept.size()); late(); }",
            [](const Judgement &J, const TestAST &AST) {
              return J.bounds(*AST.find<CXXForRangeStmt>(
                                  traverse(TK_AsIs, cxxForRangeStmt())),
                              *AST.callOf("start"), AST.variable("kept"));
            }),
        Expected)
        << Before << Callable << Behind;
  };
  const char *const Meet = "never: the tasks may wait for each other at 'b'";
  const char *const Signal =
      "never: the tasks may wait for what happens to 'e' behind the loop";
  Expect("barrier b;", "[&b] { b.arrive_and_wait(); }", "", Meet);
  Expect("event b;", "[&]() -> home::task<> { co_await b; }", "", Meet);
  Expect("barrier b;", "[p = &b] { p->arrive_and_wait(); }", "",
         "never: the tasks may wait for each other at 'p'");
  Expect("barrier b; auto &c = b;", "[&c] { meet(c); }", "",
         "never: the tasks "
         "may wait for each other at 'with'");
  Expect("", "[] { meet(); }", "",
         "never: the tasks may wait for each other at "
         "'hall'");
  Expect("", "meet", "", "never: the tasks may wait for each other at 'hall'");
  Expect("barriers b;", "[&b, i] { b.all[i].arrive_and_wait(); }", "", Meet);
  Expect("barriers b;", "[&b, i] { b.made(i).arrive_and_wait(); }", "", "");
  Expect("global = 0;", "spin", "global = 1;",
         "never: the tasks may wait for what happens to 'global' behind the "
         "loop");
  Expect("event e;", "[&e] { use(sizeof(e)); }", "e.set();", Signal);
  Expect("bool e = false;", "[&e] { while (!e) ; }", "e = true;", Signal);
  Expect("event e; event &f = e;", "[&f] { use(sizeof(f)); }", "e.set();",
         Signal);
  Expect("", "[] { use(1); }", "", "");
  Expect("", "[i] { use(i); }", "", "");
  Expect("barrier b;", "[b]() mutable { b.arrive_and_wait(); }", "", "");
  Expect("event e;", "[i] { use(i); }", "e.set();", "");
  Expect("int e = 0;", "[&e] { ++e; }", "use(e);", "");
  Expect("event e;", "[&e] { use(sizeof(e)); }", "use(kept.size()); e.set();",
         "");
}

TEST(Judgement, Rereads) {
  const auto Ask = [](const char *What) {
    return ask("void test() { late(); }",
               [What](const Judgement &J, const TestAST &) {
                 return J.rereads(What);
               });
  };
  EXPECT_EQ(Ask(""), "");
  EXPECT_EQ(Ask("'ids'"), "note: others could change 'ids' meanwhile");
}

TEST(Judgement, WaitsFor) {
  const auto Expect = [](const char *Members, const char *Body,
                         const char *Expected, const char *Context = "io") {
    const std::string Code =
        "struct io { void run(); }; struct own_io : io {}; template <class T> "
        "struct pool {}; struct timer { explicit timer(io &); void wait(); }; "
        "io &shared(); struct S { " +
        std::string(Members) + " void test(io &lent, timer &given); }; " +
        "void S::test(io &lent, timer &given) { " + Body + " }";
    EXPECT_EQ(ask(Code.c_str(),
                  [Context](const Judgement &J, const TestAST &AST) {
                    return J.waitsFor(
                        *cast<CXXMemberCallExpr>(AST.callOf("wait"))
                             ->getImplicitObjectArgument(),
                        Context);
                  }),
              Expected)
        << Members << Body;
  };
  const char *const Never = "never: nothing but this function runs 'local'";
  Expect("", "io local; timer t(local); t.wait();", Never);
  Expect("", "own_io local; timer t{local}; t.wait();", Never);
  Expect("", "io local; timer t(local); timer &u = t; u.wait();", Never);
  const char *const Note =
      "note: 'beside' must be run meanwhile, or this never ends";
  Expect("io beside; timer t;", "t.wait();", Note);
  Expect("own_io beside; timer t;", "this->t.wait();", Note);
  for (const char *Body :
       {"timer t(lent); t.wait();", "timer t(shared()); t.wait();",
        "io &local = lent; timer t(local); t.wait();", "given.wait();"})
    Expect("", Body, "");
  Expect("io *beside; timer t;", "t.wait();", "");
  Expect("pool<io> beside; timer t;", "t.wait();", "");
  Expect("io beside; timer t;", "t.wait();", "", /*Context=*/"");
  Expect("io beside; timer t;", "t.wait();", "", /*Context=*/"strand");
}
