// RUN: %check %s async-unprotected-this %t -- %cobalt_flags
// REQUIRES: boost-asio
#include <boost/asio/detached.hpp>
#include <boost/cobalt.hpp>
#include <memory>

namespace cobalt = boost::cobalt;

cobalt::promise<void> save(int Id);

class ticker : public std::enable_shared_from_this<ticker> {
public:
  cobalt::detached tick() {
    co_await save(Ticks);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'tick', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'weak_from_this()' before it is suspended, and ask it behind
    ++Ticks;
  }
  void start(boost::asio::io_context &Context) {
    cobalt::spawn(Context, count(), boost::asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'count' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  }
  void background() { +again(); }

  // Silent.
  cobalt::detached tick_well() {
    auto self = shared_from_this();
    co_await save(Ticks);
    ++Ticks;
  }
  cobalt::detached last() { co_await save(++Ticks); }
  void start_well(boost::asio::io_context &Context) {
    cobalt::spawn(Context, kept(), boost::asio::detached);
    cobalt::spawn(Context, count(),
                  [self = shared_from_this()](std::exception_ptr) {});
  }
  cobalt::promise<void> awaits() { co_await count(); }

private:
  cobalt::task<void> count() {
    co_await save(1);
    ++Ticks;
  }
  cobalt::task<void> kept() {
    const auto self = shared_from_this();
    co_await save(1);
    ++Ticks;
  }
  cobalt::promise<void> again() {
    auto self = shared_from_this();
    co_await save(1);
    ++Ticks;
  }
  int Ticks = 0;
};
