// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

#include <functional>
#include <optional>
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/shared_future.hh>
#include <seastar/core/sleep.hh>

using namespace std::chrono_literals;
using seastar::abort_source;
seastar::future<> flush();
seastar::future<> request(int Id, abort_source *Source = nullptr);
seastar::future<> call(int Id, std::optional<std::reference_wrapper<abort_source>> Source = std::nullopt);
void log(bool);

namespace found {
seastar::future<> units(seastar::semaphore &Limit, abort_source &Source) {
  auto Units = co_await seastar::get_units(Limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get_units' does not get the stop token 'Source', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: auto Units = co_await seastar::get_units(Limit, 1, Source);
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Source'
  // CHECK-FIXES: co_await Limit.wait(Source);
  co_await Limit.wait(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get
  // CHECK-FIXES: co_await Limit.wait(Source, 2);
}
seastar::future<> sleeps(abort_source &Source) {
  co_await seastar::sleep_abortable(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sleep_abortable' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: without a token it stops at the end of the application
  // CHECK-FIXES-NOTES: co_await seastar::sleep_abortable(1s, Source);
}
seastar::future<> pointer(abort_source &Source) {
  return request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'request' does not get
  // CHECK-FIXES: return request(1, &Source);
}
seastar::future<> fromPointer(abort_source *Source) {
  return request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'request' does not get
  // CHECK-FIXES: return request(1, Source);
}
seastar::future<> wrapped(abort_source &Source) {
  return call(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'call' does not get
  // CHECK-FIXES: return call(1, Source);
}
class service {
  seastar::future<> run() {
    auto Units = co_await seastar::get_units(_limit, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get_units' does not get the stop token '_as'
    // CHECK-FIXES: auto Units = co_await seastar::get_units(_limit, 1, _as);
  }
  seastar::future<> chain() {
    return flush().then([this] { return _limit.wait(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'wait' does not get the stop token '_as'
    // CHECK-FIXES: return flush().then([this] { return _limit.wait(_as); });
  }
  // Its object is const.
  seastar::future<> look() const { return request(1); }
  seastar::future<> stop() {
    _as.request_abort();
    return _limit.wait();
  }
  seastar::future<> shutdown() { return _limit.wait(); }
  seastar::future<> ends() {
    return flush().finally([this] { return _limit.wait(); });
  }
  seastar::future<> fails() {
    return flush().handle_exception(
        [this](std::exception_ptr) { return _limit.wait(); });
  }
  seastar::semaphore _limit{1};
  abort_source _as;
};
struct compactor {
  seastar::future<> run() { return _limit.wait(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'wait' does not get the stop token '_compaction_as'
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: '_compaction_as' may be meant for other work
  // CHECK-FIXES-NOTES: seastar::future<> run() { return _limit.wait(_compaction_as); }
  seastar::semaphore _limit{1};
  abort_source _compaction_as;
};
seastar::future<> local(seastar::semaphore &Limit) {
  abort_source Mine;
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Mine'
  // CHECK-FIXES: co_await Limit.wait(Mine);
}
seastar::future<> waitsForever(abort_source &Source) {
  for (;;)
    co_await flush();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop awaits, and never looks at the stop token 'Source'
  // CHECK-FIXES-NOTES: for (; !Source.abort_requested();)
}
} // namespace found

namespace silent {
seastar::future<> given(seastar::semaphore &Limit, abort_source &Source) {
  auto Units = co_await seastar::get_units(Limit, 1, Source);
  co_await Limit.wait(Source);
  co_await seastar::sleep_abortable(1s, Source);
  co_await request(1, &Source);
  co_await request(1, nullptr);
}
seastar::future<> checks(abort_source &Source) {
  for (;;) {
    Source.check();
    co_await flush();
  }
}
// They have no form with an abort_source.
seastar::future<> noForm(abort_source &Source, seastar::gate &Gate) {
  co_await seastar::sleep(1s);
  co_await Gate.close();
  log(Source.abort_requested());
}
seastar::future<> withLimit(abort_source &Source, seastar::semaphore &Limit) {
  co_await Limit.wait(1s);
  log(Source.abort_requested());
}
seastar::future<> mayBeNull(abort_source *Source, seastar::semaphore &Limit) {
  co_await Limit.wait();
  co_await request(1, Source);
}
seastar::future<> isConst(const abort_source &Source,
                          seastar::semaphore &Limit) {
  co_await Limit.wait();
  log(Source.abort_requested());
}
// The future would outlive the local that it refers to.
seastar::future<> outlives(seastar::semaphore &Limit) {
  abort_source Mine;
  return Limit.wait();
}
seastar::future<> copied(abort_source &Source, seastar::semaphore &Limit) {
  return flush().then([&Limit] { return Limit.wait(); }).then([&Source] {
    log(Source.abort_requested());
  });
}
} // namespace silent

// There may be no token: whoever looks has thought about it.
namespace perhaps {
using maybe_source = std::optional<std::reference_wrapper<abort_source>>;
struct limits {
  int Depth;
  maybe_source Abort;
};
struct request {
  int Offset;
  limits Limits;
  abort_source *Pointer = nullptr;
};
struct settings {
  std::reference_wrapper<abort_source> Abort;
};
struct nested {
  settings Inner;
  int Number;
};

seastar::future<> member(seastar::semaphore &Limit, limits L) {
  auto Units = co_await seastar::get_units(Limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get_units' does not get the stop token 'L.Abort', so it goes on when it should stop
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: not fixed: there may be no token
}
seastar::future<> variable(seastar::semaphore &Limit, maybe_source Abort) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Abort'
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: there may be no token
}
seastar::future<> pointer(seastar::semaphore &Limit, abort_source *Abort) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Abort'
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: there may be no token
}
// A reference is always there.
seastar::future<> wrapper(seastar::semaphore &Limit, const settings &S) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'S.Abort'
  // CHECK-FIXES: co_await Limit.wait(S.Abort);
}
seastar::future<> inAPart(seastar::semaphore &Limit, const nested &N) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'N.Inner.Abort'
  // CHECK-FIXES: co_await Limit.wait(N.Inner.Abort);
}
seastar::future<> optional(const nested &N) {
  return call(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'call' does not get
  // CHECK-FIXES: return call(1, N.Inner.Abort);
}

// Silent: looked at, here or before.
seastar::future<> chosen(seastar::semaphore &Limit, limits L) {
  auto Units = L.Abort ? co_await seastar::get_units(Limit, 1, L.Abort->get())
                       : co_await seastar::get_units(Limit, 1);
}
seastar::future<> before(seastar::semaphore &Limit, abort_source *Abort) {
  if (Abort)
    co_return co_await Limit.wait(*Abort);
  co_await Limit.wait();
}
// Two that may be meant, or may not be there.
seastar::future<> either(seastar::semaphore &Limit, request R) {
  co_await Limit.wait();
}
// A class that hides how it is made.
class session {
public:
  settings Inner;
  explicit session(abort_source &Source) : Inner{Source} {}
};
seastar::future<> hidden(seastar::semaphore &Limit, session &S) {
  co_await Limit.wait();
}
} // namespace perhaps
