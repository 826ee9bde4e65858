// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// A task that already runs has looked at its arguments up to its first
// suspension.

#include "tasks.h"
#include <string>

using home::eager;

eager<> pause();
eager<> log(const std::string &Text);
std::string text();

eager<int> uses_later(const std::string &Name) {
  co_await pause();
  co_return Name.size();
}
eager<int> uses_first(const std::string &Name) {
  int Size = Name.size();
  co_await pause();
  co_return Size;
}
eager<int> may_suspend(const std::string &Name, bool Wait) {
  if (Wait)
    co_await pause();
  co_return Name.size();
}
eager<int> last_await(const std::string &Name) {
  int Size = Name.size();
  co_await log(Name);
  co_return Size;
}
eager<int> declared(const std::string &Name);

// --- Reported ------------------------------------------------------------

eager<> stored() {
  auto T = uses_later(text());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'uses_later' is stored in 'T' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto Name = text();
  // CHECK-FIXES: auto T = uses_later(Name);
  co_await pause();
  co_await T;
}

eager<int> returned(std::string Name) {
  return uses_later(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'uses_later' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await uses_later(Name);
}

void left_running() {
  (void)uses_later(text());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'uses_later' is left running and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed:
}

// --- Silent ---------------------------------------------------------------

// The last mention is not evaluated.
eager<> asks_only(const std::string &Name) {
  (void)Name.size();
  co_await pause();
  if constexpr (!noexcept(Name.at(0)) || sizeof(Name) == 1)
    co_await pause();
}

eager<> silent() {
  auto A = uses_first(text());
  auto B = may_suspend(text(), false);
  auto C = last_await(text());
  auto D = declared(text());
  auto E = asks_only(text());
  co_await uses_later(text());
  co_await pause();
  co_await A;
  co_await B;
  co_await C;
  co_await D;
  co_await E;
}
eager<int> returned_silently(std::string Name) { return uses_first(Name); }
eager<int> returned_declared(std::string Name) { return declared(Name); }
void left_running_silently() { (void)uses_first(text()); }

// A home-grown type whose start nobody knows.
home::scheduled later(const std::string &Name);
home::scheduled unknown_start(std::string Name) { return later(Name); }
