// Stand-in for Seastar's condition-variable.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/timer.hh>

#include <chrono>
#include <concepts>
#include <exception>
#include <utility>
#include <vector>

namespace seastar {
class broken_condition_variable : public std::exception {};
class condition_variable_timed_out : public std::exception {};

class condition_variable {
  struct [[nodiscard("must co_await a when() call")]] awaiter {
    condition_variable *Cv;
    explicit awaiter(condition_variable *Cv) : Cv(Cv) {}
    auto operator co_await() {
      return ::seastar::internal::awaiter<false, void>(Cv->wait());
    }
  };
  template <typename Func>
  struct [[nodiscard("must co_await a when() call")]] predicate_awaiter
      : public awaiter {
    Func Predicate;
    predicate_awaiter(Func Predicate, condition_variable *Cv)
        : awaiter(Cv), Predicate(std::move(Predicate)) {}
    auto operator co_await() {
      return ::seastar::internal::awaiter<false, void>(
          Cv->wait(std::move(Predicate)));
    }
  };

public:
  condition_variable() noexcept = default;

  future<> wait() noexcept {
    if (std::exchange(Signalled, false))
      return make_ready_future<>();
    Waiters.emplace_back();
    return Waiters.back().get_future();
  }
  // Nothing ever takes too long here.
  template <typename Rep, typename Period>
  future<> wait(std::chrono::duration<Rep, Period>) noexcept {
    return wait();
  }
  template <typename Pred>
    requires std::is_invocable_r_v<bool, Pred>
  future<> wait(Pred &&P) noexcept {
    return do_until(std::forward<Pred>(P), [this] { return wait(); });
  }
  template <typename Rep, typename Period, typename Pred>
  future<> wait(std::chrono::duration<Rep, Period>, Pred &&P) noexcept {
    return wait(std::forward<Pred>(P));
  }

  awaiter when() noexcept { return awaiter{this}; }
  template <typename Pred>
    requires std::is_invocable_r_v<bool, Pred>
  auto when(Pred &&P) noexcept {
    return predicate_awaiter<std::decay_t<Pred>>{std::forward<Pred>(P), this};
  }
  template <typename Rep, typename Period>
  auto when(std::chrono::duration<Rep, Period>) noexcept {
    return when();
  }

  bool has_waiters() const noexcept { return !Waiters.empty(); }
  void signal() noexcept {
    if (Waiters.empty()) {
      Signalled = true;
      return;
    }
    auto First = std::move(Waiters.front());
    Waiters.erase(Waiters.begin());
    First.set_value();
  }
  void broadcast() noexcept {
    for (auto &W : std::exchange(Waiters, {}))
      W.set_value();
  }
  void broken() noexcept {
    for (auto &W : std::exchange(Waiters, {}))
      W.set_exception(broken_condition_variable());
  }

private:
  std::vector<promise<>> Waiters;
  bool Signalled = false;
};
} // namespace seastar
