// Stand-in for folly's DrivableExecutor.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/Executor.h>

namespace folly {
class DrivableExecutor : public virtual Executor {
public:
  virtual void drive() = 0;
};
} // namespace folly
