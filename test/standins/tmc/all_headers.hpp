// Stands for TooManyCooks: its names and shapes, for the tests. Runs nothing.
#pragma once
#include <tmc/semaphore.hpp>

#include <array>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <future>
#include <tuple>
#include <utility>
#include <vector>

namespace tmc {

class ex_any {};
class ex_cpu {
public:
  ex_any *type_erased();
  void init();
};
ex_cpu &cpu_executor();

template <typename T> struct task;

namespace detail {
template <typename A, typename T> class aw_task {
public:
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<> Outer) noexcept {
    return Outer;
  }
  T &&await_resume() noexcept;
};
template <typename A> class aw_task<A, void> {
public:
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<> Outer) noexcept {
    return Outer;
  }
  void await_resume() noexcept {}
};

struct promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
};
template <typename T> struct task_promise : promise_base {
  task<T> get_return_object() noexcept;
  template <typename V> void return_value(V &&) {}
};
template <> struct task_promise<void> : promise_base {
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
};

/// Awaits only as an rvalue, as what spawn() and fork() return.
template <typename T> class rvalue_only_awaitable {
public:
  aw_task<rvalue_only_awaitable, T> operator co_await() && noexcept {
    return {};
  }
};
template <typename T> struct result_of_task;
template <typename T> struct result_of_task<task<T>> {
  using type = T;
};
} // namespace detail

#if __has_cpp_attribute(clang::coro_await_elidable)
#define TMC_CORO_AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#else
#define TMC_CORO_AWAIT_ELIDABLE
#endif

template <typename T>
struct [[nodiscard("You must submit or co_await task for execution.")]]
TMC_CORO_AWAIT_ELIDABLE task {
  using result_type = T;
  using promise_type = detail::task_promise<T>;
  std::coroutine_handle<promise_type> handle;

  task() noexcept = default;
  task(task &&) noexcept = default;
  task &operator=(task &&) noexcept = default;
  detail::aw_task<task, T> operator co_await() && noexcept { return {}; }
  template <typename Exec> task &&resume_on(Exec &&) && noexcept {
    return std::move(*this);
  }
};

namespace detail {
template <typename T> task<T> task_promise<T>::get_return_object() noexcept {
  return {};
}
inline task<void> task_promise<void>::get_return_object() noexcept {
  return {};
}
} // namespace detail

template <typename T>
using aw_spawn_fork = detail::rvalue_only_awaitable<T>;

template <typename Awaitable,
          typename T = typename detail::result_of_task<Awaitable>::type>
class [[nodiscard("You must await or initiate the result of spawn().")]]
aw_spawn : public detail::rvalue_only_awaitable<T> {
public:
  void detach() {}
  [[nodiscard]] aw_spawn_fork<T> fork() && { return {}; }
  template <typename Exec> aw_spawn &&run_on(Exec &&) && {
    return std::move(*this);
  }
};
template <typename T> aw_spawn<task<T>> spawn(task<T> &&) { return {}; }

template <typename T, std::size_t Count>
class [[nodiscard("You must await or initiate the result of spawn_many().")]]
aw_spawn_many : public detail::rvalue_only_awaitable<std::vector<T>> {
public:
  void detach() {}
  [[nodiscard]] aw_spawn_fork<std::vector<T>> fork() && { return {}; }
};
template <std::size_t Count>
class [[nodiscard("You must await or initiate the result of spawn_many().")]]
aw_spawn_many<void, Count> : public detail::rvalue_only_awaitable<void> {
public:
  void detach() {}
  [[nodiscard]] aw_spawn_fork<void> fork() && { return {}; }
};
template <typename Range>
auto spawn_many(Range &&R) -> aw_spawn_many<
    typename detail::result_of_task<std::decay_t<decltype(*R.begin())>>::type,
    0> {
  return {};
}
template <std::size_t Count, typename Iterator>
auto spawn_many(Iterator &&I) -> aw_spawn_many<
    typename detail::result_of_task<std::decay_t<decltype(*I)>>::type, Count> {
  return {};
}

template <typename... T>
class [[nodiscard("You must await or initiate the result of spawn_tuple().")]]
aw_spawn_tuple : public detail::rvalue_only_awaitable<std::tuple<T...>> {
public:
  void detach() {}
  [[nodiscard]] aw_spawn_fork<std::tuple<T...>> fork() && { return {}; }
};
template <typename... T> aw_spawn_tuple<T...> spawn_tuple(task<T> &&...) {
  return {};
}

template <typename E, typename F>
void post(E &&, F &&, std::size_t Priority = 0) noexcept {
  (void)Priority;
}
template <typename E, typename T>
[[nodiscard]] std::future<T> post_waitable(E &&, task<T> &&,
                                           std::size_t Priority = 0) {
  (void)Priority;
  return {};
}

class [[nodiscard]] aw_resume_on {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
template <typename Exec> aw_resume_on resume_on(Exec &&) { return {}; }

template <typename E, typename I>
void post_bulk(E &&, I &&, std::size_t Count) noexcept {}
template <typename E, typename I>
[[nodiscard]] std::future<void> post_bulk_waitable(E &&, I &&, std::size_t) {
  return {};
}

class aw_spawn_func_fork;
template <typename T>
class [[nodiscard("You must await or initiate the result of spawn_func().")]]
aw_spawn_func : public detail::rvalue_only_awaitable<T> {
public:
  void detach() {}
  aw_spawn_func_fork fork() &&;
};
template <typename F> auto spawn_func(F &&Func) -> aw_spawn_func<decltype(Func())> {
  return {};
}
template <typename I> auto spawn_func_many(I &&Funcs, std::size_t)
    -> aw_spawn_func<decltype((*Funcs)())> {
  return {};
}

class [[nodiscard]] aw_spawn_func_fork {
public:
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
// Tasks that are added one by one, and run when the group is awaited.
template <typename A>
class [[nodiscard]] aw_spawn_group : public detail::rvalue_only_awaitable<void> {
public:
  void add(A &&) {}
};
template <typename A> aw_spawn_group<A> spawn_group(A &&) { return {}; }

class [[nodiscard]] aw_yield {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
inline aw_yield yield() { return {}; }

// Awaited as named objects.
struct named_awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
class latch : public named_awaitable {};
class barrier : public named_awaitable {};
class auto_reset_event : public named_awaitable {};
class manual_reset_event : public named_awaitable {};
class rw_lock_read_scope {
public:
  ~rw_lock_read_scope() {}
};
class rw_lock_write_scope {
public:
  ~rw_lock_write_scope() {}
};
class mutex_scope {
public:
  ~mutex_scope() {}
};

int async_main(task<int> &&ClientMainTask);

} // namespace tmc
