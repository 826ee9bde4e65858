// Streams that are not closed when something throws end the program. Behind the
// fixes each is closed once, whether something throws or not, and the same
// exception leaves.
// RUN: %behaviour %s %t -fix-notes -- -pthread
// REQUIRES: asan
// CHECKS: async-left-behind
// FLAGS: -fsanitize=address -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

template <typename T> struct result_in {
  std::optional<T> Value;
  void return_value(T V) { Value.emplace(std::move(V)); }
  T take() { return std::move(*Value); }
};
template <> struct result_in<void> {
  void return_void() {}
  void take() {}
};

template <typename T = void> class task {
public:
  struct promise_type : result_in<T> {
    std::exception_ptr Error;
    std::coroutine_handle<> Next = std::noop_coroutine();
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct awaiter {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<>
        await_suspend(std::coroutine_handle<promise_type> H) noexcept {
          return H.promise().Next;
        }
        void await_resume() noexcept {}
      };
      return awaiter();
    }
    void unhandled_exception() { Error = std::current_exception(); }
  };
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> Next) {
    Handle.promise().Next = Next;
    return Handle;
  }
  T await_resume() {
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
    return Handle.promise().take();
  }
  void run() {
    Handle.resume();
    await_resume();
  }

private:
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  std::coroutine_handle<promise_type> Handle;
};

static int Opened, Closed, Steps, ThrowAt;

struct boom : std::runtime_error {
  int At;
  explicit boom(int At) : std::runtime_error("boom"), At(At) {}
};

static task<> step() {
  if (++Steps == ThrowAt)
    throw boom(Steps);
  co_return;
}
static int parse(int X) {
  if (++Steps == ThrowAt)
    throw boom(Steps);
  return X;
}

class stream {
public:
  stream() : Buffer(std::make_unique<std::string>()) { ++Opened; }
  stream(stream &&Other) noexcept
      : Buffer(std::move(Other.Buffer)),
        IsOpen(std::exchange(Other.IsOpen, false)) {}
  ~stream() {
    if (IsOpen)
      std::_Exit(1);
  }
  task<> write(std::string Text) {
    co_await step();
    *Buffer += Text;
  }
  task<> close() {
    ++Closed;
    IsOpen = false;
    Buffer->clear();
    co_return;
  }

private:
  std::unique_ptr<std::string> Buffer;
  bool IsOpen = true;
};

static task<stream> open() { co_return stream(); }

static task<> plain() {
  auto S = co_await open();
  co_await S.write("a");
  parse(1);
  co_await S.close();
}
static task<int> with_a_value(int N) {
  auto S = co_await open();
  for (int I = 0; I < N; ++I) {
    if (I == 1)
      continue;
    co_await S.write("a");
    if (parse(I) == 5)
      break;
  }
  co_await S.close();
  co_return N;
}
static task<> in_a_loop() {
  for (int I = 0; I < 2; ++I) {
    auto S = co_await open();
    co_await S.write("a");
    co_await S.close();
  }
  co_await step();
}
static task<> of_a_parameter(stream S) {
  // It is written once.
  co_await S.write("a");
  co_await S.close();
}
static task<> given_on() { co_await of_a_parameter(co_await open()); }
static task<> with_a_handler_inside() {
  auto S = co_await open();
  try {
    co_await S.write("a");
  } catch (const boom &Error) {
    if (Error.At > 1)
      throw;
  }
  co_await step();
  co_await S.close();
}
static task<> with_a_handler_around() {
  try {
    auto S = co_await open();
    co_await S.write("a");
    co_await S.write("b");
    co_await S.close();
  } catch (const boom &Error) {
    if (Error.At != 2)
      throw;
  }
}
static task<> by_an_owner() {
  auto S = std::make_unique<stream>();
  const std::string Text = "a";
  std::vector<int> Numbers{parse(1)};
  co_await S->write(Text);
  co_await S->close();
}
static task<> in_a_lambda() {
  auto Work = [](int X) -> task<> {
    stream S;
    parse(X);
    co_await S.write("a");
    co_await S.close();
  };
  co_await Work(1);
}
template <typename T> static task<> in_a_template(T) {
  stream S;
  parse(1);
  co_await S.close();
}
struct noisy {
  ~noisy() { ++Steps; }
};
static task<> something_ends_earlier() {
  stream S;
  noisy N;
  co_await step();
  co_await S.close();
}

// What has left: nothing, or where it was thrown.
static int left(task<> Work) {
  try {
    Work.run();
  } catch (const boom &Error) {
    return Error.At;
  }
  return 0;
}

int main() {
  for (ThrowAt = 0; ThrowAt < 6; ++ThrowAt)
    for (int Form = 0; Form < 10; ++Form) {
      Opened = Closed = Steps = 0;
      const int At = left([](int F) -> task<> {
        switch (F) {
        case 0:
          co_await plain();
          break;
        case 1:
          co_await with_a_value(3);
          break;
        case 2:
          co_await in_a_loop();
          break;
        case 3:
          co_await given_on();
          break;
        case 4:
          co_await with_a_handler_inside();
          break;
        case 5:
          co_await with_a_handler_around();
          break;
        case 6:
          co_await by_an_owner();
          break;
        case 7:
          co_await in_a_lambda();
          break;
        case 8:
          co_await in_a_template(1);
          break;
        default:
          co_await something_ends_earlier();
          break;
        }
      }(Form));
      if (Opened != Closed || (At && At != ThrowAt)) {
        std::printf("%d: %d of %d, %d\n", Form, Closed, Opened, At);
        return 1;
      }
    }
  std::puts("done");
}
