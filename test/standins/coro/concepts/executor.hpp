// Stand-in for libcoro's executor.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/concepts/awaitable.hpp"
#include "coro/poll.hpp"
#include "coro/task.hpp"

#include <chrono>
#include <concepts>
#include <coroutine>
#include <cstddef>

namespace coro::concepts {
template <typename executor_type>
concept executor = requires(executor_type E, std::coroutine_handle<> C) {
  { E.schedule() } -> awaiter;
  { E.spawn_detached(std::declval<coro::task<void>>()) } -> std::same_as<bool>;
  {
    E.spawn_joinable(std::declval<coro::task<void>>())
  } -> std::same_as<coro::task<void>>;
  { E.yield() } -> awaiter;
  { E.resume(C) } -> std::same_as<bool>;
  { E.size() } -> std::same_as<std::size_t>;
  { E.empty() } -> std::same_as<bool>;
  { E.shutdown() } -> std::same_as<void>;
};

template <typename executor_type>
concept io_executor = executor<executor_type> &&
                      requires(executor_type E, fd_t Fd, coro::poll_op Op,
                               std::chrono::milliseconds Timeout) {
                        {
                          E.poll(Fd, Op, Timeout)
                        } -> std::same_as<coro::task<poll_status>>;
                      };
} // namespace coro::concepts
