// RUN: %check %s async-blocking-wait %t -- -isystem %S/Inputs -Wno-unused

// Waits that are reached, or stand, outside of functions' bodies.

#include "home_task.h"
#include <type_traits>
#include <utility>

void use(int);
home::task<int> answer();

//===--- Run by whoever leaves them out ------------------------------------===//

static int limit() { return home::sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of a coroutine until the 'home::task<int>' is complete [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE+2]]:21: note: 'limit' is called by the coroutine 'list' here
// CHECK-MESSAGES: :[[@LINE-3]]:29: note: not fixed: only default arguments and the initializers of members call it
int page(int Size = limit()) { return Size; }
home::task<> list() {
  use(page());
  co_return;
}

static int capacity() { return home::sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine
// CHECK-MESSAGES: :[[@LINE-2]]:32: note: not fixed: only default arguments and the initializers of members call it
struct buffer {
  int Capacity = capacity();
};
home::task<> fill() {
  buffer Buffer;
  use(Buffer.Capacity);
  co_return;
}

//===--- Types that are looked at ------------------------------------------===//

template <class T, class = void> struct has_size : std::false_type {};
template <class T>
struct has_size<T, std::enable_if_t<std::is_integral_v<decltype(std::declval<const T &>().size_now())>>> : std::true_type {};
namespace {
struct file {
  int size_now() const { return home::sync_wait(answer()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sync_wait' blocks the thread of a coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: not fixed: its type is asked for in an unevaluated operand
  int other() const { return home::sync_wait(answer()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread of a coroutine
  // CHECK-FIXES: home::task<int> other() const { co_return co_await answer(); }
};
} // namespace
home::task<> open() {
  file File;
  use(File.size_now());
  use(File.other());
  // CHECK-FIXES: use(co_await File.other());
  use(has_size<file>::value);
  co_return;
}

//===--- In a constructor's initializers ------------------------------------===//

struct session {
  int Id;
  session() : Id(home::sync_wait(answer())) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of a coroutine
  explicit session(int Id) : Id(Id) {}
};
home::task<> connect() {
  session First;
  session Second(1);
  co_return;
}
