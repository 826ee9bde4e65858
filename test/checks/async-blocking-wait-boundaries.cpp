// RUN: %check %s async-blocking-wait %t \
// RUN:     -config="{CheckOptions: {async-blocking-wait.Boundaries: 'app::bridge;::app::Cli::.*;legacy.*'}}" \
// RUN:     -- -isystem %standins -pthread
// RUN: %tidy --checks=-*,async-blocking-wait --config="{CheckOptions: \
// RUN:   {async-blocking-wait.Boundaries: 'app::[', \
// RUN:    async-blocking-wait.Scope: nowhere}}" %s -- -std=c++20 \
// RUN:   -isystem %standins 2>&1 | FileCheck %s --check-prefix=BAD
// BAD-DAG: bad regular expression in option 'Boundaries', ignored: 'app::['
// BAD-DAG: invalid configuration value 'nowhere' for option 'async-blocking-wait.Scope'

// Functions where the user says that waiting is the point.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

using cppcoro::sync_wait;

cppcoro::task<int> answer();
void use(int);

namespace app {
int bridge() { return sync_wait(answer()); }
static int behind() { return sync_wait(answer()); }
struct Cli {
  int run() { return sync_wait(answer()) + behind(); }
};
// The whole name must match.
int bridged() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks the thread of a coroutine until
} // namespace app

int legacyCall() { return sync_wait(answer()); }
int notLegacy() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sync_wait' blocks the thread until

// What a coroutine calls is no exception: the user knows why.
cppcoro::task<> caller() {
  use(app::bridge() + app::bridged());
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}
cppcoro::task<> legacyCoroutine() {
  use(sync_wait(answer()));
  co_return;
}

// A benchmark measures the wait, too.
namespace benchmark {
class State;
}
namespace app {
class State;
}
void measureAll(benchmark::State &) { use(sync_wait(answer())); }
void observe(app::State &) { use(sync_wait(answer())); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread until

// In a test, it is the point: in the classes of tests, in what registers one, and
// in the object that is handed over to be tested.
namespace CppUnit {
struct TestFixture {
  virtual ~TestFixture();
};
} // namespace CppUnit
namespace QTest {
template <typename T> int qExec(T *);
} // namespace QTest
namespace Catch {
int makeTestInvoker(void (*)());
} // namespace Catch
namespace doctest::detail {
struct TestCase {
  explicit TestCase(void (*)());
};
} // namespace doctest::detail
namespace boost {
struct function {
  template <typename F> function(F, int = 0);
};
namespace unit_test {
int make_test_case(const function &, const char *);
} // namespace unit_test
} // namespace boost
namespace app {
int keep(void (*)());
struct Fixture {
  virtual ~Fixture();
};
} // namespace app

struct Cases : CppUnit::TestFixture {
  void first() { use(sync_wait(answer())); }
};
struct Object {
  void first() { use(sync_wait(answer())); }
};
int runObject(Object &O) { return QTest::qExec(&O); }
static void forCatch() { use(sync_wait(answer())); }
static const int InCatch = Catch::makeTestInvoker(&forCatch);
static void forDoctest() { use(sync_wait(answer())); }
static const doctest::detail::TestCase InDoctest(forDoctest);
static void forBoost() { use(sync_wait(answer())); }
static const int InBoost = boost::unit_test::make_test_case(&forBoost, "name");
// No test.
struct Others : app::Fixture {
  void first() { use(sync_wait(answer())); }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until
};
void forNobody() { use(sync_wait(answer())); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks the thread until
static const int Kept = app::keep(&forNobody);
