// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// What pairs and tuples, pointers that never change, and classes that keep a
// task hand on.

#include "tasks.h"
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

using home::task;

task<int> find(const std::string &Name);
task<int> both(std::pair<std::reference_wrapper<std::string>, int> Of);
task<int> views(std::pair<std::string_view, int> Of);
task<int> all(std::tuple<const std::string &, int> Of);
task<int> copies(std::pair<std::string, int> Of);
[[gnu::pure]] std::string name(int I);

class runner {
public:
  explicit runner(task<int> Given) : Work(std::move(Given)) {}
  task<int> Work;
};
class counter { // Nobody knows what it does with the task.
public:
  explicit counter(task<int> Given);
};

// --- Reported ------------------------------------------------------------

task<int> pair() {
  std::string Name = name(1);
  return both({Name, 1});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await both({Name, 1});
}
task<int> pair_of_a_view() {
  std::string Name = name(1);
  return views({Name, 1});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await views({Name, 1});
}
task<int> pair_by_function() {
  std::string Name = name(1);
  return both(std::make_pair(std::ref(Name), 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await both(std::make_pair(std::ref(Name), 1));
}
task<int> pair_with_a_name() {
  std::string Name = name(1);
  std::pair<std::reference_wrapper<std::string>, int> Both{Name, 1};
  return both(Both);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await both(Both);
}
task<int> tuple() {
  std::string Name = name(1);
  return all({Name, 1});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await all({Name, 1});
}
task<int> forwarded() {
  std::string Name = name(1);
  return all(std::forward_as_tuple(Name, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await all(std::forward_as_tuple(Name, 1));
}
task<int> pointer() {
  std::string Name = name(1);
  auto *At = &Name;
  return find(*At);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await find(*At);
}
runner kept() {
  std::string Name = name(1);
  return runner(find(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it returns no task
}
runner kept_with_a_name() {
  std::string Name = name(1);
  runner Kept(find(Name));
  return Kept;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it returns no task
}

// --- Silent --------------------------------------------------------------

task<int> pair_of_the_callers(std::string &Name) { return both({Name, 1}); }
task<int> pair_of_copies() {
  std::string Name = name(1);
  return copies({Name, 1});
}
task<int> pair_made_of_copies() {
  std::string Name = name(1);
  return copies(std::make_pair(Name, 1));
}
task<int> pair_of_a_lasting_view() { return views({"name", 1}); }
task<int> tuple_of_the_callers(const std::string &Name) {
  return all({Name, 1});
}
task<int> pair_with_the_callers(std::string &Name) {
  auto Both = std::make_pair(std::ref(Name), 1);
  return both(Both);
}
task<int> pointer_elsewhere(std::string *Lasting) {
  std::string Name = name(1);
  auto *At = &Name;
  At = Lasting;
  return find(*At);
}
void aim(std::string **At);
task<int> pointer_lent() {
  std::string Name = name(1);
  auto *At = &Name;
  aim(&At);
  return find(*At);
}
task<int> pointer_to_a_static() {
  static std::string Name = name(1);
  auto *At = &Name;
  return find(*At);
}
counter unknown() {
  std::string Name = name(1);
  return counter(find(Name));
}
task<int> kept_and_awaited() {
  std::string Name = name(1);
  runner Kept(find(Name));
  co_return co_await std::move(Kept.Work);
}
runner kept_of_the_callers(const std::string &Name) {
  return runner(find(Name));
}
