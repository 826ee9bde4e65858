// IgnoredFunctions and IgnoredTypes.
// RUN: %check %s async-unawaited-task %t -check-suffixes=,ALL -- -isystem %S/Inputs
// RUN: %check %s async-unawaited-task %t \
// RUN:   -config="{CheckOptions: {async-unawaited-task.IgnoredFunctions: 'app::fire; ::app::Service::poll;::app::Box::open;^::app::.*_async$;app::Callback', \
// RUN:     async-unawaited-task.IgnoredTypes: '::app::ticket;app::background;Token$;app::batch'}}" -- -isystem %S/Inputs
// RUN: %check %s async-unawaited-task %t -check-suffixes=,ALL,BAD \
// RUN:   -config="{CheckOptions: {async-unawaited-task.IgnoredFunctions: 'app::(', async-unawaited-task.IgnoredTypes: '*'}}" -- -isystem %S/Inputs

// CHECK-MESSAGES-BAD: warning: bad regular expression in option 'IgnoredFunctions', ignored: 'app::(': {{.+}} [clang-tidy-config]
// CHECK-MESSAGES-BAD: warning: bad regular expression in option 'IgnoredTypes', ignored: '*': {{.+}} [clang-tidy-config]

#include <tasks.h>
#include <vector>

using home::task;
task<> fire();

namespace app {
inline namespace v2 {
task<> fire();
}
task<> firefighter();
template <typename T> task<T> fire(T);
task<> send_async();
task<> send_async_now();
task<> poll();
struct Service {
  task<> poll();
  task<> fire();
};
template <typename T> struct Box {
  task<T> open();
};

struct ticket : task<> {};
ticket buy();
using background = task<long>;
background launch();
task<long> same();
struct CancelToken : task<> {};
CancelToken cancel();
struct TokenRing : task<> {};
TokenRing ring();
template <typename T> struct batch : task<T> {};
batch<int> collect();

task<> (*Callback)();
} // namespace app

namespace other {
task<> poll();
struct Service {
  task<> poll();
};
} // namespace other

task<> functions(app::Service &S, other::Service &O, app::Box<int> &B) {
  app::fire();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'fire' is never awaited
  // CHECK-FIXES-ALL: co_await app::fire();
  app::fire(1);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'fire' is never awaited
  // CHECK-FIXES-ALL: co_await app::fire(1);
  S.poll();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'poll' is never awaited
  // CHECK-FIXES-ALL: co_await S.poll();
  B.open();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'open' is never awaited
  // CHECK-FIXES-ALL: co_await B.open();
  app::send_async();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'send_async' is never awaited
  // CHECK-FIXES-ALL: co_await app::send_async();
  auto T = app::send_async();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:8: warning: the task in 'T' is never awaited
  // CHECK-FIXES-ALL: co_await app::send_async();
  app::Callback();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'Callback' is never awaited
  // CHECK-FIXES-ALL: co_await app::Callback();

  // Others of the same or a similar name.
  fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fire' is never awaited
  // CHECK-FIXES: co_await fire();
  app::firefighter();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'firefighter' is never awaited
  // CHECK-FIXES: co_await app::firefighter();
  S.fire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fire' is never awaited
  // CHECK-FIXES: co_await S.fire();
  app::poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'poll' is never awaited
  // CHECK-FIXES: co_await app::poll();
  O.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'poll' is never awaited
  // CHECK-FIXES: co_await O.poll();
  app::send_async_now();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_async_now' is never awaited
  // CHECK-FIXES: co_await app::send_async_now();
  co_return;
}

task<> types() {
  app::buy();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'buy' is never awaited
  // CHECK-FIXES-ALL: co_await app::buy();
  app::launch();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'launch' is never awaited
  // CHECK-FIXES-ALL: co_await app::launch();
  app::cancel();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'cancel' is never awaited
  // CHECK-FIXES-ALL: co_await app::cancel();
  app::collect();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task returned by 'collect' is never awaited
  // CHECK-FIXES-ALL: co_await app::collect();
  std::vector<app::ticket> Many;
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:28: warning: the tasks in 'Many' are never awaited
  Many.push_back(app::buy());
  app::same();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'same' is never awaited
  // CHECK-FIXES: co_await app::same();
  app::ring();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'ring' is never awaited
  // CHECK-FIXES: co_await app::ring();
  co_return;
}
