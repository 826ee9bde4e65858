// RUN: %check %s async-detached-coroutine %t -config="{CheckOptions: {async-detached-coroutine.EventHandlers: '^handle_|::gui::|Message'}}"
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,NONE -config="{CheckOptions: {async-detached-coroutine.EventHandlers: ''}}"
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,NONE,BAD -config="{CheckOptions: {async-detached-coroutine.EventHandlers: 'x('}}"
// CHECK-MESSAGES-BAD: warning: bad regular expression in option 'EventHandlers', ignored: {{.+}} [clang-tidy-config]
#include <coroutine>
#include <exception>

void work();

struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

// The default is gone.
Detached OnLoaded() {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'OnLoaded' terminates
  work();
  co_return;
}

Detached handle_click() {
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:10: warning: an exception that leaves 'handle_click' terminates
  work();
  co_return;
}
Detached mishandle_click() {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'mishandle_click' terminates
  work();
  co_return;
}

namespace app::gui {
Detached refresh() {
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:10: warning: an exception that leaves 'refresh' terminates
  work();
  co_return;
}
} // namespace app::gui

struct Message {};
Detached receive(const Message &) {
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:10: warning: an exception that leaves 'receive' terminates
  work();
  co_return;
}

#define TASK(Name)                                                             \
  Detached Name() {                                                            \
    work();                                                                    \
    co_return;                                                                 \
  }
TASK(fromMacro)
