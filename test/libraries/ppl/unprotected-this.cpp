// RUN: %check %s async-unprotected-this %t -- -isystem %standins -Wno-unused

#include <memory>
#include <pplawait.h>

using concurrency::task;

task<void> step();

class document : public std::enable_shared_from_this<document> {
public:
  void opened() { load(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing keeps this object alive while 'load' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void changed() {
    if (Lines)
      (void)load();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing keeps this object alive while 'load' runs [async-unprotected-this]
  }

  // --- Silent ----------------------------------------------------------------

  void opened_well() {
    load_for(shared_from_this());
    load().then([self = shared_from_this()] {});
    kept();
  }
  task<void> awaits() { co_await load(); }

private:
  task<void> load() {
    co_await step();
    ++Lines;
  }
  task<void> load_for(std::shared_ptr<document>) {
    co_await step();
    ++Lines;
  }
  task<void> kept() {
    auto self = shared_from_this();
    co_await step();
    ++Lines;
  }
  int Lines = 0;
};
