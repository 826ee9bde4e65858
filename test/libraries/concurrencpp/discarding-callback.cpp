// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <functional>

concurrencpp::result<void> save(int Id);
void onTick(std::function<void()> Callback);
void onLoad(std::function<concurrencpp::result<void>()> Callback);

void registers() {
  onTick([]() -> concurrencpp::result<void> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> concurrencpp::result<void> { co_await save(1); });
  onTick([] {});
}

// --- Executors -----------------------------------------------------------------

void posts(concurrencpp::executor &Any, concurrencpp::thread_pool_executor &Pool,
           concurrencpp::thread_executor &Threads) {
  Any.post([]() -> concurrencpp::result<void> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: the task that this lambda returns is dropped by 'concurrencpp::executor::post', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: give it a callable that takes care of what the task throws
  Pool.post([] { return save(2); });
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task that this lambda returns is dropped by 'concurrencpp::derivable_executor{{.*}}::post'
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: give it a callable that takes care of what the task throws
  Threads.post([] { return save(3); });
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: the task that this lambda returns is dropped by
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: give it a callable that takes care of what the task throws
  // Whoever submits gets it.
  auto Later = Pool.submit([] { return save(4); });
  Pool.post([] {});
}
