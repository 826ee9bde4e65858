// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

// Async all the way down with libcoro: its own task, its own wait.

#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <string>
#include <vector>

coro::task<int> answer();
coro::task<void> settle();
coro::task<std::string> name();
void use(int);

static int price(int Id) { return coro::sync_wait(answer()) * Id; }
// CHECK-NOTES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks the thread of a coroutine until the 'coro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'price' is called by 'total' here
// CHECK-NOTES: {{.*}}: note: 'total' is called by the coroutine 'order' here
// CHECK-FIXES: static coro::task<int> price(int Id) { co_return co_await answer() * Id; }

namespace {
class Cart {
public:
  explicit Cart(std::vector<int> Ids) : Ids(std::move(Ids)) {}
  int total() const;
  // CHECK-FIXES: coro::task<int> total() const;
  void checkOut() {
  // CHECK-FIXES: coro::task<> checkOut() {
    coro::sync_wait(settle());
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of a coroutine until the 'coro::task<>' is complete [async-blocking-wait]
    // CHECK-NOTES: {{.*}}: note: 'checkOut' is called by the coroutine 'order' here
    // CHECK-FIXES: co_await settle();
    Ids.clear();
  }

private:
  std::vector<int> Ids;
};
int Cart::total() const {
// CHECK-FIXES: coro::task<int> Cart::total() const {
  int Sum = 0;
  const std::vector<int> Now = Ids; // Others may change what is a member.
  for (int Id : Now)
    Sum += price(Id);
    // CHECK-FIXES: Sum += co_await price(Id);
  return Sum;
  // CHECK-FIXES: co_return Sum;
}
} // namespace

coro::task<void> order(std::vector<int> Ids) {
  Cart C(std::move(Ids));
  if (C.total() > 0)
  // CHECK-FIXES: if (co_await C.total() > 0)
    C.checkOut();
    // CHECK-FIXES: co_await C.checkOut();
  co_return;
}

int main() {
  Cart C({1});
  C.checkOut();
  // CHECK-FIXES: coro::sync_wait(C.checkOut());
  return price(2);
  // CHECK-FIXES: return coro::sync_wait(price(2));
}
