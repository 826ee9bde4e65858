// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <thread>

using concurrencpp::result;
using namespace std::chrono_literals;

result<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await queue->make_delay_object(10ms, executor)' with a timer queue and the executor to resume on
  co_return;
}
// The queue and the executor are in reach.
result<void> delays(concurrencpp::timer_queue &Queue, std::shared_ptr<concurrencpp::executor> Executor) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await Queue.make_delay_object(10ms, Executor);
  co_return;
}
class poller {
public:
  result<void> poll() {
    std::this_thread::sleep_for(1s);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-FIXES: co_await Queue->make_delay_object(1s, Executor);
    std::this_thread::sleep_for(10us);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the duration is finer than the one wanted
    co_return;
  }

private:
  std::shared_ptr<concurrencpp::timer_queue> Queue;
  std::shared_ptr<concurrencpp::thread_pool_executor> Executor;
};
// Two executors: which one?
result<void> which(concurrencpp::timer_queue &Queue, std::shared_ptr<concurrencpp::executor> Executor,
                   std::shared_ptr<concurrencpp::executor> Other) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await queue->make_delay_object(10ms, executor)' with a timer queue and the executor to resume on
  co_return;
}

concurrencpp::lazy_result<void> looped(concurrencpp::manual_executor &Executor) {
  Executor.wait_for_task();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'wait_for_task' blocks the thread of this coroutine until it has a task [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'wait_for_task' is known
  Executor.wait_for_tasks_for(2, 10ms);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'wait_for_tasks_for' blocks the thread of this coroutine until it has as many tasks [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'wait_for_tasks_for' is known
  Executor.loop_for(2, 10ms);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'loop_for' blocks the thread of this coroutine until it has run as many tasks [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'loop_for' is known
  co_return;
}
result<void> ended(concurrencpp::runtime &Runtime) {
  Runtime.timer_queue()->shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'shutdown' blocks the thread of this coroutine until its thread has ended [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:26: note: not fixed: no awaiting form of 'shutdown' is known
  Runtime.thread_executor()->shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: 'shutdown' blocks the thread of this coroutine until its threads have ended [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:30: note: not fixed: no awaiting form of 'shutdown' is known
  co_return;
}
result<void> posted(concurrencpp::worker_thread_executor &Worker) {
  Worker.post([] { std::this_thread::sleep_for(10ms); });
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:20: note: not fixed: the enclosing lambda is not a coroutine
  co_return;
}

// --- Silent ------------------------------------------------------------------

result<void> delayed(concurrencpp::runtime &Runtime) {
  co_await Runtime.timer_queue()->make_delay_object(
      10ms, Runtime.thread_pool_executor());
}
result<void> asks(concurrencpp::manual_executor &Executor) {
  Executor.loop_once();
  Executor.loop_once_for(0ms);
  Executor.shutdown();
  co_return;
}
// Its threads exist to be blocked.
result<void> background(concurrencpp::runtime &Runtime) {
  co_await concurrencpp::resume_on(Runtime.background_executor());
  std::this_thread::sleep_for(10ms);
}
result<void> in_a_thread(concurrencpp::runtime &Runtime) {
  co_await Runtime.thread_executor()->submit(
      [] { std::this_thread::sleep_for(10ms); });
}
result<void> in_the_background(concurrencpp::runtime &Runtime) {
  co_await Runtime.background_executor()->submit(
      [] { std::this_thread::sleep_for(10ms); });
}
void loops(concurrencpp::manual_executor &Executor) {
  Executor.wait_for_task();
  Executor.loop(1);
}
