// Stand-in for Seastar's timer.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/task.hh>
#include <seastar/util/noncopyable_function.hh>

#include <chrono>
#include <utility>

namespace seastar {
using steady_clock_type = std::chrono::steady_clock;

class lowres_clock {
public:
  using duration = std::chrono::steady_clock::duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<lowres_clock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() {
    return time_point(std::chrono::steady_clock::now().time_since_epoch());
  }
};

template <typename Clock = steady_clock_type> class timer {
public:
  using clock = Clock;
  using time_point = typename Clock::time_point;
  using duration = typename Clock::duration;
  using callback_t = noncopyable_function<void()>;

  timer() = default;
  explicit timer(callback_t Callback) : Callback(std::move(Callback)) {}
  timer(const timer &) = delete;
  ~timer() { cancel(); }

  void set_callback(callback_t F) { Callback = std::move(F); }
  void arm(duration Delay) {
    const std::chrono::nanoseconds Nanoseconds = Delay;
    Id = internal::run_queue::instance().push(
        [this] {
          Id = 0;
          Callback();
        },
        Nanoseconds.count());
  }
  void arm(time_point Until) { arm(Until - Clock::now()); }
  bool armed() const { return Id != 0; }
  bool cancel() {
    return Id && internal::run_queue::instance().remove(std::exchange(Id, 0));
  }

private:
  callback_t Callback;
  long long Id = 0;
};
} // namespace seastar
