// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// What an argument refers to, in whatever way it is written.

#include "tasks.h"
#include <functional>
#include <string>
#include <utility>

using home::task;

task<int> find(const std::string &Name);
task<int> first(const std::string *Names);
task<int> call(std::function<int()> F);
[[gnu::pure]] std::string name(int I);

struct names {
  std::string First, Last;
};
[[gnu::pure]] names parse();
struct query {
  const std::string &Name;
  int Limit;
};
task<int> run(query Q);

// --- Reported ------------------------------------------------------------

task<int> either(bool Long) {
  std::string Short = name(1), Whole = name(2);
  return find(Long ? Whole : Short);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Whole', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here; {{.*}}
  // CHECK-FIXES: co_return co_await find(Long ? Whole : Short);
}

task<int> behind_a_comma() {
  int Count = 0;
  std::string Name = name(1);
  return find((++Count, Name));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find((++Count, Name));
}

task<int> assigned() {
  std::string Name = name(1);
  return find(Name = "x");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find(Name = "x");
}

task<int> element() {
  std::string Names[2];
  return find(Names[1]);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Names'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find(Names[1]);
}

task<int> first_element() {
  std::string Names[2];
  return find(*Names);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Names'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find(*Names);
}

task<int> computed_address() {
  std::string Names[2];
  return first(Names + 1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Names'
  // CHECK-NOTES: :[[@LINE-2]]:16: note: through parameter 'Names'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'first' is only declared here
  // CHECK-FIXES: co_return co_await first(Names + 1);
}

task<int> address_of_an_element() {
  std::string Names[2];
  return first(&Names[1]);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Names'
  // CHECK-NOTES: :[[@LINE-2]]:16: note: through parameter 'Names'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'first' is only declared here
  // CHECK-FIXES: co_return co_await first(&Names[1]);
}

task<int> part() {
  names Names = parse();
  return find(Names.Last);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Names'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find(Names.Last);
}

task<int> structured_binding() {
  auto [First, Last] = parse();
  return find(Last);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Last'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here
  // CHECK-FIXES: co_return co_await find(Last);
}

task<int> aggregate() {
  std::string Name = name(1);
  return run({Name, 1});
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Name'
  // CHECK-NOTES: :[[@LINE-2]]:14: note: through parameter 'Q'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'run' is only declared here
  // CHECK-FIXES: co_return co_await run({Name, 1});
}

task<int> closure_with_a_name_of_its_own() {
  int Count = 1;
  return call([&C = Count] { return C; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Count'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'F'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'call' is only declared here
  // CHECK-FIXES: co_return co_await call([&C = Count] { return C; });
}

task<int> closure_with_an_address() {
  int Count = 1;
  return call([P = &Count] { return *P; });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: {{.*}} refers to local variable 'Count'
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'F'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'call' is only declared here
  // CHECK-FIXES: co_return co_await call([P = &Count] { return *P; });
}

// --- Silent --------------------------------------------------------------

std::string Global[2];

task<int> either_of_the_callers(bool Long, const std::string &Short,
                                const std::string &Whole) {
  return find(Long ? Whole : Short);
}
task<int> the_callers_behind_a_comma(const std::string &Name) {
  int Count = 0;
  return find((++Count, Name));
}
task<int> element_of_the_callers(const std::string *Names) {
  return find(Names[1]);
}
task<int> computed_address_of_the_callers(const std::string *Names) {
  return first(Names + 1);
}
task<int> global() { return first(Global + 1); }
task<int> element_of_a_global() { return find(Global[1]); }
task<int> part_of_the_callers(const names &Names) { return find(Names.Last); }
task<int> bound_to_the_callers(const names &Names) {
  auto &[First, Last] = Names;
  return find(Last);
}
task<int> aggregate_of_the_callers(const std::string &Name) {
  return run({Name, 1});
}
task<int> closure_with_a_copy() {
  int Count = 1;
  return call([Count] { return Count; });
}
task<int> closure_with_a_number() {
  std::string Name = name(1);
  return call([Size = Name.size()] { return int(Size); });
}
