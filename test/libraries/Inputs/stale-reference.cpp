// What every library's stale-reference.cpp has in common; that one declares `task`,
// `save`, and what only that library has.

class cart {
public:
  void add(int Id) { Items.push_back(Id); }

  task<void> first() {
    const auto &First = Items.front();
    // CHECK-FIXES: const auto First = Items.front();
    co_await save(1);
    co_await save(First);
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'First' may be stale here: 'Items' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-5]]:17: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :[[@LINE-10]]:22: note: 'add' changes 'Items' here
  }
  task<void> all() {
    for (int Item : Items)
      // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Items' can change while the coroutine is suspended in it [async-stale-reference]
      // CHECK-NOTES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :[[@LINE-16]]:22: note: 'add' changes 'Items' here
      // CHECK-NOTES: :[[@LINE-4]]:5: note: the loop goes over a copy: it visits what was removed meanwhile, and not what was added
      co_await save(Item);
  }

  // --- Silent ----------------------------------------------------------------

  task<void> a_copy() {
    const int First = Items.front();
    co_await save(1);
    co_await save(First);
  }
  task<void> the_last_use() {
    auto First = Items.begin();
    co_await save(*First);
  }
  task<void> its_own(std::vector<int> Own) {
    for (int &Item : Own)
      co_await save(Item);
  }
  task<void> fixed() {
    for (const int &Item : Kinds)
      co_await save(Item);
  }

private:
  std::vector<int> Items;
  const std::vector<int> Kinds;
};
