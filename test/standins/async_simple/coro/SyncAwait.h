// Stand-in for async_simple's SyncAwait.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "async_simple/coro/Lazy.h"

namespace async_simple::coro {
template <typename LazyType> auto syncAwait(LazyType &&Task) {
  return Task.operator co_await().await_resume();
}
template <typename LazyType> auto syncAwait(LazyType &&Task, Executor *Where) {
  return syncAwait(std::move(std::forward<LazyType>(Task)).via(Where));
}
} // namespace async_simple::coro
