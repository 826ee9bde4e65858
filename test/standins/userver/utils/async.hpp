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

template <typename Function> auto CriticalAsync(std::string, Function &&F) {
  return Async("", F);
}
template <typename Function> auto SharedAsync(std::string, Function &&) {
  return engine::SharedTaskWithResult<std::invoke_result_t<Function>>();
}
template <typename Function> auto SharedCriticalAsync(std::string, Function &&) {
  return engine::SharedTaskWithResult<std::invoke_result_t<Function>>();
}

} // namespace userver::utils

namespace userver::engine {

template <typename Function> auto AsyncNoSpan(Function &&) {
  return TaskWithResult<std::invoke_result_t<Function>>();
}
template <typename Function> auto AsyncNoSpan(TaskProcessor &, Function &&) {
  return TaskWithResult<std::invoke_result_t<Function>>();
}
template <typename Function> auto CriticalAsyncNoSpan(Function &&) {
  return TaskWithResult<std::invoke_result_t<Function>>();
}
template <typename Function> auto SharedAsyncNoSpan(Function &&) {
  return SharedTaskWithResult<std::invoke_result_t<Function>>();
}

} // namespace userver::engine
