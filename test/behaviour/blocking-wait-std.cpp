// RUN: %behaviour %s %t -- -pthread

// A task and an event loop of one's own: sync_wait() sleeps until the loop's
// thread has run the task, and is called on that thread.
// CHECKS: async-blocking-wait
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: stdout start
// BEFORE: no stdout 42 apples
// AFTER: stdout start
// AFTER: stdout 42 apples
// AFTER: stdout caught 7
// AFTER: stdout 3 more

#include <condition_variable>
#include <coroutine>
#include <cstdio>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

/// Runs coroutines on the thread that calls run().
class loop {
public:
  struct turn {
    loop &Loop;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> H) { Loop.post(H); }
    void await_resume() {}
  };
  turn next() { return {*this}; }
  void post(std::coroutine_handle<> H) {
    std::lock_guard Guard(Mutex);
    Ready.push_back(H);
  }
  void run() {
    for (;;) {
      std::coroutine_handle<> H;
      {
        std::lock_guard Guard(Mutex);
        if (Ready.empty())
          return;
        H = Ready.front();
        Ready.pop_front();
      }
      H.resume();
    }
  }

private:
  std::mutex Mutex;
  std::deque<std::coroutine_handle<>> Ready;
};
loop Loop;

template <typename T> class task {
public:
  struct promise_type {
    std::optional<T> Value;
    std::exception_ptr Error;
    std::coroutine_handle<> Waiting;
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      void
      await_suspend(std::coroutine_handle<promise_type> Done) noexcept {
        if (Done.promise().Waiting)
          Loop.post(Done.promise().Waiting);
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { Error = std::current_exception(); }
    void return_value(T V) { Value = std::move(V); }
  };

  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }

  auto operator co_await() && {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() { return false; }
      void await_suspend(std::coroutine_handle<> Caller) {
        Handle.promise().Waiting = Caller;
        Loop.post(Handle);
      }
      T await_resume() {
        if (Handle.promise().Error)
          std::rethrow_exception(Handle.promise().Error);
        return std::move(*Handle.promise().Value);
      }
    };
    return awaiter{Handle};
  }

private:
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Runs by itself.
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() {}
  };
};

template <typename T> struct outcome {
  std::mutex Mutex;
  std::condition_variable Done;
  std::optional<T> Value;
  std::exception_ptr Error;
};

template <typename T> job report(task<T> Task, outcome<T> &To) {
  co_await Loop.next();
  try {
    T Value = co_await std::move(Task);
    std::lock_guard Guard(To.Mutex);
    To.Value = std::move(Value);
  } catch (...) {
    std::lock_guard Guard(To.Mutex);
    To.Error = std::current_exception();
  }
  To.Done.notify_all();
}

template <typename T> T sync_wait(task<T> Task) {
  outcome<T> Outcome;
  report(std::move(Task), Outcome);
  std::unique_lock Lock(Outcome.Mutex);
  Outcome.Done.wait(Lock, [&] { return Outcome.Value || Outcome.Error; });
  if (Outcome.Error)
    std::rethrow_exception(Outcome.Error);
  return std::move(*Outcome.Value);
}

task<int> apples() {
  co_await Loop.next();
  co_return 42;
}

task<std::string> noApples() {
  co_await Loop.next();
  throw 7;
  co_return "";
}

task<int> day() {
  std::printf("start\n");
  std::fflush(stdout);
  std::printf("%d apples\n", sync_wait(apples()));
  try {
    std::printf("%zu\n", sync_wait(noApples()).size());
  } catch (int Error) {
    std::printf("caught %d\n", Error);
  }
  auto Later = apples();
  std::printf("%d more\n", sync_wait(std::move(Later)) - 39);
  co_return 0;
}

job start() { co_await day(); }

int main() {
  start();
  Loop.run();
}
