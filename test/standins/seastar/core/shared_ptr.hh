// Stand-in for Seastar's shared_ptr.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <cstddef>
#include <utility>

namespace seastar {
namespace internal {
struct counter {
  long Owners = 0;
};
template <typename T> class counting_ptr {
public:
  counting_ptr() = default;
  counting_ptr(std::nullptr_t) {}
  explicit counting_ptr(T *Object) : Object(Object) { retain(); }
  counting_ptr(const counting_ptr &Other) : Object(Other.Object) { retain(); }
  counting_ptr(counting_ptr &&Other) noexcept
      : Object(std::exchange(Other.Object, nullptr)) {}
  counting_ptr &operator=(counting_ptr Other) noexcept {
    std::swap(Object, Other.Object);
    return *this;
  }
  ~counting_ptr() {
    if (Object && --Object->OwnerCount.Owners == 0)
      delete Object;
  }
  T *get() const { return Object; }
  T *operator->() const { return Object; }
  T &operator*() const { return *Object; }
  explicit operator bool() const { return Object; }

private:
  void retain() {
    if (Object)
      ++Object->OwnerCount.Owners;
  }
  T *Object = nullptr;
};
} // namespace internal

template <typename T> class lw_shared_ptr : public internal::counting_ptr<T> {
public:
  using internal::counting_ptr<T>::counting_ptr;
};
template <typename T> class shared_ptr : public internal::counting_ptr<T> {
public:
  using internal::counting_ptr<T>::counting_ptr;
};

template <typename T> class enable_lw_shared_from_this {
public:
  lw_shared_ptr<T> shared_from_this() {
    return lw_shared_ptr<T>(static_cast<T *>(this));
  }
  internal::counter OwnerCount;
};
template <typename T> class enable_shared_from_this {
public:
  shared_ptr<T> shared_from_this() noexcept {
    return shared_ptr<T>(static_cast<T *>(this));
  }
  internal::counter OwnerCount;
};

template <typename T, typename... Args>
lw_shared_ptr<T> make_lw_shared(Args &&...A) {
  return lw_shared_ptr<T>(new T(std::forward<Args>(A)...));
}
template <typename T, typename... Args> shared_ptr<T> make_shared(Args &&...A) {
  return shared_ptr<T>(new T(std::forward<Args>(A)...));
}
} // namespace seastar
