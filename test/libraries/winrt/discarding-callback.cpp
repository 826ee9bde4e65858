// RUN: %check %s async-discarding-callback %t -- -isystem %standins -Wno-unused

#include <functional>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::System::DispatcherQueue;

IAsyncAction save(int Id);
void onTick(std::function<void()> Callback);
void onLoad(std::function<IAsyncAction()> Callback);

void registers() {
  onTick([]() -> IAsyncAction { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
  onTick([] { return save(2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> IAsyncAction { co_await save(1); });
  onTick([] {});
  onTick([]() -> winrt::fire_and_forget { co_await save(1); });
}
// Operations run by themselves, and so handlers of events are written.
void queued(DispatcherQueue Queue) {
  Queue.TryEnqueue([]() -> IAsyncAction { co_await save(1); });
  Queue.TryEnqueue([] {});
}
