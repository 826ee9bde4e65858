// RUN: %check %s async-dangling-task %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <string>

namespace cobalt = boost::cobalt;

cobalt::task<int> find(const std::string &Name);
cobalt::promise<void> idle();
cobalt::promise<int> uses_later(const std::string &Name) {
  co_await idle();
  co_return Name.size();
}
cobalt::promise<int> uses_first(const std::string &Name) {
  int Size = Name.size();
  co_await idle();
  co_return Size;
}

cobalt::task<int> returned(std::string Name) {
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await find(Name);
}
cobalt::promise<int> stored() {
  auto Running = uses_later("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'uses_later' is stored in 'Running' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: std::string Name = "x";
  // CHECK-FIXES: auto Running = uses_later(Name);
  co_await idle();
  co_return co_await Running;
}

// --- Silent ------------------------------------------------------------------

cobalt::promise<void> awaited() {
  co_await find("x");
  co_await uses_later("x");
}
// It has looked at the name before it returns.
cobalt::promise<int> began() {
  auto Running = uses_first("x");
  co_await idle();
  co_return co_await Running;
}
cobalt::task<int> passed_on(const std::string &Name) { return find(Name); }
