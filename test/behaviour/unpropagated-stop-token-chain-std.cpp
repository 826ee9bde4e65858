// A token goes down through functions that had no parameter for it: the work stops
// where it is told to, and whoever has no token gets all of it as before.
// RUN: %behaviour %s %t -- -isystem %standins -pthread
// CHECKS: async-unpropagated-stop-token
// BEFORE: stdout stopped at 10: 100 rows; not stopped: 100 rows
// AFTER: stdout stopped at 10: 10 rows; not stopped: 100 rows
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <iostream>
#include <stop_token>

using cppcoro::task;

static std::stop_source Window;
static int Rows;

static task<> read_rows(int Count, std::stop_token Stop = {}) {
  for (int Row = 0; Row < Count && !Stop.stop_requested(); ++Row)
    if (++Rows == 10)
      Window.request_stop();
  co_return;
}
static task<> copy(int Count) { co_await read_rows(Count); }
static task<> section(int Count) { co_await copy(Count); }
static task<> report(std::stop_token Stop) {
  if (!Stop.stop_requested())
    co_await section(100);
}
static task<> archive() { co_await section(100); }

int main() {
  cppcoro::sync_wait(report(Window.get_token()));
  std::cout << "stopped at 10: " << Rows;
  Rows = 0;
  cppcoro::sync_wait(archive());
  std::cout << " rows; not stopped: " << Rows << " rows\n";
}
