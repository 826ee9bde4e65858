// Stand-in for Seastar's app-template.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <functional>

namespace seastar {
class app_template {
public:
  int run(int, char **, std::function<future<int>()> &&F) noexcept {
    return F().get();
  }
  int run(int, char **, std::function<future<>()> &&F) noexcept {
    F().get();
    return 0;
  }
};
} // namespace seastar
