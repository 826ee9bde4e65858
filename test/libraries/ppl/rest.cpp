// RUN: %check %s async-blocking-call,async-blocking-wait,async-unpropagated-stop-token %t -- -isystem %standins -pthread -Wno-unused

// What the other tests of PPL leave out.

#include <exception>
#include <pplawait.h>
#include <pplx/pplxtasks.h>

namespace Concurrency {
template <typename T> task<T> task_from_exception(std::exception_ptr) { return {}; }
class cancellation_token_source {
public:
  cancellation_token get_token() const;
  void cancel() const;
};
class task_group {
public:
  template <typename F> void run(const F &) {}
  void wait();
  template <typename F> void run_and_wait(const F &) {}
};
class structured_task_group : public task_group {
public:
  template <typename F> void run_and_wait(const F &) {}
};
} // namespace Concurrency
namespace pplx {
template <typename T> task<T> task_from_exception(std::exception_ptr) { return {}; }
} // namespace pplx

concurrency::task<int> load(int Id, concurrency::cancellation_token Token = concurrency::cancellation_token::none());
pplx::task<int> fetch(int Id, pplx::cancellation_token Token = pplx::cancellation_token::none());
void use(int);

// What is complete is not waited for.
concurrency::task<void> complete(std::exception_ptr Error) {
  auto Failed = concurrency::task_from_exception<int>(Error);
  use(Failed.get());
  auto Other = pplx::task_from_exception<int>(Error);
  use(Other.get());
  co_return;
}

concurrency::task<void> groups(concurrency::task_group &Group, concurrency::structured_task_group &Other) {
  Group.run_and_wait([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run_and_wait' blocks the thread of this coroutine until its tasks are done [async-blocking-call]
  Other.run_and_wait([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run_and_wait' blocks
  Group.run([] {});
  co_return;
}

class service {
  concurrency::cancellation_token_source Stop;
  concurrency::task<int> run() {
    co_return co_await load(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'load' does not get the stop token 'Stop.get_token()', so it goes on when it should stop [async-unpropagated-stop-token]
    // CHECK-FIXES: co_return co_await load(1, Stop.get_token());
  }
  // It asks to stop, so that nothing behind it is told to.
  concurrency::task<int> fail() {
    Stop.cancel();
    co_return co_await load(2);
  }
};
class client {
  pplx::cancellation_token_source Stop;
  pplx::task<int> run() {
    return fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Stop.get_token()'
    // CHECK-FIXES: return fetch(1, Stop.get_token());
  }
  pplx::task<int> fail() {
    Stop.cancel();
    return fetch(2);
  }
};
