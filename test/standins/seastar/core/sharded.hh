// Stand-in for Seastar's sharded.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/future.hh>
#include <seastar/core/smp.hh>

#include <optional>
#include <utility>

namespace seastar {
template <typename Service> class sharded {
public:
  template <typename... Args> future<> start(Args &&...As) noexcept {
    Instance.emplace(std::forward<Args>(As)...);
    return make_ready_future<>();
  }
  future<> stop() noexcept {
    return Instance->stop().finally([this] { Instance.reset(); });
  }
  template <typename Func> future<> invoke_on_all(Func F) noexcept {
    return futurize_invoke(F, *Instance);
  }
  template <typename Func> auto map(Func F) {
    return futurize_invoke(F, *Instance);
  }
  template <typename Func, typename T, typename Reduce>
  auto map_reduce0(Func F, T, Reduce) {
    return futurize_invoke(F, *Instance);
  }
  template <typename Func> future<> invoke_on_others(Func F) noexcept {
    return make_ready_future<>();
  }
  template <typename Func> auto invoke_on(unsigned, Func &&F) {
    return futurize_invoke(std::forward<Func>(F), *Instance);
  }
  Service &local() noexcept { return *Instance; }

private:
  std::optional<Service> Instance;
};
} // namespace seastar
