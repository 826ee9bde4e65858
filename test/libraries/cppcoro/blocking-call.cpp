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
