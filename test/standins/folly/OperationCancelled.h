// Stand-in for folly's OperationCancelled.h: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <exception>

namespace folly {
struct OperationCancelled : public std::exception {
  const char *what() const noexcept override {
    return "coroutine operation cancelled";
  }
};
} // namespace folly
