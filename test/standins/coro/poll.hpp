// Stand-in for libcoro's poll.hpp: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <cstdint>

namespace coro {
using fd_t = int;

enum class poll_op : std::uint64_t { read = 1, write = 4, read_write = 5 };
enum class poll_status { read, write, timeout, error, closed, cancelled };

class poll_stop_token {
public:
  explicit poll_stop_token(fd_t Receiver) : Receiver(Receiver) {}
  auto native_handle() const -> fd_t { return Receiver; }

private:
  fd_t Receiver;
};

class poll_stop_source {
public:
  auto get_token() const -> poll_stop_token { return poll_stop_token{0}; }
  auto signal_stop() -> void {}
};
} // namespace coro
