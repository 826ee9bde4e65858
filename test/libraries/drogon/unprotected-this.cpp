// RUN: %check %s async-unprotected-this %t -- -isystem %standins
#include <drogon/drogon.h>
#include <memory>

using namespace drogon;

Task<> query(int Id);

class chat : public std::enable_shared_from_this<chat> {
public:
  AsyncTask say() {
    co_await query(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'say', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'weak_from_this()' before it is suspended, and ask it behind
    ++Said;
  }
  void run() {
    async_run([this]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
    // CHECK-FIXES: async_run([this, self = shared_from_this()]() -> Task<> {
      co_await query(2);
      ++Said;
    });
  }

  // Silent.
  AsyncTask say_well() {
    auto self = shared_from_this();
    co_await query(1);
    ++Said;
  }
  AsyncTask hear() { co_await query(Said); }
  void run_well() {
    async_run([this, self = shared_from_this()]() -> Task<> {
      co_await query(2);
      ++Said;
    });
  }
  Task<> awaits() {
    co_await query(3);
    ++Said;
  }

private:
  int Said = 0;
};
