// RUN: %check %s async-dangling-task %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// What is kept by what has no name here.

#include "home_io.h"
#include <string>

using home::io_task;

io_task<int> load(int Id);
io_task<> find(const std::string &Name);
io_task<> own(std::string Name);

struct store {
  std::vector<io_task<>> Tasks;
  std::string Name;
  void add() { Tasks.push_back(find(std::string("x"))); }
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: the task of 'find' is put into 'Tasks' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:37: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:22: note: 'find' is only declared here; if it is no coroutine and keeps nothing, '[[clang::coro_wrapper]]' says so
  // CHECK-NOTES: :[[@LINE-4]]:22: note: not fixed: nothing here lives as long as the task
  void addOwn() { Tasks.push_back(own(std::string("x"))); }
  void addMember() { Tasks.push_back(find(Name)); }
};

std::vector<io_task<>> &all();
void adds() { all().push_back(find(std::string("x"))); }
// CHECK-NOTES: :[[@LINE-1]]:21: warning: the task of 'find' is put into a container and refers to a temporary
// CHECK-NOTES: :[[@LINE-2]]:36: note: through parameter 'Name'
// CHECK-NOTES: :[[@LINE-3]]:21: note: 'find' is only declared here
// CHECK-NOTES: :[[@LINE-4]]:21: note: not fixed: nothing here lives as long as the task
io_task<> *slot();
void sets() { *slot() = find(std::string("x")); }
// CHECK-NOTES: :[[@LINE-1]]:23: warning: the task of 'find' is stored and refers to a temporary
// CHECK-NOTES: :[[@LINE-2]]:30: note: through parameter 'Name'
// CHECK-NOTES: :[[@LINE-3]]:23: note: 'find' is only declared here
// CHECK-NOTES: :[[@LINE-4]]:23: note: not fixed: nothing here lives as long as the task

void runs(int Id) {
  home::run([Id]() -> io_task<> {
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'run' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: home::run([Id]() { return [](const auto Id) -> io_task<> {
    co_await load(1);
    co_await load(Id);
  });
  // CHECK-FIXES: }(Id); });
}

void runsWithout(int Id) {
  home::run([]() -> io_task<> {
    co_await load(1);
    co_await load(2);
  });
}
