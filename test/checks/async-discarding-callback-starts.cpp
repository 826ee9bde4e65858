// RUN: %check %s async-discarding-callback %t -fix-notes \
// RUN:   -config="{CheckOptions: {async-discarding-callback.CompletionHandler: 'app::report'}}" -- -isystem %standins -Wno-unused -pthread

// What starts the tasks of callbacks, and what must be in reach for that.

#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace app {
void report(std::exception_ptr Failure) noexcept;
}
cppcoro::task<> save();
cppcoro::task<> store(int Id);
cppcoro::task<int> count();
void on(std::function<void()> Handler);
void on_id(std::function<void(int)> Handler);
void on_name(std::function<void(const std::string &)> Handler);
void on_view(std::function<void(std::string_view)> Handler);
void on_change(std::function<void(int &)> Handler);

void of_a_parameter(cppcoro::async_scope &Scope) {
  on(save);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:6: note: the task runs now, and nobody waits for it: what it refers to must live on
  // CHECK-FIXES: on([&Scope, call = save] {
  // CHECK-FIXES-NEXT: Scope.spawn([](auto call) -> cppcoro::task<> {
  // CHECK-FIXES-NEXT: try {
  // CHECK-FIXES-NEXT: co_await call();
  // CHECK-FIXES-NEXT: } catch (...) {
  // CHECK-FIXES-NEXT: app::report(std::current_exception());
  // CHECK-FIXES-NEXT: }
  // CHECK-FIXES-NEXT: }(call));
  // CHECK-FIXES-NEXT: });
}

class Service {
  cppcoro::async_scope Scope;
  std::unique_ptr<cppcoro::async_scope> Owned;

  void starts() {
    on_name([this](const std::string &Name) -> cppcoro::task<> { co_await save(); });
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task that this lambda returns is dropped by 'std::function<{{\.\.\.|void \(const std::string &\)}}>', so it never runs
    // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
  }
};

class Worker {
  std::unique_ptr<cppcoro::async_scope> Scope;

  void starts() {
    on_name([this](const std::string &Name) -> cppcoro::task<> { co_await save(); });
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task that this lambda returns is dropped by 'std::function<{{\.\.\.|void \(const std::string &\)}}>', so it never runs
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the task runs now
    // CHECK-FIXES: on_name([this, call = [this](const std::string &Name) -> cppcoro::task<> { co_await save(); }](auto... args) {
    // CHECK-FIXES-NEXT: Scope->spawn([](auto call, auto... args) -> cppcoro::task<> {
    // CHECK-FIXES-NEXT: try {
    // CHECK-FIXES-NEXT: co_await call(std::move(args)...);
    // CHECK-FIXES-NEXT: } catch (...) {
    // CHECK-FIXES-NEXT: app::report(std::current_exception());
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: }(call, std::move(args)...));
    // CHECK-FIXES-NEXT: });
  }
  void is_constant() const {
    on(save);
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task that 'save' returns is dropped
    // CHECK-NOTES: :[[@LINE-2]]:8: note: the task runs now
    // CHECK-FIXES: on([this, call = save] {
    // CHECK-FIXES-NEXT: Scope->spawn([](auto call) -> cppcoro::task<> {
    // CHECK-FIXES-NEXT: try {
    // CHECK-FIXES-NEXT: co_await call();
    // CHECK-FIXES-NEXT: } catch (...) {
    // CHECK-FIXES-NEXT: app::report(std::current_exception());
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: }(call));
    // CHECK-FIXES-NEXT: });
  }
};
class Constant {
  cppcoro::async_scope Scope;

  void starts() const {
    on(save);
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task that 'save' returns is dropped
    // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: give it a callable that starts the task
  }
};

// Its own name gives way.
void is_called_so(cppcoro::async_scope &call) {
  on(save);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: the task runs now
  // CHECK-FIXES: on([&call, call2 = save] {
  // CHECK-FIXES-NEXT: call.spawn([](auto call2) -> cppcoro::task<> {
  // CHECK-FIXES-NEXT: try {
  // CHECK-FIXES-NEXT: co_await call2();
  // CHECK-FIXES-NEXT: } catch (...) {
  // CHECK-FIXES-NEXT: app::report(std::current_exception());
  // CHECK-FIXES-NEXT: }
  // CHECK-FIXES-NEXT: }(call2));
  // CHECK-FIXES-NEXT: });
}

// The thread is there for it.
void in_a_thread() {
  std::thread Own(save);
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: the task that 'save' returns is dropped by 'std::thread', so it never runs
  // CHECK-NOTES: :[[@LINE-2]]:19: note: the thread waits for the task, and what that throws ends the program
  // CHECK-FIXES: std::thread Own([call = save] { cppcoro::sync_wait(call()); });
  Own.join();
}

// --- Not fixed ---------------------------------------------------------------

void alone() {
  on(save);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
}
void of_two(cppcoro::async_scope &First, cppcoro::async_scope &Second) {
  on(save);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: give it a callable that starts the task
}

cppcoro::task<> overloaded();
cppcoro::task<> overloaded(int);
void refused(cppcoro::async_scope &Scope) {
  on_view([](std::string_view Text) -> cppcoro::task<> { co_await save(); });
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: the task that this lambda returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
  on_change([](int &Id) -> cppcoro::task<> { co_await store(++Id); });
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task that this lambda returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
  on([N = 0]() mutable -> cppcoro::task<> { co_await store(++N); });
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
  on_id(static_cast<cppcoro::task<> (*)(int)>(overloaded));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the task that this callable returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:9: note: the task runs now
  // CHECK-FIXES: on_id([&Scope, call = static_cast<cppcoro::task<> (*)(int)>(overloaded)](auto... args) {
  // CHECK-FIXES-NEXT: Scope.spawn([](auto call, auto... args) -> cppcoro::task<> {
  // CHECK-FIXES-NEXT: try {
  // CHECK-FIXES-NEXT: co_await call(std::move(args)...);
  // CHECK-FIXES-NEXT: } catch (...) {
  // CHECK-FIXES-NEXT: app::report(std::current_exception());
  // CHECK-FIXES-NEXT: }
  // CHECK-FIXES-NEXT: }(call, std::move(args)...));
  // CHECK-FIXES-NEXT: });
  std::function<cppcoro::task<cppcoro::task<>>()> Nested;
  on(Nested);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that this callable returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: give it a callable that starts the task
}

#define REGISTER(What) on(What)
void in_a_macro(cppcoro::async_scope &Scope) { REGISTER(save); }

template <typename T> void in_a_template(cppcoro::async_scope &Scope, T Given) {
  on([Given]() -> cppcoro::task<> { co_await store(Given); });
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: it depends on a template parameter
}
template void in_a_template(cppcoro::async_scope &, int);

// --- Silent ------------------------------------------------------------------

void kept(std::function<cppcoro::task<>()> Handler);
void silent(cppcoro::async_scope &Scope) {
  kept(save);
  on([&Scope] { Scope.spawn(save()); });
  on([] {});
}
