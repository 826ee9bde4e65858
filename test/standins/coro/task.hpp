// Stand-in for libcoro's task.hpp: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace coro {
template <typename return_type = void> class task;

namespace detail {
struct promise_base {
  struct final_awaitable {
    auto await_ready() const noexcept -> bool { return false; }
    template <typename promise_type>
    auto await_suspend(std::coroutine_handle<promise_type> Coro) noexcept
        -> std::coroutine_handle<> {
      if (auto Next = Coro.promise().Continuation)
        return Next;
      return std::noop_coroutine();
    }
    auto await_resume() noexcept -> void {}
  };

  auto initial_suspend() noexcept { return std::suspend_always{}; }
  auto final_suspend() noexcept { return final_awaitable{}; }
  auto unhandled_exception() noexcept -> void {
    Error = std::current_exception();
  }
  auto continuation(std::coroutine_handle<> Next) noexcept -> void {
    Continuation = Next;
  }

protected:
  void check(bool HasValue) const {
    if (Error)
      std::rethrow_exception(Error);
    if (!HasValue)
      throw std::bad_exception{};
  }

  std::coroutine_handle<> Continuation;
  std::exception_ptr Error;
};

template <typename return_type> struct promise final : public promise_base {
  static constexpr bool return_type_is_reference =
      std::is_reference_v<return_type>;
  using task_type = task<return_type>;
  using coroutine_handle = std::coroutine_handle<promise<return_type>>;
  using stored_type = std::conditional_t<return_type_is_reference,
                                         std::remove_reference_t<return_type> *,
                                         std::remove_const_t<return_type>>;

  promise() noexcept = default;
  promise(const promise &) = delete;

  auto get_return_object() noexcept -> task_type;

  template <typename value_type>
    requires(return_type_is_reference &&
             std::is_constructible_v<return_type, value_type &&>) ||
            (!return_type_is_reference &&
             std::is_constructible_v<stored_type, value_type &&>)
  auto return_value(value_type &&Value) -> void {
    if constexpr (return_type_is_reference) {
      return_type Reference = static_cast<value_type &&>(Value);
      Result.emplace(std::addressof(Reference));
    } else {
      Result.emplace(std::forward<value_type>(Value));
    }
  }
  auto return_value(stored_type &&Value) -> void
    requires(!return_type_is_reference)
  {
    Result.emplace(std::move(Value));
  }

  auto result() & -> decltype(auto) {
    this->check(Result.has_value());
    if constexpr (return_type_is_reference)
      return static_cast<return_type>(**Result);
    else
      return static_cast<const return_type &>(*Result);
  }
  auto result() && -> decltype(auto) {
    this->check(Result.has_value());
    if constexpr (return_type_is_reference)
      return static_cast<return_type>(**Result);
    else
      return static_cast<return_type &&>(*Result);
  }

private:
  std::optional<stored_type> Result;
};

template <> struct promise<void> : public promise_base {
  using task_type = task<void>;
  using coroutine_handle = std::coroutine_handle<promise<void>>;

  promise() noexcept = default;
  promise(const promise &) = delete;

  auto get_return_object() noexcept -> task_type;
  auto return_void() noexcept -> void {}
  auto result() -> void { check(true); }
};
} // namespace detail

template <typename return_type> class [[nodiscard]] task {
public:
  using task_type = task<return_type>;
  using promise_type = detail::promise<return_type>;
  using coroutine_handle = std::coroutine_handle<promise_type>;

  struct awaitable_base {
    awaitable_base(coroutine_handle Coro) noexcept : Coro(Coro) {}
    auto await_ready() const noexcept -> bool { return !Coro || Coro.done(); }
    auto await_suspend(std::coroutine_handle<> Awaiting) noexcept
        -> std::coroutine_handle<> {
      Coro.promise().continuation(Awaiting);
      return Coro;
    }
    coroutine_handle Coro;
  };

  task() noexcept : Coro(nullptr) {}
  explicit task(coroutine_handle Coro) : Coro(Coro) {}
  task(const task &) = delete;
  task(task &&Other) noexcept : Coro(std::exchange(Other.Coro, nullptr)) {}
  ~task() { destroy(); }
  auto operator=(const task &) -> task & = delete;
  auto operator=(task &&Other) noexcept -> task & {
    if (this != &Other) {
      destroy();
      Coro = std::exchange(Other.Coro, nullptr);
    }
    return *this;
  }

  auto is_ready() const noexcept -> bool { return !Coro || Coro.done(); }
  auto resume() -> bool {
    if (!Coro.done())
      Coro.resume();
    return !Coro.done();
  }
  auto destroy() -> bool {
    if (!Coro)
      return false;
    std::exchange(Coro, nullptr).destroy();
    return true;
  }

  auto operator co_await() const & noexcept {
    struct awaitable : public awaitable_base {
      auto await_resume() -> decltype(auto) {
        return this->Coro.promise().result();
      }
    };
    return awaitable{Coro};
  }
  auto operator co_await() const && noexcept {
    struct awaitable : public awaitable_base {
      auto await_resume() -> decltype(auto) {
        return std::move(this->Coro.promise()).result();
      }
    };
    return awaitable{Coro};
  }

  auto promise() & -> promise_type & { return Coro.promise(); }
  auto promise() const & -> const promise_type & { return Coro.promise(); }
  auto promise() && -> promise_type && { return std::move(Coro.promise()); }
  auto handle() -> coroutine_handle { return Coro; }

private:
  coroutine_handle Coro;
};

namespace detail {
template <typename return_type>
auto promise<return_type>::get_return_object() noexcept -> task<return_type> {
  return task<return_type>{coroutine_handle::from_promise(*this)};
}
inline auto promise<void>::get_return_object() noexcept -> task<> {
  return task<>{coroutine_handle::from_promise(*this)};
}
} // namespace detail
} // namespace coro
