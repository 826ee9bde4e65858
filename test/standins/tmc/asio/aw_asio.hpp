// Stands for TooManyCooks' adapter of Asio, for the tests. Runs nothing.
#pragma once
#include <asio/async_result.hpp>
#include <tmc/all_headers.hpp>

namespace tmc {
struct aw_asio_t {};
inline constexpr aw_asio_t aw_asio{};
} // namespace tmc

template <typename... Args>
class asio::async_result<tmc::aw_asio_t, void(Args...)> {
public:
  using return_type = tmc::detail::rvalue_only_awaitable<std::tuple<Args...>>;
  template <typename Initiation, typename... Given>
  static return_type initiate(Initiation &&, tmc::aw_asio_t, Given &&...) {
    return {};
  }
};
