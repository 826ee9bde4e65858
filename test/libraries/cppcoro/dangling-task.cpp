// RUN: %check %s async-dangling-task %t -- -isystem %standins

// cppcoro: lazy tasks, also shared ones.

#include <cppcoro/async_scope.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <string>
#include <string_view>
#include <vector>

cppcoro::task<int> find(std::string_view Name);
cppcoro::shared_task<int> find_shared(const std::string &Name);
cppcoro::task<> save(const std::string &Name);
cppcoro::task<> own(std::string Name);
std::string name();

// --- Reported ------------------------------------------------------------

cppcoro::task<> stored(bool Wanted) {
  auto T = find(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T' and refers to a temporary
  // CHECK-FIXES: auto Name = name();
  // CHECK-FIXES: auto T = find(Name);
  if (Wanted)
    co_await T;
}

cppcoro::shared_task<int> shared(std::string Name) {
  return find_shared(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find_shared' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find_shared(Name);
}

void spawned(cppcoro::async_scope &Scope) {
  Scope.spawn(save("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of 'save' is handed over to 'spawn' and refers to a temporary
}

void spawned_in_a_loop(cppcoro::async_scope &Scope, int Count) {
  for (int I = 0; I < Count; ++I) {
    std::string Name = std::to_string(I);
    Scope.spawn(save(Name));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'save' is handed over to 'spawn' and refers to local variable 'Name'
  }
}

void spawned_closure(cppcoro::async_scope &Scope, int Id) {
  Scope.spawn([Id]() -> cppcoro::task<> { co_await own(std::to_string(Id)); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of this lambda is handed over to 'spawn' and refers to the captures of a lambda
  // CHECK-FIXES: Scope.spawn([](const auto Id) -> cppcoro::task<> { co_await own(std::to_string(Id)); }(Id));
}

// --- Silent ---------------------------------------------------------------

cppcoro::task<> in_place() {
  co_await find(name());
  co_await cppcoro::when_all(save("x"), save("y"));
}

int waited() { return cppcoro::sync_wait(find(name())); }

void spawned_by_value(cppcoro::async_scope &Scope) { Scope.spawn(own("x")); }

cppcoro::task<> joined(int Id) {
  cppcoro::async_scope Scope;
  std::string Name = "x";
  Scope.spawn(save(Name));
  co_await Scope.join();
}

cppcoro::shared_task<int> of_the_caller(const std::string &Name) {
  return find_shared(Name);
}

cppcoro::task<> a_literal() {
  auto T = find("x");
  co_await save("y");
  co_await T;
}

cppcoro::task<> in_one_block(std::string Name) {
  std::vector<cppcoro::task<int>> Tasks;
  Tasks.push_back(find(Name));
  Tasks.push_back(find(std::string_view(Name).substr(1)));
  co_await cppcoro::when_all(std::move(Tasks));
}
