// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins -pthread
// What has no awaiting form, other threads do.

#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <mutex>
#include <thread>


exec::task<void> joins(exec::static_thread_pool &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await stdexec::starts_on(Pool.get_scheduler(), stdexec::just() | stdexec::then([&] { Thread.join(); }));
  co_return;
}
// Threads own locks.
exec::task<void> locked(exec::static_thread_pool &Pool, std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
