// RUN: %check %s async-dangling-task %t -- -isystem %standins

// libcoro: lazy tasks.

#include <coro/coro.hpp>
#include <memory>
#include <string>
#include <vector>

coro::task<int> find(const std::string &Name);
coro::task<int> load(int Id);

// Runs the task up to its first suspension.
template <typename F, typename... Args>
auto start(F Function, Args &&...Values) -> decltype(auto) {
  auto Started = Function(std::forward<Args>(Values)...);
  Started.resume();
  return Started;
}
template <typename F, typename... Args>
auto call(F Function, Args &&...Values) -> decltype(auto) {
  return Function(std::forward<Args>(Values)...);
}

// --- Reported ------------------------------------------------------------

coro::task<> stored(bool Wanted) {
  auto Task = find("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'Task' and refers to a temporary
  // CHECK-FIXES: std::string Name = "x";
  // CHECK-FIXES: auto Task = find(Name);
  if (Wanted)
    co_await Task;
}

coro::task<int> returned(std::string Name) {
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find(Name);
}

coro::task<> together(const std::vector<int> &Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.emplace_back(find(std::to_string(Id)));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: a variable cannot be declared here
  co_await coro::when_all(std::move(Tasks));
}

coro::task<> spawned(coro::scheduler &Scheduler, int Id) {
  Scheduler.spawn_detached([](int I, const std::string &Name) -> coro::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task of this lambda is handed over to 'spawn_detached' and refers to a temporary
    co_await load(I + Name.size());
  }(Id, "x"));
  co_await load(1);
}

coro::task<int> called() {
  coro::task<int> Task;
  {
    std::string Name = "x";
    Task = call([](const std::string &N) -> coro::task<int> { co_return N.size(); }, Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of 'call' is stored in 'Task' and refers to local variable 'Name'
  }
  co_return co_await Task;
}

// --- Silent ---------------------------------------------------------------

coro::task<> in_place() {
  co_await find("x");
  co_await coro::when_all(find("x"), find("y"));
}

// What it copies, it has copied when it was started.
coro::task<int> started() {
  coro::task<int> Task;
  {
    int Id = 1;
    Task = start([](int I) -> coro::task<int> { co_return I; }, Id);
  }
  co_return co_await Task;
}

coro::task<> kept(std::string Name) {
  auto Task = find(Name);
  co_await load(1);
  co_await Task;
}

coro::task<> spawned_by_value(coro::scheduler &Scheduler, int Id) {
  Scheduler.spawn_detached([](int I, std::string Name) -> coro::task<> {
    co_await load(I + Name.size());
  }(Id, "x"));
  co_await load(1);
}

int waited() { return coro::sync_wait(find("x")); }

coro::task<int> shared(std::shared_ptr<std::string> Name) {
  auto Task = find(*Name);
  co_await load(1);
  co_return co_await Task;
}

// --- Where the statement that hands it over stands ----------------------------

coro::task<> announce(const std::string &Text);
void print(const std::string &);

void in_rounds(std::vector<std::string> Texts, coro::thread_pool &Pool) {
  for (auto &Text : Texts)
    Pool.spawn_detached(announce(Text + "!"));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of 'announce' is handed over to 'spawn_detached' and refers to a temporary
  for (auto Text : Texts)
    Pool.spawn_detached(announce(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of 'announce' is handed over to 'spawn_detached' and refers to local variable 'Text'
  for (auto &Text : Texts)
    Pool.spawn_detached([Text]() -> coro::task<> { print(Text); co_return; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of this lambda is handed over to 'spawn_detached' and refers to the captures of a lambda
  // CHECK-FIXES: Pool.spawn_detached([](const auto Text) -> coro::task<> { print(Text); co_return; }(Text));
}
bool as_an_operand(coro::thread_pool &Pool, std::string Text) {
  if (!Pool.spawn_detached(announce(Text + "?")))
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task of 'announce' is handed over to 'spawn_detached' and refers to a temporary
    return false;
  return true;
}
coro::task<bool> before_the_end(coro::thread_pool &Pool) {
  std::string Text = "order";
  Pool.spawn_detached(announce(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'announce' is handed over to 'spawn_detached' and refers to local variable 'Text'
  co_return true;
}
void in_a_branch(coro::thread_pool &Pool, bool Twice) {
  std::string Text = "order";
  if (Twice) {
    Pool.spawn_detached(announce(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of 'announce' is handed over to 'spawn_detached' and refers to local variable 'Text'
  }
}
// Something follows: it may wait for them.
coro::task<bool> waits_then(coro::thread_pool &Pool) {
  std::string Text = "order";
  Pool.spawn_detached(announce(Text));
  co_return co_await load(1) > 0;
}
void all_of_them(std::vector<std::string> Texts, coro::thread_pool &Pool) {
  for (auto &Text : Texts)
    Pool.spawn_detached(announce(Text));
  Pool.shutdown();
}
coro::task<> awaited_in_rounds(std::vector<std::string> Texts) {
  for (auto &Text : Texts)
    co_await announce(Text + "!");
  for (auto Text : Texts)
    co_await announce(Text);
}

// --- What keeps the task --------------------------------------------------------

auto in_a_closure() {
  return [Task = find("x")]() mutable { return std::move(Task); };
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to a temporary
}
std::unique_ptr<coro::task<int>> on_the_heap() {
  return std::make_unique<coro::task<int>>(find("y"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to a temporary
}
coro::task<> in_a_pair() {
  auto [First, Second] = std::pair(find(std::string("a")), load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in {{.*}} and refers to a temporary
  co_await First;
  co_await Second;
}
coro::task<int> looks_at_nothing(const std::string &Name) {
  (void)Name;
  co_return 1;
}
coro::task<int> of_nothing() { return looks_at_nothing("x"); }
