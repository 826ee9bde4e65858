// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread -Wno-unused

// What the other tests of stdexec leave out.

#include <exec/task.hpp>
#include <stdexec/execution.hpp>

// The names of C++26.
namespace std::this_thread {
inline constexpr stdexec::sync_wait_with_variant_t sync_wait_with_variant{};
} // namespace std::this_thread
namespace std::execution {
template <class T> using task = exec::task<T>;
} // namespace std::execution

exec::task<int> load(int Id);

exec::task<void> waits() {
  stdexec::sync_wait_with_variant(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait_with_variant' blocks the thread of this coroutine until
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its result is a variant of all that may be sent
  std::this_thread::sync_wait_with_variant(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait_with_variant' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its result is a variant of all that may be sent
  co_await load(3);
}
