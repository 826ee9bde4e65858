// What every library's stale-check.cpp has in common; that one declares `task`,
// `save`, and what only that library has.

class cart {
public:
  void drop() { Owner.reset(); }
  void clear() { Items.clear(); }

  task<void> owned() {
    if (!Owner)
      co_return;
    co_await save(1);
    // CHECK-FIXES: co_await save(1);
    // CHECK-FIXES-NEXT: if (!Owner)
    // CHECK-FIXES-NEXT: co_return;
    co_await save(*Owner);
    // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'Owner' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    // CHECK-NOTES: :[[@LINE-8]]:10: note: it is tested here
    // CHECK-NOTES: :[[@LINE-7]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :[[@LINE-14]]:17: note: 'drop' changes 'Owner' here
    // CHECK-NOTES: :[[@LINE-5]]:20: note: the coroutine ends early then, in the middle of what it has begun
  }
  task<void> filled() {
    while (!Items.empty()) {
      co_await save(1);
      co_await save(Items.back());
      // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Items' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
      // CHECK-NOTES: :[[@LINE-4]]:13: note: it is tested here
      // CHECK-NOTES: :[[@LINE-4]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :[[@LINE-23]]:18: note: 'clear' changes 'Items' here
      // CHECK-NOTES: :[[@LINE-5]]:21: note: not fixed: what to do when it is gone is for you to tell
    }
  }

  // --- Silent ----------------------------------------------------------------

  task<void> tested_again() {
    if (!Owner)
      co_return;
    co_await save(1);
    if (Owner)
      co_await save(*Owner);
  }
  task<void> before() {
    if (!Owner)
      co_return;
    co_await save(*Owner);
  }
  task<void> a_copy() {
    if (Items.empty())
      co_return;
    const int Last = Items.back();
    co_await save(1);
    co_await save(Last);
  }
  task<void> a_fresh_one() {
    if (!Owner)
      co_return;
    co_await save(1);
    Owner = std::make_unique<int>(1);
    co_await save(*Owner);
  }

private:
  std::unique_ptr<int> Owner;
  std::vector<int> Items;
};
