// RUN: %check %s async-detached-coroutine %t -- %cobalt_flags
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- %cobalt_flags
// REQUIRES: boost-asio
#include <boost/asio/detached.hpp>
#include <boost/cobalt.hpp>

namespace cobalt = boost::cobalt;
using boost::asio::io_context;

cobalt::promise<void> save(int Id);
cobalt::task<void> work();
void log() noexcept;

static cobalt::detached ticks() {
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: an exception that leaves 'ticks' terminates the program, unless the event loop catches it; nobody can await it [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: or give a promise to a 'boost::cobalt::wait_group', and 'co_await' its 'wait()'
  // CHECK-FIXES: static boost::cobalt::promise<void> ticks() {
  co_await save(1);
}
cobalt::promise<void> caller() {
  ticks();
  // CHECK-FIXES: co_await ticks();
  co_return;
}

void start(io_context &Context) {
  cobalt::spawn(Context, work(), boost::asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost
  // CHECK-FIXES-NOTES: cobalt::spawn(Context, work(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // Silent.
  cobalt::spawn(Context, work(), [](std::exception_ptr) {});
}

// Silent.
cobalt::detached careful() {
  try {
    co_await save(1);
  } catch (...) {
    log();
  }
}
void plus() { +save(1); }
