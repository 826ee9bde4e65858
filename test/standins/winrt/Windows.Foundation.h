// Stand-in for C++/WinRT: the names and shapes the checks look at, nothing
// else. Operations are done at once.
#pragma once

#include <coroutine>
#include <cstdlib>
#include <exception>
#include <memory>

namespace winrt {
[[noreturn]] inline void terminate() noexcept { std::abort(); }

struct fire_and_forget {};

struct hstring {};

namespace Windows::Foundation {
struct IInspectable {};

struct IAsyncAction {
  struct promise_type {
    std::exception_ptr Error;
    IAsyncAction get_return_object() {
      return IAsyncAction{
          std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { Error = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> Handle;

  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const {
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
  }
  void get() const { await_resume(); }
};
} // namespace Windows::Foundation

template <typename D> struct implements {
  std::shared_ptr<D> get_strong() { return {}; }
};

struct background_hop {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Handle) const noexcept {
    Handle.resume();
  }
  void await_resume() const noexcept {}
};
inline background_hop resume_background() noexcept { return {}; }

namespace Windows::UI::Xaml {
struct RoutedEventArgs {};
} // namespace Windows::UI::Xaml
} // namespace winrt

template <typename... Args>
struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { winrt::terminate(); }
  };
};
