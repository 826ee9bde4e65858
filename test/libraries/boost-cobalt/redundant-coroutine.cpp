// RUN: %check %s async-redundant-coroutine %t -- %cobalt_flags
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- %cobalt_flags
// REQUIRES: boost-asio

// `noop` is complete from the beginning.

#include <boost/cobalt.hpp>
#include <string>

int Setting = 0;

namespace cobalt = boost::cobalt;

cobalt::promise<int> number() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'number' is a coroutine that never suspends [async-redundant-coroutine]
// CHECK-FIXES: cobalt::promise<int> number() { return cobalt::noop<int>(42); }

cobalt::promise<void> nothing() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'nothing' is a coroutine that never suspends
// CHECK-FIXES: cobalt::promise<void> nothing() { return cobalt::noop<>(); }

cobalt::task<std::string> lazy(std::string Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'lazy' is a coroutine that never suspends
  co_return Name;
  // CHECK-FIXES: return cobalt::noop<std::string>(std::move(Name));
}

// It would be computed when it is called.
cobalt::task<int> later() { co_return Setting; }

cobalt::promise<int> number(int Id);
cobalt::promise<int> suspends(int Id) { co_return 1 + co_await number(Id); }
cobalt::detached nobody_awaits() { co_return; }
struct Writer {
  virtual cobalt::promise<void> write() { co_return; }
};
template <typename T> cobalt::promise<T> of_any(T Value) { co_return Value; }
template cobalt::promise<int> of_any(int);
// What throws is to throw when it is awaited.
cobalt::task<int> not_yet() {
  throw 1;
  co_return 0;
}
cobalt::promise<int> checked(int Id) {
  if (Id < 0)
    throw 2;
  co_return Id;
}
