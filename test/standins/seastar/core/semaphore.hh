// Stand-in for Seastar's semaphore.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>
#include <seastar/core/timed_out_error.hh>
#include <seastar/core/timer.hh>

#include <cstddef>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace seastar {
class broken_semaphore : public std::exception {};
class semaphore_timed_out : public timed_out_error {};
class semaphore_aborted : public abort_requested_exception {};

struct semaphore_default_exception_factory {};

template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
class basic_semaphore : private ExceptionFactory {
public:
  using duration = typename timer<Clock>::duration;
  using clock = typename timer<Clock>::clock;
  using time_point = typename timer<Clock>::time_point;
  using exception_factory = ExceptionFactory;

  basic_semaphore(std::size_t Count) noexcept
      : Count(static_cast<long>(Count)) {}
  basic_semaphore(const basic_semaphore &) = delete;

  future<> wait(std::size_t Units = 1) noexcept {
    if (try_wait(Units))
      return make_ready_future<>();
    Waiters.push_back({promise<>(), Units});
    return Waiters.back().Done.get_future();
  }
  // Nothing ever takes too long here, and nobody is aborted while waiting.
  future<> wait(time_point, std::size_t Units = 1) noexcept {
    return wait(Units);
  }
  future<> wait(abort_source &Source, std::size_t Units = 1) noexcept {
    if (Source.abort_requested())
      return make_exception_future<>(semaphore_aborted());
    return wait(Units);
  }
  future<> wait(duration, std::size_t Units = 1) noexcept {
    return wait(Units);
  }
  void signal(std::size_t Units = 1) noexcept {
    Count += static_cast<long>(Units);
    while (!Waiters.empty() &&
           Count >= static_cast<long>(Waiters.front().Units)) {
      Count -= static_cast<long>(Waiters.front().Units);
      auto Done = std::move(Waiters.front().Done);
      Waiters.erase(Waiters.begin());
      Done.set_value();
    }
  }
  void consume(std::size_t Units = 1) noexcept {
    Count -= static_cast<long>(Units);
  }
  bool try_wait(std::size_t Units = 1) noexcept {
    if (!Waiters.empty() || Count < static_cast<long>(Units))
      return false;
    Count -= static_cast<long>(Units);
    return true;
  }
  std::size_t current() const noexcept {
    return Count > 0 ? static_cast<std::size_t>(Count) : 0;
  }
  long available_units() const noexcept { return Count; }
  std::size_t waiters() const noexcept { return Waiters.size(); }
  void broken() noexcept {
    auto Broken = std::exchange(Waiters, {});
    for (auto &W : Broken)
      W.Done.set_exception(broken_semaphore());
  }

private:
  struct waiter {
    promise<> Done;
    std::size_t Units;
  };
  long Count;
  std::vector<waiter> Waiters;
};

template <typename ExceptionFactory = semaphore_default_exception_factory,
          typename Clock = typename timer<>::clock>
class semaphore_units {
  using semaphore_type = basic_semaphore<ExceptionFactory, Clock>;

public:
  semaphore_units() noexcept : Semaphore(nullptr), Units(0) {}
  semaphore_units(semaphore_type &S, std::size_t Units) noexcept
      : Semaphore(&S), Units(Units) {}
  semaphore_units(semaphore_units &&Other) noexcept
      : Semaphore(Other.Semaphore), Units(std::exchange(Other.Units, 0)) {}
  semaphore_units &operator=(semaphore_units &&Other) noexcept {
    std::swap(Semaphore, Other.Semaphore);
    std::swap(Units, Other.Units);
    return *this;
  }
  ~semaphore_units() noexcept { return_all(); }
  void return_all() noexcept {
    if (const auto Held = std::exchange(Units, 0))
      Semaphore->signal(Held);
  }
  std::size_t release() noexcept { return std::exchange(Units, 0); }
  std::size_t count() const noexcept { return Units; }
  explicit operator bool() const noexcept { return Units != 0; }

private:
  semaphore_type *Semaphore;
  std::size_t Units;
};

template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &S,
          std::size_t Units) noexcept {
  return S.wait(Units).then([&S, Units] {
    return semaphore_units<ExceptionFactory, Clock>{S, Units};
  });
}
template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &S, std::size_t Units,
          typename basic_semaphore<ExceptionFactory, Clock>::time_point
              Timeout) noexcept {
  return S.wait(Timeout, Units).then([&S, Units] {
    return semaphore_units<ExceptionFactory, Clock>{S, Units};
  });
}
template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &S, std::size_t Units,
          typename basic_semaphore<ExceptionFactory, Clock>::duration
              Timeout) noexcept {
  return S.wait(Timeout, Units).then([&S, Units] {
    return semaphore_units<ExceptionFactory, Clock>{S, Units};
  });
}
template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &S, std::size_t Units,
          abort_source &Source) noexcept {
  return S.wait(Source, Units).then([&S, Units] {
    return semaphore_units<ExceptionFactory, Clock>{S, Units};
  });
}
template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
std::optional<semaphore_units<ExceptionFactory, Clock>>
try_get_units(basic_semaphore<ExceptionFactory, Clock> &S,
              std::size_t Units) noexcept {
  if (!S.try_wait(Units))
    return std::nullopt;
  return semaphore_units<ExceptionFactory, Clock>{S, Units};
}
template <typename ExceptionFactory, typename Func,
          typename Clock = typename timer<>::clock>
futurize_t<std::invoke_result_t<Func>>
with_semaphore(basic_semaphore<ExceptionFactory, Clock> &S, std::size_t Units,
               Func &&F) noexcept {
  return get_units(S, Units).then(
      [F = std::forward<Func>(F)](auto Held) mutable {
        return futurize_invoke(F).finally([Held = std::move(Held)] {});
      });
}

using semaphore = basic_semaphore<semaphore_default_exception_factory>;
} // namespace seastar
