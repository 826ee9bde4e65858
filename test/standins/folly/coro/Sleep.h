// Stand-in for folly's Sleep.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/OperationCancelled.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

namespace folly {
namespace coro {
namespace detail {
class SleepAwaiter {
public:
  SleepAwaiter(HighResDuration Duration, const CancellationToken &Token)
      : Duration(Duration), Token(Token) {}
  SleepAwaiter(SleepAwaiter &&Other)
      : Duration(Other.Duration), Token(Other.Token) {}
  bool await_ready() { return Token.isCancellationRequested(); }
  void await_suspend(coroutine_handle<> Coro) {
    auto &Queue = folly::detail::RunQueue::instance();
    const long long Id =
        Queue.push([Coro] { Coro.resume(); }, Duration.count());
    Callback.emplace(Token, [&Queue, Id] { Queue.hurry(Id); });
  }
  void await_resume() { Callback.reset(); }

private:
  HighResDuration Duration;
  const CancellationToken &Token;
  std::optional<CancellationCallback> Callback;
};
} // namespace detail

inline Task<void> sleepReturnEarlyOnCancel(HighResDuration Duration,
                                           Timekeeper * = nullptr) {
  co_await detail::SleepAwaiter(Duration,
                                co_await co_current_cancellation_token);
}
inline Task<void> sleep(HighResDuration Duration,
                        Timekeeper *Keeper = nullptr) {
  co_await sleepReturnEarlyOnCancel(Duration, Keeper);
  if ((co_await co_current_cancellation_token).isCancellationRequested())
    throw OperationCancelled{};
}
} // namespace coro
} // namespace folly
