// Work that runs on after it was cancelled: all its steps before, none after.
// RUN: %behaviour %s %t -- -isystem %standins -pthread
// CHECKS: async-unpropagated-stop-token
// BEFORE: stdout 5 steps after the cancellation
// AFTER: stdout 0 steps after the cancellation
#include <chrono>
#include <cppcoro/cancellation_source.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <iostream>

using namespace std::chrono_literals;

static cppcoro::io_service Io;
static bool Cancelled;
static int StepsAfter;

static cppcoro::task<> pause(cppcoro::cancellation_token Token = {}) {
  co_await Io.schedule_after(10ms, Token);
}

static cppcoro::task<> work(cppcoro::cancellation_token Token) {
  try {
    for (int Step = 0; Step < 5; ++Step) {
      co_await pause();
      StepsAfter += Cancelled;
    }
  } catch (const cppcoro::operation_cancelled &) {
  }
}

static cppcoro::task<> cancel(cppcoro::cancellation_source Source) {
  co_await Io.schedule();
  Cancelled = true;
  Source.request_cancellation();
}

int main() {
  cppcoro::cancellation_source Source;
  cppcoro::sync_wait(cppcoro::when_all(work(Source.token()), cancel(Source)));
  std::cout << StepsAfter << " steps after the cancellation\n";
}
