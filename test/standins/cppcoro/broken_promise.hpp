// Stand-in for cppcoro's broken_promise.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <stdexcept>

namespace cppcoro {
class broken_promise : public std::logic_error {
public:
  broken_promise() : std::logic_error("broken promise") {}
};
} // namespace cppcoro
