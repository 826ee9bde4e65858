// Stand-in for folly's Generator.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Coroutine.h>

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
template <typename T> class Generator {
public:
  class promise_type {
  public:
    Generator get_return_object() noexcept {
      return Generator{coroutine_handle<promise_type>::from_promise(*this)};
    }
    suspend_always initial_suspend() noexcept { return {}; }
    suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; }
    void return_void() {}
    template <typename U> void await_transform(U &&Value) = delete;
    suspend_always yield_value(std::remove_reference_t<T> &&Value) noexcept {
      Current = std::addressof(Value);
      return {};
    }
    suspend_always yield_value(std::remove_reference_t<T> &Value) noexcept {
      Current = std::addressof(Value);
      return {};
    }
    std::remove_reference_t<T> *Current = nullptr;
  };

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = std::remove_reference_t<T>;
    using reference = std::conditional_t<std::is_reference_v<T>, T, T &>;
    using pointer = std::add_pointer_t<reference>;

    explicit iterator(coroutine_handle<promise_type> Coro) : Coro(Coro) {}
    bool operator==(std::default_sentinel_t) const { return Coro.done(); }
    iterator &operator++() {
      Coro.resume();
      return *this;
    }
    reference operator*() const {
      return static_cast<reference>(*Coro.promise().Current);
    }

  private:
    coroutine_handle<promise_type> Coro;
  };

  Generator(Generator &&Other) noexcept : Coro(std::exchange(Other.Coro, {})) {}
  ~Generator() {
    if (Coro)
      Coro.destroy();
  }
  iterator begin() {
    Coro.resume();
    return iterator{Coro};
  }
  std::default_sentinel_t end() { return {}; }

private:
  explicit Generator(coroutine_handle<promise_type> Coro) : Coro(Coro) {}
  coroutine_handle<promise_type> Coro;
};
} // namespace coro
} // namespace folly
