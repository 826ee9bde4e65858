// What a source, its tokens and their registrations share, in the stand-ins.
#pragma once

#include <vector>

namespace cppcoro {
class cancellation_registration;

namespace detail {
class cancellation_state {
public:
  int References = 1;
  bool Requested = false;
  std::vector<cancellation_registration *> Registrations;

  static cancellation_state *share(cancellation_state *State) noexcept {
    if (State)
      ++State->References;
    return State;
  }
  static void release(cancellation_state *State) noexcept {
    if (State && --State->References == 0)
      delete State;
  }
};
} // namespace detail
} // namespace cppcoro
