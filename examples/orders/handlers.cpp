// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "notify.h"
#include "orders.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

namespace orders {

asio::awaitable<std::string> handle_get(backend &from, int id) {
  auto executor = co_await asio::this_coro::executor;
  const order found =
      asio::co_spawn(executor, load_order(from, id), asio::use_future).get();
  co_return "200 " + std::to_string(found.quantity) + " x " + found.item;
}

asio::awaitable<std::string> handle_shipped(backend &to, int id) {
  const order found = co_await load_order(to, id);
  co_await notify(to, found, "shipped");
  co_return "204";
}

static asio::awaitable<void> refresh(backend &from,
                                     const std::vector<std::string> &items,
                                     price_list &into) {
  for (const std::string &item : items)
    into[item] = co_await look_up_price(from, item);
}

void start_refresh(asio::any_io_executor on, backend &from,
                   const std::vector<std::string> &items, price_list &into) {
  asio::co_spawn(on, refresh(from, items, into), asio::detached);
}

asio::awaitable<std::vector<double>>
look_up_prices(backend &from, const std::vector<std::string> &items) {
  auto executor = co_await asio::this_coro::executor;
  const auto start = [&](const std::string &item) {
    return asio::co_spawn(executor, look_up_price(from, item), asio::deferred);
  };
  std::vector<decltype(start(items.front()))> lookups;
  for (const std::string &item : items)
    lookups.push_back(start(item));

  auto [finished, errors, prices] =
      co_await asio::experimental::make_parallel_group(std::move(lookups))
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  for (const std::exception_ptr &error : errors)
    if (error)
      std::rethrow_exception(error);
  co_return std::move(prices);
}

} // namespace orders
