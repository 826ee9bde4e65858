// Stand-in for cppcoro's task.hpp: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/broken_promise.hpp>
#include <cppcoro/coroutine.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace cppcoro {
template <typename T> class task;

namespace detail {
class task_promise_base {
  struct final_awaitable {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    cppcoro::coroutine_handle<>
    await_suspend(cppcoro::coroutine_handle<Promise> Coro) noexcept {
      return Coro.promise().Continuation;
    }
    void await_resume() noexcept {}
  };

public:
  auto initial_suspend() noexcept { return cppcoro::suspend_always{}; }
  auto final_suspend() noexcept { return final_awaitable{}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  void set_continuation(cppcoro::coroutine_handle<> Next) noexcept {
    Continuation = Next;
  }

protected:
  void rethrow() const {
    if (Error)
      std::rethrow_exception(Error);
  }

  cppcoro::coroutine_handle<> Continuation;
  std::exception_ptr Error;
};

template <typename T> class task_promise final : public task_promise_base {
public:
  task<T> get_return_object() noexcept;

  template <typename Value,
            typename = std::enable_if_t<std::is_convertible_v<Value &&, T>>>
  void return_value(Value &&V) {
    Result.emplace(std::forward<Value>(V));
  }

  using rvalue_type =
      std::conditional_t<std::is_arithmetic_v<T> || std::is_pointer_v<T>, T,
                         T &&>;
  T &result() & {
    rethrow();
    return *Result;
  }
  rvalue_type result() && {
    rethrow();
    return std::move(*Result);
  }

private:
  std::optional<T> Result;
};

template <> class task_promise<void> : public task_promise_base {
public:
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void result() { rethrow(); }
};

template <typename T> class task_promise<T &> : public task_promise_base {
public:
  task<T &> get_return_object() noexcept;
  void return_value(T &V) noexcept { Result = &V; }
  T &result() {
    rethrow();
    return *Result;
  }

private:
  T *Result = nullptr;
};
} // namespace detail

template <typename T = void> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;
  using value_type = T;

private:
  struct awaitable_base {
    cppcoro::coroutine_handle<promise_type> Coro;

    bool await_ready() const noexcept { return !Coro || Coro.done(); }
    cppcoro::coroutine_handle<>
    await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
      Coro.promise().set_continuation(Awaiting);
      return Coro;
    }
    promise_type &promise() const {
      if (!Coro)
        throw broken_promise{};
      return Coro.promise();
    }
  };

public:
  task() noexcept : Coro(nullptr) {}
  explicit task(cppcoro::coroutine_handle<promise_type> Coro) : Coro(Coro) {}
  task(task &&Other) noexcept : Coro(std::exchange(Other.Coro, nullptr)) {}
  task(const task &) = delete;
  task &operator=(const task &) = delete;
  task &operator=(task &&Other) noexcept {
    if (this != &Other) {
      if (Coro)
        Coro.destroy();
      Coro = std::exchange(Other.Coro, nullptr);
    }
    return *this;
  }
  ~task() {
    if (Coro)
      Coro.destroy();
  }

  bool is_ready() const noexcept { return !Coro || Coro.done(); }

  auto operator co_await() const & noexcept {
    struct awaitable : awaitable_base {
      decltype(auto) await_resume() { return this->promise().result(); }
    };
    return awaitable{{Coro}};
  }

  auto operator co_await() const && noexcept {
    struct awaitable : awaitable_base {
      decltype(auto) await_resume() {
        return std::move(this->promise()).result();
      }
    };
    return awaitable{{Coro}};
  }

  auto when_ready() const noexcept {
    struct awaitable : awaitable_base {
      void await_resume() const noexcept {}
    };
    return awaitable{{Coro}};
  }

private:
  cppcoro::coroutine_handle<promise_type> Coro;
};

namespace detail {
template <typename T> task<T> task_promise<T>::get_return_object() noexcept {
  return task<T>{cppcoro::coroutine_handle<task_promise>::from_promise(*this)};
}
inline task<void> task_promise<void>::get_return_object() noexcept {
  return task<void>{
      cppcoro::coroutine_handle<task_promise>::from_promise(*this)};
}
template <typename T>
task<T &> task_promise<T &>::get_return_object() noexcept {
  return task<T &>{
      cppcoro::coroutine_handle<task_promise>::from_promise(*this)};
}
} // namespace detail

template <typename Awaitable>
auto make_task(Awaitable A) -> task<detail::remove_rvalue_reference_t<
    typename awaitable_traits<Awaitable>::await_result_t>> {
  co_return co_await static_cast<Awaitable &&>(A);
}
} // namespace cppcoro
