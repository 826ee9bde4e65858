// RUN: %check %s async-dangling-task %t -- -isystem %standins -Wno-unused

// concurrencpp: a result's coroutine runs until it suspends, a lazy_result's not
// at all.

#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <string>
#include <vector>

using concurrencpp::lazy_result;
using concurrencpp::result;
using Pool = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<std::size_t> measure(Pool P, const std::string &Name) {
  co_await concurrencpp::resume_on(P);
  co_return Name.size();
}
result<std::size_t> measure_first(Pool P, const std::string &Name) {
  const std::size_t Size = Name.size();
  co_await concurrencpp::resume_on(P);
  co_return Size;
}
lazy_result<std::size_t> later(const std::string &Name) {
  co_return Name.size();
}
lazy_result<std::size_t> own(std::string Name) { co_return Name.size(); }
std::string name();

// --- Reported ----------------------------------------------------------------

result<std::size_t> stored(Pool P) {
  auto Result = measure(P, "a name");
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'Result' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: through parameter 'Name'
  // CHECK-FIXES: std::string Name = "a name";
  // CHECK-FIXES: auto Result = measure(P, Name);
  co_await concurrencpp::resume_on(P);
  co_return co_await Result;
}
result<std::size_t> returned(Pool P) {
  std::string Name = name();
  return measure(P, Name);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'measure' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: through parameter 'Name'
  // CHECK-FIXES: co_return co_await measure(P, Name);
}
lazy_result<std::size_t> lazy(bool Wanted) {
  auto Result = later(name());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'later' is stored in 'Result' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:23: note: through parameter 'Name'
  // CHECK-FIXES: auto Name = name();
  // CHECK-FIXES: auto Result = later(Name);
  co_return Wanted ? co_await Result : 0;
}
lazy_result<std::size_t> returned_lazy(std::string Name) { return later(Name); }
// CHECK-NOTES: :[[@LINE-1]]:60: warning: the task of 'later' is returned and refers to parameter 'Name', which is destroyed by the return [async-dangling-task]
// CHECK-NOTES: :[[@LINE-2]]:73: note: through parameter 'Name'
// CHECK-FIXES: lazy_result<std::size_t> returned_lazy(std::string Name) { co_return co_await later(Name); }

// --- Silent ------------------------------------------------------------------

result<std::size_t> in_place(Pool P) { co_return co_await measure(P, name()); }
std::size_t waited(Pool P) { return measure(P, name()).get(); }
lazy_result<std::size_t> by_value(bool Wanted) {
  auto Result = own(name());
  co_return Wanted ? co_await Result : 0;
}
// The coroutine has looked at it when it suspends.
result<std::size_t> looked_at(Pool P) {
  auto Result = measure_first(P, "a name");
  co_await concurrencpp::resume_on(P);
  co_return co_await Result;
}
lazy_result<std::size_t> of_a_local() {
  std::string Name = name();
  auto Result = later(Name);
  co_return co_await Result;
}
result<void> submitted(Pool P, int Id) {
  co_await P->submit([Id] { (void)Id; });
}

// What is posted is destroyed once it has returned, which a coroutine does at
// its first suspension.
void posted(Pool P, int Id) {
  P->post([Id, P]() -> concurrencpp::null_result {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'post' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: P->post([Id, P]() { return [](const auto Id, const auto P) -> concurrencpp::null_result {
    co_await concurrencpp::resume_on(P);
    (void)(Id + 1);
  });
  // CHECK-FIXES: }(Id, P); });
  P->post([Id, P]() -> concurrencpp::null_result {
    auto Own = P;
    int Number = Id;
    co_await concurrencpp::resume_on(Own);
    (void)(Number + 1);
  });
  P->post([Id] { (void)Id; });
}

// A class that says where its callables run is an executor as the others are.
void on_a_thread(std::shared_ptr<concurrencpp::thread_executor> E, Pool P, int Id) {
  auto Job = [Id, P]() -> concurrencpp::null_result {
    co_await concurrencpp::resume_on(P);
    (void)(Id + 1);
  };
  E->post(std::move(Job));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'post' destroys this lambda at its first suspension
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: what keeps the lambda alive is for you to decide
  E->post([P]() -> concurrencpp::null_result { co_await concurrencpp::resume_on(P); });
}
