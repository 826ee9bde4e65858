// What C++23 and C++26 let stand around a coroutine, and generators.
#include <cppcoro/async_generator.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

using cppcoro::task;
task<int> one(int X = 0);
task<> none();

cppcoro::generator<int> numbers() {
  none();
  for (int I = 0; I < cppcoro::sync_wait(one(I)); ++I)
    co_yield cppcoro::sync_wait(one());
}
cppcoro::async_generator<int> asyncNumbers() {
  none();
  for (int I = 0; I < co_await one(); ++I)
    co_yield cppcoro::sync_wait(one(co_await one(I)));
  co_await none(), co_yield 1, none();
}

template <class... T> task<> packs(T... X) {
  (none(), ..., (void)co_await one(X));
  auto Each = [... Y = std::move(X)](this auto &&Self) -> task<> { (one(Y), ...); co_await none(); if (false) co_await Self(); };
  co_await Each();
#if __cpp_pack_indexing
  one(X...[0]);
  co_await one(X...[sizeof...(X) - 1]);
#endif
}

struct truth {
  int A, B;
  explicit operator bool() const;
};
struct holder {
  static task<> operator()(int) { none(); co_return; }
  task<> operator[](int A, int B) { co_await one(A), one(B); }
  template <class Self> task<int> get(this Self &&S) { none(); co_return co_await one(S.Value); }
  task<> byValue(this holder S) { co_await one(S.Value); none(); }
  int Value = 1;
};

task<> newer(std::vector<int> V, auto Any) {
  holder H;
  H(1);
  H[1, 2];
  H.get();
  std::move(H).get();
  H.byValue();
  co_await holder()[cppcoro::sync_wait(one()), 2];
  if consteval {
    one();
  } else {
    none();
  }
  if !consteval { none(); }
  if (using number = int; number X = co_await one())
    none();
  for (using number = int; number X : V)
    one(X);
  auto Copy = auto(co_await one());
  auto Static = [](int X) static -> task<> { one(X); co_await none(); };
  Static(Copy);
  auto Nested = [V = auto(V)] mutable -> task<int> { co_return cppcoro::sync_wait(one(V.back())); };
  Nested();
  [[assume(sizeof(one()) > 1)]];
  static_assert(requires { one(); none(); });
  using deduced = decltype([]() -> task<> { none(); co_return; }());
  constexpr bool Lambda = requires { [](auto X) -> task<> { none(); co_await X; }; };
#if __cpp_structured_bindings >= 202411L
  auto [...Parts] = std::pair(co_await one(), cppcoro::sync_wait(one()));
  auto [Name, _] = std::pair(one(), Parts...[0]);
  auto _ = one();
  if (auto [A, B] = truth{co_await one(), 1})
    none();
#endif
  struct local {
    int Bits : 3 = cppcoro::sync_wait(one());
    task<> run(decltype(one()) T = one()) const { co_await std::move(T); none(); }
  };
  local().run();
  goto end;
end:
}

task<> uses() {
  co_await packs(1, 2, 3);
  co_await newer({1}, none());
  for (int X : numbers())
    one(X);
  auto Numbers = asyncNumbers();
  for (auto It = co_await Numbers.begin(); It != Numbers.end(); co_await ++It)
    one(*It);
  co_await [](this auto Self, int N) -> task<> { if (N) Self(N - 1); co_return; }(3);
}
