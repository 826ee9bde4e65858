// What Drogon calls things, and no more than that.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>

namespace drogon {
template <typename T = void> struct [[nodiscard]] Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  struct awaiter {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };
  awaiter operator co_await() const noexcept;
};
struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
template <typename Coro> void async_run(Coro &&coro) {
  [](std::decay_t<Coro> coro) -> AsyncTask {
    co_await coro();
  }(std::forward<Coro>(coro));
}
template <typename Coro> std::function<void()> async_func(Coro &&coro) {
  return [coro = std::forward<Coro>(coro)]() mutable {
    async_run(std::move(coro));
  };
}
} // namespace drogon

namespace trantor {
class EventLoop {
public:
  void queueInLoop(const std::function<void()> &Callback);
  void runEvery(double Seconds, const std::function<void()> &Callback);
  void runOnData(std::function<void(int)> Callback);
};
} // namespace trantor
