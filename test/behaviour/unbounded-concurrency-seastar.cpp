// A library's own bounded form: every element at once before, ten after.
// RUN: %behaviour %s %t -- -isystem %standins -pthread
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 done, 500 at once
// AFTER: stdout 500 done, 10 at once
#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>
#include <seastar/core/app-template.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <vector>

static int Running, Peak, Done;

static seastar::future<> work(int) {
  Peak = std::max(Peak, ++Running);
  co_await seastar::sleep(std::chrono::milliseconds(1));
  --Running;
  ++Done;
}

static seastar::future<> all(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, work);
}

int main(int argc, char **argv) {
  std::vector<int> Ids(500);
  std::iota(Ids.begin(), Ids.end(), 0);
  seastar::app_template App;
  int Status = App.run(argc, argv, [&Ids] { return all(Ids); });
  std::cout << Done << " done, " << Peak << " at once\n";
  return Status;
}
