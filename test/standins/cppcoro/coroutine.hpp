// Stand-in for cppcoro's coroutine.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <coroutine>

namespace cppcoro {
template <typename Promise = void>
using coroutine_handle = std::coroutine_handle<Promise>;
using suspend_always = std::suspend_always;
using suspend_never = std::suspend_never;
using std::noop_coroutine;
} // namespace cppcoro
