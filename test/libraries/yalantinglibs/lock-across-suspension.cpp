// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread -Wno-unused

#include <mutex>
#include <ylt/coro_rpc/coro_rpc_server.hpp>

using async_simple::coro::Lazy;
Lazy<> save(int Id);

class cart {
public:
  Lazy<> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Lazy<> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'async_simple::coro::Mutex' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  Lazy<> count() {
    int Now;
    {
      std::lock_guard Lock(Mutex);
      Now = Items;
    }
    co_await save(Now);
  }

private:
  std::mutex Mutex;
  int Items = 0;
};

Lazy<> connects(coro_rpc::coro_rpc_client &Client, std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  auto Error = co_await Client.connect("host", "8801");
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

// --- Silent ------------------------------------------------------------------

Lazy<> connects_before(coro_rpc::coro_rpc_client &Client, std::mutex &Mutex) {
  auto Error = co_await Client.connect("host", "8801");
  std::lock_guard Lock(Mutex);
}
