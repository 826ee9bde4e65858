#pragma once
#include <exec/task.hpp>

namespace experimental::execution {
namespace __scope {
template <typename Values> struct __future;
template <typename... T>
struct __future<std::tuple<T...>> : stdexec::__sends<T...> {};

struct async_scope {
  template <stdexec::sender S> void spawn(S &&) {}
  template <stdexec::sender S>
  __future<stdexec::__values<S>> spawn_future(S &&) {
    return {};
  }
  stdexec::just_t::__sender<> on_empty() const noexcept { return {}; }
};
} // namespace __scope
using __scope::async_scope;

struct start_detached_t {
  template <stdexec::sender S> void operator()(S &&) const {}
};
inline constexpr start_detached_t start_detached{};
} // namespace experimental::execution
namespace exec = experimental::execution;
