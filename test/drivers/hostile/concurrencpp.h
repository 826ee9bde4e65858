// The stand-in for concurrencpp: results of coroutines that have begun.
#pragma once

#include "queue.h"

#include <concurrencpp/concurrencpp.h>

namespace hostile {
inline void finish() { runQueue(); }
inline void background(concurrencpp::result<void>) {}

inline const bool RunsOthers = [] {
  concurrencpp::details::run_another = [] { resumeFirst(Ready); };
  return true;
}();

/// Runs it, and all that it has started.
template <typename T> T drive(concurrencpp::result<T> Task) {
  finish();
  return Task.get();
}
} // namespace hostile
