// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ORDERS_SERVICES_H
#define ORDERS_SERVICES_H

#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

namespace orders {

namespace asio = boost::asio;

struct order {
  int id = 0;
  std::string item;
  int quantity = 1;
  bool express = false;
};

/// The shop's database, mail server, analytics and price feed. Timers stand in
/// for the network; the counters say what has arrived.
struct backend {
  int saved = 0;
  int mailed = 0;
  int tracked = 0;
  int lookups = 0;
  int peak_lookups = 0;
};

using price_list = std::map<std::string, double>;

asio::awaitable<order> load_order(backend &to, int id);
asio::awaitable<void> save_order(backend &to, order what);
asio::awaitable<void> send_mail(backend &to, order about);
asio::awaitable<void> send_text(backend &to, order about);
asio::awaitable<void> track(backend &to, std::string event);
asio::awaitable<double> look_up_price(backend &to, std::string item);
asio::awaitable<int> count_stock(backend &from, std::string item);
asio::awaitable<std::string> read_row(backend &to, int row);

} // namespace orders

#endif
