//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Waits.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Header = R"cpp(
namespace std {
template <class T> struct optional { T &operator*(); T &value(); bool has(); };
template <class... T> struct tuple {};
template <int N, class T> int &get(T &&);
template <class T> int &get(T &&);
template <class T> int &tie(T &&);
template <class T> struct tuple_size;
template <class T> struct tuple_size<tuple<T>> { static constexpr int value = 1; };
template <unsigned long N, class T> struct tuple_element { using type = int; };
namespace chrono {
inline namespace v1 {
struct duration { long Count; constexpr duration(long C) : Count(C) {} };
struct time_point { duration Since; constexpr time_point(long C) : Since(C) {} };
struct calendar { long Count; constexpr calendar(long C) : Count(C) {} };
}}}
namespace other { struct duration { long Count; constexpr duration(long C) : Count(C) {} }; }
struct duration { long Count; constexpr duration(long C) : Count(C) {} };
namespace lib {
enum class status { ready, timeout };
template <class T> struct future {
  future(future &&); future(const future &);
  T get(); void wait(); bool wait_for(std::chrono::duration);
  T get_until(std::chrono::time_point); status poll(int, double = 0);
  future within(other::duration, duration); future keep(std::chrono::calendar);
  T stop(double); std::optional<T> try_get(); std::optional<std::tuple<T>> all();
  std::optional<std::tuple<T, T>> both(); void then(int = 1);
};
struct token { using result = int; }; struct plain { using result = int; };
template <class F> struct function {};
template <class T> future<typename T::result> read(int, T = T());
template <class T> future<int> seek(int, T);
template <class T> auto write(T) { return future<int>(*(future<int> *)0); }
future<int> open(token); future<int> start(int);
future<int> &shared();
}
struct pointer { lib::future<int> *operator->(); };
struct away { lib::future<int> Own; lib::future<int> *operator*(); int value; };
home::task<int> work(); home::task<> nothing(); home::task<int &> refer();
struct waiter { template <class T> T sync_wait(home::task<T>);
  home::task<int> operator()(); };
int sync_wait(home::task<int>); long block_on(home::task<int>);
int run_sync(home::task<int>, int = 0); void sync_await(home::task<>);
int blocking_wait(int); int &sync_wait(home::task<int &>); int finish(home::task<int>);
int wait_for_it(home::task<int>); void wait_later(home::task<>); int pair_sync(home::task<int>, home::task<int>);
int in_context(int, home::task<int>); home::task<int> and_wait(home::task<int>);
template <class T> void start(home::task<T> &);
struct gate { void open(); void pass() { Inner->wait(); } lib::future<int> *Inner; };
int finish_here(home::task<int> T) { gate G; start(T); G.pass(); return 1; }
void settle_here(home::task<> T) { gate G; start(T); G.pass(); }
int drive(int, home::task<int> T) { gate G; start(T); G.Inner->get(); return 1; }
int take_over(home::task<int> T) { gate G; start(T); G.open(); return 1; }
int later_on(home::task<int> T) { auto L = [](gate G) { G.pass(); }; return 1; }
long other_value(home::task<int> T) { gate G; start(T); G.pass(); return 1; }
struct loop { int run(home::task<int> T) { G.pass(); return 1; } gate G; };
int all_of(lib::future<int>); int over(lib::future<int> &);
bool done; int Number;
)cpp";

static const char *const Waits = R"(
library: lib
namespaces: [lib]
waits:
  - {name: 'lib::future::get'}
  - {name: 'lib::future::wait', value: status}
  - {name: 'lib::future::wait_for', value: status}
  - {name: 'lib::future::get_until'}
  - {name: 'lib::future::poll', timed: true}
  - {name: 'lib::future::within'}
  - {name: 'lib::future::keep'}
  - {name: 'lib::future::stop', timed: true}
  - {name: 'lib::future::try_get', value: optional}
  - {name: 'lib::future::all', value: tuple}
  - {name: 'lib::future::both', value: tuple}
  - {name: 'all_of'}
  - {name: 'over'}
tokens:
  - {blocking: 'lib::token', awaiting: 'lib::awaiting', header: lib.h}
moves-work: [{name: 'lib::start'}]
)";

namespace {
/// The first call in the last statement that is a wait.
struct Scene {
  explicit Scene(const char *Body)
      : AST(Header +
            "void test(lib::future<int> F, lib::future<int> &R, "
            "pointer P, lib::future<int> *Q, int N) {" +
            Body + "}"),
        Known(AST, {Waits}), Index(*AST.function("test")) {
    for (const CallExpr *Call : Index.body(AST.function("test"))->Calls)
      if (!Wait)
        Wait = blockingWait(*Call, Known.Types);
  }

  std::string text(const Expr *E) const {
    return E ? Rewrite(AST.context()).text(E->getSourceRange()).str() : "-";
  }

  TestAST AST;
  Knowledge Known;
  BodyIndex Index;
  std::optional<BlockingWait> Wait;
};

struct Row {
  const char *Body, *Expected;
};
} // namespace

TEST(Waits, WhatIsWaitedFor) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"F.get();", "get of F"},
           {"R.wait();", "wait of R"},
           {"Q->get();", "get of Q->"},
           {"P->get();", "get of P->"},
           {"(*Q).get();", "get of (*Q)"},
           {"lib::start(1).get();", "get of lib::start(1)"},
           {"F.then();", "-"},
           {"all_of(F);", "all_of of F"},
           {"all_of(lib::start(1));", "all_of of lib::start(1)"},
           {"all_of(std::move(F));", "all_of of std::move(F)"},
           {"over(F);", "over of F"},
           {"sync_wait(work());", "sync_wait of work()"},
           {"sync_wait(refer());", "sync_wait of refer()"},
           {"sync_await(nothing());", "sync_await of nothing()"},
           {"run_sync(work());", "run_sync of work()"},
           {"block_on(work());", "-"},
           {"blocking_wait(1);", "-"},
           {"finish(work());", "-"},
           {"waiter W; W.sync_wait(work());", "-"},
           {"wait_for_it(work());", "wait_for_it of work()"},
           {"wait_later(nothing());", "-"},
           {"pair_sync(work(), work());", "-"},
           {"in_context(1, work());", "-"},
           {"and_wait(work());", "-"},
           {"finish_here(work());", "finish_here of work()"},
           {"settle_here(nothing());", "settle_here of nothing()"},
           {"drive(1, work());", "drive of work()"},
           {"take_over(work());", "-"},
           {"later_on(work());", "-"},
           {"other_value(work());", "-"},
           {"loop O; O.run(work());", "run of work()"},
           {"auto W = [](home::task<int>) { return 1; }; W(work());", "-"},
       }) {
    const Scene S(Body);
    EXPECT_EQ(S.Wait ? S.Wait->name().str() + " of " + S.text(S.Wait->Operand) +
                           (S.Wait->ThroughPointer ? "->" : "")
                     : "-",
              Expected)
        << Body;
  }
}

TEST(Waits, Limits) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"F.get();", ""},
           {"F.wait();", ""},
           {"F.wait_for(std::chrono::duration(5));", "timed, gives up"},
           {"F.wait_for(5);", "timed, gives up"},
           {"F.wait_for(0);", "timed, poll, gives up"},
           {"F.wait_for(N);", "timed, gives up"},
           {"F.wait_for(Number = 0);", "timed, gives up"},
           {"F.get_until(std::chrono::time_point(5));", "timed"},
           {"F.get_until(std::chrono::time_point(0));", "timed, poll"},
           {"F.poll(1);", "timed, gives up"},
           {"F.poll(0);", "timed, poll, gives up"},
           {"F.poll(-1);", "timed, poll, gives up"},
           {"F.poll(1, 0.0);", "timed, poll, gives up"},
           {"F.poll(1, -2.0);", "timed, poll, gives up"},
           {"F.poll(1, 0.5);", "timed, gives up"},
           {"F.stop(1);", "timed"},
           {"F.within(1, 2);", ""},
           {"F.keep(1);", ""},
           {"sync_wait(work());", ""},
           {"run_sync(work(), 0);", ""},
       }) {
    const Scene S(Body);
    ASSERT_TRUE(S.Wait) << Body;
    std::string Found;
    for (const auto &[Holds, Name] :
         std::initializer_list<std::pair<bool, const char *>>{
             {S.Wait->isTimed(), "timed"},
             {S.Wait->isPoll(), "poll"},
             {S.Wait->givesUp(), "gives up"}})
      if (Holds)
        Found += (Found.empty() ? "" : ", ") + std::string(Name);
    EXPECT_EQ(Found, Expected) << Body;
  }
}

TEST(Waits, WhatHasTheValue) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"int I = F.get();", "F.get()"},
           {"F.wait();", "F.wait()"},
           {"sync_wait(work());", "sync_wait(work())"},
           {"F.try_get();", "F.try_get()"},
           {"auto O = F.try_get();", "-"},
           {"int I = *F.try_get();", "*F.try_get()"},
           {"int I = F.try_get().value();", "F.try_get().value()"},
           {"F.try_get().has();", "-"},
           {"*F.all();", "*F.all()"},
           {"int I = std::get<0>(*F.all());", "std::get<0>(*F.all())"},
           {"int I = std::get<0>(F.all().value());",
            "std::get<0>(F.all().value())"},
           {"int I = std::tie(*F.all());", "-"},
           {"auto T = *F.all();", "-"},
           {"auto T = *F.both();", "*F.both()"},
           {"auto T = F.both();", "-"},
       }) {
    const Scene S(Body);
    ASSERT_TRUE(S.Wait) << Body;
    EXPECT_EQ(S.text(S.Wait->whole(S.Index)), Expected) << Body;
  }
}

TEST(Waits, HideErrors) {
  EXPECT_TRUE(Scene("F.wait();").Wait->hidesErrors());
  EXPECT_FALSE(Scene("F.get();").Wait->hidesErrors());
  EXPECT_FALSE(Scene("sync_wait(work());").Wait->hidesErrors());
}

TEST(Waits, Tokens) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"lib::read(1, lib::token()).get();", "lib::token()"},
           {"lib::token T; lib::write(T).get();", "T"},
           {"lib::read(1, lib::plain()).get();", "-"},
           {"lib::read<lib::token>(1).get();", "-"},
           {"lib::seek(1, lib::token()).get();", "-"},
           {"lib::open(lib::token()).get();", "-"},
           {"lib::start(1).get();", "-"},
           {"F.get();", "-"},
       }) {
    const Scene S(Body);
    ASSERT_TRUE(S.Wait) << Body;
    const TokenEntry *Entry = nullptr;
    EXPECT_EQ(S.text(blockingToken(*S.Wait, S.Known.Known, Entry)), Expected)
        << Body;
  }
}

TEST(Waits, ForMovedWork) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"lib::start(1).get();", "moved"},
           {"auto G = lib::start(1); G.get();", "moved"},
           {"auto G = lib::open(lib::token()); G.get();", ""},
           {"auto &G = lib::shared(); G.get();", ""},
           {"F.get();", ""},
       }) {
    const Scene S(Body);
    ASSERT_TRUE(S.Wait) << Body;
    EXPECT_EQ(isForMovedWork(*S.Wait, S.Known.Known) ? "moved" : "",
              llvm::StringRef(Expected))
        << Body;
  }
}
