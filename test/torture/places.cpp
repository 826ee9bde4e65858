// Coroutine keywords wherever the grammar lets them stand, and where it does not.
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using cppcoro::task;
task<int> one(int X = 0);
task<std::string> name();
task<> none();
struct guard {
  explicit guard(int);
  ~guard();
};
int plain(int, int = cppcoro::sync_wait(one()));

task<int> statements(std::vector<int> V, bool B) {
  if (int X = co_await one(); X > co_await one(X))
    co_await none();
  else if (B)
    none();
  for (int I = co_await one(); I < co_await one(I); I += co_await one())
    co_await one(I);
  for (auto X = co_await one(); int Y : V)
    co_await one(X + Y);
  while (auto X = co_await one())
    if (X)
      break;
    else
      continue;
  do
    none();
  while (co_await one());
  switch (auto X = co_await one()) {
  case 1:
    co_await none();
    [[fallthrough]];
  case 2: {
    none();
  } break;
  default:
    co_return cppcoro::sync_wait(one(X));
  }
label:
  none();
  try {
    guard G(co_await one());
    co_await none();
    throw std::runtime_error(co_await name());
  } catch (const std::exception &E) {
    none();
    cppcoro::sync_wait(none());
    if (B)
      goto label;
  } catch (...) {
    throw;
  }
  static int Counter = 0;
  static_assert(sizeof(one()) > 0);
  decltype(one()) Again = one();
  auto [First, Second] = std::pair(co_await one(), co_await std::move(Again));
  int Array[] = {co_await one(), Counter++, [] { return 1; }()};
  int *Made = new int(co_await one());
  delete Made;
  auto Pointer = std::make_unique<task<int>>(one());
  co_await *Pointer;
  (void)co_await one(), (void)one(), none();
  B ? (void)one() : (void)0;
  B && (none(), true);
  plain(1);
  plain(co_await one(co_await one(co_await one(cppcoro::sync_wait(one())))));
  V[co_await one()] = co_await one(), V.at(cppcoro::sync_wait(one())) += 1;
  co_return (co_await one()) + First + Second + Array[0];
}

auto lambdas = [](auto X) -> task<int> {
  auto Inner = [=]() mutable noexcept -> task<int> {
    auto Deeper = [&](auto... Xs) -> task<> {
      (co_await one(Xs), ...);
      (one(Xs), ...);
      (void)(cppcoro::sync_wait(one(Xs)) + ... + 0);
    };
    co_await Deeper(1, 2, 3);
    Deeper();
    co_return X;
  };
  co_return co_await Inner() + cppcoro::sync_wait(Inner());
};
int used = cppcoro::sync_wait(lambdas(1));

struct members {
  members() : Value(cppcoro::sync_wait(one())) { none(); }
  ~members() { cppcoro::sync_wait(none()); }
  task<int> get() const & { co_return Value; }
  task<int> get() && { co_return co_await one(Value); }
  task<> operator()() { co_return; }
  task<> operator+(int) { co_await (*this)(); }
  operator task<int>() { return one(); }
  int Default = cppcoro::sync_wait(one());
  int Value;
  static inline int Static = cppcoro::sync_wait(one());
};
task<> usesMembers() {
  members M;
  M();
  M + 1;
  co_await M();
  co_await members().get();
  auto Dangling = members().get();
  co_await static_cast<task<int>>(M);
  struct local {
    task<> run() { co_await none(); }
    static task<> start() { return local().run(); }
  };
  co_await local::start();
}
