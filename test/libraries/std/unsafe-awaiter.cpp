// RUN: %check %s async-unsafe-awaiter %t --

#include <atomic>
#include <coroutine>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

using handle = std::coroutine_handle<>;
struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  int Number = 0;
  std::vector<std::jthread> Own;
};

struct in_a_thread : base {
  void await_suspend(handle h) {
    std::jthread Runs([h] { h.resume(); });
    Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used when others have the coroutine, which may have ended by then, and the awaiter with it [async-unsafe-awaiter]
    // CHECK-FIXES: Number = 1;
    // CHECK-FIXES-NEXT: std::jthread Runs([h] { h.resume(); });
  }
};
struct in_async : base {
  std::future<void> *Result;
  void await_suspend(handle h) {
    *Result = std::async(std::launch::async, [h] { h.resume(); });
    Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-FIXES: Number = 1;
    // CHECK-FIXES-NEXT: *Result = std::async(std::launch::async, [h] { h.resume(); });
  }
};
struct by_a_function : base {
  std::function<void(handle)> *Schedule;
  void await_suspend(handle h) {
    (*Schedule)(h);
    Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-FIXES: Number = 1;
    // CHECK-FIXES-NEXT: (*Schedule)(h);
  }
};

// Silent.
struct last_of_all : base {
  void await_suspend(handle h) {
    Number = 1;
    std::thread([h] { h.resume(); }).detach();
  }
};
struct an_exchange_decides : base {
  std::atomic<void *> *Slot;
  std::atomic_flag Flag;
  bool await_suspend(handle h) {
    Slot->store(h.address());
    return !Flag.test_and_set();
  }
};
struct under_a_lock : base {
  std::mutex *Mutex;
  std::vector<handle> *Waiting;
  void await_suspend(handle h) {
    std::scoped_lock Lock(*Mutex);
    Waiting->push_back(h);
    Number = 1;
  }
};
struct of_one_thread : base {
  std::vector<handle> *Waiting;
  void await_suspend(handle h) {
    Waiting->push_back(h);
    Number = 1;
  }
};
