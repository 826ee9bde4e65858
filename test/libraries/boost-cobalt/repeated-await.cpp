// RUN: %check %s async-repeated-await %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <string>
#include <utility>

namespace cobalt = boost::cobalt;

cobalt::promise<std::string> name(int Id);
cobalt::promise<int> number(int Id);
cobalt::task<int> load(int Id);
void use(const std::string &);
void use(int);

cobalt::promise<void> twice() {
  auto Name = name(1);
  use(co_await Name);
  use(co_await Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is awaited again; a 'boost::cobalt::promise<std::basic_string<char>>' can be used only once [async-repeated-await]
}
cobalt::promise<int> task_twice() {
  auto Task = load(1);
  int First = co_await std::move(Task);
  int Second = co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Task' is awaited again; a 'boost::cobalt::task<int>' can be used only once [async-repeated-await]
  // CHECK-FIXES: int Second = First;
  co_return First + Second;
}

// --- Silent ------------------------------------------------------------------

// Moving a number out leaves it there.
cobalt::promise<void> numbers() {
  auto Number = number(1);
  use(co_await Number);
  use(co_await Number);
}
cobalt::promise<void> made_again() {
  auto Name = name(1);
  use(co_await Name);
  Name = name(2);
  use(co_await Name);
}
