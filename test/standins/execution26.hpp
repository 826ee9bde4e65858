// Stands for what C++26 has in <execution>: names and shapes, for the tests.
#pragma once
#include <stdexec/execution.hpp>

namespace std::execution {
template <typename T, typename Environment = void> class [[nodiscard]] task {
public:
  using sender_concept = stdexec::sender_tag;
  using values =
      std::conditional_t<std::is_void_v<T>, std::tuple<>, std::tuple<T>>;
  template <typename V> struct returns {
    void return_value(V) noexcept {}
  };
  struct returns_void {
    void return_void() noexcept {}
  };
  struct promise_type
      : std::conditional_t<std::is_void_v<T>, returns_void, returns<T>> {
    task get_return_object() noexcept { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    template <stdexec::sender S> auto await_transform(S &&Sender) {
      return stdexec::as_awaitable(static_cast<S &&>(Sender), *this);
    }
  };
  task(task &&) noexcept = default;
  ~task() {}

private:
  task() = default;
};

struct counting_scope {
  struct token {};
  token get_token() noexcept { return {}; }
  stdexec::__sexpr<std::tuple<>> join() noexcept { return {}; }
};
struct spawn_t {
  template <stdexec::sender S, typename Token>
  void operator()(S &&, Token) const {}
};
inline constexpr spawn_t spawn{};
} // namespace std::execution

namespace std::this_thread {
struct sync_wait_t {
  template <stdexec::sender S>
  std::optional<stdexec::__values<S>> operator()(S &&) const {
    return std::nullopt;
  }
};
inline constexpr sync_wait_t sync_wait{};
} // namespace std::this_thread
