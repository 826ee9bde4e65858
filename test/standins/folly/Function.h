// Stand-in for folly's Function.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <type_traits>
#include <utility>

namespace folly {
template <typename FunctionType> class Function;

template <typename R, typename... Args> class Function<R(Args...)> {
  struct Base {
    virtual ~Base() = default;
    virtual R call(Args... As) = 0;
  };
  template <typename F> struct Holder final : Base {
    explicit Holder(F Fn) : Fn(std::move(Fn)) {}
    R call(Args... As) override { return Fn(static_cast<Args &&>(As)...); }
    F Fn;
  };

public:
  Function() noexcept : Target(nullptr) {}
  template <typename F>
    requires(!std::is_same_v<std::decay_t<F>, Function> &&
             std::is_invocable_r_v<R, std::decay_t<F> &, Args...>)
  Function(F &&Fn) : Target(new Holder<std::decay_t<F>>(std::forward<F>(Fn))) {}
  Function(Function &&Other) noexcept
      : Target(std::exchange(Other.Target, nullptr)) {}
  Function &operator=(Function &&Other) noexcept {
    std::swap(Target, Other.Target);
    return *this;
  }
  ~Function() { delete Target; }

  explicit operator bool() const noexcept { return Target != nullptr; }
  R operator()(Args... As) { return Target->call(static_cast<Args &&>(As)...); }

private:
  Base *Target;
};
} // namespace folly
