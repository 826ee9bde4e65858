// Boost.Asio.
#pragma once

#include "common.h"

#include <boost/asio.hpp>

namespace hostile {
inline boost::asio::io_context &context() {
  static boost::asio::io_context Context;
  return Context;
}
inline boost::asio::thread_pool &pool() {
  static boost::asio::thread_pool Pool(4);
  return Pool;
}

/// Lets the others run.
inline auto next_turn() {
  return boost::asio::post(boost::asio::use_awaitable);
}
inline auto onlookers_turn() { return next_turn(); }

inline void background(boost::asio::awaitable<void> Task) {
  boost::asio::co_spawn(context(), std::move(Task),
                        [](std::exception_ptr Error) {
                          if (Error)
                            std::printf("lost\n");
                        });
}

inline void finish() {
  context().restart();
  context().run();
}
/// Runs it, and all that it has started.
template <typename T> T drive(boost::asio::awaitable<T> Task) {
  std::optional<T> Value;
  std::exception_ptr Failed;
  boost::asio::co_spawn(context(), std::move(Task),
                        [&](std::exception_ptr Error, T Result) {
                          Failed = Error;
                          Value = std::move(Result);
                        });
  finish();
  if (Failed)
    std::rethrow_exception(Failed);
  return std::move(*Value);
}
} // namespace hostile
