// RUN: %check %s async-blocking-wait,async-dangling-task %t -- -isystem %standins

// Tasks whose `co_await` gives a reference into them, where the wait gives a
// value: what binds a reference to that would have it refer to nothing.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <coro/task.hpp>
#include <coroutine>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kept {
template <typename T> class task {
public:
  struct promise_type {
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T V) { Value = std::move(V); }
    void unhandled_exception() {}
    std::optional<T> Value;
  };
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
    return Handle;
  }
  T &&await_resume() { return std::move(*Handle.promise().Value); }
  std::coroutine_handle<promise_type> Handle;

private:
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
};
template <typename T> T sync_wait(task<T> Task) {
  Task.Handle.resume();
  return std::move(*Task.Handle.promise().Value);
}
} // namespace kept

kept::task<std::vector<int>> list(int Id);
kept::task<std::string> name(const std::string &Key);
struct record {
  std::string Name;
};
kept::task<record> load(int Id);
int use(const std::vector<int> &);
cppcoro::task<std::string> text();

// --- Reported, not fixed ---------------------------------------------------------

kept::task<int> bound() {
  auto &&Ids = kept::sync_wait(list(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of this coroutine until the 'kept::task<std::vector<int>>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: what 'co_await' gives refers into the 'kept::task<std::vector<int>>', which dies before the reference to it
  co_return int(Ids.size());
}
kept::task<int> part_bound() {
  const std::string &Name = kept::sync_wait(load(1)).Name;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:29: note: not fixed: what 'co_await' gives refers into
  co_return int(Name.size());
}
kept::task<int> looped_over() {
  int Sum = 0;
  for (int Id : kept::sync_wait(list(1)))
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: what 'co_await' gives refers into
    Sum += Id;
  co_return Sum;
}
kept::task<int> decomposed() {
  const auto &[Name] = kept::sync_wait(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: what 'co_await' gives refers into
  co_return int(Name.size());
}
kept::task<int> of_the_type_itself() {
  decltype(auto) Ids = kept::sync_wait(list(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: what 'co_await' gives refers into
  co_return int(Ids.size());
}

kept::task<int> either_bound(bool Cached) {
  const std::string &Name = Cached ? std::string("x") : kept::sync_wait(name("y"));
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:57: note: not fixed: what 'co_await' gives refers into
  co_return int(Name.size());
}
kept::task<int> bound_behind_a_comma(int &Count) {
  const std::string &Name = (++Count, kept::sync_wait(name("x")));
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: not fixed: what 'co_await' gives refers into
  co_return int(Name.size());
}

// Here nobody has asked yet what type `co_await` has: it may be a reference.
coro::task<std::vector<int>> ids();
template <typename T> T block_on(coro::task<T> Task);
coro::task<int> not_known() {
  int Sum = 0;
  for (int Id : block_on(ids()))
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'block_on' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: what 'co_await' gives refers into
    Sum += Id;
  co_return Sum;
}

// A caller of what becomes a coroutine.
static std::string plain(int) {
  return cppcoro::sync_wait(text());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until
  // CHECK-MESSAGES: {{.*}}: note: 'plain' is called by the coroutine 'binds_plain' here
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: not fixed: a reference extends the life of its result
}
cppcoro::task<int> binds_plain() {
  const std::string &Text = plain(1);
  co_return int(Text.size());
}

// --- Fixed -------------------------------------------------------------------------

kept::task<int> copied() {
  auto Ids = kept::sync_wait(list(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks
  // CHECK-FIXES: auto Ids = co_await list(1);
  co_return int(Ids.size()) + use(kept::sync_wait(list(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks
  // CHECK-FIXES: co_return int(Ids.size()) + use(co_await list(2));
}
// Only asked, and only in front of a comma.
kept::task<bool> is_short();
kept::task<int> chosen(const std::string &Short, const std::string &Whole) {
  const std::string &Name = kept::sync_wait(is_short()) ? Short : Whole;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks
  // CHECK-FIXES: const std::string &Name = co_await is_short() ? Short : Whole;
  const std::string &Same = (kept::sync_wait(is_short()), Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks
  // CHECK-FIXES: const std::string &Same = (co_await is_short(), Name);
  co_return int(Same.size());
}
// The one that cppcoro gives is a reference into the task as it is.
cppcoro::task<int> gives_the_same() {
  const auto Size = cppcoro::sync_wait(text()).size();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks
  // CHECK-FIXES: const auto Size = (co_await text()).size();
  co_return int(Size);
}
// A task in a variable outlives the reference to its result.
kept::task<int> awaited_by_name() {
  auto Task = name(std::string("key"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'name' is stored in 'Task' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto Key = std::string("key");
  // CHECK-FIXES: auto Task = name(Key);
  auto &&Name = co_await Task;
  co_return int(Name.size());
}
kept::task<int> awaited_in_place() {
  auto Task = name(std::string("key"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'name' is stored in 'Task'
  auto Name = co_await Task;
  // CHECK-FIXES: auto Name = co_await name(std::string("key"));
  co_return int(Name.size());
}
