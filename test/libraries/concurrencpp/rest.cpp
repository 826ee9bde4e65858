// RUN: %check %s async-blocking-call,async-blocking-wait,async-repeated-await,async-unawaited-task %t -- -isystem %standins -pthread

// What the other tests of concurrencpp leave out.

#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <exception>
#include <thread>
#include <vector>

using concurrencpp::result;
using concurrencpp::shared_result;
using namespace std::chrono_literals;

result<int> load(int Id);
void use(int);

result<void> waits(std::chrono::steady_clock::time_point End) {
  load(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of this coroutine until the 'concurrencpp::result<int>' is complete [async-blocking-wait]
  load(2).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' has no time limit
  load(3).wait_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_until' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' has no time limit
  co_return;
}
result<void> shared(std::chrono::steady_clock::time_point End) {
  shared_result<int> First(load(1)), Second(load(2)), Third(load(3)), Last(load(4));
  First.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  Second.wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: 'co_await' has no time limit
  Third.wait_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait_until' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'co_await' has no time limit
  // It may be awaited any number of times.
  use(co_await Last);
  use(co_await Last);
}

// What is complete, or is asked whether it is, is no wait.
result<void> complete(std::exception_ptr Error, result<int> Other) {
  auto Failed = concurrencpp::make_exceptional_result<int>(Error);
  use(Failed.get());
  std::vector<result<int>> Many;
  Many.push_back(load(1));
  Many.push_back(load(2));
  for (auto &Each : co_await concurrencpp::when_all(std::move(Many)))
    use(Each.get());
  if (Other.status() == concurrencpp::result_status::idle)
    co_return;
  Other.wait_for(0ms);
}

// A generator has nothing that could be lost.
concurrencpp::generator<int> numbers() { co_yield 1; }
void drops() { numbers(); }

result<void> blocks(concurrencpp::manual_executor &Executor) {
  Executor.wait_for_task_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for_task_for' blocks the thread of this coroutine until it has a task [async-blocking-call]
  Executor.wait_for_tasks(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for_tasks' blocks the thread of this coroutine until it has as many tasks [async-blocking-call]
  Executor.wait_for_task_for(0ms);
  co_return;
}

// --- Executors ---------------------------------------------------------------

result<void> drives(concurrencpp::manual_executor &Executor, std::chrono::system_clock::time_point End) {
  Executor.wait_for_task_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for_task_until' blocks the thread of this coroutine until it has a task
  Executor.wait_for_tasks_until(3, End);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for_tasks_until' blocks
  Executor.loop_once_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'loop_once_until' blocks
  Executor.loop_until(3, End);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'loop_until' blocks
  co_return;
}

void on_timers(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) {
  Timers.make_timer(1s, 1s, Executor, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sleep_for' blocks the thread of an event loop or executor
  Timers.make_one_shot_timer(1s, Executor, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'sleep_for' blocks the thread of an event loop or executor
}
