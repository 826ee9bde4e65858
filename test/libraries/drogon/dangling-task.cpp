// RUN: %check %s async-dangling-task %t -- -isystem %standins -Wno-unused

#include <drogon/drogon.h>
#include <string>

using drogon::Task;

Task<std::size_t> measure(const std::string &Name);
Task<> save(const std::string &Name);
Task<> own(std::string Name);
std::string name();

// --- Reported ----------------------------------------------------------------

Task<std::size_t> stored(bool Wanted) {
  auto Measured = measure(name());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'Measured' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:27: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:8: note: 'measure' is only declared here; if it is no coroutine and keeps nothing, '[[clang::coro_wrapper]]' says so
  // CHECK-FIXES: auto Name = name();
  // CHECK-FIXES: auto Measured = measure(Name);
  co_return Wanted ? co_await Measured : 0;
}
Task<std::size_t> returned(std::string Name) { return measure(Name); }
// CHECK-NOTES: :[[@LINE-1]]:48: warning: the task of 'measure' is returned and refers to parameter 'Name', which is destroyed by the return [async-dangling-task]
// CHECK-NOTES: :[[@LINE-2]]:63: note: through parameter 'Name'
// CHECK-NOTES: :[[@LINE-3]]:48: note: 'measure' is only declared here; if it is no coroutine and keeps nothing, '[[clang::coro_wrapper]]' says so
// CHECK-FIXES: Task<std::size_t> returned(std::string Name) { co_return co_await measure(Name); }

void refers_to_a_local() {
  const std::string Name = name();
  drogon::async_run([&]() -> Task<> {
    // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over to 'async_run' and refers to local variable 'Name', which is destroyed at the end of its block [async-dangling-task]
    // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing here lives as long as the task; let the lambda capture it by value
    co_await own("x");
    co_await own(Name);
  });
}

// --- Silent ------------------------------------------------------------------

Task<std::size_t> in_place() { co_return co_await measure(name()); }
std::size_t waited() { return drogon::sync_wait(measure(name())); }
Task<> together() { co_await drogon::when_all(save(name()), save(name())); }
Task<std::size_t> of_the_caller(const std::string &Name) {
  return measure(Name);
}
// It keeps the lambda for as long as the task runs.
void run_of_its_own(std::string Name) {
  drogon::async_run([Name]() -> Task<> { co_await save(Name); });
}
// It runs at once, until it is suspended.
void read_at_once() {
  const std::string Name = name();
  drogon::async_run([&]() -> Task<> { co_await own(Name); });
}

// --- Coroutines that nobody can await ------------------------------------------

void greets_later(std::string Name) {
  [Name]() -> drogon::AsyncTask {
    // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of this lambda is left running and refers to the captures of a lambda that is destroyed at the end of this expression [async-dangling-task]
    // CHECK-FIXES: [](const auto Name) -> drogon::AsyncTask {
    co_await own("x");
    (void)Name.size();
  }();
  // CHECK-FIXES: }(Name);
}
void greets_by_name(std::string Name, bool Twice) {
  auto Greet = [Name]() -> drogon::AsyncTask {
    co_await own("x");
    (void)Name.size();
  };
  if (Twice)
    Greet();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task of this lambda is left running and refers to local variable 'Greet', which is destroyed at the end of its block [async-dangling-task]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the variable would have to be declared further out
}
void greets_at_once(std::string Name) {
  [Name]() -> drogon::AsyncTask {
    (void)Name.size();
    co_await own("x");
  }();
}
void greets_by_parameter(std::string Name) {
  [](std::string Name) -> drogon::AsyncTask {
    co_await own("x");
    (void)Name.size();
  }(Name);
}

// --- Callables that an event loop calls once ------------------------------------

void looped(trantor::EventLoop *Loop, std::string Name) {
  Loop->queueInLoop([Name]() -> drogon::AsyncTask {
    // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'queueInLoop' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: Loop->queueInLoop([Name]() { return [](const auto Name) -> drogon::AsyncTask {
    co_await own("x");
    co_await own(Name);
  });
  // CHECK-FIXES: }(Name); });
  Loop->runInLoop([Name]() -> drogon::AsyncTask {
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'runInLoop' destroys this lambda
    // CHECK-FIXES: Loop->runInLoop([Name]() { return [](const auto Name) -> drogon::AsyncTask {
    co_await own("x");
    co_await own(Name);
  });
  // CHECK-FIXES: }(Name); });
  Loop->runAfter(1, [Name]() -> drogon::AsyncTask {
    // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'runAfter' destroys this lambda
    // CHECK-FIXES: Loop->runAfter(1, [Name]() { return [](const auto Name) -> drogon::AsyncTask {
    co_await own("x");
    co_await own(Name);
  });
  // CHECK-FIXES: }(Name); });
}
void looped_silently(trantor::EventLoop *Loop, std::string Name) {
  Loop->queueInLoop([Name]() -> drogon::AsyncTask { co_await own(Name); });
  // It never runs.
  Loop->queueInLoop([Name]() -> Task<> { co_await own(Name); });
  Loop->queueInLoop([Name] {
    [](std::string Name) -> drogon::AsyncTask {
      co_await own("x");
      co_await own(Name);
    }(Name);
  });
}
