// A stand-in for userver's functions that start a task.
#pragma once

#include <string>
#include <type_traits>
#include <userver/engine/task/task_with_result.hpp>

namespace userver::utils {

template <typename Function, typename... Args>
[[nodiscard]] auto Async(std::string, Function &&, Args &&...) {
  return engine::TaskWithResult<
      std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>>();
}

template <typename Function, typename... Args>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string, Function &&,
                         Args &&...) {
  return engine::TaskWithResult<
      std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>>();
}

} // namespace userver::utils
