#pragma once
#include <exec/task.hpp>

namespace experimental::execution {
namespace __scope {
template <typename Values> struct __future;
template <typename... T>
struct __future<std::tuple<T...>> : stdexec::__sends<T...> {};

struct async_scope {
  template <stdexec::sender S>
    requires std::same_as<stdexec::__values<S>, std::tuple<>>
  void spawn(S &&) {}
  template <stdexec::sender S>
  __future<stdexec::__values<S>> spawn_future(S &&) {
    return {};
  }
  stdexec::__sexpr<std::tuple<>> on_empty() const noexcept { return {}; }
};
} // namespace __scope
using __scope::async_scope;
} // namespace experimental::execution
namespace exec = experimental::execution;
