// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread

#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <memory>
#include <vector>

namespace folly {
struct RequestContextScopeGuard {
  RequestContextScopeGuard();
  ~RequestContextScopeGuard();
};
struct ShallowCopyRequestContextScopeGuard {
  ShallowCopyRequestContextScopeGuard();
  ~ShallowCopyRequestContextScopeGuard();
};
} // namespace folly

using folly::coro::Task;
Task<void> save(int Id);
template <typename T> void use(const T &);
template <typename> using task = Task<void>;
