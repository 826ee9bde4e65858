// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>
#include <chrono>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

using seastar::future;

future<int> answer();
future<> settle();
future<std::string> name();
void use(int);

future<int> direct() {
  co_return answer().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' in a coroutine aborts the process when the future is not ready, since this is no seastar::thread [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
}

future<> forms(std::vector<future<int>> Many) {
  settle().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: co_await settle();
  auto Named = answer();
  use(Named.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: use(co_await std::move(Named));
  use(std::move(Many[0]).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: use(co_await std::move(Many[0]));
  use(name().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: use((co_await name()).size());
  use(answer().then([](int Value) { return Value; }).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: use(co_await answer().then([](int Value) { return Value; }));
  seastar::when_all_succeed(settle(), settle()).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' in a coroutine aborts
  // CHECK-FIXES: co_await seastar::when_all_succeed(settle(), settle());
  co_return;
}

future<> unfixed() {
  auto Named = answer();
  Named.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' in a coroutine aborts
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'wait' does not throw, and 'co_await' would
  use(Named.get());
  try {
    co_await settle();
  } catch (...) {
    settle().get();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' in a coroutine aborts
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'co_await' is not allowed in a catch handler
  }
}

// Ready already.
future<> ready() {
  auto Done = co_await seastar::coroutine::as_future(answer());
  use(Done.get());
  auto Tuple = co_await seastar::when_all(answer(), answer());
  use(std::get<0>(Tuple).get() + std::get<1>(Tuple).get());
  auto [A, B] = co_await seastar::when_all(answer(), answer());
  use(A.get() + B.get());
  auto Named = answer();
  if (Named.available())
    use(Named.get());
  auto Checked = answer();
  if (Checked.failed())
    co_return;
  use(seastar::make_ready_future<int>(1).get());
  co_await answer().then_wrapped([](future<int> Self) {
    use(Self.get());
    return seastar::make_ready_future<>();
  });
  co_await answer().then_wrapped([](future<int> Self) -> future<> {
    use(Self.get());
    co_return;
  });
}

// A seastar::thread may wait.
future<> threads() {
  co_await seastar::async([] {
    settle().get();
    use(answer().get());
  });
  seastar::thread Thread([] { settle().get(); });
  co_await Thread.join();
}

// Other classes have such members, too.
future<> others(std::shared_ptr<int> Pointer, std::unique_ptr<int> Unique) {
  use(*Pointer.get() + *Unique.get());
  co_return;
}

int plain() { return answer().get(); }
