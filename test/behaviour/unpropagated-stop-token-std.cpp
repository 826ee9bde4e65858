// A thread that nobody wakes: its destructor asks it to stop, and waits for ever
// before; after the fix the wait ends.
// RUN: %behaviour %s %t -- -pthread
// CHECKS: async-unpropagated-stop-token
// TIMEOUT: 10
// BEFORE: timeout
// AFTER: stdout stopped without work
#include <atomic>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

class worker {
public:
  ~worker() {
    Thread.request_stop();
    Thread.join();
    std::cout << "stopped without work" << std::endl;
  }

  void untilItWaits() {
    Asked.wait(false);
    std::lock_guard Lock(Mutex); // Which it has until it waits.
  }

private:
  void run(std::stop_token Stop) {
    std::unique_lock Lock(Mutex);
    while (!Stop.stop_requested()) {
      Ready.wait(Lock, [this] {
        Asked = true;
        Asked.notify_one();
        return !Jobs.empty();
      });
      if (!Jobs.empty())
        Jobs.pop();
    }
  }

  std::mutex Mutex;
  std::condition_variable_any Ready;
  std::queue<int> Jobs;
  std::atomic<bool> Asked = false;
  std::jthread Thread{[this](std::stop_token Stop) { run(Stop); }};
};

int main() {
  worker Worker;
  Worker.untilItWaits();
}
