// Stand-in for folly's Try.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/ExceptionWrapper.h>
#include <folly/Unit.h>

#include <optional>
#include <utility>

namespace folly {
template <class T> class Try {
public:
  using element_type = T;

  Try() noexcept = default;
  explicit Try(const T &V) : Value(V) {}
  explicit Try(T &&V) : Value(std::move(V)) {}
  explicit Try(exception_wrapper E) noexcept : Error(std::move(E)) {}

  template <class... Args> T &emplace(Args &&...A) {
    return Value.emplace(std::forward<Args>(A)...);
  }
  template <class... Args> exception_wrapper &emplaceException(Args &&...A) {
    return Error = exception_wrapper(std::forward<Args>(A)...);
  }
  T &value() & {
    throwUnlessValue();
    return *Value;
  }
  T &&value() && {
    throwUnlessValue();
    return std::move(*Value);
  }
  const T &value() const & {
    throwUnlessValue();
    return *Value;
  }
  T &operator*() & { return value(); }
  T &&operator*() && { return std::move(*this).value(); }
  T *operator->() { return &value(); }
  void throwUnlessValue() const {
    if (Error)
      Error.throw_exception();
  }
  bool hasValue() const { return Value.has_value(); }
  bool hasException() const { return static_cast<bool>(Error); }
  template <class Ex> bool hasException() const {
    return Error.template is_compatible_with<Ex>();
  }
  exception_wrapper &exception() & { return Error; }
  exception_wrapper &&exception() && { return std::move(Error); }

private:
  std::optional<T> Value;
  exception_wrapper Error;
};

template <> class Try<void> {
public:
  using element_type = void;

  Try() noexcept = default;
  explicit Try(exception_wrapper E) noexcept : Error(std::move(E)) {}

  void emplace() noexcept { Error = {}; }
  template <class... Args> exception_wrapper &emplaceException(Args &&...A) {
    return Error = exception_wrapper(std::forward<Args>(A)...);
  }
  void value() const { throwUnlessValue(); }
  void operator*() const { value(); }
  void throwUnlessValue() const {
    if (Error)
      Error.throw_exception();
  }
  bool hasValue() const { return !Error; }
  bool hasException() const { return static_cast<bool>(Error); }
  template <class Ex> bool hasException() const {
    return Error.is_compatible_with<Ex>();
  }
  exception_wrapper &exception() & { return Error; }

private:
  exception_wrapper Error;
};
} // namespace folly
