// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -Wno-unused

#include <memory>
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
template <typename> using task = IAsyncAction;
