// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread

#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
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
