// RUN: %check %s async-unsafe-awaiter %t -- -isystem %standins -pthread

#include <coroutine>
#include <functional>
#include <seastar/core/future.hh>

namespace seastar {
class task;
void schedule(task *) noexcept;
void schedule_urgent(task *) noexcept;
namespace internal {
template <typename T> void set_callback(future<T> &&, void *) noexcept;
}
} // namespace seastar
struct promise {
  operator seastar::task &();
};
struct other_shard {
  void submit(std::function<void()>) noexcept;
};

struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  int Number = 0;
  std::coroutine_handle<> Handle;
};

// Runs when this shard has time.
struct scheduled : base {
  seastar::future<> Future;
  void await_suspend(std::coroutine_handle<promise> h) noexcept {
    Handle = h;
    seastar::schedule(&static_cast<seastar::task &>(h.promise()));
    ++Number;
    seastar::schedule_urgent(&static_cast<seastar::task &>(h.promise()));
    ++Number;
    seastar::internal::set_callback(std::move(Future), this);
    ++Number;
  }
};
struct elsewhere : base {
  other_shard *Shard;
  void await_suspend(std::coroutine_handle<promise> h) noexcept {
    Shard->submit([h] { h.resume(); });
    Number = 7;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used when others have {{.*}} [async-unsafe-awaiter]
    // CHECK-FIXES: Number = 7;
    // CHECK-FIXES-NEXT: Shard->submit([h] { h.resume(); });
  }
};
