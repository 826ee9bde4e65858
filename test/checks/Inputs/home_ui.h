// A library for windows; home_ui.yaml is what is known of it.
#pragma once

#include "tasks.h"

namespace home {

template <typename T> struct window_task : eager<T> {
  struct promise_type : eager<T>::promise_type {
    window_task get_return_object() { return {}; }
  };
  template <typename F, typename... Where>
  window_task<int> then(F Next, Where... Contexts) const {
    return {};
  }
};
template <typename T> struct panel_task : eager<T> {
  struct promise_type : eager<T>::promise_type {
    panel_task get_return_object() { return {}; }
  };
};

template <typename T> T anywhere(T Task, int Priority = 0);

struct context {};
struct priority {};
context current();
context pool();

} // namespace home
