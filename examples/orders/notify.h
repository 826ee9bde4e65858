// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ORDERS_NOTIFY_H
#define ORDERS_NOTIFY_H

#include "services.h"

namespace orders {

/// Tells the customer, and analytics, what happened to an order.
inline asio::awaitable<void> notify(backend &to, order about,
                                    std::string event) {
  about.express ? send_text(to, about) : send_mail(to, about);
  (void)track(to, event + ' ' + std::to_string(about.id));
  co_return;
}

} // namespace orders

#endif
