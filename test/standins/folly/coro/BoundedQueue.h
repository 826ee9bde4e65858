// Stand-in for folly's BoundedQueue.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Task.h>
#include <folly/fibers/Semaphore.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace folly {
namespace coro {
template <typename T, bool SingleProducer = false, bool SingleConsumer = false>
class BoundedQueue {
public:
  explicit BoundedQueue(std::uint32_t Capacity) : Free(Capacity), Used(0) {}

  template <typename U = T> folly::coro::Task<void> enqueue(U &&Item) {
    co_await Free.co_wait();
    Items.push_back(std::forward<U>(Item));
    Used.signal();
  }
  template <typename U = T> bool try_enqueue(U &&Item) {
    if (!Free.try_wait())
      return false;
    Items.push_back(std::forward<U>(Item));
    Used.signal();
    return true;
  }
  folly::coro::Task<T> dequeue() {
    co_await Used.co_wait();
    co_return take();
  }
  template <typename Duration>
  folly::coro::Task<T> co_try_dequeue_for(Duration) {
    co_await Used.co_wait();
    co_return take();
  }
  std::optional<T> try_dequeue() {
    if (!Used.try_wait())
      return std::nullopt;
    return take();
  }
  bool empty() const { return Items.empty(); }
  std::size_t size() const { return Items.size(); }

private:
  T take() {
    T Item = std::move(Items.front());
    Items.erase(Items.begin());
    Free.signal();
    return Item;
  }

  std::vector<T> Items;
  folly::fibers::Semaphore Free;
  folly::fibers::Semaphore Used;
};
} // namespace coro
} // namespace folly
