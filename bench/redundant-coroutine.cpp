// What async-redundant-coroutine saves: a call through two functions that only
// pass a task on, before and after its fix, on Boost.Asio. `./dev bench` runs
// it; docs/checks/async-redundant-coroutine.md has figures.
#include <benchmark/benchmark.h>
#include <boost/asio.hpp>
#include <cstdlib>

static long Allocations;

/// Asio gets its frames here, or recycles the last ones.
extern "C" void *aligned_alloc(std::size_t Align, std::size_t Size) {
  ++Allocations;
  void *Memory = nullptr;
  return posix_memalign(&Memory, Align, Size) ? nullptr : Memory;
}

namespace asio = boost::asio;
using asio::awaitable;

[[gnu::noinline]] static awaitable<int> read(int Id) { co_return Id; }

namespace before {
[[gnu::noinline]] static awaitable<int> find(int Id) {
  co_return co_await read(Id);
}
[[gnu::noinline]] static awaitable<int> load(int Id) {
  co_return co_await find(Id);
}
} // namespace before

namespace after {
[[gnu::noinline]] static awaitable<int> find(int Id) { return read(Id); }
[[gnu::noinline]] static awaitable<int> load(int Id) { return find(Id); }
} // namespace after

template <awaitable<int> (*Load)(int)>
static void passOn(benchmark::State &State) {
  asio::io_context Io;
  asio::co_spawn(
      Io,
      [&State]() -> awaitable<void> {
        const long Before = Allocations;
        long Calls = 0;
        for (auto _ : State) {
          benchmark::DoNotOptimize(co_await Load(7));
          ++Calls;
        }
        State.counters["allocations"] =
            static_cast<double>(Allocations - Before) / Calls;
      },
      asio::detached);
  Io.run();
}

BENCHMARK(passOn<before::load>)->Name("co_return co_await");
BENCHMARK(passOn<after::load>)->Name("return");
BENCHMARK_MAIN();
