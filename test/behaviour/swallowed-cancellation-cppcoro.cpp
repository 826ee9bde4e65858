// Who asked to stop gets a request through, and not what a handler made of it;
// other failures are handled as before.
// RUN: %behaviour %s %t -fix-notes -- -isystem %standins -pthread
// CHECKS: async-swallowed-cancellation
// BEFORE: stdout request: 0; timer: -1; failure: 0 -1
// AFTER: stdout request: stopped; timer: aborted; failure: 0 -1
#include <cppcoro/cancellation_source.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <iostream>
#include <stdexcept>
#include <string>

using cppcoro::cancellation_token;
using cppcoro::task;

struct timer_aborted : std::exception {};

static task<int> fetch(cancellation_token Stop, bool Fails) {
  if (Stop.is_cancellation_requested())
    throw cppcoro::operation_cancelled();
  if (Fails)
    throw std::runtime_error("no network");
  co_return 1;
}
static task<int> tick(cancellation_token Stop, bool Fails) {
  if (Stop.is_cancellation_requested())
    throw timer_aborted();
  co_return co_await fetch(Stop, Fails);
}

// Takes the request for a failure.
static task<int> load(cancellation_token Stop, bool Fails) {
  try {
    co_return co_await fetch(Stop, Fails);
  } catch (...) {
    co_return 0;
  }
}
// Names one of two.
static task<int> wait(cancellation_token Stop, bool Fails) {
  try {
    co_return co_await tick(Stop, Fails);
  } catch (const cppcoro::operation_cancelled &) {
    throw;
  } catch (...) {
    co_return -1;
  }
}

static std::string outcome(task<int> Work) {
  try {
    return std::to_string(cppcoro::sync_wait(std::move(Work)));
  } catch (const cppcoro::operation_cancelled &) {
    return "stopped";
  } catch (const timer_aborted &) {
    return "aborted";
  }
}

int main() {
  cppcoro::cancellation_source Stop, Never;
  Stop.request_cancellation();
  std::cout << "request: " << outcome(load(Stop.token(), false))
            << "; timer: " << outcome(wait(Stop.token(), false))
            << "; failure: " << outcome(load(Never.token(), true)) << ' '
            << outcome(wait(Never.token(), true)) << '\n';
}
