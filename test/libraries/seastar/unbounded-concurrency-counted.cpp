// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

// Iterators that count: the message names what they count through.

#include <cstddef>
#include <iterator>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <vector>

using seastar::future;

future<> save(int Id);

struct counter {
  using iterator_category = std::forward_iterator_tag;
  using value_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using pointer = const std::size_t *;
  using reference = std::size_t;

  std::size_t Value = 0;
  counter() = default;
  explicit counter(std::size_t First) : Value(First) {}
  std::size_t operator*() const { return Value; }
  counter &operator++() {
    ++Value;
    return *this;
  }
  counter operator++(int) {
    counter Old = *this;
    ++Value;
    return Old;
  }
  bool operator==(const counter &Other) const = default;
};

future<> counted(const std::vector<int> &Files) {
  co_await seastar::parallel_for_each(counter(0), counter(Files.size()), [&](std::size_t I) { return save(Files[I]); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Files', with no limit
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(counter(0), counter(Files.size()), 10, [&](std::size_t I) { return save(Files[I]); });
}
future<> counted_up_to(const std::vector<int> &Files, std::size_t Count) {
  co_await seastar::parallel_for_each(counter(0), counter(Count), [&](std::size_t I) { return save(Files[I]); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each round of a loop, with no limit
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(counter(0), counter(Count), 10, [&](std::size_t I) { return save(Files[I]); });
}
