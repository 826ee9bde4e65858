// Stand-in for libcoro's condition_variable.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include "coro/concepts/executor.hpp"
#include "coro/detail/run_queue.hpp"
#include "coro/detail/task_self_deleting.hpp"
#include "coro/mutex.hpp"
#include "coro/task.hpp"

#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace coro {
class condition_variable {
public:
  using predicate_type = std::function<bool()>;

private:
  struct awaiter_base {
    awaiter_base(condition_variable &Cv, coro::scoped_lock &Lock) noexcept
        : Cv(Cv), Lock(Lock) {}
    virtual ~awaiter_base() = default;
    awaiter_base(const awaiter_base &) = delete;

    auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool {
      Awaiting = Coro;
      Cv.push(this);
      Lock.Mutex->unlock();
      return true;
    }
    // Whether the waiter, which has its lock back, may go on.
    virtual auto on_notify() -> bool { return true; }

    awaiter_base *Next = nullptr;
    std::coroutine_handle<> Awaiting;
    condition_variable &Cv;
    coro::scoped_lock &Lock;
  };

  struct awaiter : public awaiter_base {
    using awaiter_base::awaiter_base;
    auto await_ready() const noexcept -> bool { return false; }
    auto await_resume() noexcept {}
  };

  struct awaiter_with_predicate : public awaiter_base {
    awaiter_with_predicate(condition_variable &Cv, coro::scoped_lock &Lock,
                           predicate_type Predicate) noexcept
        : awaiter_base(Cv, Lock), Predicate(std::move(Predicate)) {}
    auto await_ready() const noexcept -> bool { return Predicate(); }
    auto await_resume() noexcept {}
    auto on_notify() -> bool override { return Predicate(); }

    predicate_type Predicate;
  };

  struct awaiter_with_predicate_stop_token : public awaiter_base {
    awaiter_with_predicate_stop_token(condition_variable &Cv,
                                      coro::scoped_lock &Lock,
                                      predicate_type Predicate,
                                      std::stop_token Stop) noexcept
        : awaiter_base(Cv, Lock), Predicate(std::move(Predicate)),
          Stop(std::move(Stop)) {}
    auto await_ready() noexcept -> bool { return on_notify(); }
    auto await_resume() noexcept -> bool { return Holds; }
    auto on_notify() -> bool override {
      Holds = Predicate();
      return Holds || Stop.stop_requested();
    }

    predicate_type Predicate;
    std::stop_token Stop;
    bool Holds = false;
  };

  template <concepts::io_executor io_executor_type, typename return_type>
  struct awaiter_with_wait : public awaiter_base {
    awaiter_with_wait(
        std::unique_ptr<io_executor_type> &, condition_variable &Cv,
        coro::scoped_lock &Lock, std::chrono::nanoseconds Limit,
        std::optional<predicate_type> Predicate = std::nullopt,
        std::optional<std::stop_token> Stop = std::nullopt) noexcept
        : awaiter_base(Cv, Lock), Limit(Limit), Predicate(std::move(Predicate)),
          Stop(std::move(Stop)) {}
    auto await_ready() noexcept -> bool { return Predicate && on_notify(); }
    auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool {
      detail::run_queue::instance().push(Coro, Limit.count());
      return awaiter_base::await_suspend(Coro);
    }
    auto await_resume() noexcept -> return_type {
      // Still waiting: the timer was first.
      const bool TimedOut = this->Cv.remove(this);
      if (TimedOut) {
        (void)this->Lock.Mutex->try_lock();
        Holds = !Predicate || (*Predicate)();
      }
      if constexpr (std::is_same_v<return_type, bool>)
        return Holds;
      else
        return TimedOut ? std::cv_status::timeout : std::cv_status::no_timeout;
    }
    auto on_notify() -> bool override {
      Holds = !Predicate || (*Predicate)();
      if (!Holds && !(Stop && Stop->stop_requested()))
        return false;
      if (this->Awaiting)
        detail::run_queue::instance().remove(this->Awaiting);
      return true;
    }

    std::chrono::nanoseconds Limit;
    std::optional<predicate_type> Predicate;
    std::optional<std::stop_token> Stop;
    bool Holds = false;
  };

public:
  condition_variable() = default;
  condition_variable(const condition_variable &) = delete;

  auto notify_one() -> coro::task<void> {
    if (auto *Waiter = pop())
      co_await notify(Waiter);
  }
  template <concepts::executor executor_type>
  auto notify_one(std::unique_ptr<executor_type> &E) -> void {
    E->spawn_detached(notify_one());
  }
  auto notify_all() -> coro::task<void> {
    auto *Waiter = std::exchange(Waiters, nullptr);
    while (Waiter) {
      auto *Next = Waiter->Next;
      co_await notify(Waiter);
      Waiter = Next;
    }
  }
  template <concepts::executor executor_type>
  auto notify_all(std::unique_ptr<executor_type> &E) -> void {
    E->spawn_detached(notify_all());
  }

  [[nodiscard]] auto wait(coro::scoped_lock &Lock) -> awaiter {
    return awaiter{*this, Lock};
  }
  [[nodiscard]] auto wait(coro::scoped_lock &Lock, predicate_type Predicate)
      -> awaiter_with_predicate {
    return awaiter_with_predicate{*this, Lock, std::move(Predicate)};
  }
  [[nodiscard]] auto wait(coro::scoped_lock &Lock, std::stop_token Stop,
                          predicate_type Predicate)
      -> awaiter_with_predicate_stop_token {
    return awaiter_with_predicate_stop_token{*this, Lock, std::move(Predicate),
                                             std::move(Stop)};
  }
  template <concepts::io_executor io_executor_type, class rep, class period>
  [[nodiscard]] auto wait_for(std::unique_ptr<io_executor_type> &E,
                              coro::scoped_lock &Lock,
                              const std::chrono::duration<rep, period> Limit)
      -> awaiter_with_wait<io_executor_type, std::cv_status> {
    return awaiter_with_wait<io_executor_type, std::cv_status>{E, *this, Lock,
                                                               Limit};
  }
  template <concepts::io_executor io_executor_type, class rep, class period>
  [[nodiscard]] auto wait_for(std::unique_ptr<io_executor_type> &E,
                              coro::scoped_lock &Lock,
                              const std::chrono::duration<rep, period> Limit,
                              predicate_type Predicate)
      -> awaiter_with_wait<io_executor_type, bool> {
    return awaiter_with_wait<io_executor_type, bool>{E, *this, Lock, Limit,
                                                     std::move(Predicate)};
  }
  template <concepts::io_executor io_executor_type, class rep, class period>
  [[nodiscard]] auto wait_for(std::unique_ptr<io_executor_type> &E,
                              coro::scoped_lock &Lock, std::stop_token Stop,
                              const std::chrono::duration<rep, period> Limit,
                              predicate_type Predicate)
      -> awaiter_with_wait<io_executor_type, bool> {
    return awaiter_with_wait<io_executor_type, bool>{
        E, *this, Lock, Limit, std::move(Predicate), std::move(Stop)};
  }

private:
  auto push(awaiter_base *Waiter) -> void {
    Waiter->Next = std::exchange(Waiters, Waiter);
  }
  auto pop() -> awaiter_base * {
    auto *Waiter = Waiters;
    if (Waiter)
      Waiters = Waiter->Next;
    return Waiter;
  }
  auto remove(awaiter_base *Waiter) -> bool {
    for (auto **At = &Waiters; *At; At = &(*At)->Next)
      if (*At == Waiter) {
        *At = Waiter->Next;
        return true;
      }
    return false;
  }
  auto notify(awaiter_base *Waiter) -> coro::task<void> {
    co_await Waiter->Lock.Mutex->lock();
    if (Waiter->on_notify()) {
      Waiter->Awaiting.resume();
    } else {
      push(Waiter);
      Waiter->Lock.Mutex->unlock();
    }
  }

  awaiter_base *Waiters = nullptr;
};
} // namespace coro
