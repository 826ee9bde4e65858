// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ORDERS_ORDERS_H
#define ORDERS_ORDERS_H

#include "services.h"
#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <stop_token>

namespace orders {

/// Checks an order, saves it and tells the customer; false if it was refused.
asio::awaitable<bool> accept_order(backend &to, order what);

/// Whether all of an order can be sent today.
asio::awaitable<bool> promise_today(backend &from, order what);

struct receipt {
  double charged = 0;
  double printed = 0;
};

/// Charges the customer.
asio::awaitable<receipt> check_out(backend &to, order what);

/// GET /orders/<id>
asio::awaitable<std::string> handle_get(backend &from, int id);

/// POST /orders/<id>/shipped
asio::awaitable<std::string> handle_shipped(backend &to, int id);

/// Fills the price list in the background.
void start_refresh(asio::any_io_executor on, backend &from,
                   const std::vector<std::string> &items, price_list &into);

/// The prices of all the items, in their order.
asio::awaitable<std::vector<double>>
look_up_prices(backend &from, const std::vector<std::string> &items);

using row_sink = std::function<void(const std::string &)>;

/// Writes the sales report until it is complete or stopped.
asio::awaitable<void> write_report(backend &from, row_sink to,
                                   std::stop_token stop);

} // namespace orders

#endif
