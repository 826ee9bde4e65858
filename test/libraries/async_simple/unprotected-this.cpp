// RUN: %check %s async-unprotected-this %t -- -I%standins
#include <async_simple/coro/Lazy.h>
#include <memory>

using async_simple::Executor;
using async_simple::coro::Lazy;

Lazy<void> save(int Id);

class mailbox : public std::enable_shared_from_this<mailbox> {
public:
  void open(Executor *Pool) {
    poll().start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing keeps this object alive while 'poll' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
    poll().via(Pool).start([](auto &&Result) { (void)Result.hasError(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: nothing keeps this object alive while 'poll' runs [async-unprotected-this]
  }
  void fetch(int Id) {
    fetched(Id).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing keeps this object alive while 'fetched' runs [async-unprotected-this]
  }

  // Silent.
  void open_well(Executor *Pool) {
    poll().via(Pool).start([self = shared_from_this()](auto &&) {});
    polled(shared_from_this()).start([](auto &&) {});
    counted().start([](auto &&) {});
  }
  Lazy<void> awaits() { co_await poll(); }

private:
  Lazy<void> poll() {
    for (;;) {
      co_await save(Mails);
      ++Mails;
    }
  }
  Lazy<int> fetched(int Id) {
    co_await save(Id);
    co_return Mails;
  }
  Lazy<void> polled(std::shared_ptr<mailbox>) {
    co_await save(1);
    ++Mails;
  }
  Lazy<void> counted() { co_await save(++Mails); }
  int Mails = 0;
};
