// Stand-in for folly's ExceptionWrapper.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>

namespace folly {
class exception_wrapper {
public:
  exception_wrapper() noexcept = default;
  explicit exception_wrapper(std::exception_ptr P) noexcept : P(std::move(P)) {}
  template <typename Ex>
    requires std::is_base_of_v<std::exception, std::decay_t<Ex>>
  exception_wrapper(Ex &&E) : P(std::make_exception_ptr(std::forward<Ex>(E))) {}

  explicit operator bool() const noexcept { return P != nullptr; }
  [[noreturn]] void throw_exception() const { std::rethrow_exception(P); }
  std::exception_ptr to_exception_ptr() const noexcept { return P; }
  template <typename Ex> bool is_compatible_with() const noexcept {
    try {
      if (P)
        std::rethrow_exception(P);
    } catch (const Ex &) {
      return true;
    } catch (...) {
    }
    return false;
  }

private:
  std::exception_ptr P;
};

template <typename Ex, typename... Args>
exception_wrapper make_exception_wrapper(Args &&...A) {
  return exception_wrapper(
      std::make_exception_ptr(Ex(std::forward<Args>(A)...)));
}
} // namespace folly
