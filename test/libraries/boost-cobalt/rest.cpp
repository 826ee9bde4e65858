// RUN: %check %s async-detached-coroutine,async-unawaited-task %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

// What the other tests of Boost.Cobalt leave out.

#include <boost/cobalt.hpp>

boost::cobalt::promise<void> save(int Id);

// A generator is awaited for each value, and has no end that could be lost.
boost::cobalt::generator<int> numbers() {
  for (int I = 0; I < 3; ++I) {
    co_await save(I);
    co_yield I;
  }
  co_return 3;
}
boost::cobalt::promise<void> reads() {
  numbers();
  auto Numbers = numbers();
  while (Numbers)
    co_await save(co_await Numbers);
}
