// Stand-in for Seastar's queue.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>

#include <cstddef>
#include <utility>
#include <vector>

namespace seastar {
template <typename T> class queue {
public:
  explicit queue(std::size_t Size) : Free(Size), Used(0) {}

  bool push(T &&Item) {
    if (!Free.try_wait())
      return false;
    Items.push_back(std::move(Item));
    Used.signal();
    return true;
  }
  bool empty() const noexcept { return Items.empty(); }
  bool full() const noexcept { return Free.current() == 0; }
  future<T> pop_eventually() noexcept {
    co_await Used.wait();
    T Item = std::move(Items.front());
    Items.erase(Items.begin());
    Free.signal();
    co_return std::move(Item);
  }
  future<> push_eventually(T &&Item) noexcept {
    T Kept = std::move(Item);
    co_await Free.wait();
    Items.push_back(std::move(Kept));
    Used.signal();
  }
  std::size_t size() const noexcept { return Items.size(); }

private:
  std::vector<T> Items;
  semaphore Free;
  semaphore Used;
};
} // namespace seastar
