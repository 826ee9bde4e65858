// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins

// What suspends no task, a task processor for that does.

#include <mutex>
#include <thread>
#include <userver/utils/async.hpp>

using namespace userver;

class files {
public:
  void wait(std::thread &Thread) {
    utils::Async("wait", [this, &Thread] { Thread.join(); }).Get();
    // CHECK-NOTES: :[[@LINE-1]]:51: warning: 'join' blocks the thread of an event loop or executor until the thread ends [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: this lambda is handed to 'Async' here, which runs it on an event loop or executor
    // CHECK-NOTES: :[[@LINE-3]]:51: note: another thread makes the call then, and must not outlive what it uses
    // CHECK-FIXES: utils::Async("wait", [this, &Thread] { userver::engine::AsyncNoSpan(Processor, [&] { Thread.join(); }).Get(); }).Get();
  }

private:
  engine::TaskProcessor &Processor;
};
