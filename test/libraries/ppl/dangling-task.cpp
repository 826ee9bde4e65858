// RUN: %check %s async-dangling-task %t -- -isystem %standins -Wno-unused

#include <pplawait.h>
#include <string>

using concurrency::task;

task<void> step();

// A coroutine runs until it suspends first.
task<std::size_t> measure(const std::string &Name) {
  co_await step();
  co_return Name.size();
}
task<std::size_t> measure_first(const std::string &Name) {
  const std::size_t Size = Name.size();
  co_await step();
  co_return Size;
}
std::string name();

// --- Reported ----------------------------------------------------------------

task<std::size_t> stored() {
  auto Task = measure(name());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'Task' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:23: note: through parameter 'Name'
  // CHECK-FIXES: auto Name = name();
  // CHECK-FIXES: auto Task = measure(Name);
  co_await step();
  co_return co_await Task;
}
task<std::size_t> returned() {
  std::string Name = name();
  return measure(Name);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'measure' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: through parameter 'Name'
  // CHECK-FIXES: co_return co_await measure(Name);
}

// --- Silent ------------------------------------------------------------------

task<std::size_t> in_place() { co_return co_await measure(name()); }
std::size_t waited() { return measure(name()).get(); }
task<std::size_t> looked_at() { return measure_first(name()); }
task<std::size_t> of_the_caller(const std::string &Name) {
  return measure(Name);
}
task<int> created(int Id) {
  return concurrency::create_task([Id] { return Id; });
}
