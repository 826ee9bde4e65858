// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,OPTION -config="{CheckOptions: {async-discarding-callback.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <functional>
#include <iostream>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;

int add(int, int);
void report_failure(std::exception_ptr Failure);
void onTick(std::function<void()> Callback);
void onLoad(std::function<Lazy<void>()> Callback);

void registers(coro_rpc::coro_rpc_client &Client,
               cinatra::coro_http_client &Http) {
  onTick([&Client] { return Client.call<add>(1, 2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the task runs now, and nobody waits for it: what it refers to must live on
  // CHECK-FIXES-NOTES: onTick([call = [&Client] { return Client.call<add>(1, 2); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> async_simple::coro::Lazy<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call).start([](auto &&) {});
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: onTick([call = [&Client] { return Client.call<add>(1, 2); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> async_simple::coro::Lazy<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call).start([](auto &&) {});
  // CHECK-FIXES-OPTION-NEXT:   });
  onTick([&Http]() -> Lazy<void> { co_await Http.async_get("http://host/"); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the task runs now, and nobody waits for it: what it refers to must live on
  // CHECK-FIXES-NOTES: onTick([call = [&Http]() -> Lazy<void> { co_await Http.async_get("http://host/"); }] {
  // CHECK-FIXES-NOTES-NEXT:     [](auto call) -> async_simple::coro::Lazy<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call).start([](auto &&) {});
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: onTick([call = [&Http]() -> Lazy<void> { co_await Http.async_get("http://host/"); }] {
  // CHECK-FIXES-OPTION-NEXT:     [](auto call) -> async_simple::coro::Lazy<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call).start([](auto &&) {});
  // CHECK-FIXES-OPTION-NEXT:   });
}

// --- Silent ------------------------------------------------------------------

void starts(coro_rpc::coro_rpc_client &Client) {
  onTick([&Client] { Client.call<add>(1, 2).start([](auto &&) {}); });
  onTick([&Client] { Client.close(); });
  onLoad([&Client]() -> Lazy<void> { co_await Client.call<add>(1, 2); });
}
