// Stand-in for C++/WinRT: the names and shapes the checks look at, nothing
// else. What has to wait goes on in the coroutine that ends its wait.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace winrt {
[[noreturn]] inline void terminate() noexcept { std::abort(); }

struct fire_and_forget {};

/// Derives from nothing, as the real one.
struct hresult_error {
  int code() const noexcept { return 0; }
};
struct hresult_canceled : hresult_error {};

struct hstring {
  hstring() = default;
  hstring(const wchar_t *Text) : Text(Text) {}
  std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(Text.size());
  }

private:
  std::wstring Text;
};

namespace Windows::Foundation {
using TimeSpan = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;
enum class AsyncStatus { Started, Completed, Canceled, Error };

struct IInspectable {};
struct IAsyncAction;
template <typename TProgress> struct IAsyncActionWithProgress;
template <typename TResult> struct IAsyncOperation;
template <typename TResult, typename TProgress>
struct IAsyncOperationWithProgress;
} // namespace Windows::Foundation

namespace impl {
using namespace Windows::Foundation;

// What the coroutine and the copies of its operation share.
struct async_progress {
  std::exception_ptr Error;
  bool IsDone = false, IsAwaited = false;
  std::coroutine_handle<> Waiting;
};
template <typename T> struct async_state : async_progress {
  std::optional<T> Value;
  T result() {
    if (Error)
      std::rethrow_exception(Error);
    return *Value;
  }
};
template <> struct async_state<void> : async_progress {
  void result() {
    if (Error)
      std::rethrow_exception(Error);
  }
};

template <typename Async, typename T> struct promise_base {
  std::shared_ptr<async_state<T>> State = std::make_shared<async_state<T>>();
  Async get_return_object() {
    Async Operation;
    Operation.State = State;
    return Operation;
  }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept {
    struct resume_waiting : std::suspend_never {
      std::shared_ptr<async_state<T>> State;
      // The frame is destroyed behind it.
      bool await_ready() const noexcept {
        State->IsDone = true;
        if (State->Waiting)
          State->Waiting.resume();
        return true;
      }
    };
    return resume_waiting{{}, State};
  }
  void unhandled_exception() noexcept {
    State->Error = std::current_exception();
  }
};
template <typename Async, typename T> struct promise : promise_base<Async, T> {
  template <typename U> void return_value(U &&Value) {
    this->State->Value.emplace(std::forward<U>(Value));
  }
};
template <typename Async>
struct promise<Async, void> : promise_base<Async, void> {
  void return_void() const noexcept {}
};

// The projection's classes get their members from these.
template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  void GetResults() const { self().State->result(); }
  void get() const { GetResults(); }
  auto wait_for(const TimeSpan &) const { return AsyncStatus::Completed; }

private:
  const D &self() const { return static_cast<const D &>(*this); }
};
template <typename D, typename TProgress>
struct consume_Windows_Foundation_IAsyncActionWithProgress {
  void GetResults() const { self().State->result(); }
  void get() const { GetResults(); }
  auto wait_for(const TimeSpan &) const { return AsyncStatus::Completed; }

private:
  const D &self() const { return static_cast<const D &>(*this); }
};
template <typename D, typename TResult>
struct consume_Windows_Foundation_IAsyncOperation {
  TResult GetResults() const { return self().State->result(); }
  TResult get() const { return GetResults(); }
  auto wait_for(const TimeSpan &) const { return AsyncStatus::Completed; }

private:
  const D &self() const { return static_cast<const D &>(*this); }
};
template <typename D, typename TResult, typename TProgress>
struct consume_Windows_Foundation_IAsyncOperationWithProgress {
  TResult GetResults() const { return self().State->result(); }
  TResult get() const { return GetResults(); }
  auto wait_for(const TimeSpan &) const { return AsyncStatus::Completed; }

private:
  const D &self() const { return static_cast<const D &>(*this); }
};
} // namespace impl

namespace Windows::Foundation {
struct IAsyncInfo : IInspectable {
  AsyncStatus Status() const { return AsyncStatus::Completed; }
  void Cancel() const {}
  void Close() const {}
};
struct IAsyncAction
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  std::shared_ptr<impl::async_state<void>> State;
};
template <typename TProgress>
struct IAsyncActionWithProgress
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncActionWithProgress<
          IAsyncActionWithProgress<TProgress>, TProgress> {
  std::shared_ptr<impl::async_state<void>> State;
};
template <typename TResult>
struct IAsyncOperation
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<TResult>,
                                                       TResult> {
  std::shared_ptr<impl::async_state<TResult>> State;
};
template <typename TResult, typename TProgress>
struct IAsyncOperationWithProgress
    : IAsyncInfo,
      impl::consume_Windows_Foundation_IAsyncOperationWithProgress<
          IAsyncOperationWithProgress<TResult, TProgress>, TResult, TProgress> {
  std::shared_ptr<impl::async_state<TResult>> State;
};
} // namespace Windows::Foundation

namespace impl {
template <typename Async> struct await_adapter {
  const Async &Operation;
  // The real one terminates, too, since there can be one handler.
  bool await_ready() const noexcept {
    if (std::exchange(Operation.State->IsAwaited, true))
      terminate();
    return Operation.State->IsDone;
  }
  void await_suspend(std::coroutine_handle<> Next) const noexcept {
    Operation.State->Waiting = Next;
  }
  auto await_resume() const { return Operation.GetResults(); }
};
} // namespace impl

namespace Windows::Foundation {
inline impl::await_adapter<IAsyncAction>
operator co_await(const IAsyncAction &Operation) {
  return {Operation};
}
template <typename TProgress>
impl::await_adapter<IAsyncActionWithProgress<TProgress>>
operator co_await(const IAsyncActionWithProgress<TProgress> &Operation) {
  return {Operation};
}
template <typename TResult>
impl::await_adapter<IAsyncOperation<TResult>>
operator co_await(const IAsyncOperation<TResult> &Operation) {
  return {Operation};
}
template <typename TResult, typename TProgress>
impl::await_adapter<IAsyncOperationWithProgress<TResult, TProgress>>
operator co_await(
    const IAsyncOperationWithProgress<TResult, TProgress> &Operation) {
  return {Operation};
}
} // namespace Windows::Foundation

/// Awaits an operation without coming back to the apartment.
template <typename Async>
impl::await_adapter<std::decay_t<Async>> resume_agile(const Async &Operation) {
  return {Operation};
}

template <typename D> struct weak_ref {
  std::shared_ptr<D> get() const { return Object.lock(); }
  std::weak_ptr<D> Object;
};
template <typename D> struct implements {
  std::shared_ptr<D> get_strong() { return {}; }
  weak_ref<D> get_weak() { return {}; }
};

namespace impl {
struct thread_pool_hop {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Handle) const noexcept {
    Handle.resume();
  }
  void await_resume() const noexcept {}
};
struct signal_awaiter : thread_pool_hop {
  bool await_resume() const noexcept { return true; }
};
} // namespace impl
/// Awaited, it goes to the apartment that made it.
struct apartment_context {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

inline impl::thread_pool_hop resume_background() noexcept { return {}; }
inline impl::thread_pool_hop
resume_after(Windows::Foundation::TimeSpan) noexcept {
  return {};
}
inline impl::thread_pool_hop
operator co_await(Windows::Foundation::TimeSpan) noexcept {
  return {};
}
inline impl::signal_awaiter
resume_on_signal(void *, Windows::Foundation::TimeSpan = {}) noexcept {
  return {};
}

namespace Windows::UI::Xaml {
struct RoutedEventArgs {};
} // namespace Windows::UI::Xaml

namespace impl {
template <typename H> struct delegate : H {
  explicit delegate(H &&Handler) : H(std::move(Handler)) {}
  std::int32_t Invoke() noexcept {
    (*this)();
    return 0;
  }
};
} // namespace impl
namespace Windows::System {
// A delegate: what its callable returns is dropped.
struct DispatcherQueueHandler {
  template <typename L> DispatcherQueueHandler(L Handler) {
    impl::delegate<L>(std::move(Handler)).Invoke();
  }
};
struct DispatcherQueue {
  bool TryEnqueue(const DispatcherQueueHandler &) const { return true; }
};
} // namespace Windows::System
} // namespace winrt

template <typename... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction,
                             Args...> {
  using promise_type =
      winrt::impl::promise<winrt::Windows::Foundation::IAsyncAction, void>;
};
template <typename TProgress, typename... Args>
struct std::coroutine_traits<
    winrt::Windows::Foundation::IAsyncActionWithProgress<TProgress>, Args...> {
  struct promise_type
      : winrt::impl::promise_base<
            winrt::Windows::Foundation::IAsyncActionWithProgress<TProgress>,
            void> {
    void return_void() const noexcept {}
  };
};
template <typename TResult, typename... Args>
struct std::coroutine_traits<
    winrt::Windows::Foundation::IAsyncOperation<TResult>, Args...> {
  using promise_type =
      winrt::impl::promise<winrt::Windows::Foundation::IAsyncOperation<TResult>,
                           TResult>;
};
template <typename TResult, typename TProgress, typename... Args>
struct std::coroutine_traits<
    winrt::Windows::Foundation::IAsyncOperationWithProgress<TResult, TProgress>,
    Args...> {
  using promise_type =
      winrt::impl::promise<winrt::Windows::Foundation::
                               IAsyncOperationWithProgress<TResult, TProgress>,
                           TResult>;
};

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

namespace winrt {
// Awaits one after the other; they all run already.
template <typename... T>
Windows::Foundation::IAsyncAction when_all(T... Operations) {
  (void(co_await Operations), ...);
}
} // namespace winrt
