// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Tasks that leave the block in which what they refer to is declared.

#include "tasks.h"
#include <string>
#include <vector>

using home::task;

task<int> find(const std::string &Name);
task<int> load(int Id);
std::vector<std::string> names();
std::string name(int I);
template <typename... T> task<> when_all(T...);

// --- Reported ------------------------------------------------------------

task<> loop_variable(const std::vector<std::string> &Names) {
  std::vector<task<int>> Tasks;
  for (std::string Name : Names)
    Tasks.push_back(find(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to local variable 'Name', which is destroyed at the end of its block [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: the variable would have to be declared further out
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> inside_a_loop(int Count) {
  std::vector<task<int>> Tasks;
  Tasks.reserve(Count);
  for (int I = 0; I < Count; ++I) {
    std::string Name = name(I);
    Tasks.push_back(find(Name));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to local variable 'Name'
  }
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> inner_block(bool Wanted) {
  task<int> T;
  if (Wanted) {
    std::string Name = name(1);
    T = find(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task of 'find' is stored in 'T' and refers to local variable 'Name'
  }
  co_await std::move(T);
}

task<> made_anew() {
  std::vector<task<int>> Tasks;
  for (const std::string &Name : {"a", "b"})
    Tasks.push_back(find(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to local variable 'Name'
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> a_range_that_dies() {
  std::vector<task<int>> Tasks;
  for (const std::string &Name : names())
    Tasks.push_back(find(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks' and refers to a temporary range that is destroyed at the end of its loop
  for (auto &T : Tasks)
    co_await std::move(T);
}

// --- Returns, one of them of what a guard was for -------------------------

struct Transaction {
  Transaction();
  ~Transaction();
};
// --fix applies no edits of a note.
task<int> guarded_return_comes_first(std::string Name) {
  if (Name.empty()) {
    Transaction T;
    return load(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'load' is returned and runs after 'T'
    // CHECK-FIXES: co_return co_await load(2);
  }
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find(Name);
}

// --- Silent ---------------------------------------------------------------

task<> references(const std::vector<std::string> &Names) {
  std::vector<task<int>> Tasks;
  for (const std::string &Name : Names)
    Tasks.push_back(find(Name));
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> a_local_range() {
  auto Names = names();
  std::vector<task<int>> Tasks;
  for (auto &Name : Names)
    Tasks.push_back(find(Name));
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> awaited_in_the_block(const std::vector<std::string> &Names) {
  task<int> T;
  for (std::string Name : Names) {
    T = find(Name);
    co_await std::move(T);
  }
}

task<> emptied_in_the_block(const std::vector<std::string> &Names) {
  std::vector<task<int>> Tasks;
  for (std::string Name : Names) {
    Tasks.push_back(find(Name));
    co_await std::move(Tasks.back());
    Tasks.clear();
  }
}

task<> all_in_one_block(const std::vector<std::string> &Names) {
  for (std::string Name : Names) {
    std::vector<task<int>> Tasks;
    Tasks.push_back(find(Name));
    co_await std::move(Tasks.front());
  }
}

task<> an_outer_variable() {
  std::string Name = name(0);
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 3; ++I)
    Tasks.push_back(find(Name));
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> assigned_before(int Count) {
  std::string Name;
  task<int> T;
  for (int I = 0; I < Count; ++I) {
    Name = name(I);
    T = find(Name);
  }
  co_await std::move(T);
}
