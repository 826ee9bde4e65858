// Stand-in for Seastar's bool_class.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

namespace seastar {
template <typename Tag> class bool_class {
public:
  static const bool_class yes;
  static const bool_class no;

  constexpr bool_class() noexcept : Value(false) {}
  constexpr explicit bool_class(bool Value) noexcept : Value(Value) {}
  explicit operator bool() const noexcept { return Value; }
  friend bool operator==(bool_class A, bool_class B) noexcept {
    return A.Value == B.Value;
  }
  friend bool_class operator!(bool_class A) noexcept {
    return bool_class(!A.Value);
  }

private:
  bool Value;
};
template <typename Tag> const bool_class<Tag> bool_class<Tag>::yes{true};
template <typename Tag> const bool_class<Tag> bool_class<Tag>::no{false};
} // namespace seastar
