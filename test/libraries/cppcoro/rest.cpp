// RUN: %check %s async-unawaited-task,async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

// What the other tests of cppcoro leave out.

#include <cppcoro/generator.hpp>
#include <cppcoro/single_consumer_event.hpp>
#include <cppcoro/task.hpp>

namespace cppcoro {
// Yields what others yield, too.
template <typename T> class recursive_generator : public generator<T> {
public:
  struct promise_type {
    recursive_generator get_return_object();
    suspend_always initial_suspend() noexcept;
    suspend_always final_suspend() noexcept;
    suspend_always yield_value(T);
    suspend_always yield_value(recursive_generator &&);
    void return_void();
    void unhandled_exception();
  };
};
class async_auto_reset_event {
public:
  bool await_ready();
  void await_suspend(coroutine_handle<>);
  void await_resume();
};
} // namespace cppcoro

using cppcoro::task;

// A generator has nothing that could be lost.
cppcoro::recursive_generator<int> tree(int Depth) {
  co_yield Depth;
  if (Depth)
    co_yield tree(Depth - 1);
}

// Events are objects that are awaited again and again, and mentioned by name.
cppcoro::single_consumer_event &ready();
cppcoro::async_auto_reset_event &next();
task<> rounds(cppcoro::single_consumer_event &Ready, cppcoro::async_auto_reset_event &Next) {
  tree(1);
  ready();
  next();
  for (int I = 0; I < 3; ++I) {
    co_await Next;
    co_await Next;
    co_await Ready;
    Ready.reset();
    co_await Ready;
  }
}
