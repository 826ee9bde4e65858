// RUN: %check %s async-blocking-call %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// Why a call that blocks stays one.

#include "home_io.h"

using home::io_task;
using home::task;

void use(int);

io_task<> queries(home::database &Base) {
  use(Base.query(1));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: use(co_await Base.query_async(1));
  use(Base.query<int>(1));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'query' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: it is not called by its plain name
  Base.ping();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'ping' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: there is no 'ping_async' beside it
  home::connect();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: there is no 'connect_async' beside it
  co_return;
}

io_task<> reads(home::socket &Socket) {
  use(Socket.read(1));
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'read' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: use(co_await Socket.async_read(1, home::use_task));
  use(Socket.read<int>());
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'read' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:14: note: not fixed: it is not called by its plain name
  co_return;
}

home::io_job readsInJob(home::socket &Socket) {
  use(Socket.read(1));
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'read' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:14: note: not fixed: 'home::use_task' is for coroutines that return 'home::io_task'
  co_return;
}

task<> readsElsewhere(home::socket &Socket) {
  use(Socket.read(1));
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'read' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:14: note: not fixed: no awaiting form of 'read' is known
  co_return;
}

/// A number that only its library converts.
struct amount {};
io_task<> waits(std::chrono::milliseconds Known,
                std::chrono::duration<amount> Unknown) {
  home::pause(Known);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'pause' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await home::sleep(Known);
  home::pause(Unknown);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'pause' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: its duration is not known
  co_return;
}
