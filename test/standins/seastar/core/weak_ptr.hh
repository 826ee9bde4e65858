// Stand-in for Seastar's weak_ptr.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

namespace seastar {
template <typename T> class weak_ptr {
public:
  weak_ptr() = default;
  explicit weak_ptr(T *Object) : Object(Object) {}
  weak_ptr(weak_ptr &&) = default;
  weak_ptr &operator=(weak_ptr &&) = default;
  ~weak_ptr() {}
  T *get() const { return Object; }
  T *operator->() const { return Object; }
  T &operator*() const { return *Object; }
  explicit operator bool() const { return Object; }

private:
  T *Object = nullptr;
};
template <typename T> class weakly_referencable {
public:
  weak_ptr<T> weak_from_this() { return weak_ptr<T>(static_cast<T *>(this)); }
};
} // namespace seastar
