// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread

#include <memory>
#include <vector>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>

namespace seastar::memory {
struct scoped_critical_alloc_section {
  scoped_critical_alloc_section();
  ~scoped_critical_alloc_section();
};
} // namespace seastar::memory

seastar::future<> save(int Id);
template <typename> using task = seastar::future<>;
