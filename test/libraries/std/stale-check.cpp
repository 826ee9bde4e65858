// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -pthread -Wno-unused

#include <coroutine>
#include <future>
#include <memory>
#include <vector>
#include <shared_mutex>

// Its futures cannot be awaited: of coroutines it has handles and guards.
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
job save(int Id);
template <typename> using task = job;
