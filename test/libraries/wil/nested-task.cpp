// RUN: %check %s async-nested-task %t -- -isystem %standins -Wno-unused

#include <utility>
#include <wil/coroutine.h>

wil::task<wil::task<>> prepare();
wil::com_task<wil::com_task<int>> open();

wil::task<> oneStep() {
  co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
wil::com_task<> oneStepOfCom() {
  co_await open();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await open();
}

// --- Silent ------------------------------------------------------------------

wil::task<> twoSteps() { co_await co_await prepare(); }
wil::com_task<int> later() {
  auto Task = co_await open();
  co_return co_await std::move(Task);
}
wil::task<wil::task<>> handedOn() { co_return co_await prepare(); }
