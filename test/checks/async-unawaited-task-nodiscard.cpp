// RUN: %check %s async-unawaited-task %t -fix-notes -- -Wall -Wextra -Werror

// What must not be dropped compiles after the edit, and a human looks at it.

#include <coroutine>
#include <exception>
#include <utility>

struct [[nodiscard]] status {
  int Code = 0;
};
enum class [[nodiscard]] error { None, Some };
struct plain {
  int Code = 0;
};

template <class T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <> struct job<void> {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct counted {
  struct promise_type : job<void>::promise_type {
    counted get_return_object();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  [[nodiscard]] int await_resume();
};

job<status> send(int);
job<error> check(int);
job<plain> look(int);
job<int> number(int);
counted count();

job<void> dropped(bool Twice) {
  send(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'send' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what 'co_await' gives is '{{\[\[nodiscard\]\]}}', and nobody looks at it here
  // CHECK-FIXES: (void)co_await send(1);
  if (Twice)
    check(2);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'check' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:5: note: what 'co_await' gives is '{{\[\[nodiscard\]\]}}', and nobody looks at it here
  // CHECK-FIXES: (void)co_await check(2);
  count();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'count' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what 'co_await' gives is '{{\[\[nodiscard\]\]}}', and nobody looks at it here
  // CHECK-FIXES: (void)co_await count();
  [[maybe_unused]] auto Unread = send(3);
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: the task in 'Unread' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:25: note: what 'co_await' gives is '{{\[\[nodiscard\]\]}}', and nobody looks at it here
  // CHECK-FIXES: (void)co_await send(3);
  co_return;
}

// Nobody has to look at these.
job<void> free_to_drop() {
  look(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'look' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await look(1);
  number(2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'number' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await number(2);
  co_return;
}
