// Stand-in for cppcoro's io_service.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/cancellation_registration.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/coroutine.hpp>
#include <cppcoro/detail/run_queue.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace cppcoro {
class io_service {
public:
  class schedule_operation;
  class timed_schedule_operation;

  io_service() {}
  io_service(std::uint32_t) {}
  ~io_service() {}
  io_service(io_service &&) = delete;
  io_service(const io_service &) = delete;
  io_service &operator=(io_service &&) = delete;
  io_service &operator=(const io_service &) = delete;

  [[nodiscard]] schedule_operation schedule() noexcept;

  template <typename Rep, typename Period>
  [[nodiscard]] timed_schedule_operation
  schedule_after(const std::chrono::duration<Rep, Period> &Delay,
                 cancellation_token Token = {}) noexcept;

  std::uint64_t process_events() {
    std::uint64_t Count = 0;
    while (!Stopped && detail::run_queue::instance().run_one())
      ++Count;
    return Count;
  }
  std::uint64_t process_pending_events() { return process_events(); }
  std::uint64_t process_one_event() {
    return detail::run_queue::instance().run_one();
  }
  std::uint64_t process_one_pending_event() { return process_one_event(); }
  void stop() noexcept { Stopped = true; }
  void reset() { Stopped = false; }
  bool is_stop_requested() const noexcept { return Stopped; }
  void notify_work_started() noexcept { ++Work; }
  void notify_work_finished() noexcept {
    if (--Work == 0)
      stop();
  }

private:
  bool Stopped = false;
  unsigned Work = 0;
};

class io_service::schedule_operation {
public:
  schedule_operation(io_service &) noexcept {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
    detail::run_queue::instance().push(Awaiting);
  }
  void await_resume() const noexcept {}
};

class io_service::timed_schedule_operation {
public:
  timed_schedule_operation(io_service &, std::chrono::nanoseconds Delay,
                           cancellation_token Token) noexcept
      : Delay(Delay), Token(std::move(Token)) {}
  timed_schedule_operation(timed_schedule_operation &&Other) noexcept
      : Delay(Other.Delay), Token(std::move(Other.Token)) {}
  timed_schedule_operation &operator=(timed_schedule_operation &&) = delete;

  bool await_ready() const noexcept {
    return Token.is_cancellation_requested();
  }
  void await_suspend(cppcoro::coroutine_handle<> Awaiting) {
    detail::run_queue::instance().push(Awaiting, Delay.count());
    if (Token.can_be_cancelled())
      Registration.emplace(
          Token, [Awaiting] { detail::run_queue::instance().hurry(Awaiting); });
  }
  void await_resume() {
    Registration.reset();
    Token.throw_if_cancellation_requested();
  }

private:
  std::chrono::nanoseconds Delay;
  cancellation_token Token;
  std::optional<cancellation_registration> Registration;
};

inline io_service::schedule_operation io_service::schedule() noexcept {
  return schedule_operation{*this};
}
template <typename Rep, typename Period>
io_service::timed_schedule_operation
io_service::schedule_after(const std::chrono::duration<Rep, Period> &Delay,
                           cancellation_token Token) noexcept {
  return timed_schedule_operation{
      *this, std::chrono::duration_cast<std::chrono::nanoseconds>(Delay),
      std::move(Token)};
}

class io_work_scope {
public:
  explicit io_work_scope(io_service &Service) noexcept : Service(&Service) {
    Service.notify_work_started();
  }
  io_work_scope(io_work_scope &&Other) noexcept
      : Service(std::exchange(Other.Service, nullptr)) {}
  ~io_work_scope() {
    if (Service)
      Service->notify_work_finished();
  }
  io_service &service() noexcept { return *Service; }

private:
  io_service *Service;
};
} // namespace cppcoro
