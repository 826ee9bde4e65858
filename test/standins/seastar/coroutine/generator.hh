// Stand-in for Seastar's generator.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/task.hh>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace seastar::coroutine::experimental {
namespace internal::unbuffered {
template <typename Ref, typename Value> class [[nodiscard]] generator {
  using yielded = std::remove_reference_t<Ref>;

public:
  class promise_type final : public seastar::task {
    struct yield_awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> H) noexcept {
        return H.promise().Consumer;
      }
      void await_resume() noexcept {}
    };

  public:
    generator get_return_object() noexcept {
      return generator(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    yield_awaiter final_suspend() noexcept {
      Current = nullptr;
      return {};
    }
    void unhandled_exception() noexcept { Error = std::current_exception(); }
    yield_awaiter yield_value(const yielded &V) noexcept {
      Current = std::addressof(const_cast<yielded &>(V));
      return {};
    }
    void return_void() noexcept {}
    void run_and_dispose() noexcept override {
      std::coroutine_handle<promise_type>::from_promise(*this).resume();
    }

    yielded *Current = nullptr;
    std::exception_ptr Error;
    std::coroutine_handle<> Consumer;
  };

  generator(generator &&Other) noexcept : H(std::exchange(Other.H, nullptr)) {}
  generator(const generator &) = delete;
  ~generator() {
    if (H)
      H.destroy();
  }

  class [[nodiscard]] call_awaiter {
  public:
    explicit call_awaiter(std::coroutine_handle<promise_type> H) : H(H) {}
    bool await_ready() const noexcept { return !H || H.done(); }
    template <typename Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> Consumer) noexcept {
      H.promise().Consumer = Consumer;
      return H;
    }
    std::optional<std::remove_cvref_t<Ref>> await_resume() {
      if (H.promise().Error)
        std::rethrow_exception(std::exchange(H.promise().Error, nullptr));
      if (!H.promise().Current)
        return std::nullopt;
      return *H.promise().Current;
    }

  private:
    std::coroutine_handle<promise_type> H;
  };
  [[nodiscard]] call_awaiter operator()() noexcept { return call_awaiter(H); }

private:
  explicit generator(std::coroutine_handle<promise_type> H) noexcept : H(H) {}
  std::coroutine_handle<promise_type> H;
};
} // namespace internal::unbuffered

template <typename Ref, typename Value = void>
using generator = internal::unbuffered::generator<Ref, Value>;
} // namespace seastar::coroutine::experimental
