// Stand-in for cppcoro's generator.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <type_traits>
#include <utility>

namespace cppcoro {
template <typename T> class generator;

namespace detail {
template <typename T> class generator_promise {
public:
  using value_type = std::remove_reference_t<T>;
  using reference_type = std::conditional_t<std::is_reference_v<T>, T, T &>;
  using pointer_type = value_type *;

  generator<T> get_return_object() noexcept;
  constexpr cppcoro::suspend_always initial_suspend() const noexcept {
    return {};
  }
  constexpr cppcoro::suspend_always final_suspend() const noexcept {
    return {};
  }
  template <typename U = T,
            std::enable_if_t<!std::is_rvalue_reference_v<U>, int> = 0>
  cppcoro::suspend_always
  yield_value(std::remove_reference_t<T> &Value) noexcept {
    Current = std::addressof(Value);
    return {};
  }
  cppcoro::suspend_always
  yield_value(std::remove_reference_t<T> &&Value) noexcept {
    Current = std::addressof(Value);
    return {};
  }
  void unhandled_exception() { Error = std::current_exception(); }
  void return_void() {}
  reference_type value() const noexcept {
    return static_cast<reference_type>(*Current);
  }
  // A generator must not await.
  template <typename U>
  cppcoro::suspend_never await_transform(U &&Value) = delete;
  void rethrow_if_exception() {
    if (Error)
      std::rethrow_exception(Error);
  }

private:
  pointer_type Current = nullptr;
  std::exception_ptr Error;
};

struct generator_sentinel {};

template <typename T> class generator_iterator {
  using coroutine_handle = cppcoro::coroutine_handle<generator_promise<T>>;

public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = typename generator_promise<T>::value_type;
  using reference = typename generator_promise<T>::reference_type;
  using pointer = typename generator_promise<T>::pointer_type;

  generator_iterator() noexcept = default;
  explicit generator_iterator(coroutine_handle Coro) noexcept : Coro(Coro) {}

  friend bool operator==(const generator_iterator &It,
                         generator_sentinel) noexcept {
    return !It.Coro || It.Coro.done();
  }
  generator_iterator &operator++() {
    Coro.resume();
    if (Coro.done())
      Coro.promise().rethrow_if_exception();
    return *this;
  }
  void operator++(int) { (void)operator++(); }
  reference operator*() const noexcept { return Coro.promise().value(); }
  pointer operator->() const noexcept { return std::addressof(operator*()); }

private:
  coroutine_handle Coro;
};
} // namespace detail

template <typename T> class [[nodiscard]] generator {
public:
  using promise_type = detail::generator_promise<T>;
  using iterator = detail::generator_iterator<T>;

  generator() noexcept = default;
  generator(generator &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  generator(const generator &) = delete;
  ~generator() {
    if (Coro)
      Coro.destroy();
  }
  generator &operator=(generator Other) noexcept {
    swap(Other);
    return *this;
  }
  iterator begin() {
    if (Coro) {
      Coro.resume();
      if (Coro.done())
        Coro.promise().rethrow_if_exception();
    }
    return iterator{Coro};
  }
  detail::generator_sentinel end() noexcept { return {}; }
  void swap(generator &Other) noexcept { std::swap(Coro, Other.Coro); }

private:
  friend class detail::generator_promise<T>;
  explicit generator(cppcoro::coroutine_handle<promise_type> Coro) noexcept
      : Coro(Coro) {}

  cppcoro::coroutine_handle<promise_type> Coro;
};

template <typename T>
generator<T> detail::generator_promise<T>::get_return_object() noexcept {
  return generator<T>{
      cppcoro::coroutine_handle<generator_promise<T>>::from_promise(*this)};
}

template <typename Func, typename T>
generator<
    std::invoke_result_t<Func &, typename generator<T>::iterator::reference>>
fmap(Func F, generator<T> Source) {
  for (auto &&Value : Source)
    co_yield std::invoke(F, static_cast<decltype(Value)>(Value));
}
} // namespace cppcoro
