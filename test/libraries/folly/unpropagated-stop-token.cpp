// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// The token of a folly::coro::Task travels by itself, but not everywhere.

#include <folly/CancellationToken.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Task.h>
#include <folly/coro/WithCancellation.h>
#include <utility>

using folly::CancellationToken;
using folly::coro::Task;
Task<void> step(int Id);
Task<void> fetch(int Id, CancellationToken Token = {});

Task<void> starts(folly::Executor::KeepAlive<> Executor) {
  auto Running = folly::coro::co_withExecutor(Executor, step(1)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'start' starts the task without the stop token of this coroutine, so it goes on when the coroutine should stop [async-unpropagated-stop-token]
  // CHECK-MESSAGES: :[[@LINE-2]]:66: note: hand the token on, unless it is meant to go on
  // CHECK-FIXES-NOTES: auto Running = folly::coro::co_withCancellation(co_await folly::coro::co_current_cancellation_token, folly::coro::co_withExecutor(Executor, step(1))).start();
  co_await std::move(Running);
}
Task<void> semi() {
  co_await step(1).semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'semi' starts the task without the stop token
  // CHECK-FIXES-NOTES: co_await folly::coro::co_withCancellation(co_await folly::coro::co_current_cancellation_token, step(1)).semi();
}
Task<void> adds(folly::coro::AsyncScope &Scope,
                folly::Executor::KeepAlive<> Executor) {
  Scope.add(folly::coro::co_withExecutor(Executor, step(1)));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'add' starts the task without the stop token
  // CHECK-FIXES-NOTES: Scope.add(folly::coro::co_withCancellation(co_await folly::coro::co_current_cancellation_token, folly::coro::co_withExecutor(Executor, step(1))));
  co_return;
}
Task<void> inHandler(folly::Executor::KeepAlive<> Executor) {
  try {
    co_await step(1);
  } catch (...) {
    auto Kept = folly::coro::co_withExecutor(Executor, step(1)).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'start' starts the task
    // CHECK-MESSAGES: :[[@LINE-2]]:65: note: not fixed: 'co_await' is not allowed in a catch handler
  }
}

// What is let go is not meant to stop with its starter; that nobody sees how it
// ends is for async-unawaited-task.
Task<void> letsGo(folly::Executor::KeepAlive<> Executor) {
  folly::coro::co_withExecutor(Executor, step(1)).start();
  (void)folly::coro::co_withExecutor(Executor, step(2)).start();
  if (Executor.get()) {
    (folly::coro::co_withExecutor(Executor, step(3)).start());
  }
  co_return;
}

// A parameter is not how it travels.
Task<void> ambient(CancellationToken Token) {
  co_await fetch(1);
  co_await step(1);
}
Task<void> ambientLoop(CancellationToken Token) {
  for (;;)
    co_await step(1);
}
Task<void> withToken(folly::Executor::KeepAlive<> Executor,
                     CancellationToken Token) {
  folly::coro::co_withExecutor(Executor, step(1)).start([](auto &&) {}, Token);
  co_return;
}
Task<void> handedOn(folly::Executor::KeepAlive<> Executor) {
  auto Running =
      folly::coro::co_withExecutor(
          Executor,
          folly::coro::co_withCancellation(
              co_await folly::coro::co_current_cancellation_token, step(1)))
          .start();
  co_await std::move(Running);
}
Task<void> deliberate(folly::Executor::KeepAlive<> Executor) {
  auto Running = folly::coro::co_withExecutor(
                     Executor, folly::coro::co_withCancellation(
                                   CancellationToken{}, step(1)))
                     .start();
  co_await std::move(Running);
}
// It may have got its token before.
Task<void> named(folly::Executor::KeepAlive<> Executor) {
  auto Step = step(1);
  auto Running =
      folly::coro::co_withExecutor(Executor, std::move(Step)).start();
  co_await std::move(Running);
}
Task<void> bound(folly::coro::AsyncScope &Scope, Task<void> Other,
                 folly::Executor::KeepAlive<> Executor) {
  auto Ready = folly::coro::co_withExecutor(Executor, std::move(Other));
  Scope.add(std::move(Ready));
  co_return;
}
Task<void> ownScope(folly::coro::CancellableAsyncScope &Scope,
                    folly::Executor::KeepAlive<> Executor) {
  Scope.add(folly::coro::co_withExecutor(Executor, step(1)));
  co_return;
}
// No coroutine has no token to lose.
void plain(folly::Executor::KeepAlive<> Executor) {
  folly::coro::co_withExecutor(Executor, step(1)).start();
}
Task<void> lambda(folly::Executor::KeepAlive<> Executor) {
  auto Start = [&] {
    folly::coro::co_withExecutor(Executor, step(1)).start();
  };
  Start();
  co_return;
}

// What only a test or main runs was given no token.
namespace testing {
class Test {};
} // namespace testing
class StartTest : public testing::Test {
  void TestBody() {
    folly::coro::blockingWait([]() -> folly::coro::Task<void> {
      auto Done =
          co_withExecutor(co_await folly::coro::co_current_executor, step(1))
              .start();
      co_await std::move(Done);
    }());
  }
};
