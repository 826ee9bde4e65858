// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Tasks that nobody here waits for, and what dies under them.

#include "tasks.h"
#include <coroutine>
#include <iostream>
#include <string>
#include <string_view>

using home::eager;
using home::oneway;

template <typename... A> struct std::coroutine_traits<void, A...> {
  struct promise_type : home::oneway::promise_type {
    void get_return_object() {}
  };
};

eager<> pause();
void use(std::string_view);
std::string name(int I);
bool flag();

eager<> later(const std::string &Name) {
  co_await pause();
  use(Name);
}
oneway nobody(const std::string &Name) {
  co_await pause();
  use(Name);
}
void nothing(std::string_view Name) {
  co_await pause();
  use(Name);
}
oneway first(const std::string &Name) {
  use(Name);
  co_await pause();
}
oneway own(std::string Name) {
  co_await pause();
  use(Name);
}

// --- Reported ------------------------------------------------------------

void temporaries() {
  nobody(name(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'nobody' is left running and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed:
  nothing(name(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'nothing' is left running and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed:
  flag();
}
void at_the_end(std::string Given) {
  std::string Name = name(1);
  if (flag())
    (void)later(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'later' is left running and refers to local variable 'Name', which is destroyed at the end of its block
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the variable would have to be declared further out
  else
    nothing(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'nothing' is left running and refers to parameter 'Given', which is destroyed with this function
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed:
}
void each_round() {
  for (int I = 0; I < 3; ++I) {
    std::string Name = name(I);
    nobody(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'nobody' is left running and refers to local variable 'Name'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed:
    if (I == 1)
      continue;
    std::cout << I;
  }
}

// What the caller gave.
void announce(const std::string &Text) { nobody(Text); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task of 'nobody' is left running and refers to what the caller gave as 'Text', which may be destroyed when this function has returned [async-dangling-task]
// CHECK-MESSAGES: :[[@LINE+3]]:12: note: as this temporary is
// CHECK-MESSAGES: :[[@LINE-3]]:42: note: not fixed: nothing here lives as long as the task; let the coroutine take it by value
void announces(int I) {
  announce(name(I));
  flag();
}

// --- Silent --------------------------------------------------------------

const std::string Constant;
void tell(const std::string &Text) { nobody(Text); }
void tells() {
  tell(Constant);
  static std::string Name = name(1);
  nobody(Name);
}
void values(std::string Name) {
  first(Name);
  own(Name);
  own(name(1));
}
void waits_behind() {
  std::string Name = name(1);
  nobody(Name);
  flag();
}
void waits_in_a_branch() {
  std::string Name = name(1);
  nobody(Name);
  if (Name.empty())
    flag();
}
eager<> looks_again() {
  std::string Name = name(1);
  nobody(Name);
  co_await pause();
  tell(Name);
}
eager<> goes_round() {
  for (int I = 0; I < 3; ++I) {
    std::string Name = name(1);
    nobody(Name);
    co_await pause();
  }
}
eager<> goes_on() {
  std::string Name = name(1);
  nobody(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'nobody' is left running and refers to local variable 'Name', which is destroyed at the end of its block
  co_await pause();
}
eager<> goes_on_with(std::string Name) {
  nobody(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'nobody' is left running and refers to parameter 'Name', which is destroyed with this function
  co_await pause();
  flag();
}
int main() {
  std::string Name = name(1);
  nobody(Name);
}
