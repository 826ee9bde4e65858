//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

/// Pieces that the types below are made of.
static const char *const Pieces = R"cpp(
template <class T> struct awaiter {
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class R, class First> struct promise_base {
  R get_return_object(); First initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_void(); void unhandled_exception();
};
struct own_suspend : std::suspend_always {
  void await_suspend(std::coroutine_handle<>);
};
)cpp";

namespace {
struct Classified {
  explicit Classified(llvm::StringRef Code,
                      const std::vector<std::string> &Vocabularies = {})
      : AST((Pieces + Code).str()), K(AST, Vocabularies) {}

  QualType type(llvm::StringRef Variable) const {
    return AST.variable(Variable)->getType();
  }
  AsyncType of(llvm::StringRef Variable) const {
    return K.Types.classify(type(Variable));
  }
  std::string awaitResult(llvm::StringRef Variable) const {
    QualType T = K.Types.awaitResult(type(Variable));
    return T.isNull() ? "unknown" : typeName(T, AST.context());
  }
  /// `co_await operand` in the coroutine \p Function.
  bool accepts(llvm::StringRef Function, llvm::StringRef Operand) const {
    const FunctionDecl *F = AST.function(Function);
    return K.Types.accepts(promiseOfCoroutine(*F), F->getReturnType(),
                           type(Operand));
  }

  TestAST AST;
  Knowledge K;
};
} // namespace

TEST(AsyncTypes, NotAsync) {
  Classified C(
      "struct s { void get(); }; enum e {}; s a; int b; e c; void *d;\n"
      "auto l = [] {}; struct fwd; extern fwd &f;\n"
      "home::task<int> *p; std::coroutine_handle<> h;\n"
      // Parts of an awaiter are none.
      "struct half { bool await_ready(); void await_resume(); } x;");
  for (const char *Name : {"a", "b", "c", "d", "l", "f", "p", "h", "x"}) {
    EXPECT_FALSE(C.of(Name)) << Name;
    EXPECT_FALSE(C.of(Name).canBeAwaited()) << Name;
    EXPECT_EQ(C.awaitResult(Name), "unknown") << Name;
  }
  EXPECT_FALSE(C.K.Types.classify(QualType()));
}

TEST(AsyncTypes, StartOfTasks) {
  Classified C(R"cpp(
template <class First> struct task : awaiter<int> {
  struct promise_type : promise_base<task, First> {};
};
task<std::suspend_always> lazy; task<std::suspend_never> eager;
task<own_suspend> unknown;
struct outside : awaiter<int> { using promise_type =
  promise_base<outside, std::suspend_always>; };
outside byAlias;
template <class T> struct late;
template <class T> struct nested : awaiter<T> {
  template <class> struct deep {}; using promise_type = late<T>; };
template <class T> struct late : promise_base<nested<T>, std::suspend_never> {};
nested<int> byTemplate;
home::task<> home_grown; home::task<int> &reference = *(home::task<int> *)0;
const home::task<char> constant;
template <class T> constexpr bool complete = sizeof(typename T::promise_type);
static_assert(complete<task<std::suspend_always>> && complete<outside> &&
              complete<task<std::suspend_never>> && complete<nested<int>>);
task<std::suspend_always *> promise_not_needed;
)cpp");
  // The pattern's base depends on an argument.
  EXPECT_EQ(C.of("promise_not_needed").Start, TaskStart::Unknown);
  const std::pair<const char *, TaskStart> Expected[] = {
      {"lazy", TaskStart::Lazy},        {"eager", TaskStart::Eager},
      {"unknown", TaskStart::Unknown},  {"byAlias", TaskStart::Lazy},
      {"byTemplate", TaskStart::Eager}, {"home_grown", TaskStart::Lazy},
      {"reference", TaskStart::Lazy},   {"constant", TaskStart::Lazy}};
  for (const auto &[Name, Start] : Expected) {
    EXPECT_EQ(C.of(Name).Role, TypeRole::Task) << Name;
    EXPECT_EQ(C.of(Name).Start, Start) << Name;
    EXPECT_TRUE(C.of(Name).HasAwaiter) << Name;
    EXPECT_FALSE(C.of(Name).Entry) << Name;
  }
}

TEST(AsyncTypes, SpecializationThatNothingNeededComplete) {
  Classified C("extern home::task<long> &only_named;\n"
               "template <class T> struct fwd; extern fwd<int> &undefined;");
  EXPECT_EQ(C.of("only_named").Role, TypeRole::Task);
  EXPECT_EQ(C.of("only_named").Start, TaskStart::Lazy);
  EXPECT_FALSE(C.of("undefined"));
}

TEST(AsyncTypes, DependentTypes) {
  Classified C("template <class T> void f(home::task<T> p, T q) {}");
  EXPECT_EQ(C.of("p").Role, TypeRole::Task);
  EXPECT_EQ(C.of("p").Start, TaskStart::Lazy);
  EXPECT_FALSE(C.of("q"));
}

TEST(AsyncTypes, Awaiters) {
  Classified C(R"cpp(
awaiter<int> direct; struct derived : awaiter<char> { void get(); } inherited;
struct member { awaiter<int> operator co_await(); } by_member;
struct rvalue { awaiter<int> operator co_await() &&; } by_rvalue;
struct both { awaiter<int> operator co_await() &;
  awaiter<long> operator co_await() &&; } by_both;
namespace n {
struct f1 {} by_free; awaiter<int> operator co_await(f1 &);
struct f2 {} by_free_rvalue; awaiter<int> operator co_await(f2 &&);
template <class T> struct f3 {}; f3<char> by_template;
template <class T> awaiter<T> operator co_await(const f3<T> &);
struct f4 { friend awaiter<int> operator co_await(f4) { return {}; } };
f4 by_friend;
struct none {} no_operator;
inline namespace v1 { struct f5 {}; } f5 from_outer;
awaiter<int> operator co_await(f5 &);
}
)cpp");
  const std::pair<const char *, AwaitForm> Expected[] = {
      {"direct", AwaitForm::AsNamed},       {"inherited", AwaitForm::AsNamed},
      {"by_member", AwaitForm::AsNamed},    {"by_rvalue", AwaitForm::Moved},
      {"by_both", AwaitForm::AsNamed},      {"by_free", AwaitForm::AsNamed},
      {"by_free_rvalue", AwaitForm::Moved}, {"by_template", AwaitForm::AsNamed},
      {"from_outer", AwaitForm::AsNamed}};
  for (const auto &[Name, Form] : Expected) {
    EXPECT_EQ(C.of(Name).Role, TypeRole::Awaitable) << Name;
    EXPECT_EQ(C.of(Name).Await, Form) << Name;
    EXPECT_TRUE(C.of(Name).canBeAwaited()) << Name;
    EXPECT_FALSE(C.of(Name).isTask()) << Name;
  }
  EXPECT_TRUE(C.of("by_friend").canBeAwaited());
  EXPECT_FALSE(C.of("no_operator"));
  EXPECT_TRUE(C.of("inherited").HasOtherConsumers);
  EXPECT_FALSE(C.of("direct").HasOtherConsumers);

  EXPECT_EQ(C.awaitResult("direct"), "int");
  EXPECT_EQ(C.awaitResult("inherited"), "char");
  EXPECT_EQ(C.awaitResult("by_member"), "int");
  EXPECT_EQ(C.awaitResult("by_free"), "int");
}

TEST(AsyncTypes, AwaitersCanBeCalled) {
  Classified C(R"cpp(
struct data { bool await_ready; int await_suspend, await_resume; } by_data;
struct callee { bool operator()(); };
struct objects { callee await_ready; void await_suspend(std::coroutine_handle<>);
  int await_resume(); } by_objects;
class hidden { bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); } by_hidden;
struct gone { bool await_ready() = delete;
  void await_suspend(std::coroutine_handle<>); int await_resume(); } by_gone;
struct asks { bool await_ready(int); void await_suspend(std::coroutine_handle<>);
  int await_resume(); } by_asks;
struct few { bool await_ready(); void await_suspend(); int await_resume(); } by_few;
struct open { bool await_ready(int = 0); template <class P>
  void await_suspend(std::coroutine_handle<P>, int = 0);
  auto await_resume() -> int; } by_open;
struct pack { static bool await_ready(); template <class... P>
  void await_suspend(P...); int await_resume(); } by_pack;
class closed { awaiter<int> operator co_await(); } by_closed;
struct deleted { awaiter<int> operator co_await() = delete; } by_deleted;
struct base : private open { using open::await_ready; using open::await_suspend;
  using open::await_resume; } by_base;
)cpp");
  for (const char *Name : {"by_data", "by_objects", "by_hidden", "by_gone",
                           "by_asks", "by_few", "by_closed", "by_deleted"})
    EXPECT_FALSE(C.of(Name).canBeAwaited()) << Name;
  for (const char *Name : {"by_open", "by_pack", "by_base"})
    EXPECT_TRUE(C.of(Name).canBeAwaited()) << Name;
}

TEST(AsyncTypes, AwaitableThroughItsPromiseOnly) {
  Classified C(R"cpp(
template <class T> struct task {
  struct promise_type : promise_base<task, std::suspend_always> {
    template <class U> awaiter<U> await_transform(task<U>);
    awaiter<int> await_transform(int);
  };
};
template <class T> struct by_ref {
  struct promise_type : promise_base<by_ref, std::suspend_always> {
    template <class U> awaiter<U> await_transform(by_ref<U> &);
  };
};
struct closed {
  struct promise_type : promise_base<closed, std::suspend_always> {
    awaiter<int> await_transform(closed) = delete;
  };
};
task<int> value; by_ref<int> reference; closed deleted;
)cpp");
  EXPECT_EQ(C.of("value").Role, TypeRole::Task);
  EXPECT_EQ(C.of("value").Await, AwaitForm::Moved);
  EXPECT_FALSE(C.of("value").HasAwaiter);
  EXPECT_EQ(C.awaitResult("value"), "int");
  EXPECT_EQ(C.of("reference").Await, AwaitForm::AsNamed);
  EXPECT_FALSE(C.of("deleted").canBeAwaited());
}

TEST(AsyncTypes, SpecializedCoroutineTraits) {
  Classified C(R"cpp(
struct foreign : awaiter<int> {}; template <class T> struct generic {};
template <class T, bool Late> struct job : awaiter<T> {};
template <class R, class First> struct frame : promise_base<R, First> {};
struct whole : awaiter<int> {};
namespace std {
template <class... A> struct coroutine_traits<foreign, A...> {
  using promise_type = promise_base<foreign, std::suspend_never>; };
template <class T, class... A> struct coroutine_traits<generic<T>, A...> {
  using promise_type = promise_base<generic<T>, std::suspend_never>; };
template <class T, class... A> struct coroutine_traits<job<T, true>, A...> {
  using promise_type = frame<job<T, true>, std::suspend_always>; };
template <class T, class... A> struct coroutine_traits<job<T, false>, A...> {
  struct promise_type : promise_base<job<T, false>, std::suspend_never> {}; };
template <> struct coroutine_traits<whole> {
  using promise_type = promise_base<whole, std::suspend_always>; };
template <class... A> struct coroutine_traits<void, A...> {
  using promise_type = promise_base<void, std::suspend_never>; };
}
foreign task; generic<int> nobody_awaits; awaiter<int> other; whole at_all;
job<int, true> later; job<int, false> now; job<long, false> used;
job<long, false> makes() { co_return; }
void runs() { co_return; }
void plain() {}
)cpp");
  EXPECT_EQ(C.of("task").Role, TypeRole::Task);
  EXPECT_EQ(C.of("task").Start, TaskStart::Eager);
  EXPECT_EQ(C.of("nobody_awaits").Role, TypeRole::Detached);
  EXPECT_EQ(C.of("other").Role, TypeRole::Awaitable);
  EXPECT_EQ(C.of("at_all").Start, TaskStart::Lazy);
  EXPECT_EQ(C.of("later").Role, TypeRole::Task);
  EXPECT_EQ(C.of("later").Start, TaskStart::Lazy);
  // A nested promise has to be made first.
  EXPECT_EQ(C.of("now").Start, TaskStart::Unknown);
  EXPECT_EQ(C.of("used").Start, TaskStart::Eager);
  const auto StartOf = [&C](llvm::StringRef Function) {
    return C.K.Types.startOf(*C.AST.function(Function));
  };
  EXPECT_EQ(StartOf("makes"), TaskStart::Eager);
  EXPECT_EQ(StartOf("runs"), TaskStart::Eager);
  EXPECT_EQ(StartOf("plain"), TaskStart::Unknown);
}

TEST(AsyncTypes, GeneratorsAndDetachedTypes) {
  Classified C(R"cpp(
struct generator { int *begin(); int *end();
  struct promise_type : promise_base<generator, std::suspend_always> {
    std::suspend_always yield_value(int); }; } yields;
struct oneway {
  struct promise_type : promise_base<oneway, std::suspend_never> {}; } detached;
struct joined { void join();
  struct promise_type : promise_base<joined, std::suspend_never> {}; } joins;
struct both : awaiter<int> {
  struct promise_type : promise_base<both, std::suspend_always> {
    std::suspend_always yield_value(int); }; } awaited_too;
template <class T> struct maybe { bool has_value(); T value();
  struct promise_type : promise_base<maybe, std::suspend_never> {}; };
maybe<int> optional;
)cpp");
  EXPECT_EQ(C.of("yields").Role, TypeRole::Generator);
  EXPECT_FALSE(C.of("yields").canBeAwaited());
  EXPECT_EQ(C.of("detached").Role, TypeRole::Detached);
  EXPECT_FALSE(C.of("detached").canBeAwaited());
  // Somebody can wait for it in another way.
  EXPECT_FALSE(C.of("joins"));
  EXPECT_EQ(C.of("awaited_too").Role, TypeRole::Task);
  EXPECT_FALSE(C.of("optional"));
}

TEST(AsyncTypes, TheVocabularyHasTheLastWord) {
  Classified C("struct plain {} a; struct in : home::task<int> {} b;\n"
               "home::task<int> c; struct ev : awaiter<int> {} d;\n"
               "struct left : awaiter<int> {} e;",
               {"library: l\ntypes:\n"
                "  - {name: plain, role: future, start: eager, await: never}\n"
                "  - {name: home::task, role: task, await: in-place}\n"
                "  - {name: ev, role: task, start: eager, await: moved}\n"
                "  - {name: left, role: not-async}\n"});
  EXPECT_EQ(C.of("a").Role, TypeRole::Future);
  EXPECT_EQ(C.of("a").Start, TaskStart::Eager);
  EXPECT_FALSE(C.of("a").canBeAwaited());
  ASSERT_TRUE(C.of("c").Entry);
  EXPECT_EQ(C.of("c").Await, AwaitForm::InPlace);
  // What it leaves out, the structure says.
  EXPECT_EQ(C.of("c").Start, TaskStart::Lazy);
  EXPECT_EQ(C.of("b").Entry, C.of("c").Entry);
  EXPECT_EQ(C.of("d").Role, TypeRole::Task);
  EXPECT_EQ(C.of("d").Start, TaskStart::Eager);
  EXPECT_EQ(C.of("d").Await, AwaitForm::Moved);
  EXPECT_FALSE(C.of("e"));
}

TEST(AsyncTypes, AwaitResults) {
  Classified C(R"cpp(
template <class T> struct task {
  struct promise_type : promise_base<task, std::suspend_always> {
    template <class U> awaiter<U> await_transform(task<U>); };
};
template <class... T> struct pack : task<T...> {};
struct auto_resume { bool await_ready(); void await_suspend(int);
  auto await_resume(); } deduced;
home::task<> nothing; home::task<std::vector<int>> vector;
home::task<int &> reference; task<home::task<int>> nested;
awaiter<const int &> cref;
)cpp",
               {"library: l\ntypes:\n"
                "  - {name: std::unique_ptr, role: future}\n"
                "  - {name: std::function, role: awaitable}\n"});
  EXPECT_EQ(C.awaitResult("nothing"), "void");
  EXPECT_EQ(C.awaitResult("vector"), "std::vector<int>");
  EXPECT_EQ(C.awaitResult("reference"), "int");
  EXPECT_EQ(C.awaitResult("nested"), "home::task<int>");
  EXPECT_EQ(C.awaitResult("cref"), "int");
  EXPECT_EQ(C.awaitResult("deduced"), "unknown");
}

TEST(AsyncTypesAccepts, APromiseWithoutTransform) {
  Classified C("home::task<int> own; awaiter<int> direct;\n"
               "struct none {} not_awaitable;\n"
               "home::task<> f() { co_return; }");
  EXPECT_TRUE(C.accepts("f", "own"));
  EXPECT_TRUE(C.accepts("f", "direct"));
  EXPECT_FALSE(C.accepts("f", "not_awaitable"));
}

TEST(AsyncTypesAccepts, WhatTransformTakes) {
  Classified C(R"cpp(
template <class R> struct base : promise_base<R, std::suspend_always> {};
struct open : awaiter<int> { struct promise_type : base<open> {
  template <class T> T &&await_transform(T &&X); }; };
struct listed : awaiter<int> { struct promise_type : base<listed> {
  awaiter<int> await_transform(awaiter<int>);
  awaiter<int> await_transform(home::task<int> &&);
  awaiter<int> await_transform(awaiter<long>) = delete; }; };
template <class T> concept something = true;
struct constrained : awaiter<int> { struct promise_type : base<constrained> {
  template <something T> T &&await_transform(T &&X);
  awaiter<int> await_transform(int); }; };
struct required : awaiter<int> { struct promise_type : base<required> {
  template <class T> T &&await_transform(T &&X) requires something<T>; }; };
struct inherits : awaiter<int> { struct promise_type : open::promise_type {
  inherits get_return_object(); }; };
open fopen() { co_return; } listed flisted() { co_return; }
constrained fconstrained() { co_return; }
required frequired() { co_return; } inherits finherits() { co_return; }
awaiter<int> a_int; awaiter<char> a_char; home::task<int> t; struct {} none;
)cpp");
  for (const char *Operand : {"a_int", "a_char", "t"}) {
    EXPECT_TRUE(C.accepts("fopen", Operand)) << Operand;
    EXPECT_TRUE(C.accepts("finherits", Operand)) << Operand;
    // What a constraint says would take overload resolution to know.
    EXPECT_FALSE(C.accepts("fconstrained", Operand)) << Operand;
    EXPECT_FALSE(C.accepts("frequired", Operand)) << Operand;
  }
  EXPECT_FALSE(C.accepts("fopen", "none"));
  EXPECT_TRUE(C.accepts("flisted", "a_int"));
  EXPECT_TRUE(C.accepts("flisted", "t"));
}

TEST(AsyncTypesAccepts, ItsOwnUnlessNoTransformTakesIt) {
  Classified C(R"cpp(
template <class R> struct base : promise_base<R, std::suspend_always> {};
struct only : awaiter<int> {}; struct wide { template <class T> wide(T); };
struct strict : awaiter<int> { struct promise_type : base<strict> {
  only await_transform(only); only await_transform(const only &, int); }; };
struct severe : awaiter<int> { struct promise_type : base<severe> {
  only await_transform(only); }; };
struct converts : awaiter<int> { struct promise_type : base<converts> {
  only await_transform(only); only await_transform(wide); }; };
struct derived : only { struct promise_type : base<derived> {
  only await_transform(const only &); }; };
struct lists : awaiter<int> { struct promise_type : base<lists> {
  only await_transform(only); lists &await_transform(lists &); }; };
struct open : awaiter<int> { struct promise_type : base<open> {
  only await_transform(only); template <class T> T await_transform(T); }; };
strict fstrict() { co_return; } severe fsevere() { co_return; }
converts fconverts() { co_return; } derived fderived() { co_return; }
lists flists() { co_return; } open fopen() { co_return; }
strict a_strict; severe a_severe; converts a_converts; derived a_derived;
lists a_lists; open a_open; only other;
)cpp");
  EXPECT_FALSE(C.accepts("fsevere", "a_severe"));
  EXPECT_TRUE(C.accepts("fsevere", "other"));
  // One that nobody understands may take it.
  EXPECT_TRUE(C.accepts("fstrict", "a_strict"));
  EXPECT_TRUE(C.accepts("fconverts", "a_converts"));
  EXPECT_TRUE(C.accepts("fderived", "a_derived"));
  EXPECT_TRUE(C.accepts("flists", "a_lists"));
  EXPECT_TRUE(C.accepts("fopen", "a_open"));
}

TEST(AsyncTypesAccepts, WhatTheVocabularyLists) {
  const char *const Code = R"cpp(
namespace l { struct op : awaiter<int> {}; struct other : awaiter<int> {};
struct known {};
template <class T> struct task : awaiter<T> {
  struct promise_type : promise_base<task, std::suspend_always> {}; }; }
l::task<int> f() { co_return; }
l::op op; l::other other; l::known known; l::task<char> own; struct {} none;
)cpp";
  Classified Some(Code, {"library: l\ntypes:\n"
                         "  - {name: l::task, role: task, accepts: [l::op]}\n"
                         "  - {name: l::known, role: awaitable}\n"});
  EXPECT_TRUE(Some.accepts("f", "own"));
  EXPECT_TRUE(Some.accepts("f", "op"));
  EXPECT_FALSE(Some.accepts("f", "other"));
  EXPECT_FALSE(Some.accepts("f", "known"));
  Classified Any(Code, {"library: l\ntypes:\n"
                        "  - {name: l::task, role: task, accepts: [any]}\n"
                        "  - {name: l::known, role: awaitable}\n"});
  for (const char *Operand : {"own", "op", "other", "known"})
    EXPECT_TRUE(Any.accepts("f", Operand)) << Operand;
  EXPECT_FALSE(Any.accepts("f", "none"));
}

TEST(AsyncTypes, AwaitableByTheCoroutinesExecutor) {
  Classified C(
      R"cpp(
awaiter<int> of_int; awaiter<short> of_short; awaiter<long> of_long;
namespace lib {
struct executor {};
template <class T> struct task : home::task<T> {};
template <class T> struct wrapped {
  template <class E> friend awaiter<T> co_viaIfAsync(E, wrapped &&) { return {}; }
};
wrapped<int> by_friend;
template <class D> struct wrapper_base {
  template <class S> friend awaiter<char> co_viaIfAsync(executor, S &&) { return {}; }
};
struct derived : wrapper_base<derived> {}; derived by_base;
struct member { awaiter<short> viaIfAsync(executor) &&; } by_member;
struct other { friend awaiter<int> co_viaIfAsync(executor, int); } of_other;
struct one { friend awaiter<int> co_viaIfAsync(one &&); } of_one;
}
namespace mine {
struct timer {}; awaiter<long> co_viaIfAsync(lib::executor, timer &); timer by_function;
struct clock {}; awaiter<long> co_viaIfAsync(int, clock); clock of_mine;
}
lib::task<int> theirs(); home::task<int> own();
)cpp",
      {"library: lib\nnamespaces: [lib]\nawait-adapter: co_viaIfAsync\n"
       "await-adapter-member: viaIfAsync\ntypes:\n  - {name: lib::task, "
       "role: task, accepts: [any]}\n"});
  for (const auto &[Name, Form, Result] :
       std::initializer_list<std::tuple<const char *, AwaitForm, const char *>>{
           {"by_friend", AwaitForm::Moved, "int"},
           {"by_base", AwaitForm::Moved, "char"},
           {"by_member", AwaitForm::Moved, "short"},
           {"by_function", AwaitForm::AsNamed, "long"}}) {
    EXPECT_TRUE(C.of(Name).canBeAwaited()) << Name;
    EXPECT_FALSE(C.of(Name).HasAwaiter) << Name;
    EXPECT_EQ(C.of(Name).Await, Form) << Name;
    EXPECT_EQ(C.awaitResult(Name), Result) << Name;
    EXPECT_TRUE(C.accepts("theirs", Name)) << Name;
    EXPECT_FALSE(C.accepts("own", Name)) << Name;
  }
  EXPECT_FALSE(C.of("of_other").canBeAwaited());
  EXPECT_FALSE(C.of("of_one").canBeAwaited());
  EXPECT_FALSE(C.accepts("theirs", "of_mine"));
}

TEST(AsyncTypes, Coroutines) {
  TestAST AST("home::task<> f() { co_return; } home::task<> g();\n"
              "home::task<> h() { return f(); }\n"
              "auto l = []() -> home::task<int> { co_return 1; };");
  EXPECT_TRUE(isCoroutine(*AST.function("f")));
  ASSERT_TRUE(promiseOfCoroutine(*AST.function("f")));
  EXPECT_EQ(promiseOfCoroutine(*AST.function("f"))->getName(), "promise_type");
  for (const char *Name : {"g", "h"}) {
    EXPECT_FALSE(isCoroutine(*AST.function(Name))) << Name;
    EXPECT_FALSE(promiseOfCoroutine(*AST.function(Name))) << Name;
  }
  EXPECT_TRUE(
      isCoroutine(*AST.find<LambdaExpr>(lambdaExpr())->getCallOperator()));
}

TEST(TypeName, IsForPeople) {
  TestAST AST("namespace n { template <class... T> struct task {};\n"
              "using alias = task<int>; }\n"
              "n::alias a; const n::task<char> b; n::task<int> &c = a;\n"
              "n::task<n::task<unsigned long long, unsigned long long>,\n"
              "        n::task<unsigned long long>> d;");
  const auto Name = [&](llvm::StringRef Variable) {
    return typeName(AST.variable(Variable)->getType(), AST.context());
  };
  EXPECT_EQ(Name("a"), "n::task<int>");
  EXPECT_EQ(Name("b"), "n::task<char>");
  EXPECT_EQ(Name("c"), "n::task<int>");
  EXPECT_EQ(Name("d"), "n::task<...>");
}
