// RUN: %check %s async-stale-reference %t -- -isystem %standins -Wno-unused

#include <vector>
#include <winrt/Windows.Foundation.h>

// As in <winrt/base.h>.
namespace winrt {
struct slim_mutex {
  void lock() noexcept;
  void lock_shared() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &M) noexcept : Mutex(M) { Mutex.lock(); }
  ~slim_lock_guard() noexcept { Mutex.unlock(); }
  slim_mutex &Mutex;
};
} // namespace winrt

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction save(int Id);

class cart {
public:
  void add(int Id) { Items.push_back(Id); }

  IAsyncAction first() {
    const auto &First = Items.front();
    // CHECK-FIXES: const auto First = Items.front();
    co_await save(1);
    co_await save(First);
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'First' may be stale here: 'Items' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-5]]:17: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :[[@LINE-10]]:22: note: 'add' changes 'Items' here
  }
  IAsyncAction all() {
    for (int Item : Items)
      // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Items' can change while the coroutine is suspended in it [async-stale-reference]
      // CHECK-NOTES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :[[@LINE-16]]:22: note: 'add' changes 'Items' here
      // CHECK-NOTES: :[[@LINE-4]]:5: note: the loop goes over a copy: it visits what was removed meanwhile, and not what was added
      co_await save(Item);
  }

  // --- Silent ----------------------------------------------------------------

  IAsyncAction a_copy() {
    const int First = Items.front();
    co_await save(1);
    co_await save(First);
  }
  IAsyncAction the_last_use() {
    auto First = Items.begin();
    co_await save(*First);
  }
  IAsyncAction its_own(std::vector<int> Own) {
    for (int &Item : Own)
      co_await save(Item);
  }
  IAsyncAction fixed() {
    for (const int &Item : Kinds)
      co_await save(Item);
  }

private:
  std::vector<int> Items;
  const std::vector<int> Kinds;
};
