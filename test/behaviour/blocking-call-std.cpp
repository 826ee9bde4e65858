// RUN: %behaviour %s %t -config="{CheckOptions: {async.Vocabulary: '%S/Inputs/loop.yaml'}}" -- -pthread

// A loop of one's own, described by a vocabulary. One coroutine counts, another
// sleeps and then waits for a letter that a third one writes.
// CHECKS: async-blocking-call
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: stdout counted 0
// BEFORE: no stdout letter 7
// AFTER: stdout counted many
// AFTER: stdout letter 7
// AFTER: stdout longer than the letter

#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstdio>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

namespace loop {
using clock = std::chrono::steady_clock;
inline std::multimap<clock::time_point, std::coroutine_handle<>> Timers;
inline bool Stopped = false;

inline void run() {
  while (!Stopped && !Timers.empty()) {
    auto First = Timers.begin();
    std::this_thread::sleep_until(First->first);
    auto Handle = First->second;
    Timers.erase(First);
    Handle.resume();
  }
}

struct sleep {
  explicit sleep(std::chrono::milliseconds Time) : Time(Time) {}
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> H) {
    Timers.emplace(clock::now() + Time, H);
  }
  void await_resume() {}
  std::chrono::milliseconds Time;
};

struct task {
  struct promise_type {
    task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
  std::coroutine_handle<> Handle;
};
inline void start(task T) { Timers.emplace(clock::now(), T.Handle); }

class mailbox {
public:
  void put(int Letter) {
    {
      std::lock_guard Guard(Mutex);
      Letters.push_back(Letter);
    }
    Changed.notify_one();
    if (Reader)
      Timers.emplace(clock::now(), std::exchange(Reader, nullptr));
  }
  int take() {
    std::unique_lock Lock(Mutex);
    Changed.wait(Lock, [this] { return !Letters.empty(); });
    return pop();
  }
  struct awaiter {
    mailbox &Box;
    bool await_ready() { return !Box.Letters.empty(); }
    void await_suspend(std::coroutine_handle<> H) { Box.Reader = H; }
    int await_resume() { return Box.pop(); }
  };
  awaiter letter() { return {*this}; }

private:
  int pop() {
    int Letter = Letters.front();
    Letters.pop_front();
    return Letter;
  }
  std::mutex Mutex;
  std::condition_variable Changed;
  std::deque<int> Letters;
  std::coroutine_handle<> Reader;
};
} // namespace loop

int Count = 0;
loop::mailbox Box;

loop::task count() {
  for (;;) {
    ++Count;
    co_await loop::sleep(5ms);
  }
}

loop::task writer() {
  co_await loop::sleep(1ms);
  Box.put(3);
  Box.put(4);
}

loop::task reader() {
  const int Before = Count;
  std::this_thread::sleep_for(200ms);
  const int Counted = Count - Before;
  std::puts(Counted == 0 ? "counted 0" : Counted < 5 ? "few" : "counted many");
  std::fflush(stdout);
  loop::start(writer());
  const int Sum = Box.take() + Box.take();
  std::printf("letter %d\n", Sum);
  if (Sum > 2)
    std::puts("longer than the letter");
  loop::Stopped = true;
  co_return;
}

int main() {
  loop::start(reader());
  loop::start(count());
  loop::run();
}
