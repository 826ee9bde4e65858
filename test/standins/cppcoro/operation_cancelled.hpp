// Stand-in for cppcoro's operation_cancelled.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <exception>

namespace cppcoro {
class operation_cancelled : public std::exception {
public:
  const char *what() const noexcept override { return "operation cancelled"; }
};
} // namespace cppcoro
