// RUN: %check %s async-detached-coroutine %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// How often one coroutine is told of, and what is no news.

#include "home_io.h"
#include <system_error>

using home::io_task;

void work();
void log();

// --- One finding for one coroutine, with all that starts it ----------------

io_task<> serve(int Id) {
  work();
  co_return;
}
void first() {
  home::start(serve(1), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'serve' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(serve(1), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}
void again() {
  home::start(serve(2), home::forget);
  // CHECK-FIXES-NOTES: home::start(serve(2), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  auto Later = serve(3);
  home::start(std::move(Later), home::forget);
  // CHECK-FIXES-NOTES: home::start(std::move(Later), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}
// Another one is another matter.
io_task<> poll() {
  work();
  co_return;
}
void another() {
  home::start(poll(), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'poll' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(poll(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// The first that no NOLINT hides tells of it; hidden ones are left alone.
io_task<> accepted() {
  work();
  co_return;
}
void some_accepted() {
  home::start(accepted(), home::forget); // NOLINT(async-detached-coroutine)
  home::start(accepted(), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'accepted' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(accepted(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// --- Bodies in other files: one finding in this one ------------------------

io_task<> elsewhere(int Id);
io_task<> alsoElsewhere();
struct session {
  io_task<> run();
  virtual io_task<> stop() = 0;
};
void unseen(session &Session) {
  home::start(elsewhere(1), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'elsewhere' is lost, if 'elsewhere' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(elsewhere(1), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  home::start(alsoElsewhere(), home::forget);
  // CHECK-FIXES-NOTES: home::start(alsoElsewhere(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  home::start(Session.run(), home::forget);
  // CHECK-FIXES-NOTES: home::start(Session.run(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  home::start(Session.stop(), home::forget);
  // CHECK-FIXES-NOTES: home::start(Session.stop(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// --- Handlers in what it calls, and in what calls it -----------------------

template <typename F> io_task<> guarded(F Body) {
  try {
    co_await Body();
  } catch (...) {
    log();
  }
}
io_task<> logged(io_task<> Task) {
  try {
    co_await std::move(Task);
  } catch (...) {
    log();
  }
}
io_task<> handledInside() {
  co_await guarded([]() -> io_task<> {
    work();
    co_return;
  });
}
io_task<> handledBySome(bool First) {
  if (First)
    co_await guarded([] { return elsewhere(1); });
  else
    co_await logged(elsewhere(2));
}
io_task<> handledByNone() {
  co_await guarded([] { return elsewhere(1); });
  co_await elsewhere(2);
}
void handlers() {
  home::start(handledInside(), home::forget);
  home::start(handledBySome(true), home::forget);
  home::start(logged(serve(4)), home::forget);
  home::start(guarded([] { return serve(5); }), home::forget);
  home::start(handledByNone(), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'handledByNone' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(handledByNone(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// --- Errors as values ------------------------------------------------------

namespace absl {
class Status {};
template <typename T> class StatusOr {};
} // namespace absl
namespace boost::outcome_v2 {
template <typename T> class basic_result {};
} // namespace boost::outcome_v2

io_task<absl::Status> send();
io_task<absl::StatusOr<int>> fetch();
io_task<boost::outcome_v2::basic_result<int>> find();
io_task<> fetches() {
  (void)co_await send();
  (void)co_await fetch();
  (void)co_await find();
  log();
}
io_task<std::error_code> connect();
io_task<> reconnects() {
  while (co_await connect())
    log();
}
io_task<> reconnectsAndThrows() {
  if (co_await connect())
    throw 1;
}
io_task<> reconnectsAndWorks() {
  while (co_await connect())
    co_await elsewhere(1);
}
void errors() {
  home::start(fetches(), home::forget);
  home::start(reconnects(), home::forget);
  home::start(reconnectsAndThrows(), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'reconnectsAndThrows' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(reconnectsAndThrows(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  home::start(reconnectsAndWorks(), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'reconnectsAndWorks' is lost [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: home::start(reconnectsAndWorks(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}
