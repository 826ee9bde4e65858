// A task of one's own and a fixed program that runs what it forgot, in order.
// RUN: %behaviour %s %t
// CHECKS: async-unawaited-task
// FLAGS: -Wno-unused-value
// BEFORE: stdout order:
// AFTER: stdout order: statement comma arm init increment increment ignored value 5 local brace
#include <coroutine>
#include <cstdio>
#include <exception>
#include <tuple>
#include <utility>

template <typename T = void> class task;

struct promise_base {
  std::coroutine_handle<> Continuation = std::noop_coroutine();
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> Done) noexcept {
      return Done.promise().Continuation;
    }
    void await_resume() noexcept {}
  };
  std::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
};
template <typename T> struct promise : promise_base {
  T Value{};
  task<T> get_return_object();
  void return_value(T V) { Value = std::move(V); }
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object();
  void return_void() {}
};

template <typename T> class task {
public:
  using promise_type = promise<T>;
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }
  void runHere() { Handle.resume(); }
  auto operator co_await() && {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiting) {
        Handle.promise().Continuation = Waiting;
        return Handle;
      }
      T await_resume() {
        if constexpr (!std::is_void_v<T>)
          return std::move(Handle.promise().Value);
      }
    };
    return awaiter{Handle};
  }

private:
  std::coroutine_handle<promise_type> Handle;
};
template <typename T> task<T> promise<T>::get_return_object() {
  return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> promise<void>::get_return_object() {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

task<> say(const char *What) {
  std::printf(" %s", What);
  co_return;
}
task<int> five() {
  std::printf(" value");
  co_return 5;
}

/// Takes anything, and remembers a number.
struct sink {
  int &Target;
  template <typename T> void operator=(T &&V) const {
    if constexpr (std::is_same_v<T, int>)
      Target = V;
  }
};

task<> everything(bool B) {
  say("statement");
  int N = 0;
  N++, say("comma");
  B ? say("arm") : say("other arm");
  for (say("init"); N < 3; say("increment"))
    ++N;
  std::ignore = say("ignored");
  int Value = 0;
  const sink _{Value};
  _ = five();
  if (Value)
    std::printf(" %d", Value);
  auto Local = say("local");
  task<> Brace{say("brace")};
  co_return;
}

int main() {
  std::printf("order:");
  auto Main = everything(true);
  Main.runHere();
  std::printf("\n");
}
