// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "orders.h"

namespace orders {

static constexpr int rows = 100;

/// Hands the rows of the report to \p to, one by one.
static asio::awaitable<void> copy_rows(backend &from, row_sink to,
                                       std::stop_token stop = {}) {
  for (int row = 1; row <= rows && !stop.stop_requested(); ++row)
    to(co_await read_row(from, row));
}

asio::awaitable<void> write_report(backend &from, row_sink to,
                                   std::stop_token stop) {
  if (stop.stop_requested())
    co_return;
  to("sales of the month");
  co_await copy_rows(from, to);
}

} // namespace orders
