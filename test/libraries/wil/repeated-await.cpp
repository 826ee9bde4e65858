// RUN: %check %s async-repeated-await %t -- -isystem %standins -Wno-unused

// The second await crashes.

#include <utility>
#include <wil/coroutine.h>

wil::task<int> load(int Id);
wil::com_task<int> count(int Id);

wil::task<int> twice(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  int Second = co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'Task' is awaited again; a 'wil::task<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: int Second = First;
  co_return First + Second;
}
wil::com_task<int> waitsAgain(int Id) {
  auto Task = count(Id);
  int First = co_await std::move(Task).resume_any_thread();
  co_return First + co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Task' is awaited after it was used by 'resume_any_thread'; a 'wil::com_task<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:34: note: it is used by 'resume_any_thread' here first
  // CHECK-NOTES: :[[@LINE-3]]:21: note: not fixed: the first use kept no result
}

// --- Silent ------------------------------------------------------------------

wil::task<int> either(int Id, bool Up) {
  auto Task = load(Id);
  if (Up)
    co_return co_await std::move(Task) + 1;
  co_return co_await std::move(Task);
}
wil::com_task<int> again(int Id) {
  auto Task = count(Id);
  int First = co_await std::move(Task);
  Task = count(Id + 1);
  co_return First + co_await std::move(Task);
}
