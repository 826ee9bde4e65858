// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused
// RUN: %check %s async-discarding-callback %t -check-suffixes=,OPTION -config="{CheckOptions: {async-discarding-callback.CompletionHandler: report_failure}}" -- -isystem %standins -Wno-unused

#include <functional>
#include <iostream>
#include <wil/coroutine.h>

wil::task<> save(int Id);
void report_failure(std::exception_ptr Failure);
void onTick(std::function<void()> Callback);
void onLoad(std::function<wil::task<>()> Callback);

void registers() {
  onTick([]() -> wil::task<> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:10: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: onTick([call = []() -> wil::task<> { co_await save(1); }] {
  // CHECK-FIXES-NOTES-NEXT:     (void)[](auto call) -> wil::task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: onTick([call = []() -> wil::task<> { co_await save(1); }] {
  // CHECK-FIXES-OPTION-NEXT:     (void)[](auto call) -> wil::task<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
  onTick([] { return save(2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:10: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: onTick([call = [] { return save(2); }] {
  // CHECK-FIXES-NOTES-NEXT:     (void)[](auto call) -> wil::task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: onTick([call = [] { return save(2); }] {
  // CHECK-FIXES-OPTION-NEXT:     (void)[](auto call) -> wil::task<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> wil::task<> { co_await save(1); });
  onTick([] {});
  onTick([] { save(1).get(); });
}
