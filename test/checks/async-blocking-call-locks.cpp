// RUN: %check %s async-blocking-call %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// No awaited twin where a lock of the thread is held.

#include "home_io.h"
#include <mutex>
#include <optional>

using home::io_task;

void use(int);
std::mutex m;

io_task<> queries(home::database &Base) {
  m.lock();
  use(Base.query(1));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'm' would be locked while the coroutine is suspended
  m.unlock();
  use(Base.query(2));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: use(co_await Base.query_async(2));
  std::optional<std::unique_lock<std::mutex>> Held(m);
  use(Base.query(3));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
  Held->unlock();
  use(Base.query(4));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: use(co_await Base.query_async(4));
  co_return;
}
