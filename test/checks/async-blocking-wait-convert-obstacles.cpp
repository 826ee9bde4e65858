// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <atomic>
#include <cstdarg>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

using cppcoro::sync_wait;

cppcoro::task<int> answer();
cppcoro::task<> settle();
cppcoro::task<std::string> name();
void use(int);
#define CALL(x) x
#define WAIT(x) cppcoro::sync_wait(x)

int visible() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'visible' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:24: note: not fixed: 'visible' can be called from other files
inline int shared() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'shared' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:30: note: not fixed: 'shared' can be called from other files
struct Open {
  int member() { return sync_wait(answer()); }
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'member' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:25: note: not fixed: 'member' can be called from other files
};

namespace {
struct Base {
  Base() { sync_wait(settle()); }
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'Base' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: not fixed: a constructor or destructor cannot be a coroutine
  ~Base() { sync_wait(settle()); }
  virtual int virtually() { return sync_wait(answer()); }
  // CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'virtually' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:36: note: not fixed: 'virtually' is virtual
  int operator+(int) { return sync_wait(answer()); }
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'operator+' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:31: note: not fixed: 'operator+' is an operator
  operator bool() { return sync_wait(answer()); }
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'operator bool' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:28: note: not fixed: 'operator bool' is a conversion
};
} // namespace

static int addressTaken() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'addressTaken' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:36: note: not fixed: the address of 'addressTaken' is taken
int (*Pointer)() = &addressTaken;
static int handedOver() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'handedOver' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:34: note: not fixed: the address of 'handedOver' is taken
void take(std::function<int()>);
static int &reference(int &I) { return I = sync_wait(answer()), I; }
// CHECK-NOTES: :[[@LINE-1]]:44: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'reference' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:44: note: not fixed: 'reference' returns a reference
static auto deduced() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'deduced' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:32: note: not fixed: 'deduced' has a deduced return type
static int variable(int N, ...) { return sync_wait(answer()) + N; }
// CHECK-NOTES: :[[@LINE-1]]:42: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'variable' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:42: note: not fixed: 'variable' has variable arguments
static int never() noexcept { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'never' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:38: note: not fixed: 'never' is 'noexcept', and a coroutine stores what it throws
extern "C" {
static int forC() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'forC' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:28: note: not fixed: 'forC' is 'extern "C"'
}
template <typename T> static T generic(T X) { return X + sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:58: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'generic' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:58: note: not fixed: 'generic' is a template or a template's member
static cppcoro::task<int> already() {
  sync_wait(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'already' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'already' returns 'cppcoro::task<int>'
  return answer();
}
static std::pair<int, int> braced() { return {sync_wait(answer()), 1}; }
// CHECK-NOTES: :[[@LINE-1]]:47: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'braced' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:47: note: not fixed: it returns a braced list
static int *null() {
  sync_wait(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'null' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: it returns a number as 'int *'
  return 0;
}
static std::atomic<int> immovable() {
  return std::atomic<int>(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'immovable' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:27: note: not fixed: 'immovable' returns what cannot be moved
}
static int byImmovable(std::atomic<int> A) { return sync_wait(answer()) + A; }
// CHECK-NOTES: :[[@LINE-1]]:53: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'byImmovable' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:53: note: not fixed: parameter 'A' cannot be moved into a coroutine
static int inMacro() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'inMacro' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:31: note: not fixed: a macro calls it
static int tried() try {
  return sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'tried' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: not fixed: 'tried' has a function try block
} catch (...) {
  return 1;
}
static int measured() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'measured' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:32: note: not fixed: its type is asked for in an unevaluated operand
static_assert(sizeof(measured()) == 4);
static std::string extended() { return sync_wait(name()); }
// CHECK-NOTES: :[[@LINE-1]]:40: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<std::{{string|basic_string<char>}}>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'extended' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:40: note: not fixed: a reference extends the life of its result
static int locked(std::mutex &M) {
  std::lock_guard Guard(M);
  return sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'locked' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
}
static int caught() {
  try {
    use(1);
  } catch (...) {
    return sync_wait(answer());
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: {{.*}}: note: 'caught' is called by the coroutine 'run' here
    // CHECK-NOTES: :[[@LINE-3]]:12: note: not fixed: 'co_await' is not allowed in a catch handler
  }
  return 2;
}
static int variableLength(int N) {
  int Array[N];
  return sync_wait(answer()) + sizeof(Array);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'variableLength' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: not fixed: 'Array' has a variable length
}
static int fromTemplate() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'fromTemplate' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:36: note: not fixed: a template calls it
template <typename T> T callsIt(T X) { return X + fromTemplate(); }
namespace {
struct Mutex {
  void lock() { sync_wait(settle()); }
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'lock' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:17: note: not fixed: a template calls it
  void unlock() {}
};
struct Range {
  int *begin() { return sync_wait(settle()), nullptr; }
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'begin' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:25: note: not fixed: it is called without being named
  int *end() { return nullptr; }
};
} // namespace
const int &keep(const int &);
[[gnu::const]] static int attribute() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:48: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'attribute' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:48: note: not fixed: 'attribute' has the attribute 'const'

cppcoro::task<> run(Open &O, Mutex &M, std::mutex &S) {
  use(visible() + shared() + O.member());
  Base B;
  use(B.virtually() + (B + 1) + bool(B));
  use(addressTaken() + handedOver());
  take(handedOver);
  int I = 0;
  use(reference(I) + deduced() + variable(1, 2) + never() + forC());
  use(generic(1));
  co_await already();
  use(braced().first + *null() + immovable() + byImmovable(3));
  use(CALL(inMacro()));
  use(tried() + measured());
  for (char C : extended())
    use(C);
  use(locked(S) + caught() + variableLength(3) + callsIt(1) + fromTemplate());
  std::lock_guard Guard(M);
  M.lock();
  for (int J : Range())
    use(J);
  use(attribute());
  co_return;
}

cppcoro::task<> lambdas(std::vector<int> Many) {
  auto Passed = [] { return sync_wait(answer()); };
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-NOTES: :[[@LINE-3]]:29: note: not fixed: the lambda is passed on
  use(Passed());
  take(Passed);
  take([] { return sync_wait(answer()); });
  auto Generic = [](auto X) { return sync_wait(answer()) + X; };
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-NOTES: :[[@LINE-3]]:38: note: not fixed: the lambda stands in a template
  use(Generic(1));
  auto Never = []() noexcept { return sync_wait(answer()); };
  // CHECK-NOTES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-NOTES: :[[@LINE-3]]:39: note: not fixed: the lambda is 'noexcept'
  use(Never());
  auto Captured = [] { return sync_wait(answer()); };
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+3]]:36: note: this lambda is called by this lambda here
  // CHECK-NOTES: :[[@LINE+3]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-NOTES: :[[@LINE-4]]:31: note: not fixed: the lambda is passed on
  auto Outer = [Captured] { return Captured(); };
  use(Outer());
  std::function<int()> Erased = [] { return sync_wait(answer()); };
  use(Erased());
  co_return;
}

// One type for several names.
static int one(), another(), *Counter;
static int one() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'one' is called by the coroutine 'several' here
// CHECK-NOTES: :[[@LINE-3]]:27: note: not fixed: its declaration holds more than this function
static int another() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'another' is called by the coroutine 'several' here
// CHECK-NOTES: :[[@LINE-3]]:31: note: not fixed: its declaration holds more than this function
static int two(int A, int B);
// CHECK-FIXES: static cppcoro::task<int> two(int A, int B);
static int two(int A, int B) { return sync_wait(answer()) + A + B; }
// CHECK-NOTES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'two' is called by the coroutine 'several' here
// CHECK-FIXES: static cppcoro::task<int> two(int A, int B) { co_return co_await answer() + A + B; }
cppcoro::task<> several() {
  Counter = nullptr;
  use(one());
  use(another());
  use(two(1, 2));
  // CHECK-FIXES: use(co_await two(1, 2));
  co_return;
}
