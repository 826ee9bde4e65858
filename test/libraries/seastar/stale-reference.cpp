// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread

#include <vector>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/coroutine/exception.hh>
#include <stdexcept>

namespace seastar::memory {
struct scoped_critical_alloc_section {
  scoped_critical_alloc_section();
  ~scoped_critical_alloc_section();
};
} // namespace seastar::memory

seastar::future<> save(int Id);
template <typename> using task = seastar::future<>;

// What ends the coroutine is no suspension.
class basket {
public:
  void clear() { Items.clear(); }

  seastar::future<> none_is_an_error() {
    auto First = Items.begin();
    if (First == Items.end())
      co_await seastar::coroutine::return_exception(std::runtime_error("none"));
    if (*First == 0)
      co_await seastar::coroutine::return_exception_ptr(std::current_exception());
    co_await save(*First);
  }

private:
  std::vector<int> Items;
};
