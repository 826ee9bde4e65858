// RUN: %check %s async-discarding-callback %t -fix-notes -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/cobalt.hpp>
#include <functional>
#include <iostream>
#include <thread>
#include <vector>

namespace cobalt = boost::cobalt;

cobalt::task<void> work();
cobalt::promise<void> save(int Id);
void on(std::function<void()> Handler);

cobalt::promise<void> dropped(boost::asio::io_context &Context, std::vector<int> Ids) {
  boost::asio::post(Context, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that 'work' returns is dropped by 'boost::asio::post', so it never runs [async-discarding-callback]
  // CHECK-FIXES: boost::asio::post(Context, [call = work] {
  // CHECK-FIXES-NEXT:     [](auto call) -> cobalt::detached {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call();
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call);
  // CHECK-FIXES-NEXT:   });
  on([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES: on([call = [] { return work(); }] {
  // CHECK-FIXES-NEXT:     [](auto call) -> cobalt::detached {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call();
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call);
  // CHECK-FIXES-NEXT:   });
  std::for_each(Ids.begin(), Ids.end(), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'save' returns is dropped by 'std::for_each', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await save(element);
  co_return;
}

// --- Silent ------------------------------------------------------------------

void started(boost::asio::io_context &Context) {
  boost::asio::post(Context, [&] { cobalt::spawn(Context, work(), [](std::exception_ptr) {}); });
  on([] { +save(1); });
  std::thread([] { cobalt::run(work()); }).detach();
}
cobalt::promise<void> one_by_one(std::vector<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
