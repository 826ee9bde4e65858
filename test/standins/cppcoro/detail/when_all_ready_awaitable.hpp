// What cppcoro's when_all_ready() returns, in its stand-in.
#pragma once

#include <cppcoro/detail/when_all_task.hpp>

#include <tuple>
#include <utility>

namespace cppcoro::detail {
template <typename Container> class when_all_ready_awaitable {
  Container Tasks;
  when_all_counter Counter;

  template <typename Result> struct awaiter {
    when_all_ready_awaitable &Owner;

    bool await_ready() const noexcept { return Owner.Counter.is_ready(); }
    bool await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
      Owner.start();
      return Owner.Counter.try_await(Awaiting);
    }
    Result await_resume() noexcept { return static_cast<Result>(Owner.Tasks); }
  };

  static std::size_t size(const Container &C) {
    if constexpr (requires { C.size(); })
      return C.size();
    else
      return std::tuple_size_v<Container>;
  }
  void start() noexcept {
    if constexpr (requires { Tasks.size(); }) {
      for (auto &Task : Tasks)
        Task.start(Counter);
    } else {
      std::apply([this](auto &...Task) { (Task.start(Counter), ...); }, Tasks);
    }
  }

public:
  explicit when_all_ready_awaitable(Container &&C) noexcept
      : Tasks(std::move(C)), Counter(size(Tasks)) {}
  when_all_ready_awaitable(when_all_ready_awaitable &&) = default;
  when_all_ready_awaitable(const when_all_ready_awaitable &) = delete;
  when_all_ready_awaitable &
  operator=(const when_all_ready_awaitable &) = delete;

  auto operator co_await() & noexcept { return awaiter<Container &>{*this}; }
  auto operator co_await() && noexcept { return awaiter<Container &&>{*this}; }
};
} // namespace cppcoro::detail
