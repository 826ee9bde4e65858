// Stands for libunifex: its names and shapes, for the tests. Runs nothing.
#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace unifex {

struct unit {};

namespace _tag_invoke {
void tag_invoke();
struct _fn {
  template <typename Cpo, typename... Args>
  constexpr auto operator()(Cpo C, Args &&...A) const
      -> decltype(tag_invoke(C, (Args &&)A...)) {
    return tag_invoke(C, (Args &&)A...);
  }
};
} // namespace _tag_invoke
inline constexpr _tag_invoke::_fn tag_invoke{};

/// What a sender sends; every sender derives from one.
template <typename T> struct _sender {
  using value_type = T;
};
template <typename S>
concept sender = requires { typename std::remove_cvref_t<S>::value_type; };
template <typename S>
using value_of = typename std::remove_cvref_t<S>::value_type;

namespace _await_tfx {
template <typename T> struct _awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
struct _fn {
  /// Only rvalues of senders can be awaited, in the promise's transform.
  template <typename Promise, sender S>
    requires(!std::is_lvalue_reference_v<S>)
  _awaiter<value_of<S>> operator()(Promise &, S &&) const {
    return {};
  }
};
} // namespace _await_tfx
inline constexpr _await_tfx::_fn await_transform{};

namespace _task {
template <typename T> struct _promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {}
  template <typename V>
  auto await_transform(V &&Value)
      -> decltype(unifex::await_transform(*this, (V &&)Value)) {
    return unifex::await_transform(*this, (V &&)Value);
  }
};
template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type;
};
template <typename T, bool nothrow> struct _promise {
  struct type : _promise_base<T> {
    typename _task<T, nothrow>::type get_return_object() noexcept;
    template <typename V> void return_value(V &&) noexcept {}
  };
};
template <bool nothrow> struct _promise<void, nothrow> {
  struct type : _promise_base<void> {
    typename _task<void, nothrow>::type get_return_object() noexcept;
    void return_void() noexcept {}
  };
};
template <typename T, bool nothrow>
struct _task<T, nothrow>::type : _sender<T> {
  using promise_type = typename _promise<T, nothrow>::type;
  type(type &&) noexcept = default;
  type &operator=(type &&) noexcept = default;
  ~type() {}

private:
  friend promise_type;
  type() = default;
};
template <typename T, bool nothrow>
typename _task<T, nothrow>::type
_promise<T, nothrow>::type::get_return_object() noexcept {
  return {};
}
template <bool nothrow>
typename _task<void, nothrow>::type
_promise<void, nothrow>::type::get_return_object() noexcept {
  return {};
}
} // namespace _task
template <typename T> using task = typename _task::_task<T, false>::type;
template <typename T> using nothrow_task = typename _task::_task<T, true>::type;

} // namespace unifex
