// RUN: %behaviour %s %t --
// REQUIRES: asan

// References to what a task had that is gone, and generators that go through
// what is gone.
// CHECKS: async-dangling-task
// FLAGS: -fsanitize=address -fsanitize-address-use-after-scope -g1
// TIMEOUT: 30
// ARGUMENTS: 1
// ARGUMENTS: 2
// ARGUMENTS: 3
// ARGUMENTS: 4
// ARGUMENTS: 5
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

template <typename T> struct task {
  struct promise_type {
    T Value;
    std::coroutine_handle<> Next;
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> H) noexcept {
        return H.promise().Next ? H.promise().Next : std::noop_coroutine();
      }
      void await_resume() const noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void return_value(T V) { Value = std::move(V); }
    void unhandled_exception() { std::abort(); }
  };
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) noexcept {
    Handle.promise().Next = H;
    return Handle;
  }
  T &&await_resume() && noexcept { return std::move(Handle.promise().Value); }
  T &await_resume() & noexcept { return Handle.promise().Value; }
  std::coroutine_handle<promise_type> Handle;
};

struct generator {
  struct promise_type {
    const std::string *Value = nullptr;
    generator get_return_object() {
      return generator(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const std::string &V) noexcept {
      Value = &V;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::abort(); }
  };
  struct iterator {
    std::coroutine_handle<promise_type> Handle;
    iterator &operator++() {
      Handle.resume();
      return *this;
    }
    const std::string &operator*() const { return *Handle.promise().Value; }
    bool operator!=(std::default_sentinel_t) const { return !Handle.done(); }
  };
  explicit generator(std::coroutine_handle<promise_type> H) : Handle(H) {}
  generator(generator &&Other) noexcept
      : Handle(std::exchange(Other.Handle, {})) {}
  ~generator() {
    if (Handle)
      Handle.destroy();
  }
  iterator begin() {
    Handle.resume();
    return {Handle};
  }
  std::default_sentinel_t end() { return {}; }
  std::coroutine_handle<promise_type> Handle;
};

using names = std::vector<std::string>;
static names three() {
  return {"the first of all names", "the second of all names",
          "the third of all names"};
}
static task<names> load() { co_return three(); }
static generator each(const names &Of) {
  for (const std::string &Name : Of)
    co_yield Name;
}

static task<int> reference() {
  auto &&All = co_await load();
  int Length = 0;
  for (const std::string &Name : All)
    Length += static_cast<int>(Name.size());
  co_return Length;
}
static task<int> loop() {
  int Length = 0;
  for (const std::string &Name : co_await load())
    Length += static_cast<int>(Name.size());
  co_return Length;
}
static task<int> generator_loop() {
  int Length = 0;
  for (const std::string &Name : each(three()))
    Length += static_cast<int>(Name.size());
  co_return Length;
}
static task<int> generator_kept() {
  auto Names = each(three());
  int Length = 0;
  for (const std::string &Name : Names)
    Length += static_cast<int>(Name.size());
  co_return Length;
}
static task<names> shortest(names Of) {
  co_return names{Of.back()};
}
static task<names> shortest_of(const names &Of) { co_return names{Of.back()}; }
static task<int> plain_closure() {
  auto Last = [Of = three()] { return shortest_of(Of); }();
  auto All = co_await std::move(Last);
  auto Same = co_await shortest(std::move(All));
  co_return static_cast<int>(Same.size()) + 66;
}

int main(int, char **Arguments) {
  task<int> (*const All[])() = {reference, loop, generator_loop, generator_kept,
                                plain_closure};
  auto Task = All[std::atoi(Arguments[1]) - 1]();
  Task.Handle.resume();
  const int Length = Task.Handle.promise().Value;
  std::puts(Length == 67 ? "done" : "wrong");
}
