// RUN: %check %s async-unpropagated-stop-token %t -- -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=,NOTES -- -pthread -Wno-unused
// Condition variables: a stopped wait returns with its condition false.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;

struct worker {
  std::mutex Mutex;
  std::condition_variable_any Ready;
  std::condition_variable Plain;
  std::queue<int> Queue;
  bool Done = false;
  void handle(int);

  void testedAgain(std::stop_token Token) {
    while (!Token.stop_requested()) {
      std::unique_lock Lock(Mutex);
      Ready.wait(Lock, [this] { return !Queue.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
      // CHECK-FIXES: Ready.wait(Lock, Token, [this] { return !Queue.empty(); });
      if (Queue.empty())
        return;
      handle(Queue.front());
    }
  }
  void testedByLoop(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [&] { return Done; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning:
    // CHECK-FIXES: Ready.wait(Lock, Token, [&] { return Done; });
    while (!Done)
      handle(1);
  }
  void notTested(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [this] { return !Queue.empty(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning:
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: a stopped wait returns with its condition false
    // CHECK-FIXES-NOTES: Ready.wait(Lock, Token, [this] { return !Queue.empty(); });
    handle(Queue.front());
  }
  bool timed(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    return Ready.wait_for(Lock, 5ms, [this] { return Done; });
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning:
    // CHECK-FIXES: return Ready.wait_for(Lock, Token, 5ms, [this] { return Done; });
  }
  void thread() {
    std::jthread Thread([this](std::stop_token Token) {
      std::unique_lock Lock(Mutex);
      Ready.wait(Lock, [this] { return Done; });
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning:
      // CHECK-FIXES: Ready.wait(Lock, Token, [this] { return Done; });
      if (Done)
        handle(1);
    });
  }

  void given(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, Token, [this] { return Done; });
  }
  void noPredicate(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    while (!Token.stop_requested())
      Ready.wait(Lock);
  }
  void hasNoSuchForm(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    Plain.wait(Lock, [this] { return Done; });
    handle(Token.stop_requested());
  }
  // What it returns then would have a value.
  void returned(std::stop_token Token) {
    std::unique_lock Lock(Mutex);
    handle(Token.stop_requested());
    return Ready.wait(Lock, [this] { return Done; });
  }
  void noToken() {
    std::unique_lock Lock(Mutex);
    Ready.wait(Lock, [this] { return Done; });
  }
  void threadWithoutToken() {
    std::jthread Thread([this] {
      std::unique_lock Lock(Mutex);
      Ready.wait(Lock, [this] { return Done; });
    });
  }
};
