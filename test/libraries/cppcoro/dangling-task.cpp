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

// --- Functions of one's own that start what they get ----------------------

class workers {
public:
  void enqueueTask(cppcoro::task<> Task, std::string_view Name);
  void launch_now(cppcoro::task<> Task) { cppcoro::sync_wait(Task); }
  cppcoro::task<> enqueue_and_join(cppcoro::task<> Task);
  bool try_enqueue(cppcoro::task<> &Task);
  void run(cppcoro::task<> Task);
};

void queued(workers &Workers) {
  Workers.enqueueTask(save(name()), "x");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'save' is handed over to 'enqueueTask' and refers to a temporary
  std::string Name = name();
  Workers.enqueueTask(save(Name), "x");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'save' is handed over to 'enqueueTask' and refers to local variable 'Name'
}

// Its body is here, and keeps the task.
class kept_workers {
public:
  void add(cppcoro::task<> Task) { Tasks.push_back(std::move(Task)); }
  void add_named(std::string, cppcoro::task<> Task) { add(std::move(Task)); }
  void add_and_run(cppcoro::task<> Task) {
    Tasks.push_back(std::move(Task));
    run();
  }
  void run();
  void run_now(cppcoro::task<> Task) {
    std::vector<cppcoro::task<>> Own;
    Own.push_back(std::move(Task));
    for (auto &Each : Own)
      cppcoro::sync_wait(Each);
  }

private:
  std::vector<cppcoro::task<>> Tasks;
};

void kept(kept_workers &Workers) {
  Workers.add(save(name()));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'save' is handed over to 'add' and refers to a temporary
  Workers.add_named("a", save(name()));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'save' is handed over to 'add_named' and refers to a temporary
  Workers.add(own(name()));
  Workers.add_and_run(save(name()));
  Workers.run_now(save(name()));
}

// By value; complete when it returns; awaited; who knows.
cppcoro::task<> not_queued(workers &Workers) {
  Workers.enqueueTask(own(name()), "x");
  Workers.launch_now(save(name()));
  co_await Workers.enqueue_and_join(save(name()));
  Workers.run(save(name()));
}
