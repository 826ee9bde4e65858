// Stand-in for Seastar's timed_out_error.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <exception>

namespace seastar {
class timed_out_error : public std::exception {
public:
  const char *what() const noexcept override { return "timedout"; }
};
} // namespace seastar
