//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/Iterations.h"
#include "TestAST.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Ranges = R"cpp(
namespace std {
template <class T> struct initializer_list {
  const T *Data; size_t Count; const T *begin() const; const T *end() const; };
#define CONTAINER(Name) \
  template <class T> struct Name { \
    Name(); explicit Name(size_t); Name(initializer_list<T>); \
    T *begin(); T *end(); const T *begin() const; const T *end() const; \
    size_t size() const; void resize(size_t); void push_back(T); };
CONTAINER(deque) CONTAINER(list) CONTAINER(set)
template <class T, size_t N> struct array { T Data[N]; T *begin(); T *end(); };
template <class T, size_t N = size_t(-1)> struct span { T *begin(); T *end(); };
template <class T, size_t N> struct ring { T *begin(); T *end(); };
template <class C> size_t size(const C &);
template <class C> auto begin(C &X) { return X.begin(); }
template <class C> auto end(C &X) { return X.end(); }
template <class T> T min(T, T);
template <class T> T max(T, T);
template <class I, class F> void for_each(I, I, F) {}
template <class I, class O, class F> void transform(I, I, O, F) {}
template <class I, class F> void find_if(I, I, F) {}
template <class T> const T &as_const(T &);
namespace views {
struct part { template <class R> R operator()(R, size_t) const;
  part operator()(size_t) const; };
struct numbers { vector<int> operator()(int, int) const; };
struct through { template <class R> R operator()(const R &) const;
  template <class F> through operator()(F, int) const; };
inline constexpr part take, chunk; inline constexpr numbers iota;
inline constexpr through reverse, transform, join;
template <class R> R operator|(R, part); template <class R> R operator|(R, through);
}
namespace ranges {
struct each { template <class R, class F> void operator()(const R &, F) const {} };
inline constexpr each for_each, any_of;
}
}
namespace other {
template <class T, unsigned long N> struct array { T *begin(); T *end(); };
template <class T> struct deque { deque(unsigned long); T *begin(); T *end(); };
}
namespace gen {
struct values {
  struct promise_type {
    values get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    template <class T> std::suspend_always yield_value(T);
    void unhandled_exception(); void return_void(); };
  int *begin(); int *end(); };
template <class T> struct elements_of { T Of; };
values few() { co_yield 1; co_yield 2; }
values many(int N) { co_yield 0; for (int I = 0; I < N; ++I) co_yield I; }
values all(int N) { co_yield 1; co_yield elements_of<values>{many(N)}; }
values none() { co_return; }
values unseen();
}
namespace lib { int count(); int work();
  template <class R, class F> void each(R &, F) {} }
struct job_config {}; struct job {};
struct Settings { int num_threads; int Size; };
bool ready(); void hit(); int worker_count(); int ask();
void change(std::deque<int> &); void look(const std::deque<int> &);
std::deque<int> make();
)cpp";

static const char *const Vocabulary =
    "library: lib\nnamespaces: [lib]\nmachine-counts: ['lib::count']\n"
    "per-element: [{name: 'lib::each'}]\n";

namespace {
struct Loops {
  explicit Loops(const char *Body)
      : AST(Ranges +
            "void test(std::vector<int> &Given, int N, int threads, "
            "Settings Of, std::span<int> Span) {" +
            Body + "}"),
        Known(AST, {Vocabulary}), Index(*AST.function("test")),
        Around(Iterations(Index, Known.Known).around(*AST.callOf("hit"))) {}

  /// Innermost first: how often, and the element or counter.
  std::string shown() const {
    std::string Result;
    for (const Iteration &I : Around) {
      Result += Result.empty() ? "" : ", ";
      Result += I.Rounds ? std::to_string(*I.Rounds) : "open";
      if (I.Bounded)
        Result += " bounded";
      if (I.Element && I.Element->getIdentifier())
        Result += " " + I.Element->getNameAsString();
    }
    return Result;
  }

  TestAST AST;
  Knowledge Known;
  BodyIndex Index;
  llvm::SmallVector<Iteration, 2> Around;
};

struct Row {
  const char *Body, *Expected;
};
} // namespace

static void expectAll(std::initializer_list<Row> Rows) {
  for (const auto &[Body, Expected] : Rows)
    EXPECT_EQ(Loops(Body).shown(), Expected) << Body;
}

TEST(Iterations, OfRangesWithAWrittenSize) {
  expectAll({
      {"for (int X : Given) hit();", "open X"},
      {"int A[3]; for (int X : A) hit();", "3 X"},
      {"std::array<int, 4> A; for (int X : A) hit();", "4 X"},
      {"std::span<int, 5> S; for (int X : S) hit();", "5 X"},
      {"for (int X : Span) hit();", "open X"},
      {"std::ring<int, 4> R; for (int X : R) hit();", "open X"},
      {"other::array<int, 4> A; for (int X : A) hit();", "open X"},
      {"for (int X : {1, 2}) hit();", "2 X"},
      {"std::vector<int> V; for (int X : V) hit();", "0 X"},
      {"std::deque<int> D; for (int X : D) hit();", "0 X"},
      {"std::deque<int> D(3); for (int X : D) hit();", "3 X"},
      {"std::list<int> L(3); for (int X : L) hit();", "3 X"},
      {"std::set<int> S(3); for (int X : S) hit();", "open X"},
      {"other::deque<int> D(3); for (int X : D) hit();", "open X"},
      {"std::deque<int> D(N); for (int X : D) hit();", "open X"},
      {"std::deque<int> D{1, 2, 3}; for (int X : D) hit();", "3 X"},
      {"auto D = std::deque<int>{1, 2}; for (int X : D) hit();", "2 X"},
      {"std::deque<int> D(3); auto E = D; for (int X : E) hit();", "3 X"},
      {"auto D = make(); for (int X : D) hit();", "open X"},
  });
}

TEST(Iterations, OfRangesThatChange) {
  expectAll({
      {"std::deque<int> D(3); look(D); for (int X : D) hit();", "3 X"},
      {"std::deque<int> D(3); change(D); for (int X : D) hit();", "open X"},
      {"const std::deque<int> D(3); look(D); for (int X : D) hit();", "3 X"},
      {"std::deque<int> D(3); D.push_back(1); for (int X : D) hit();",
       "open X"},
      {"std::deque<int> D(3); D = make(); for (int X : D) hit();", "open X"},
      {"static std::deque<int> D(3); for (int X : D) hit();", "open X"},
      {"std::deque<int> D; D.resize(7); for (int X : D) hit();", "7 X"},
      {"std::deque<int> D(9); D.resize(7); for (int X : D) hit();", "9 X"},
      {"std::deque<int> D; D.resize(N); for (int X : D) hit();", "open X"},
      {"std::deque<int> D(3); lib::each(D, [](int) {}); for (int X : D) hit();",
       "3 X"},
  });
}

TEST(Iterations, OfWhatSomebodyHasBounded) {
  expectAll({
      {"std::vector<job_config> Jobs; for (auto &X : Given) hit();", "open X"},
      {"std::vector<job_config> &Jobs = *new std::vector<job_config>; for "
       "(auto &X : Jobs) hit();",
       "open bounded X"},
      {"std::vector<job> &Jobs = *new std::vector<job>; for (auto &X : Jobs) "
       "hit();",
       "open X"},
      {"for (int X : gen::few()) hit();", "open bounded X"},
      {"for (int X : gen::many(N)) hit();", "open X"},
      {"for (int X : gen::all(N)) hit();", "open X"},
      {"for (int X : gen::none()) hit();", "open X"},
      {"for (int X : gen::unseen()) hit();", "open X"},
      {"auto G = gen::few(); for (int X : G) hit();", "open bounded X"},
      {"auto G = gen::few(); G = gen::few(); for (int X : G) hit();", "open X"},
  });
}

TEST(Iterations, OfCounters) {
  expectAll({
      {"for (int I = 0; I < 10; ++I) hit();", "10 I"},
      {"for (int I = 10; I > 2; --I) hit();", "8 I"},
      {"for (int I = 0; 10 > I; ++I) hit();", "10 I"},
      {"for (int I = 0; I != 10; ++I) hit();", "10 I"},
      {"for (int I = 0; I < 10; I += 2) hit();", "open bounded I"},
      {"for (int I = 0; I < N; I += 2) hit();", "open bounded I"},
      {"for (int I = 0; I < N; ++I) hit();", "open I"},
      {"for (int I = 0; N > I; ++I) hit();", "open I"},
      {"for (int I = N; I > 0; --I) hit();", "open I"},
      {"for (int I = 0; !(I == N); ++I) hit();", "open I"},
      {"for (int I = 0; I < threads; ++I) hit();", "open bounded I"},
      {"for (int I = 0; I < Of.num_threads; ++I) hit();", "open bounded I"},
      {"for (int I = 0; I < Of.Size; ++I) hit();", "open I"},
      {"for (int I = 0; I < worker_count(); ++I) hit();", "open bounded I"},
      {"for (int I = 0; I < ask(); ++I) hit();", "open I"},
      {"for (int I = 0; I < lib::count(); ++I) hit();", "open bounded I"},
      {"for (int I = 0; I < lib::work(); ++I) hit();", "open I"},
      {"int M = threads; for (int I = 0; I < M; ++I) hit();", "open bounded I"},
      {"int M = ask(); for (int I = 0; I < M; ++I) hit();", "open I"},
      {"static int M = threads; for (int I = 0; I < M; ++I) hit();", "open I"},
      {"int M = threads + 1; for (int I = 0; I < M; ++I) hit();",
       "open bounded I"},
      {"for (int I = 0; I < std::max(1, threads); ++I) hit();",
       "open bounded I"},
      {"for (int I = 0; I < std::max(1, N); ++I) hit();", "open I"},
      {"for (int I = 0; I < std::min(9, N); ++I) hit();", "open bounded I"},
      {"for (;;) hit();", "open bounded"},
      {"for (int I = 0;;) hit();", "open bounded I"},
      {"for (int I = 0; ready(); ++I) hit();", "open bounded I"},
      {"for (int I = 0; I + 1; ++I) hit();", "open bounded I"},
      {"int I; for (I = 0; I < N; ++I) hit();", "open bounded"},
      {"while (ready()) hit();", "open bounded"},
      {"do { hit(); } while (ready());", "open bounded"},
      {"for (hit();;);", ""},
      {"for (int I = 0; I < N; hit());", ""},
      {"hit(); for (int I = 0; I < N; ++I);", ""},
  });
}

TEST(Iterations, OfCountersUpToASize) {
  expectAll({
      {"for (int I = 0; I < Given.size(); ++I) hit();", "open I"},
      {"for (int I = 0; I < std::size(Given); ++I) hit();", "open I"},
      {"for (auto I = Given.begin(); I != Given.end(); ++I) hit();", "open I"},
      {"std::deque<int> D(3); for (int I = 0; I < D.size(); ++I) hit();",
       "3 I"},
      {"std::deque<int> D(3); for (int I = 0; I < std::size(D); ++I) hit();",
       "3 I"},
      {"std::deque<int> D(3); for (auto I = D.begin(); I != D.end(); ++I) "
       "hit();",
       "3 I"},
  });
}

TEST(Iterations, OfAdaptedRanges) {
  expectAll({
      {"for (int X : std::views::take(Given, 5)) hit();", "5 X"},
      {"for (int X : std::views::take(Given, N)) hit();", "open bounded X"},
      {"for (int X : Given | std::views::take(5)) hit();", "5 X"},
      {"for (int X : Given | std::views::reverse) hit();", "open X"},
      {"std::deque<int> D(3); for (int X : D | std::views::reverse) hit();",
       "3 X"},
      {"std::deque<int> D(3); for (int X : D | std::views::take(N)) hit();",
       "open bounded X"},
      {"for (int X : std::views::iota(2, 5)) hit();", "3 X"},
      {"for (int X : std::views::iota(5, 2)) hit();", "0 X"},
      {"for (int X : std::views::iota(0, N)) hit();", "open X"},
      {"for (int X : std::views::iota(N, 9)) hit();", "open X"},
      {"std::deque<int> D(3); for (int X : std::views::reverse(D)) hit();",
       "3 X"},
      {"std::deque<int> D(3); for (int X : std::views::join(D)) hit();",
       "open X"},
      {"std::deque<int> D(3); for (int X : std::as_const(D)) hit();", "3 X"},
      {"std::deque<int> D(3); for (int X : std::move(D)) hit();", "3 X"},
  });
}

TEST(Iterations, OfAlgorithms) {
  expectAll({
      {"std::for_each(Given.begin(), Given.end(), [](int X) { hit(); });",
       "open X"},
      {"std::for_each(Given.begin(), Given.end(), [](int) { hit(); });",
       "open"},
      {"std::find_if(Given.begin(), Given.end(), [](int X) { hit(); });", ""},
      {"std::deque<int> D(3); std::transform(D.begin(), D.end(), "
       "Given.begin(), [](int X) { hit(); });",
       "3 X"},
      {"std::deque<int> D(3); std::for_each(std::begin(D), std::end(D), "
       "[](int X) { hit(); });",
       "3 X"},
      {"std::deque<int> D(3); std::ranges::for_each(D, [](int X) { hit(); });",
       "3 X"},
      {"std::deque<int> D(3); std::ranges::any_of(D, [](int X) { hit(); });",
       ""},
      {"for (int I = 0; I < 2; ++I) std::ranges::for_each(Given, [](int X) { "
       "hit(); });",
       "open X, 2 I"},
      {"for (int I = 0; I < 2; ++I) [] { hit(); }();", ""},
      {"for (int I = 0; I < 2; ++I) { auto L = [] { hit(); }; L(); }", ""},
  });
}

TEST(Iterations, InEachOther) {
  expectAll({
      {"for (int I = 0; I < 3; ++I) for (int X : Given) hit();", "open X, 3 I"},
      {"for (int I = 0; I < 3; ++I) while (ready()) hit();",
       "open bounded, 3 I"},
      // What a chunk has, somebody has sized.
      {"std::vector<std::vector<int>> Rows; for (auto &Row : "
       "std::views::take(Rows, N)) for (int X : Row) hit();",
       "open bounded X, open bounded Row"},
      {"std::vector<std::vector<int>> &Rows = *new "
       "std::vector<std::vector<int>>; for (auto &Row : Rows) for (int X : "
       "Row) hit();",
       "open X, open Row"},
      {"std::vector<std::vector<int>> Rows; for (auto &Row : "
       "std::views::take(Rows, N)) for (int X : Given) hit();",
       "open X, open bounded Row"},
  });
}

TEST(Iterations, KeepWhatTheyGoThrough) {
  const Loops Range("for (int X : Given) hit();");
  ASSERT_EQ(Range.Around.size(), 1U);
  EXPECT_TRUE(isa<CXXForRangeStmt>(Range.Around[0].Loop));
  EXPECT_TRUE(Range.Around[0].Range && !Range.Around[0].End);
  const Loops Counter("for (int I = 0; I < N; ++I) hit();");
  ASSERT_EQ(Counter.Around.size(), 1U);
  EXPECT_TRUE(isa<ForStmt>(Counter.Around[0].Loop));
  EXPECT_TRUE(!Counter.Around[0].Range && Counter.Around[0].End);
  const Loops Size("for (int I = 0; I < Given.size(); ++I) hit();");
  ASSERT_EQ(Size.Around.size(), 1U);
  EXPECT_TRUE(Size.Around[0].Range && !Size.Around[0].End);
  const Loops Algorithm("std::for_each(Given.begin(), Given.end(), [](int X) "
                        "{ hit(); });");
  ASSERT_EQ(Algorithm.Around.size(), 1U);
  const CallExpr *Call = Algorithm.AST.callOf("for_each");
  EXPECT_EQ(Algorithm.Around[0].Loop, Call);
  const auto Own =
      Iterations(Algorithm.Index, Algorithm.Known.Known).ofAlgorithm(*Call);
  EXPECT_TRUE(Own && Own->Loop == Call && Own->Range);
  EXPECT_FALSE(Iterations(Algorithm.Index, Algorithm.Known.Known)
                   .ofAlgorithm(*Algorithm.AST.callOf("hit")));
}

TEST(Iterations, Multiply) {
  Iteration Open, Bounded, Five, Huge;
  Bounded.Bounded = true;
  Five.Rounds = 5;
  Huge.Rounds = uint64_t(-1);
  EXPECT_FALSE(Iterations::exceeds({}, 5));
  EXPECT_FALSE(Iterations::exceeds({Five}, 5));
  EXPECT_TRUE(Iterations::exceeds({Five}, 4));
  EXPECT_FALSE(Iterations::exceeds({Five, Five}, 25));
  EXPECT_TRUE(Iterations::exceeds({Five, Five}, 24));
  EXPECT_TRUE(Iterations::exceeds({Huge, Huge}, 1000));
  EXPECT_TRUE(Iterations::exceeds({Open}, 1000));
  EXPECT_TRUE(Iterations::exceeds({Open, Bounded}, 1000));
  EXPECT_FALSE(Iterations::exceeds({Bounded}, 1));
  EXPECT_FALSE(Iterations::exceeds({Five, Bounded}, 5));
  EXPECT_TRUE(Iterations::areConstant({}));
  EXPECT_TRUE(Iterations::areConstant({Five, Bounded}));
  EXPECT_FALSE(Iterations::areConstant({Five, Open}));
}

TEST(Iterations, StandIn) {
  const Loops L("hit(); while (ready()) { ask(); } worker_count();");
  const SourceManager &SM = L.AST.context().getSourceManager();
  const auto &Loop = *L.AST.find<WhileStmt>(whileStmt());
  EXPECT_FALSE(standsIn(L.AST.callOf("hit")->getBeginLoc(), Loop, SM));
  EXPECT_TRUE(standsIn(Loop.getBeginLoc(), Loop, SM));
  EXPECT_TRUE(standsIn(L.AST.callOf("ask")->getBeginLoc(), Loop, SM));
  EXPECT_TRUE(standsIn(Loop.getEndLoc(), Loop, SM));
  EXPECT_FALSE(standsIn(L.AST.callOf("worker_count")->getBeginLoc(), Loop, SM));
}
