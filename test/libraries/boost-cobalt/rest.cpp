// RUN: %check %s async-detached-coroutine,async-unawaited-task %t -- -isystem %standins %boost_flags -Wno-unused
// REQUIRES: boost-asio

// What the other tests of Boost.Cobalt leave out.

#include <boost/cobalt.hpp>

namespace boost::cobalt {
template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    T return_value(T);
    void unhandled_exception();
  };
  detail::awaiter<T> operator co_await();
  explicit operator bool() const;
};
} // namespace boost::cobalt

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
