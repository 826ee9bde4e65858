// Stand-in for libcoro's expected.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <optional>
#include <utility>

// libcoro brings tl::expected along for libraries without std::expected.
namespace tl {
template <typename E> class unexpected {
public:
  explicit unexpected(E Error) : Error(std::move(Error)) {}
  E Error;
};

template <typename T, typename E> class expected {
public:
  expected() : Value(std::in_place) {}
  expected(T Value) : Value(std::move(Value)) {}
  expected(unexpected<E> U) : Error(std::move(U.Error)) {}

  bool has_value() const { return Value.has_value(); }
  explicit operator bool() const { return has_value(); }
  T &operator*() & { return *Value; }
  T &&operator*() && { return std::move(*Value); }
  T *operator->() { return &*Value; }
  T &value() & { return Value.value(); }
  T &&value() && { return std::move(Value.value()); }
  const E &error() const { return *Error; }

private:
  std::optional<T> Value;
  std::optional<E> Error;
};

template <typename E> class expected<void, E> {
public:
  expected() = default;
  expected(unexpected<E> U) : Error(std::move(U.Error)) {}

  bool has_value() const { return !Error.has_value(); }
  explicit operator bool() const { return has_value(); }
  const E &error() const { return *Error; }

private:
  std::optional<E> Error;
};
} // namespace tl

namespace coro {
template <typename T, typename E> using expected = tl::expected<T, E>;
template <typename E> using unexpected = tl::unexpected<E>;
} // namespace coro
