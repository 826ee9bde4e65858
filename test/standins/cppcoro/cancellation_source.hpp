// Stand-in for cppcoro's cancellation_source.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/cancellation_registration.hpp>
#include <cppcoro/cancellation_token.hpp>

#include <utility>

namespace cppcoro {
class cancellation_source {
public:
  cancellation_source() : State(new detail::cancellation_state) {}
  cancellation_source(const cancellation_source &Other) noexcept
      : State(detail::cancellation_state::share(Other.State)) {}
  cancellation_source(cancellation_source &&Other) noexcept
      : State(std::exchange(Other.State, nullptr)) {}
  ~cancellation_source() { detail::cancellation_state::release(State); }
  cancellation_source &operator=(const cancellation_source &Other) noexcept {
    cancellation_source Copy(Other);
    std::swap(State, Copy.State);
    return *this;
  }
  cancellation_source &operator=(cancellation_source &&Other) noexcept {
    cancellation_source Moved(std::move(Other));
    std::swap(State, Moved.State);
    return *this;
  }

  [[nodiscard]] bool can_be_cancelled() const noexcept {
    return State != nullptr;
  }
  [[nodiscard]] cancellation_token token() const noexcept {
    return cancellation_token(detail::cancellation_state::share(State));
  }
  void request_cancellation() {
    if (!State || std::exchange(State->Requested, true))
      return;
    const auto Registrations = std::exchange(State->Registrations, {});
    for (cancellation_registration *R : Registrations)
      R->Callback();
  }
  [[nodiscard]] bool is_cancellation_requested() const noexcept {
    return State && State->Requested;
  }

private:
  detail::cancellation_state *State;
};
} // namespace cppcoro
