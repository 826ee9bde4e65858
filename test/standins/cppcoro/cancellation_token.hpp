// Stand-in for cppcoro's cancellation_token.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/detail/cancellation_state.hpp>
#include <cppcoro/operation_cancelled.hpp>

#include <utility>

namespace cppcoro {
class cancellation_source;
class cancellation_registration;

class cancellation_token {
public:
  cancellation_token() noexcept : State(nullptr) {}
  cancellation_token(const cancellation_token &Other) noexcept
      : State(detail::cancellation_state::share(Other.State)) {}
  cancellation_token(cancellation_token &&Other) noexcept
      : State(std::exchange(Other.State, nullptr)) {}
  ~cancellation_token() { detail::cancellation_state::release(State); }
  cancellation_token &operator=(const cancellation_token &Other) noexcept {
    cancellation_token(Other).swap(*this);
    return *this;
  }
  cancellation_token &operator=(cancellation_token &&Other) noexcept {
    cancellation_token(std::move(Other)).swap(*this);
    return *this;
  }
  void swap(cancellation_token &Other) noexcept {
    std::swap(State, Other.State);
  }

  bool can_be_cancelled() const noexcept { return State != nullptr; }
  bool is_cancellation_requested() const noexcept {
    return State && State->Requested;
  }
  void throw_if_cancellation_requested() const {
    if (is_cancellation_requested())
      throw operation_cancelled{};
  }

private:
  friend class cancellation_source;
  friend class cancellation_registration;
  cancellation_token(detail::cancellation_state *State) noexcept
      : State(State) {}

  detail::cancellation_state *State;
};

inline void swap(cancellation_token &A, cancellation_token &B) noexcept {
  A.swap(B);
}
} // namespace cppcoro
