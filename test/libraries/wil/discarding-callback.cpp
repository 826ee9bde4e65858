// RUN: %check %s async-discarding-callback %t -- -isystem %standins -Wno-unused

#include <functional>
#include <wil/coroutine.h>

wil::task<> save(int Id);
void onTick(std::function<void()> Callback);
void onLoad(std::function<wil::task<>()> Callback);

void registers() {
  onTick([]() -> wil::task<> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
  onTick([] { return save(2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> wil::task<> { co_await save(1); });
  onTick([] {});
  onTick([] { save(1).get(); });
}
