// RUN: %check %s async-nested-task %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <vector>

namespace cobalt = boost::cobalt;

cobalt::task<cobalt::task<int>> prepare();
cobalt::task<cobalt::promise<int>> launch();
cobalt::promise<void> save(int Id);

cobalt::promise<void> lost() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await launch();
}

// --- Silent ------------------------------------------------------------------

cobalt::promise<void> both_steps() {
  co_await co_await prepare();
  auto Running = co_await launch();
  co_await save(co_await Running);
}
// Left to run, as the library writes it.
cobalt::promise<void> on_purpose() {
  +co_await launch();
}
cobalt::promise<void> rounds(std::vector<cobalt::promise<void>> Saving) {
  co_await cobalt::join(Saving);
}
