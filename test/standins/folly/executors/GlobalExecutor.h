// Stand-in for folly's GlobalExecutor.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/Executor.h>

namespace folly {
namespace detail {
class GlobalExecutor final : public Executor {
public:
  void add(Func F) override { RunQueue::instance().push(std::move(F)); }
};
} // namespace detail

inline Executor::KeepAlive<> getGlobalCPUExecutor() {
  static detail::GlobalExecutor E;
  return &E;
}
inline Executor::KeepAlive<> getGlobalIOExecutor() {
  return getGlobalCPUExecutor();
}
} // namespace folly
