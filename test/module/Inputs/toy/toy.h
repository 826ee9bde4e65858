// A home-grown library of which the structure tells nothing: a job has no
// awaiter of its own, and the promise hides what it accepts behind a concept.
#pragma once
#include <coroutine>
#include <exception>

namespace toy {

template <class T> struct job;
struct tick;

template <class A> inline constexpr bool is_awaited_here = false;
template <class T> inline constexpr bool is_awaited_here<job<T>> = true;
template <> inline constexpr bool is_awaited_here<tick> = true;
template <class A>
concept awaited_here = is_awaited_here<A>;

template <class T> struct awaiter {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return T(); }
};

struct starter : std::suspend_always {};

struct promise_base {
  starter initial_suspend() { return {}; }
  starter final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
  template <awaited_here A> auto await_transform(A) {
    return awaiter<typename A::result>();
  }
};

template <class T = void> struct job {
  using result = T;
  struct promise_type : promise_base {
    job get_return_object() { return {}; }
    void return_value(T) {}
  };
  job() = default;
  job(job &&) = default;
  T finish() { return T(); }
  bool finish_within(int) { return true; }
  bool finished() const { return true; }
};

template <> struct job<void> {
  using result = void;
  struct promise_type : promise_base {
    job get_return_object() { return {}; }
    void return_void() {}
  };
  job() = default;
  job(job &&) = default;
  void finish() {}
};

struct tick {
  using result = int;
};

inline tick after(int) { return {}; }
template <class T> T run(job<T> J) { return J.finish(); }
template <class... T> job<int> all(job<T> &...) { co_return 1; }

struct mutex {};
struct guard {
  explicit guard(mutex &) {}
  ~guard() {}
};

} // namespace toy
