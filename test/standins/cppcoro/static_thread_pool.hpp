// Stand-in for cppcoro's static_thread_pool.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>
#include <cppcoro/detail/run_queue.hpp>

#include <cstdint>

namespace cppcoro {
class static_thread_pool {
public:
  static_thread_pool() : Threads(1) {}
  explicit static_thread_pool(std::uint32_t Threads) : Threads(Threads) {}
  ~static_thread_pool() {}
  static_thread_pool(const static_thread_pool &) = delete;

  class schedule_operation {
  public:
    schedule_operation(static_thread_pool *) noexcept {}
    bool await_ready() noexcept { return false; }
    void await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
      detail::run_queue::instance().push(Awaiting);
    }
    void await_resume() noexcept {}
  };

  std::uint32_t thread_count() const noexcept { return Threads; }
  [[nodiscard]] schedule_operation schedule() noexcept {
    return schedule_operation{this};
  }

private:
  const std::uint32_t Threads;
};
} // namespace cppcoro
