// Stand-in for Seastar's reactor.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <utility>

namespace seastar {
class reactor {
public:
  void run_in_background(future<> F) {
    (void)std::move(F).handle_exception([](std::exception_ptr) {});
  }
  template <typename Func> void run_in_background(Func &&F) {
    run_in_background(futurize_invoke(std::forward<Func>(F)));
  }
};

inline reactor &engine() {
  static reactor Reactor;
  return Reactor;
}
} // namespace seastar
