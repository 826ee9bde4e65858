// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

cppcoro::task<> service() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(10ms)' with the coroutine's 'cppcoro::io_service'
  co_return;
}
// The service is in reach: as a parameter, a member, or by what a parameter has.
cppcoro::task<> after(cppcoro::io_service &Service) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Service.schedule_after(10ms);
  if (Service.is_stop_requested())
    std::this_thread::sleep_for(1s);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:5: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Service.schedule_after(1s);
  co_return;
}
struct application {
  cppcoro::io_service &Io;
};
cppcoro::task<> by_property(application &Application) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Application.Io.schedule_after(10ms);
  co_return;
}
class ticker {
public:
  cppcoro::task<> tick() {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-NOTES: :[[@LINE-2]]:5: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
    // CHECK-FIXES: co_await Service.schedule_after(10ms);
    auto Later = [this]() -> cppcoro::task<> {
      std::this_thread::sleep_for(20ms);
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'sleep_for' blocks
      // CHECK-NOTES: :[[@LINE-2]]:7: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
      // CHECK-FIXES: co_await Service.schedule_after(20ms);
      co_return;
    };
    co_await Later();
  }

private:
  cppcoro::io_service &Service;
};

// None that could be meant, or that somebody else runs.
cppcoro::task<> not_in_reach(cppcoro::io_service &First, cppcoro::io_service &Second) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(10ms)' with the coroutine's 'cppcoro::io_service'
  co_return;
}
cppcoro::task<> its_own() {
  cppcoro::io_service Service;
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(10ms)' with the coroutine's 'cppcoro::io_service'
  co_return;
}
cppcoro::task<> constant(const cppcoro::io_service &Service) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(10ms)' with the coroutine's 'cppcoro::io_service'
  co_return;
}
cppcoro::task<> nested(cppcoro::io_service &Service) {
  Service.process_events();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'process_events' blocks the thread of this coroutine until the service is stopped [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'process_events' is known
  Service.process_one_event();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'process_one_event' blocks the thread of this coroutine until an event has come [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'process_one_event' is known
  co_return;
}

// Runs where somebody asks for values.
cppcoro::generator<int> values() {
  std::this_thread::sleep_for(10ms);
  co_yield 1;
}
cppcoro::task<> awaits(cppcoro::io_service &Service) {
  co_await Service.schedule_after(10ms);
  Service.process_pending_events();
}
void run(cppcoro::io_service &Service) { Service.process_events(); }

// What is left until then.
cppcoro::task<> until(std::chrono::system_clock::time_point End) {
  std::this_thread::sleep_until(End);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(End - std::chrono::{{.*}}system_clock::now())' with the coroutine's 'cppcoro::io_service'
  co_return;
}
