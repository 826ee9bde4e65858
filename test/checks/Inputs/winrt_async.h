// C++/WinRT's operations, as far as awaiting goes: a counted handle.
#ifndef WINRT_ASYNC_H
#define WINRT_ASYNC_H

#include <coroutine>

namespace winrt::Windows::Foundation {
template <typename T> struct IAsyncOperation {
  IAsyncOperation(const IAsyncOperation &);
  IAsyncOperation(IAsyncOperation &&) noexcept;
  IAsyncOperation &operator=(const IAsyncOperation &);
  ~IAsyncOperation();
  struct promise_type {
    IAsyncOperation get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  T GetResults() const;
};

template <typename T> struct await_adapter {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};
template <typename T>
await_adapter<T> operator co_await(const IAsyncOperation<T> &);
} // namespace winrt::Windows::Foundation

#endif // WINRT_ASYNC_H
