// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Collect.h>
#include <string>
#include <utility>
#include <vector>
#include <ylt/coro_http/coro_http_client.hpp>

using async_simple::coro::collectAll;
using async_simple::coro::Lazy;
using cinatra::coro_http_client;
using cinatra::resp_data;

Lazy<void> all(coro_http_client &Client, std::vector<std::string> Uris) {
  std::vector<Lazy<resp_data>> Requests;
  for (const std::string &Uri : Uris)
    Requests.push_back(Client.async_get(Uri));
  co_await collectAll(std::move(Requests));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'collectAll' runs a task for each element of 'Uris', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:14: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: 'collectAllWindowedPara' runs them in groups of 10; in spite of its name, on this thread in every version so far
  // CHECK-FIXES-NOTES: co_await async_simple::coro::collectAllWindowedPara(10, false, std::move(Requests));
}

// --- Silent ------------------------------------------------------------------

Lazy<void> one_by_one(coro_http_client &Client,
                      std::vector<std::string> Uris) {
  for (const std::string &Uri : Uris)
    co_await Client.async_get(Uri);
}
Lazy<void> windows(coro_http_client &Client, std::vector<std::string> Uris) {
  std::vector<Lazy<resp_data>> Requests;
  for (const std::string &Uri : Uris)
    Requests.push_back(Client.async_get(Uri));
  co_await async_simple::coro::collectAllWindowedPara(10, false,
                                                      std::move(Requests));
}
Lazy<void> two(coro_http_client &Client) {
  co_await collectAll(Client.async_get("http://a/"),
                      Client.async_get("http://b/"));
}
