// What a template does with the callable that it is given is read in its body.
// RUN: %check %s async-discarding-callback,async-unawaited-task %t -- -isystem %S/Inputs -pthread -Wno-unused

#include <functional>
#include <tasks.h>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

using home::task;
task<> save();
task<int> load(int Id);

template <typename F> void calls(F Callback) { Callback(); }
template <typename F> void forwards(F &&Callback) {
  std::forward<F>(Callback)();
}
template <typename F, typename... A> void invokes(F &&Callback, A &&...Args) {
  std::invoke(std::forward<F>(Callback), std::forward<A>(Args)...);
}
template <typename F> void casts(F Callback) { (void)Callback(); }
template <typename F> void passesOn(F &&Callback) {
  forwards(std::forward<F>(Callback));
}
template <typename F> void converts(F &&Callback) {
  std::function<void()> Stored = std::forward<F>(Callback);
}
void later(std::function<void()>);
template <typename F> void posts(F Callback) {
  later([Callback = std::move(Callback)] { Callback(); });
}
template <typename F> void startsThread(F Callback) {
  std::thread(std::move(Callback)).detach();
}
struct Timer {
  template <typename F>
  explicit Timer(F &&Callback) : OnTick(std::forward<F>(Callback)) {}
  std::function<void()> OnTick;
};
struct Loop {
  template <typename F> void post(F &&Callback) {
    Queue.emplace_back(std::forward<F>(Callback));
  }
  template <typename F> void set(F &&Callback) {
    One = std::forward<F>(Callback);
  }
  std::vector<std::function<void()>> Queue;
  std::function<void()> One;
};

void dropped(Loop &L) {
  calls(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'calls', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: give it a callable that starts the task and keeps it
  forwards([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that this lambda returns is dropped by 'forwards', so it never runs
  invokes(load, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that 'load' returns is dropped by 'invokes'
  casts(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'casts'
  passesOn(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'save' returns is dropped by 'passesOn'
  converts(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'save' returns is dropped by 'converts'
  posts(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'posts'
  startsThread(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'save' returns is dropped by 'startsThread'
  Timer T([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task that this lambda returns is dropped by 'Timer'
  L.set(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'Loop::set'
}

// Their result is used, kept or looked at.
template <typename F> auto returns(F Callback) { return Callback(); }
template <typename F> task<> awaits(F Callback) { co_await Callback(); }
template <typename F> void keeps(F Callback, std::vector<task<>> &Running) {
  Running.push_back(Callback());
}
template <typename F> void names(F Callback) {
  auto Result = Callback();
  later([&Result] {});
}
void block(task<> T);
template <typename F> void looks(F Callback) {
  if constexpr (std::is_void_v<std::invoke_result_t<F>>)
    Callback();
  else
    block(Callback());
}
template <typename F> struct Holder {
  explicit Holder(F Callback) : Callback(std::move(Callback)) {}
  task<> run() { co_await Callback(); }
  F Callback;
};
template <typename F> void overloaded(F Callback) {
  if constexpr (requires { Callback().await_resume(); })
    block(Callback());
}
template <typename F>
  requires std::is_void_v<std::invoke_result_t<F>>
void constrained(F Callback) {
  Callback();
}
template <typename F>
  requires(!std::is_void_v<std::invoke_result_t<F>>)
task<> constrained(F Callback) {
  co_await Callback();
}
template <typename F> void sizes(F) {}
template <typename F> task<> sometimes(F Callback, bool B) {
  if (B)
    co_await Callback();
  Callback();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} is never awaited, so it never runs [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
}

task<> used(std::vector<task<>> &Running) {
  co_await returns(save);
  co_await awaits(save);
  keeps(save, Running);
  names(save);
  looks(save);
  looks([] {});
  Holder H(save);
  co_await H.run();
  overloaded(save);
  co_await constrained(save);
  constrained([] {});
  sizes(save);
  co_await sometimes(save, true);
  calls([] {});
  forwards([] {});
}
