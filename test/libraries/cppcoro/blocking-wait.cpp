// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> answer();
task<> settle();
task<std::string> name();
cppcoro::shared_task<int> shared();
void use(int);

task<int> direct() {
  co_return sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_return co_await answer();
}

task<> forms(std::unique_ptr<task<int>> Owned) {
  cppcoro::sync_wait(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await settle();
  auto Named = answer();
  use(sync_wait(Named));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await Named);
  use(sync_wait(std::move(*Owned)));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await std::move(*Owned));
  use(sync_wait(name()).size());
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<std::basic_string<char>>' is complete [async-blocking-wait]
  // CHECK-FIXES: use((co_await name()).size());
  auto [A, B] = sync_wait(cppcoro::when_all(answer(), answer()));
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of this coroutine until the '{{.*}}' is complete [async-blocking-wait]
  // CHECK-FIXES: auto [A, B] = co_await cppcoro::when_all(answer(), answer());
  use(A + B + sync_wait(shared()));
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::shared_task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(A + B + co_await shared());
  co_return;
}

task<> unfixed(std::mutex &Mutex) {
  std::lock_guard Guard(Mutex);
  use(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

cppcoro::generator<int> numbers() {
  co_yield sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: a generator cannot await
}

cppcoro::async_generator<int> asyncNumbers() {
  co_yield sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_yield co_await answer();
}

task<> silent(std::vector<task<int>> Many) {
  auto Done = answer();
  use(co_await Done);
  use(sync_wait(Done));
  auto Ready = answer();
  co_await Ready.when_ready();
  use(sync_wait(Ready));
  auto Maybe = answer();
  if (Maybe.is_ready())
    use(sync_wait(Maybe));
  auto A = answer(), B = answer();
  co_await cppcoro::when_all_ready(std::move(A), std::move(B));
  for (auto &One : co_await cppcoro::when_all_ready(std::move(Many)))
    use(One.result());
  auto Waiting = [](task<int> Task) { return sync_wait(std::move(Task)); };
  // CHECK-NOTES: :[[@LINE-1]]:46: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this lambda is called by the coroutine 'silent' here
  // CHECK-FIXES: auto Waiting = [](task<int> Task) -> cppcoro::task<int> { co_return co_await std::move(Task); };
  use(Waiting(answer()));
  // CHECK-FIXES: use(co_await Waiting(answer()));
}

//===--- Locks of the library, which are there to be held -----------------===//

cppcoro::async_mutex Friendly;
task<> scoped() {
  auto Held = co_await Friendly.scoped_lock_async();
  use(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-NOTES: :[[@LINE-2]]:7: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: use(co_await answer());
}
task<> byHand() {
  co_await Friendly.lock_async();
  use(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-NOTES: :[[@LINE-2]]:7: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: use(co_await answer());
  Friendly.unlock();
}

int plain() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:22: note: not fixed: 'plain' can be called from other files
int main() { return cppcoro::sync_wait(answer()); }
