// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

#include <folly/Function.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <algorithm>
#include <iostream>
#include <vector>

folly::coro::Task<void> save();
void dropped() {
  folly::Function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the task that 'save' returns is dropped by 'folly::Function<void ()>', so it never runs
  folly::Function<folly::coro::Task<void>()> Kept = save;
}

folly::coro::Task<int> load(int Id);
folly::coro::Task<void> each(std::vector<int> Ids, folly::Executor *Executor) {
  std::for_each(Ids.begin(), Ids.end(), [](int Id) { return load(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that this lambda returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await [](int Id) { return load(Id); }(element);
  Executor->add([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that this lambda returns is dropped by 'folly::Function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES-NOTES: Executor->add([Executor, call = [] { return save(); }] {
  // CHECK-FIXES-NOTES-NEXT:     folly::coro::co_withExecutor(Executor, [](auto call) -> folly::coro::Task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call)).start([](auto &&) {});
  // CHECK-FIXES-NOTES-NEXT:   });
  Executor->add(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'save' returns is dropped by 'folly::Function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES-NOTES: Executor->add([Executor, call = save] {
  // CHECK-FIXES-NOTES-NEXT:     folly::coro::co_withExecutor(Executor, [](auto call) -> folly::coro::Task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call)).start([](auto &&) {});
  // CHECK-FIXES-NOTES-NEXT:   });
  co_return;
}

// --- Silent ------------------------------------------------------------------

void kept(folly::coro::AsyncScope &Scope, folly::Executor *Executor) {
  Executor->add([&Scope, Executor] { Scope.add(co_withExecutor(Executor, save())); });
  Executor->add([Executor] { co_withExecutor(Executor, save()).start(); });
}
folly::Future<int> chained(folly::Future<int> First) {
  return std::move(First).thenValue([](int Id) { return folly::makeFuture(Id); });
}
