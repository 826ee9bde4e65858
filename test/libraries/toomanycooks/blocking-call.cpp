// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread -Wno-unused

#include <chrono>
#include <mutex>
#include <thread>
#include <tmc/all_headers.hpp>

using namespace std::chrono_literals;
using tmc::task;

task<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await timer.async_wait(tmc::aw_asio)' with a timer of 'tmc::ex_asio()' that expires after 10ms
  co_return;
}

void posted(tmc::ex_cpu &Cpu) {
  tmc::post(Cpu, [] { std::this_thread::sleep_for(10ms); });
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:23: note: not fixed: the enclosing lambda is not a coroutine
}

// --- Silent ------------------------------------------------------------------

void no_coroutine() { std::this_thread::sleep_for(10ms); }

task<void> only_asks(std::mutex &M) {
  if (M.try_lock())
    M.unlock();
  co_return;
}

task<void> on_a_thread(std::vector<std::thread> &Threads) {
  Threads.emplace_back([] { std::this_thread::sleep_for(10ms); });
  co_return;
}
