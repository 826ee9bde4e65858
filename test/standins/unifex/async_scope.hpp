#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _spawn_future {
template <typename T> struct _future {
  struct [[nodiscard]] type : _sender<T> {};
};
} // namespace _spawn_future
template <typename... T>
using future = typename _spawn_future::_future<
    std::tuple_element_t<0, std::tuple<T..., void>>>::type;

inline namespace v1 {
struct async_scope {
  template <sender S> future<value_of<S>> spawn(S &&) { return {}; }
  template <typename Scheduler, sender S>
  future<value_of<S>> spawn_on(Scheduler &&, S &&) {
    return {};
  }
  template <sender S>
    requires std::is_void_v<value_of<S>>
  void detached_spawn(S &&) {}
  template <typename Scheduler, sender S>
    requires std::is_void_v<value_of<S>>
  void detached_spawn_on(Scheduler &&, S &&) {}
  [[nodiscard]] task<void> complete() noexcept;
  [[nodiscard]] task<void> cleanup() noexcept;
  void request_stop() noexcept {}
};
} // namespace v1

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <sender S, typename Scope> void operator()(S &&, Scope &) const {}
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

namespace _spawn_future {
struct _spawn_future_fn {
  template <sender S, typename Scope>
  future<value_of<S>> operator()(S &&, Scope &) const {
    return {};
  }
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};
} // namespace unifex
