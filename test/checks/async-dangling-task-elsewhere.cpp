// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Tasks that are made in no function's body, or by default.

#include "tasks.h"
#include <memory>
#include <string>
#include <utility>

using home::task;

task<int> find(const std::string &Name);
task<int> take(std::string Name);
std::string name(int I);

// --- Reported ------------------------------------------------------------

struct holder {
  task<int> Made = find("x");
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task of 'find' is stored in 'Made' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:25: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:13: note: 'find' is only declared here; {{.*}}
  // CHECK-NOTES: :[[@LINE-4]]:13: note: not fixed: it is no statement of a function
  task<int> Given;
  explicit holder(std::string Name) : Given(find(Name)) {}
  // CHECK-NOTES: :[[@LINE-1]]:39: warning: the task of 'find' is stored in 'Given' and refers to parameter 'Name', which is destroyed with this function
  // CHECK-NOTES: :[[@LINE-2]]:50: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:39: note: 'find' is only declared here
  // CHECK-NOTES: :[[@LINE-4]]:39: note: not fixed: it is no statement of a function
};

std::unique_ptr<task<int>> Global = std::make_unique<task<int>>(find(name(1)));
// CHECK-NOTES: :[[@LINE-1]]:28: warning: the task of 'find' is stored in 'Global' and refers to a temporary
// CHECK-NOTES: :[[@LINE-2]]:70: note: through parameter 'Name'
// CHECK-NOTES: :[[@LINE-3]]:28: note: 'find' is only declared here
// CHECK-NOTES: :[[@LINE-4]]:28: note: not fixed: it is no statement of a function

task<int> around(task<int> Inner = find("x"));
task<int> by_default() {
  auto T = around();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T' and refers to a temporary
  // CHECK-NOTES: :[[@LINE-4]]:41: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:8: note: 'find' is only declared here
  // CHECK-NOTES: :[[@LINE-4]]:8: note: not fixed: it is no statement of a function
  co_return co_await std::move(T) + co_await take("x");
}

// --- Silent --------------------------------------------------------------

struct keeper {
  std::string Name;
  task<int> OfMember = find(Name);
  task<int> ByValue = take("x");
  task<int> Given;
  explicit keeper(const std::string &Theirs) : Given(find(Theirs)) {}
  keeper(std::string Own, int) : Name(std::move(Own)), Given(find(Name)) {}
};
const std::string Constant;
task<int> OfConstant = find(Constant);
task<int> takes(task<int> Inner = take("x"));
task<int> in_place() { co_return co_await around() + co_await takes(); }
template <typename T> struct pattern {
  task<int> Dependent = T::find("x");
};
