// A stand-in for HPX's stop tokens.
#pragma once

namespace hpx {

class stop_token {
public:
  bool stop_requested() const noexcept;
  bool stop_possible() const noexcept;
};

class stop_source {
public:
  stop_token get_token() const noexcept;
  bool request_stop() noexcept;
};

} // namespace hpx
