// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "orders.h"
#include "notify.h"
#include "stock.h"

#include <boost/asio/this_coro.hpp>

namespace orders {

asio::awaitable<bool> accept_order(backend &to, order what) {
  if (what.quantity < 1)
    co_return false;
  save_order(to, what);
  co_await notify(to, what, "accepted");
  co_return true;
}

asio::awaitable<bool> promise_today(backend &from, order what) {
  auto executor = co_await asio::this_coro::executor;
  co_return can_ship(executor, from, what);
}

static asio::awaitable<double> total(backend &from, order what) {
  const double price = co_await look_up_price(from, what.item);
  co_return price *what.quantity;
}

asio::awaitable<receipt> check_out(backend &to, order what) {
  asio::awaitable<double> sum = total(to, what);
  const double charged = co_await std::move(sum);
  co_await track(to, "charged " + std::to_string(charged));
  co_return receipt{charged, co_await std::move(sum)};
}

} // namespace orders
