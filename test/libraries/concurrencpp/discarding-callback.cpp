// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-discarding-callback %t -check-suffixes=,OPTION -config="{CheckOptions: {async-discarding-callback.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <functional>
#include <iostream>

concurrencpp::result<void> save(int Id);
void report_failure(std::exception_ptr Failure);
void onTick(std::function<void()> Callback);
void onLoad(std::function<concurrencpp::result<void>()> Callback);

void registers() {
  onTick([]() -> concurrencpp::result<void> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:10: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: onTick([call = []() -> concurrencpp::result<void> { co_await save(1); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: onTick([call = []() -> concurrencpp::result<void> { co_await save(1); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
}

// What it changes cannot be copied for the task.
void onChange(std::function<void(int &)> Callback);
void changes() {
  onChange([](int &Id) -> concurrencpp::result<void> { co_await save(++Id); });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: the task that this lambda returns is dropped by 'std::function<void (int &)>', so nobody sees its result or its exception
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: give it a callable that takes care of what the task throws
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
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:12: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: Any.post([call = []() -> concurrencpp::result<void> { co_await save(1); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: Any.post([call = []() -> concurrencpp::result<void> { co_await save(1); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
  Pool.post([] { return save(2); });
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task that this lambda returns is dropped by 'concurrencpp::derivable_executor{{.*}}::post'
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:13: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: Pool.post([call = [] { return save(2); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: Pool.post([call = [] { return save(2); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
  Threads.post([] { return save(3); });
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: the task that this lambda returns is dropped by
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:16: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: Threads.post([call = [] { return save(3); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: Threads.post([call = [] { return save(3); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> concurrencpp::null_result {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
  // Whoever submits gets it.
  auto Later = Pool.submit([] { return save(4); });
  Pool.post([] {});
}
