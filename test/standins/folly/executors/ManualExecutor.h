// Stand-in for folly's ManualExecutor.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/executors/DrivableExecutor.h>

#include <cstddef>

namespace folly {
class ManualExecutor : public DrivableExecutor {
public:
  void add(Func F) override { detail::RunQueue::instance().push(std::move(F)); }
  void drive() override { detail::RunQueue::instance().runOne(); }
  std::size_t drain() {
    std::size_t Count = 0;
    while (detail::RunQueue::instance().runOne())
      ++Count;
    return Count;
  }
};
} // namespace folly
