// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ORDERS_STOCK_H
#define ORDERS_STOCK_H

#include "services.h"
#include <boost/asio/any_io_executor.hpp>

namespace orders {

/// How many of \p item the warehouse has; asks it on \p on.
int in_stock(asio::any_io_executor on, backend &from, const std::string &item);

/// Can the warehouse send all of \p what?
bool can_ship(asio::any_io_executor on, backend &from, const order &what);

} // namespace orders

#endif
