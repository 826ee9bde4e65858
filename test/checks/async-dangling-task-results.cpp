// RUN: %check %s async-dangling-task %t -- -I %inputs

#include "tasks.h"
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

// Gives a reference to what its coroutine has.
template <typename T> struct [[nodiscard]] job {
  struct promise_type : home::result_of_promise<T> {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
  };
  template <typename Result> struct awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    Result await_resume() noexcept;
  };
  job(job &&) noexcept;
  ~job();
  awaiter<T &> operator co_await() & noexcept;
  awaiter<T &&> operator co_await() && noexcept;
};
// Gives a reference to something of its caller.
template <typename T> struct job<T &> {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T &);
  };
  job(job &&) noexcept;
  ~job();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T &await_resume() noexcept;
};
// No coroutine: it has what it gives, or not.
struct reading {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  std::string &await_resume() noexcept { return Text; }
  std::string Text;
};
struct watching {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  std::string &await_resume() noexcept { return *Text; }
  std::string *Text;
};

struct row {
  std::string Name;
  std::vector<int> All;
};
struct pinned {
  pinned(const pinned &) = delete;
  int Number;
};
job<row> load();
job<std::vector<int>> numbers();
job<std::unique_ptr<row>> owned();
job<pinned> fixed();
job<row &> find();
job<std::pair<int, std::string>> both();
reading read_it();
watching watch_it();
void use(const row &);
void use_it(int);
void use_text(const std::string &);
void take(row &&);

home::task<> references() {
  auto &&Forwarded = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: a reference is kept to what 'co_await' gives, which is in a temporary 'job<row>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto Forwarded = co_await load();
  use(Forwarded);
  const auto &Constant = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: a reference is kept to what 'co_await' gives, {{.*}}
  // CHECK-FIXES: const auto Constant = co_await load();
  use(Constant);
  const row &Named = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: a reference is kept to {{.*}}
  // CHECK-FIXES: const row Named = co_await load();
  use(Named);
  row&& Tight = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: a reference is kept to {{.*}}
  // CHECK-FIXES: row Tight = co_await load();
  use(Tight);
  auto &&Pointer = co_await owned();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: a reference is kept to {{.*}}
  // CHECK-FIXES: auto Pointer = co_await owned();
  use(*Pointer);
  auto &&[Number, Text] = co_await both();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: a reference is kept to {{.*}}
  // CHECK-FIXES: auto [Number, Text] = co_await both();
  use_it(Number);
  use_text(Text);
  row const& Braced{co_await load()};
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: a reference is kept to {{.*}}
  // CHECK-FIXES: row const Braced{co_await load()};
  use(Braced);
  if (auto &&Tested = co_await numbers(); !Tested.empty())
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: a reference is kept to {{.*}}
    // CHECK-FIXES: if (auto Tested = co_await numbers(); !Tested.empty())
    use_it(Tested.front());
  auto &Member = co_await read_it();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: a reference is kept to what 'co_await' gives, which is in a temporary 'reading' {{.*}}
  // CHECK-FIXES: auto Member = co_await read_it();
  use_text(Member);
}

home::task<> not_fixed(bool Flag) {
  const std::string &Part = (co_await load()).Name;
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: a reference is kept to {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:30: note: not fixed: the reference is to a part of what it gives; name the task
  use_text(Part);
  auto &&Fixed = co_await fixed();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: a reference is kept to {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: what it gives cannot be copied; name the task
  use_it(Fixed.Number);
  const row &One = co_await load(), &Other = One;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: a reference is kept to {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: other variables are declared with it
  use(Other);
  decltype(auto) Deduced = co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: a reference is kept to {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: not fixed: its type is not written as that of a reference
  use(Deduced);
  auto &&Chosen = Flag ? co_await load() : std::move(Deduced);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: a reference is kept to {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: not fixed: the reference is to a part of what it gives; name the task
  use(Chosen);
  if (Flag)
    for (int X : co_await numbers())
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this loop goes over what 'co_await' gives, {{.*}}
      // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: a variable cannot be declared here
      use_it(X);
}

home::task<> loops() {
  for (int X : co_await numbers())
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this loop goes over what 'co_await' gives, which is in a temporary 'job<std::vector<int>>' that is destroyed at the end of this expression [async-dangling-task]
    // CHECK-FIXES: auto result = co_await numbers();
    // CHECK-FIXES-NEXT: for (int X : result)
    use_it(X);
  for (int X : (co_await load()).All)
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this loop goes over what 'co_await' gives, {{.*}}
    // CHECK-FIXES: auto result2 = co_await load();
    // CHECK-FIXES-NEXT: for (int X : result2.All)
    use_it(X);
}

home::task<> silent(job<row> Given, std::map<int, job<row>> Many) {
  auto Value = co_await load();
  use(Value);
  use(co_await load());
  take(co_await load());
  use_it((co_await load()).All.size());
  auto Copy = (co_await load()).Name;
  auto Task = load();
  auto &Kept = co_await Task;
  use(Kept);
  auto &&Moved = co_await std::move(Given);
  use(Moved);
  auto &InMap = co_await Many.at(1);
  use(InMap);
  auto &Elsewhere = co_await find();
  use(Elsewhere);
  auto &Watched = co_await watch_it();
  use_text(Watched);
  [[maybe_unused]] auto &&Unused = co_await load();
  int &&Number = (co_await numbers()).at(0) + 1;
  use_it(Number);
  for (int X : Kept.All)
    use_it(X);
  for (int X : (co_await find()).All)
    use_it(X);
  auto Named = numbers();
  for (int X : co_await Named)
    use_it(X);
  for (auto All = co_await numbers(); int X : All)
    use_it(X);
}
