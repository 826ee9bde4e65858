// RUN: %check %s async-unprotected-this %t -- -isystem %standins -Wno-unused-result
#include <coro/coro.hpp>
#include <memory>

coro::task<void> save(int Id);

class reader : public std::enable_shared_from_this<reader> {
public:
  void start(coro::thread_pool &Pool) { Pool.spawn_detached(read()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:46: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void start_in(coro::task_group<coro::thread_pool> &Group) {
    (void)Group.start(read());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  }

  // Silent.
  void start_well(coro::thread_pool &Pool) {
    Pool.spawn_detached(read_for(shared_from_this()));
    Pool.spawn_detached(reads_first());
  }
  coro::task<void> awaits() { co_await read(); }

private:
  coro::task<void> read() {
    while (Bytes < 10) {
      co_await save(1);
      ++Bytes;
    }
  }
  coro::task<void> read_for(std::shared_ptr<reader>) {
    co_await save(1);
    ++Bytes;
  }
  coro::task<void> reads_first() { co_await save(Bytes); }
  int Bytes = 0;
};
