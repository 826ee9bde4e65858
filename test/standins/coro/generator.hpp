// Stand-in for libcoro's generator.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <ranges>
#include <type_traits>
#include <utility>

namespace coro {
template <typename T> class generator;

namespace detail {
template <typename T> class generator_promise {
public:
  using value_type = std::remove_reference_t<T>;
  using reference_type = std::conditional_t<std::is_reference_v<T>, T, T &>;
  using pointer_type = value_type *;

  auto get_return_object() noexcept -> generator<T>;
  auto initial_suspend() const { return std::suspend_always{}; }
  auto final_suspend() const noexcept(true) { return std::suspend_always{}; }
  template <typename U = T,
            std::enable_if_t<!std::is_rvalue_reference_v<U>, int> = 0>
  auto yield_value(std::remove_reference_t<T> &Value) noexcept {
    Current = std::addressof(Value);
    return std::suspend_always{};
  }
  auto yield_value(std::remove_reference_t<T> &&Value) noexcept {
    Current = std::addressof(Value);
    return std::suspend_always{};
  }
  auto unhandled_exception() -> void { Error = std::current_exception(); }
  auto return_void() noexcept -> void {}
  auto value() const noexcept -> reference_type {
    return static_cast<reference_type>(*Current);
  }
  auto rethrow_if_exception() -> void {
    if (Error)
      std::rethrow_exception(Error);
  }

private:
  pointer_type Current = nullptr;
  std::exception_ptr Error;
};

struct generator_sentinel {};

template <typename T> class generator_iterator {
  using coroutine_handle = std::coroutine_handle<generator_promise<T>>;

public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = typename generator_promise<T>::value_type;
  using reference = typename generator_promise<T>::reference_type;
  using pointer = typename generator_promise<T>::pointer_type;

  generator_iterator() noexcept {}
  explicit generator_iterator(coroutine_handle Coro) noexcept : Coro(Coro) {}

  friend auto operator==(const generator_iterator &It,
                         generator_sentinel) noexcept -> bool {
    return !It.Coro || It.Coro.done();
  }
  generator_iterator &operator++() {
    Coro.resume();
    if (Coro.done())
      Coro.promise().rethrow_if_exception();
    return *this;
  }
  auto operator++(int) -> void { (void)operator++(); }
  reference operator*() const noexcept { return Coro.promise().value(); }
  pointer operator->() const noexcept { return std::addressof(operator*()); }

private:
  coroutine_handle Coro;
};
} // namespace detail

template <typename T> class generator : public std::ranges::view_base {
public:
  using promise_type = detail::generator_promise<T>;
  using iterator = detail::generator_iterator<T>;
  using sentinel = detail::generator_sentinel;

  generator() noexcept : Coro(nullptr) {}
  generator(const generator &) = delete;
  generator(generator &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  auto operator=(generator &&Other) noexcept -> generator & {
    std::swap(Coro, Other.Coro);
    return *this;
  }
  ~generator() {
    if (Coro)
      Coro.destroy();
  }
  auto begin() -> iterator {
    if (Coro) {
      Coro.resume();
      if (Coro.done())
        Coro.promise().rethrow_if_exception();
    }
    return iterator{Coro};
  }
  auto end() noexcept -> sentinel { return sentinel{}; }

private:
  friend class detail::generator_promise<T>;
  explicit generator(std::coroutine_handle<promise_type> Coro) noexcept
      : Coro(Coro) {}

  std::coroutine_handle<promise_type> Coro;
};

template <typename T>
auto detail::generator_promise<T>::get_return_object() noexcept
    -> generator<T> {
  return generator<T>{
      std::coroutine_handle<generator_promise<T>>::from_promise(*this)};
}
} // namespace coro
