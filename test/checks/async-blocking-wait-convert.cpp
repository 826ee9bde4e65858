// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <memory>
#include <string>
#include <vector>

using cppcoro::sync_wait;

cppcoro::task<int> answer();
cppcoro::task<> settle();
cppcoro::task<std::string> name();
void use(int);

// Declarations, several returns, a default argument.
static int load(int X = 3);
// CHECK-FIXES: static cppcoro::task<int> load(int X = 3);
static int load(int X) {
// CHECK-FIXES: static cppcoro::task<int> load(int X) {
  if (X)
    return X;
    // CHECK-FIXES: co_return X;
  return sync_wait(answer()) + X;
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'load' is called by the coroutine 'run' here
  // CHECK-FIXES: co_return co_await answer() + X;
}

// No value, an early return; several waits are one fix.
static void store(const std::string &S) {
// CHECK-FIXES: static cppcoro::task<> store(const std::string &S) {
  if (S.empty())
    return;
    // CHECK-FIXES: co_return;
  sync_wait(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'store' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: fixed together with the first wait in 'load'
  // CHECK-FIXES: co_await settle();
  use(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'store' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:7: note: fixed together with the first wait in 'load'
  // CHECK-FIXES: use(co_await answer());
}

// A caller has no wait of its own.
static std::string middle(int N) {
// CHECK-FIXES: static cppcoro::task<std::string> middle(int N) {
  store("x");
  // CHECK-FIXES: co_await store("x");
  if (N)
    return "abc";
    // CHECK-FIXES: co_return "abc";
  return std::to_string(load());
  // CHECK-FIXES: co_return std::to_string(co_await load());
}

// Recursion of two.
static int even(int N);
// CHECK-FIXES: static cppcoro::task<int> even(int N);
static int odd(int N) { return N == 0 ? sync_wait(answer()) : even(N - 1); }
// CHECK-NOTES: :[[@LINE-1]]:41: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'odd' is called by the coroutine 'run' here
// CHECK-FIXES: static cppcoro::task<int> odd(int N) { co_return N == 0 ? co_await answer() : co_await even(N - 1); }
static int even(int N) { return N == 0 ? 1 : odd(N - 1); }
// CHECK-FIXES: static cppcoro::task<int> even(int N) { co_return N == 0 ? 1 : co_await odd(N - 1); }

// Recursion of one.
static int depth(int N) { return N ? depth(N - 1) + 1 : sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:57: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'depth' is called by the coroutine 'run' here
// CHECK-FIXES: static cppcoro::task<int> depth(int N) { co_return N ? co_await depth(N - 1) + 1 : co_await answer(); }

// Only one of the overloads.
static int pick(char) { return 1; }
static int pick(int) { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'pick' is called by the coroutine 'run' here
// CHECK-FIXES: static cppcoro::task<int> pick(int) { co_return co_await answer(); }

// Members of a class that is seen in this file only.
namespace {
class Reader {
public:
  int next();
  // CHECK-FIXES: cppcoro::task<int> next();
  auto last() const -> int;
  // CHECK-FIXES: auto last() const -> cppcoro::task<int>;
  std::unique_ptr<Reader> child() { return std::make_unique<Reader>(); }
  static int count() { return sync_wait(answer()); }
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'count' is called by the coroutine 'run' here
  // CHECK-FIXES: static cppcoro::task<int> count() { co_return co_await answer(); }

private:
  int Position = 0;
};
int Reader::next() { return Position += sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:41: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'next' is called by the coroutine 'run' here
// CHECK-FIXES: cppcoro::task<int> Reader::next() { co_return Position += co_await answer(); }
auto Reader::last() const -> int { return sync_wait(answer()) - Position; }
// CHECK-NOTES: :[[@LINE-1]]:43: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'last' is called by the coroutine 'run' here
// CHECK-FIXES: auto Reader::last() const -> cppcoro::task<int> { co_return co_await answer() - Position; }
} // namespace

// The parameters live as long as the call's full expression.
static std::string join(const std::string &A, std::string B, int *P) {
// CHECK-FIXES: static cppcoro::task<std::string> join(const std::string &A, std::string B, int *P) {
  *P = sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'join' is called by the coroutine 'run' here
  // CHECK-FIXES: *P = co_await answer();
  return A + sync_wait(name()) + B;
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<std::{{string|basic_string<char>}}>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'join' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:14: note: fixed together with the first wait in 'join'
  // CHECK-FIXES: co_return A + co_await name() + B;
}

// Types that take more than a word.
static unsigned long total() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'total' is called by the coroutine 'run' here
// CHECK-FIXES: static cppcoro::task<unsigned long> total() { co_return co_await answer(); }
static const char *text() { return sync_wait(answer()) ? "a" : "b"; }
// CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'text' is called by the coroutine 'run' here
// CHECK-NOTES: :[[@LINE-3]]:36: note: not fixed: the return type is qualified
static std::vector<std::unique_ptr<int>> many() {
// CHECK-FIXES: static cppcoro::task<std::vector<std::unique_ptr<int>>> many() {
  std::vector<std::unique_ptr<int>> All;
  All.push_back(std::make_unique<int>(sync_wait(answer())));
  // CHECK-NOTES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'many' is called by the coroutine 'run' here
  // CHECK-FIXES: All.push_back(std::make_unique<int>(co_await answer()));
  return All;
  // CHECK-FIXES: co_return All;
}

// A caller that cannot become a coroutine keeps the wait.
struct Holder {
  Holder() : Value(load(1)) { use(load(2)); }
  // CHECK-FIXES: Holder() : Value(cppcoro::sync_wait(load(1))) { use(cppcoro::sync_wait(load(2))); }
  // CHECK-AGAIN: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  ~Holder() { store("bye"); }
  // CHECK-FIXES: ~Holder() { cppcoro::sync_wait(store("bye")); }
  int Value;
  int Member = load(4);
  // CHECK-FIXES: int Member = cppcoro::sync_wait(load(4));
};
static int Global = load(5);
// CHECK-FIXES: static int Global = cppcoro::sync_wait(load(5));

int visible() { return load(6); }
// CHECK-FIXES: int visible() { return cppcoro::sync_wait(load(6)); }
// CHECK-AGAIN: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
void handler() {
  static int Once = load(7);
  // CHECK-FIXES: static int Once = cppcoro::sync_wait(load(7));
  // CHECK-AGAIN: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  use(Once);
}
static int inHandler() {
// CHECK-FIXES: static cppcoro::task<int> inHandler() {
  try {
    return load(8);
    // CHECK-FIXES: co_return co_await load(8);
  } catch (...) {
    return load(9);
    // CHECK-FIXES: co_return cppcoro::sync_wait(load(9));
    // CHECK-AGAIN: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  }
}

cppcoro::task<> run(Reader &R) {
  int I = load(2) + load() * 2 - odd(3) + depth(2);
  // CHECK-FIXES: int I = co_await load(2) + co_await load() * 2 - co_await odd(3) + co_await depth(2);
  store(std::to_string(I));
  // CHECK-FIXES: co_await store(std::to_string(I));
  use(middle(1).size());
  // CHECK-FIXES: use((co_await middle(1)).size());
  use(pick(1) + pick('a'));
  // CHECK-FIXES: use(co_await pick(1) + pick('a'));
  use(R.next() + R.child()->last() + Reader::count());
  // CHECK-FIXES: use(co_await R.next() + co_await R.child()->last() + co_await Reader::count());
  join("a", "b", &I);
  // CHECK-FIXES: co_await join("a", "b", &I);
  (void)total();
  // CHECK-FIXES: (void)co_await total();
  for (int J = load(1); load(J) < 3; J += load(2))
  // CHECK-FIXES: for (int J = co_await load(1); co_await load(J) < 3; J += co_await load(2))
    use(load(load(J)));
    // CHECK-FIXES: use(co_await load(co_await load(J)));
  auto All = many();
  // CHECK-FIXES: auto All = co_await many();
  if (const char *T = text(); *T && even(3))
  // CHECK-FIXES: if (const char *T = text(); *T && co_await even(3))
    use(inHandler());
    // CHECK-FIXES: use(co_await inHandler());
  visible();
  handler();
  Holder H;
  use(H.Value + Global);
  co_return;
}

// Lambdas that are called where they stand.
cppcoro::task<> lambdas(int N) {
  auto Named = [&](int X) { return sync_wait(answer()) + X + N; };
  // CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-FIXES: auto Named = [&](int X) -> cppcoro::task<int> { co_return co_await answer() + X + N; };
  auto Typed = [N](int X) mutable -> long { return sync_wait(answer()) + X; };
  // CHECK-NOTES: :[[@LINE-1]]:52: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:29: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-FIXES: auto Typed = [N](int X) mutable -> cppcoro::task<long> { co_return co_await answer() + X; };
  use(Named(2) + Named(3) + Typed(1));
  // CHECK-FIXES: use(co_await Named(2) + co_await Named(3) + co_await Typed(1));
  use([] { return sync_wait(answer()); }());
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-FIXES: use(co_await [] () -> cppcoro::task<int> { co_return co_await answer(); }());
  [&] { sync_wait(settle()); }();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-FIXES: co_await [&] () -> cppcoro::task<> { co_await settle(); }();
  co_return;
}

cppcoro::task<int> returned() {
  co_return load(10);
  // CHECK-FIXES: co_return co_await load(10);
}

int main() {
  use(load(2));
  // CHECK-FIXES: use(cppcoro::sync_wait(load(2)));
  Reader R;
  sync_wait(run(R));
  sync_wait(lambdas(1));
}
