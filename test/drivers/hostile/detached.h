// A home-grown coroutine that nobody can await, over tasks that begin when they
// are awaited.
#pragma once

#include "lazy.h"

namespace home {
struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::printf("lost\n"); }
  };
};
} // namespace home
