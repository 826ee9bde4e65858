// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "services.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

using namespace std::chrono_literals;

namespace orders {

/// A round trip to another machine.
static asio::awaitable<void> round_trip(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<order> load_order(backend &, int id) {
  co_await round_trip(5ms);
  co_return order{id, "espresso machine", 2};
}

asio::awaitable<void> save_order(backend &to, order) {
  co_await round_trip(5ms);
  ++to.saved;
}

asio::awaitable<void> send_mail(backend &to, order) {
  co_await round_trip(10ms);
  ++to.mailed;
}

asio::awaitable<void> send_text(backend &to, order) {
  co_await round_trip(2ms);
  ++to.mailed;
}

asio::awaitable<void> track(backend &to, std::string) {
  co_await round_trip(1ms);
  ++to.tracked;
}

asio::awaitable<double> look_up_price(backend &to, std::string item) {
  ++to.lookups;
  to.peak_lookups = std::max(to.peak_lookups, to.lookups);
  co_await round_trip(5ms);
  --to.lookups;
  if (item.empty())
    throw std::runtime_error("unnamed item");
  co_return 10.0 + static_cast<double>(item.size());
}

asio::awaitable<int> count_stock(backend &, std::string item) {
  co_await round_trip(1ms);
  co_return static_cast<int>(item.size());
}

asio::awaitable<std::string> read_row(backend &, int row) {
  co_await round_trip(1ms);
  co_return "row " + std::to_string(row);
}

} // namespace orders
