// RUN: %check %s async-unprotected-this %t -- -I%standins
#include <concurrencpp/concurrencpp.h>
#include <memory>

using concurrencpp::null_result;
using concurrencpp::result;

result<void> save(int Id);

class queue : public std::enable_shared_from_this<queue> {
public:
  null_result drain() {
    while (Size) {
      co_await save(Size);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits 'drain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the object lives on until the coroutine has ended
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: or take 'weak_from_this()' before it is suspended, and ask it behind
      --Size;
    }
  }
  null_result drain_for(
      std::shared_ptr<concurrencpp::thread_pool_executor>) {
    co_await save(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'drain_for', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    --Size;
  }
  void drops() { shrink(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing keeps this object alive while 'shrink' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs

  // Silent.
  null_result drain_well() {
    auto self = shared_from_this();
    while (Size) {
      co_await save(Size);
      --Size;
    }
  }
  null_result clear() {
    const int Old = Size;
    Size = 0;
    co_await save(Old);
  }
  null_result given(std::shared_ptr<queue>) {
    co_await save(1);
    --Size;
  }
  result<void> awaits() { co_await shrink(); }

private:
  result<void> shrink() {
    co_await save(1);
    --Size;
  }
  int Size = 0;
};
