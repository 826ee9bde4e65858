// RUN: %check %s async-blocking-wait %t -- -isystem %standins

// What keeps a function that waits from becoming a coroutine, in its body and
// in the way it is written.

#include <alloca.h>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <memory>
#include <string>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> answer();
task<std::string> title();
task<> settle();
void use(long);
void show(const std::string &);

// --- Not fixed -------------------------------------------------------------

static int jumps() {
  void *Target = &&end;
  goto *Target;
end:
  return sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: it has a computed 'goto'
}

static int next(int N) { return N + 1; }
static int callsInItsPlace(int N) {
  if (N == 3)
    return sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: a 'return' of it is marked 'musttail'
  [[clang::musttail]] return next(N);
}

static int onItsStack(int N) {
  char *Buffer = static_cast<char *>(alloca(N));
  Buffer[0] = 'x';
  return sync_wait(answer()) + Buffer[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: it calls 'alloca', whose memory a coroutine does not keep
}

struct money {
  money(double Units) : Cents(Units * 100) {}
  explicit money(int Cents) : Cents(Cents) {}
  double Cents;
};
static money price() {
  sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: a promise may call another constructor of 'money'
  return 500;
}

class secret {
  secret(int Value) : Value(Value) {}
  int Value;

public:
  static secret make() {
    sync_wait(settle());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread until the 'cppcoro::task<void>' is complete [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: {{.*}}
    return 4;
  }
};
namespace {
class hidden {
  hidden(int Value) : Value(Value) {}

public:
  int Value;
  static hidden make() {
    sync_wait(settle());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: it returns by a constructor of '(anonymous namespace)::hidden' that is not public
    return 4;
  }
};
} // namespace

static std::shared_ptr<int> nothing() {
  sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it returns a number as 'std::shared_ptr<int>'
  return 0;
}

long static int total() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE-2]]:34: note: not fixed: something else stands between the words of the return type

static std::string heading() { return sync_wait(title()) + "!"; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<{{.*}}>' is complete [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE-2]]:39: note: not fixed: 'caption' deduces its type, and may pass on a reference
decltype(auto) caption() { return heading(); }

// --- Fixed -----------------------------------------------------------------

static int plainGoto(int N) {
  // CHECK-FIXES: static cppcoro::task<int> plainGoto(int N) {
  if (N)
    goto end;
  use(N);
end:
  return sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
}
static std::shared_ptr<int> something() {
  // CHECK-FIXES: static cppcoro::task<std::shared_ptr<int>> something() {
  sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await settle();
  return std::make_shared<int>(1);
  // CHECK-FIXES: co_return std::make_shared<int>(1);
}
static std::string literal() {
  // CHECK-FIXES: static cppcoro::task<std::string> literal() {
  sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await settle();
  return "text";
  // CHECK-FIXES: co_return "text";
}
static money exact() {
  // CHECK-FIXES: static cppcoro::task<money> exact() {
  sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await settle();
  return money(5.0);
  // CHECK-FIXES: co_return money(5.0);
}
struct stats {
  int Value;
};
int stats();

// The compiler looks at a branch that it leaves out.
static long leftOut() {
// CHECK-FIXES: static cppcoro::task<long> leftOut() {
  if constexpr (sizeof(int) == 4)
    return sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
  else
    return 0;
  // CHECK-FIXES: co_return 0;
}

task<> run(int N) {
  use(leftOut());
  // CHECK-FIXES: use(co_await leftOut());
  auto Read = [] {
  // CHECK-FIXES: auto Read = [] () -> cppcoro::task<struct stats> {
    sync_wait(settle());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
    // CHECK-FIXES: co_await settle();
    struct stats S{1};
    return S;
    // CHECK-FIXES: co_return S;
  };
  use(Read().Value);
  // CHECK-FIXES: use((co_await Read()).Value);
  use(jumps());
  use(callsInItsPlace(N));
  use(onItsStack(N));
  use(price().Cents);
  use(hidden::make().Value);
  use(nothing() == nullptr);
  use(total());
  show(caption());
  use(plainGoto(N));
  // CHECK-FIXES: use(co_await plainGoto(N));
  use(something() == nullptr);
  // CHECK-FIXES: use(co_await something() == nullptr);
  show(literal());
  // CHECK-FIXES: show(co_await literal());
  use(exact().Cents);
  // CHECK-FIXES: use((co_await exact()).Cents);
  co_return;
}
