// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread

// folly: lazy tasks, scopes, and co_invoke, which keeps a closure.

#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Task.h>
#include <string>
#include <vector>

using folly::coro::Task;

Task<int> load(int Id);
Task<int> find(const std::string &Name);
Task<void> save(const std::string &Name);
Task<void> own(std::string Name);

// --- Reported ------------------------------------------------------------

Task<void> stored(bool Wanted) {
  auto T = find("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T' and refers to a temporary
  // CHECK-FIXES: std::string Name = "x";
  // CHECK-FIXES: auto T = find(Name);
  if (Wanted)
    co_await std::move(T);
}

Task<int> returned(std::string Name) {
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find(Name);
}

void scoped(folly::coro::AsyncScope &Scope, folly::Executor *E) {
  Scope.add(folly::coro::co_withExecutor(E, save("x")));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of 'save' is handed over to 'add' and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: nothing here lives as long as the task; let the coroutine take it by value
}

folly::SemiFuture<int> started(std::string Name) {
  return find(Name).semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task of 'find' is handed over to 'semi' and refers to parameter 'Name', which is destroyed by the return
}

void closure(folly::coro::AsyncScope &Scope, folly::Executor *E, int Id) {
  Scope.add(folly::coro::co_withExecutor(E, [Id]() -> Task<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of this lambda is handed over to 'add' and refers to the captures of a lambda
  // CHECK-FIXES: Scope.add(folly::coro::co_withExecutor(E, [](const auto Id) -> Task<void> {
    co_await load(Id);
  }()));
  // CHECK-FIXES: }(Id)));
}

Task<void> collected(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids) {
    const std::string Name = std::to_string(Id);
    Tasks.push_back(find(Name));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to local variable 'Name'
  }
  co_await folly::coro::collectAllRange(std::move(Tasks));
}

// --- Silent ---------------------------------------------------------------

Task<void> in_place() {
  co_await find("x");
  co_await folly::coro::collectAll(find("x"), find("y"));
}

int waited() { return folly::coro::blockingWait(find("x")); }

Task<int> invoked(int Id) {
  return folly::coro::co_invoke([Id]() -> Task<int> { co_return co_await load(Id); });
}

void scoped_and_invoked(folly::coro::AsyncScope &Scope, folly::Executor *E, int Id) {
  Scope.add(folly::coro::co_withExecutor(
      E, folly::coro::co_invoke([Id]() -> Task<void> { co_await load(Id); })));
}

void scoped_by_value(folly::coro::AsyncScope &Scope, folly::Executor *E) {
  Scope.add(folly::coro::co_withExecutor(E, own("x")));
}

Task<void> a_local(folly::Executor *E) {
  std::string Name = "x";
  co_await folly::coro::co_withExecutor(E, save(Name));
}

Task<void> joined(folly::Executor *E) {
  folly::coro::AsyncScope Scope;
  std::string Name = "x";
  Scope.add(folly::coro::co_withExecutor(E, save(Name)));
  co_await Scope.joinAsync();
}

folly::SemiFuture<int> started_by_value(int Id) { return load(Id).semi(); }
