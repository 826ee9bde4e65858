// Stand-in for cppcoro's shared_task.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/broken_promise.hpp>
#include <cppcoro/coroutine.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace cppcoro {
template <typename T> class shared_task;

namespace detail {
struct shared_task_waiter {
  cppcoro::coroutine_handle<> Continuation;
  shared_task_waiter *Next = nullptr;
};

class shared_task_promise_base {
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(cppcoro::coroutine_handle<Promise> Coro) noexcept {
      shared_task_promise_base &P = Coro.promise();
      P.Done = true;
      // The last waiter may destroy the promise.
      shared_task_waiter *Waiter = std::exchange(P.Waiters, nullptr);
      while (Waiter) {
        shared_task_waiter *Next = Waiter->Next;
        Waiter->Continuation.resume();
        Waiter = Next;
      }
    }
    void await_resume() noexcept {}
  };

public:
  cppcoro::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }

  bool is_ready() const noexcept { return Done; }
  void add_ref() noexcept { ++References; }
  bool try_detach() noexcept { return References-- != 1; }
  bool try_await(shared_task_waiter *Waiter, cppcoro::coroutine_handle<> Coro) {
    if (!std::exchange(Started, true))
      Coro.resume();
    if (Done)
      return false;
    Waiter->Next = std::exchange(Waiters, Waiter);
    return true;
  }

protected:
  void rethrow() const {
    if (Error)
      std::rethrow_exception(Error);
  }

private:
  int References = 1;
  bool Started = false;
  bool Done = false;
  shared_task_waiter *Waiters = nullptr;
  std::exception_ptr Error;
};

template <typename T>
class shared_task_promise : public shared_task_promise_base {
public:
  shared_task<T> get_return_object() noexcept;
  template <typename Value,
            typename = std::enable_if_t<std::is_convertible_v<Value &&, T>>>
  void return_value(Value &&V) {
    Result.emplace(std::forward<Value>(V));
  }
  T &result() {
    this->rethrow();
    return *Result;
  }

private:
  std::optional<T> Result;
};

template <> class shared_task_promise<void> : public shared_task_promise_base {
public:
  shared_task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void result() { rethrow(); }
};

template <typename T>
class shared_task_promise<T &> : public shared_task_promise_base {
public:
  shared_task<T &> get_return_object() noexcept;
  void return_value(T &V) noexcept { Result = &V; }
  T &result() {
    this->rethrow();
    return *Result;
  }

private:
  T *Result = nullptr;
};
} // namespace detail

template <typename T = void> class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;

private:
  struct awaitable_base {
    cppcoro::coroutine_handle<promise_type> Coro;
    detail::shared_task_waiter Waiter;

    bool await_ready() const noexcept {
      return !Coro || Coro.promise().is_ready();
    }
    bool await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
      Waiter.Continuation = Awaiting;
      return Coro.promise().try_await(&Waiter, Coro);
    }
  };

public:
  shared_task() noexcept : Coro(nullptr) {}
  explicit shared_task(cppcoro::coroutine_handle<promise_type> Coro)
      : Coro(Coro) {}
  shared_task(shared_task &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  shared_task(const shared_task &Other) noexcept : Coro(Other.Coro) {
    if (Coro)
      Coro.promise().add_ref();
  }
  ~shared_task() { destroy(); }
  shared_task &operator=(shared_task &&Other) noexcept {
    if (this != &Other) {
      destroy();
      Coro = std::exchange(Other.Coro, nullptr);
    }
    return *this;
  }
  shared_task &operator=(const shared_task &Other) noexcept {
    if (Coro != Other.Coro) {
      destroy();
      Coro = Other.Coro;
      if (Coro)
        Coro.promise().add_ref();
    }
    return *this;
  }
  void swap(shared_task &Other) noexcept { std::swap(Coro, Other.Coro); }

  bool is_ready() const noexcept { return !Coro || Coro.promise().is_ready(); }

  auto operator co_await() const noexcept {
    struct awaitable : awaitable_base {
      decltype(auto) await_resume() {
        if (!this->Coro)
          throw broken_promise{};
        return this->Coro.promise().result();
      }
    };
    return awaitable{{Coro, {}}};
  }

  auto when_ready() const noexcept {
    struct awaitable : awaitable_base {
      void await_resume() const noexcept {}
    };
    return awaitable{{Coro, {}}};
  }

private:
  template <typename U>
  friend bool operator==(const shared_task<U> &,
                         const shared_task<U> &) noexcept;

  void destroy() noexcept {
    if (Coro && !Coro.promise().try_detach())
      Coro.destroy();
  }

  cppcoro::coroutine_handle<promise_type> Coro;
};

template <typename T>
bool operator==(const shared_task<T> &L, const shared_task<T> &R) noexcept {
  return L.Coro == R.Coro;
}

namespace detail {
template <typename T>
shared_task<T> shared_task_promise<T>::get_return_object() noexcept {
  return shared_task<T>{
      cppcoro::coroutine_handle<shared_task_promise>::from_promise(*this)};
}
inline shared_task<void>
shared_task_promise<void>::get_return_object() noexcept {
  return shared_task<void>{
      cppcoro::coroutine_handle<shared_task_promise>::from_promise(*this)};
}
template <typename T>
shared_task<T &> shared_task_promise<T &>::get_return_object() noexcept {
  return shared_task<T &>{
      cppcoro::coroutine_handle<shared_task_promise>::from_promise(*this)};
}
} // namespace detail

template <typename Awaitable>
auto make_shared_task(Awaitable A)
    -> shared_task<detail::remove_rvalue_reference_t<
        typename awaitable_traits<Awaitable>::await_result_t>> {
  co_return co_await static_cast<Awaitable &&>(A);
}
} // namespace cppcoro
