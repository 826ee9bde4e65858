// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <chrono>
#include <thread>
#include <wil/coroutine.h>

extern "C" unsigned long WaitForSingleObject(void *Handle,
                                             unsigned long Milliseconds);

using namespace std::chrono_literals;

wil::task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: C++/WinRT has 'co_await winrt::resume_after(10ms)', which goes on in the thread pool
  co_return;
}
wil::com_task<bool> waits(void *Event) {
  co_return WaitForSingleObject(Event, 1000) == 0;
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'WaitForSingleObject' blocks the thread of this coroutine until the object is signaled or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
}

// --- Silent ------------------------------------------------------------------

wil::com_task<bool> asks(void *Event) {
  co_return WaitForSingleObject(Event, 0) == 0;
}
wil::task<> in_a_thread() {
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
  co_return;
}
bool elsewhere(void *Event) { return WaitForSingleObject(Event, 1000) == 0; }

// --- The rest of the Windows API -----------------------------------------------

extern "C" unsigned long SleepEx(unsigned long Milliseconds, int Alertable);
extern "C" unsigned long WaitForSingleObjectEx(void *, unsigned long, int);
extern "C" unsigned long WaitForMultipleObjects(unsigned long, void *const *, int, unsigned long);
extern "C" unsigned long WaitForMultipleObjectsEx(unsigned long, void *const *, int, unsigned long, int);

wil::task<> more_waits(void *Event) {
  SleepEx(10, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SleepEx' blocks the thread of this coroutine until the time is up
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'SleepEx' is known
  WaitForSingleObjectEx(Event, 1000, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForSingleObjectEx' blocks the thread of this coroutine until the object is signaled or the time is up
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
  WaitForMultipleObjects(1, &Event, 1, 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForMultipleObjects' blocks the thread of this coroutine until objects are signaled or the time is up
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'WaitForMultipleObjects' is known
  WaitForMultipleObjectsEx(1, &Event, 1, 1000, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForMultipleObjectsEx' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'WaitForMultipleObjectsEx' is known
  co_return;
}
wil::task<> more_questions(void *Event, unsigned long Limit) {
  SleepEx(0, 1);
  WaitForSingleObjectEx(Event, 0, 1);
  WaitForMultipleObjects(1, &Event, 1, Limit);
  WaitForMultipleObjectsEx(1, &Event, 1, 0, 1);
  co_return;
}

// --- Its own -------------------------------------------------------------------

namespace wil {
template <typename Storage> struct event_t {
  bool wait(unsigned long Milliseconds = 0xFFFFFFFF, int Alertable = 0) const;
  bool is_signaled() const;
};
template <typename Storage> struct semaphore_t {
  int acquire(unsigned long *Status = nullptr, unsigned long Milliseconds = 0xFFFFFFFF) const;
};
template <typename Storage> struct mutex_t {
  int acquire(unsigned long *Status = nullptr, unsigned long Milliseconds = 0xFFFFFFFF) const;
};
bool handle_wait(void *Handle, unsigned long Milliseconds = 0xFFFFFFFF);
} // namespace wil
wil::task<bool> waits_for_all(wil::event_t<int> &Event, wil::semaphore_t<int> &Slots, wil::mutex_t<int> &Mutex,
                              void *Handle, unsigned long *Status) {
  Event.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the event is set or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
  wil::handle_wait(Handle, 100);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'handle_wait' blocks the thread of this coroutine until the object is signaled or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
  Slots.acquire();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'acquire' blocks the thread of this coroutine until the semaphore is released or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'acquire' is known
  // With ReportLocks.
  Mutex.acquire();
  // They ask.
  Event.wait(0);
  Slots.acquire(Status, 0);
  co_return Event.is_signaled() && wil::handle_wait(Handle, 0);
}
