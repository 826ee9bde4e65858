// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "stock.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace orders {

int in_stock(asio::any_io_executor on, backend &from, const std::string &item) {
  return asio::co_spawn(on, count_stock(from, item), asio::use_future).get();
}

bool can_ship(asio::any_io_executor on, backend &from, const order &what) {
  return in_stock(on, from, what.item) >= what.quantity;
}

} // namespace orders
