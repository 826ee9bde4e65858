// Stand-in for cppcoro's async_generator.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>
#include <cppcoro/fmap.hpp>

#include <cstddef>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>

namespace cppcoro {
template <typename T> class async_generator;

namespace detail {
template <typename T> class async_generator_iterator;

// Hands control back to the consumer.
class async_generator_yield_operation final {
public:
  explicit async_generator_yield_operation(
      cppcoro::coroutine_handle<> Consumer) noexcept
      : Consumer(Consumer) {}
  bool await_ready() const noexcept { return false; }
  cppcoro::coroutine_handle<>
  await_suspend(cppcoro::coroutine_handle<>) noexcept {
    return Consumer;
  }
  void await_resume() noexcept {}

private:
  cppcoro::coroutine_handle<> Consumer;
};

class async_generator_promise_base {
public:
  cppcoro::suspend_always initial_suspend() const noexcept { return {}; }
  async_generator_yield_operation final_suspend() noexcept {
    Current = nullptr;
    return async_generator_yield_operation{Consumer};
  }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  void return_void() noexcept {}
  bool finished() const noexcept { return Current == nullptr; }
  void rethrow_if_unhandled_exception() {
    if (Error)
      std::rethrow_exception(std::move(Error));
  }

protected:
  friend class async_generator_advance_operation;
  std::exception_ptr Error;
  cppcoro::coroutine_handle<> Consumer;
  void *Current = nullptr;
};

class async_generator_advance_operation {
public:
  bool await_ready() const noexcept { return false; }
  cppcoro::coroutine_handle<>
  await_suspend(cppcoro::coroutine_handle<> Consumer) noexcept {
    Promise->Consumer = Consumer;
    return Producer;
  }

protected:
  async_generator_advance_operation(std::nullptr_t) noexcept
      : Promise(nullptr), Producer(nullptr) {}
  async_generator_advance_operation(
      async_generator_promise_base &Promise,
      cppcoro::coroutine_handle<> Producer) noexcept
      : Promise(&Promise), Producer(Producer) {}

  async_generator_promise_base *Promise;
  cppcoro::coroutine_handle<> Producer;
};

template <typename T>
class async_generator_promise final : public async_generator_promise_base {
  using value_type = std::remove_reference_t<T>;

public:
  async_generator<T> get_return_object() noexcept;
  async_generator_yield_operation yield_value(value_type &Value) noexcept {
    Current = const_cast<std::remove_cv_t<value_type> *>(std::addressof(Value));
    return async_generator_yield_operation{Consumer};
  }
  async_generator_yield_operation yield_value(value_type &&Value) noexcept {
    return yield_value(Value);
  }
  value_type &value() const noexcept {
    return *static_cast<value_type *>(Current);
  }
};

template <typename T>
class async_generator_increment_operation final
    : public async_generator_advance_operation {
public:
  async_generator_increment_operation(
      async_generator_iterator<T> &Iterator) noexcept
      : async_generator_advance_operation(Iterator.Coro.promise(),
                                          Iterator.Coro),
        Iterator(Iterator) {}
  async_generator_iterator<T> &await_resume() {
    if (this->Promise->finished()) {
      Iterator = async_generator_iterator<T>{nullptr};
      this->Promise->rethrow_if_unhandled_exception();
    }
    return Iterator;
  }

private:
  async_generator_iterator<T> &Iterator;
};

template <typename T> class async_generator_iterator final {
  using handle_type = cppcoro::coroutine_handle<async_generator_promise<T>>;

public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = std::remove_reference_t<T>;
  using reference = std::add_lvalue_reference_t<T>;
  using pointer = std::add_pointer_t<value_type>;

  async_generator_iterator(std::nullptr_t) noexcept : Coro(nullptr) {}
  async_generator_iterator(handle_type Coro) noexcept : Coro(Coro) {}

  async_generator_increment_operation<T> operator++() noexcept {
    return async_generator_increment_operation<T>{*this};
  }
  reference operator*() const noexcept { return Coro.promise().value(); }
  bool operator==(const async_generator_iterator &Other) const noexcept {
    return Coro == Other.Coro;
  }

private:
  friend class async_generator_increment_operation<T>;
  handle_type Coro;
};

template <typename T>
class async_generator_begin_operation final
    : public async_generator_advance_operation {
  using handle_type = cppcoro::coroutine_handle<async_generator_promise<T>>;

public:
  async_generator_begin_operation(std::nullptr_t) noexcept
      : async_generator_advance_operation(nullptr) {}
  async_generator_begin_operation(handle_type Producer) noexcept
      : async_generator_advance_operation(Producer.promise(), Producer) {}
  bool await_ready() const noexcept { return this->Promise == nullptr; }
  async_generator_iterator<T> await_resume() {
    if (!this->Promise)
      return nullptr;
    if (this->Promise->finished()) {
      this->Promise->rethrow_if_unhandled_exception();
      return nullptr;
    }
    return handle_type::from_promise(
        *static_cast<async_generator_promise<T> *>(this->Promise));
  }
};
} // namespace detail

template <typename T> class [[nodiscard]] async_generator {
public:
  using promise_type = detail::async_generator_promise<T>;
  using iterator = detail::async_generator_iterator<T>;

  async_generator() noexcept : Coro(nullptr) {}
  explicit async_generator(promise_type &Promise) noexcept
      : Coro(cppcoro::coroutine_handle<promise_type>::from_promise(Promise)) {}
  async_generator(async_generator &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  ~async_generator() {
    if (Coro)
      Coro.destroy();
  }
  async_generator &operator=(async_generator &&Other) noexcept {
    async_generator Temp(std::move(Other));
    swap(Temp);
    return *this;
  }
  async_generator(const async_generator &) = delete;
  async_generator &operator=(const async_generator &) = delete;

  auto begin() noexcept {
    if (!Coro)
      return detail::async_generator_begin_operation<T>{nullptr};
    return detail::async_generator_begin_operation<T>{Coro};
  }
  auto end() noexcept { return iterator{nullptr}; }
  void swap(async_generator &Other) noexcept { std::swap(Coro, Other.Coro); }

private:
  cppcoro::coroutine_handle<promise_type> Coro;
};

template <typename T>
async_generator<T>
detail::async_generator_promise<T>::get_return_object() noexcept {
  return async_generator<T>{*this};
}
} // namespace cppcoro
