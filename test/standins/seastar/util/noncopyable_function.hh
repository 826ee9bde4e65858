// Stand-in for Seastar's noncopyable_function.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <type_traits>
#include <utility>

namespace seastar {
template <typename Signature> class noncopyable_function;

template <typename R, typename... Args> class noncopyable_function<R(Args...)> {
  struct base {
    virtual ~base() = default;
    virtual R call(Args... As) = 0;
  };
  template <typename F> struct holder final : base {
    explicit holder(F Fn) : Fn(std::move(Fn)) {}
    R call(Args... As) override { return Fn(static_cast<Args &&>(As)...); }
    F Fn;
  };

public:
  noncopyable_function() noexcept : Target(nullptr) {}
  template <typename F>
    requires(!std::is_same_v<std::decay_t<F>, noncopyable_function> &&
             std::is_invocable_r_v<R, std::decay_t<F> &, Args...>)
  noncopyable_function(F &&Fn)
      : Target(new holder<std::decay_t<F>>(std::forward<F>(Fn))) {}
  noncopyable_function(noncopyable_function &&Other) noexcept
      : Target(std::exchange(Other.Target, nullptr)) {}
  noncopyable_function &operator=(noncopyable_function &&Other) noexcept {
    std::swap(Target, Other.Target);
    return *this;
  }
  ~noncopyable_function() { delete Target; }

  explicit operator bool() const noexcept { return Target != nullptr; }
  R operator()(Args... As) { return Target->call(static_cast<Args &&>(As)...); }

private:
  base *Target;
};
} // namespace seastar
