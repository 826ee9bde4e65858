// RUN: %check %s async-dangling-task,async-discarding-callback %t -- -isystem %inputs -Wno-unused

// What the other tests of the standard library leave out: names of C++23 and
// C++26.

#include "tasks.h"
#include <functional>

#ifndef __cpp_lib_bind_back
namespace std {
template <typename F, typename... A> auto bind_back(F Call, A... Last) {
  return [=](auto... First) { return Call(First..., Last...); };
}
} // namespace std
#endif
#ifndef __cpp_lib_function_ref
namespace std {
template <typename> class function_ref;
template <typename R, typename... A> class function_ref<R(A...)> {
public:
  template <typename F> function_ref(F &&) {}
  R operator()(A...) const;
};
} // namespace std
#endif

using home::task;

void on(std::function<task<>()> Handler);
task<> load(int Id);
task<> visit(std::function_ref<void(int)> Visitor);

task<> returned(int Sum) {
  auto Add = [&](int N) { Sum += N; };
  return visit(Add);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'visit' is returned and refers to local variable 'Add', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await visit(Add);
}
task<> awaited(int Sum) {
  auto Add = [&](int N) { Sum += N; };
  co_await visit(Add);
}

void drop(std::function<void()> Handler);
void binds() {
  drop(std::bind_back(&load, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that 'load' returns is dropped by
  on(std::bind_back(&load, 1));
}
